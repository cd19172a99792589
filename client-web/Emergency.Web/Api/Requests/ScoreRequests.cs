using Emergency.Domain.Scores;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Inputs of a score. Any may be missing; the answer then says "incomplete". Bounds are the score's own.</summary>
internal interface IScoreRequest : IRequestBody
{
    ScoreAnswer Compute();

    void IRequestBody.Check(Checks checks)
    {
        // Nothing is required, and the score itself knows what is plausible.
    }
}

internal sealed record News2Request(
    double? RespirationRate = null,
    double? Spo2 = null,
    int? Spo2Scale = null,
    bool? OnOxygen = null,
    double? Systolic = null,
    double? Pulse = null,
    Consciousness? Consciousness = null,
    double? Temperature = null,
    double? AgeYears = null,
    bool? IsPregnant = null) : IScoreRequest
{
    public ScoreAnswer Compute() => News2.Compute(new News2Input(
        RespirationRate, Spo2, Spo2Scale, OnOxygen, Systolic, Pulse, Consciousness, Temperature, AgeYears, IsPregnant));
}

internal sealed record ComaScaleRequest(int? Eye = null, int? Verbal = null, int? Motor = null) : IScoreRequest
{
    public ScoreAnswer Compute() => ComaScale.Compute(Eye, Verbal, Motor);
}

internal sealed record ShockIndexRequest(double? Pulse = null, double? Systolic = null) : IScoreRequest
{
    public ScoreAnswer Compute() => ShockIndex.Compute(Pulse, Systolic);
}

internal sealed record TraumaScoreRequest(int? Gcs = null, double? Systolic = null, double? RespirationRate = null) : IScoreRequest
{
    public ScoreAnswer Compute() => TraumaScore.Compute(Gcs, Systolic, RespirationRate);
}

internal sealed record MotorScaleRequest(int? Face = null, int? Arm = null, int? Grip = null) : IScoreRequest
{
    public ScoreAnswer Compute() => MotorScale.Compute(Face, Arm, Grip);
}

internal sealed record StartTriageRequest(
    bool? CanWalk = null,
    bool? IsBreathing = null,
    double? RespirationRate = null,
    double? CapillaryRefillSeconds = null,
    bool? ObeysCommands = null) : IScoreRequest
{
    public ScoreAnswer Compute() =>
        StartTriage.Compute(new StartInput(CanWalk, IsBreathing, RespirationRate, CapillaryRefillSeconds, ObeysCommands));
}
