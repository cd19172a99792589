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
    double? RespirationRate,
    double? Spo2,
    int? Spo2Scale,
    bool? OnOxygen,
    double? Systolic,
    double? Pulse,
    Consciousness? Consciousness,
    double? Temperature,
    double? AgeYears,
    bool? IsPregnant) : IScoreRequest
{
    public ScoreAnswer Compute() => News2.Compute(new News2Input(
        RespirationRate, Spo2, Spo2Scale, OnOxygen, Systolic, Pulse, Consciousness, Temperature, AgeYears, IsPregnant));
}

internal sealed record ComaScaleRequest(int? Eye, int? Verbal, int? Motor) : IScoreRequest
{
    public ScoreAnswer Compute() => ComaScale.Compute(Eye, Verbal, Motor);
}

internal sealed record ShockIndexRequest(double? Pulse, double? Systolic) : IScoreRequest
{
    public ScoreAnswer Compute() => ShockIndex.Compute(Pulse, Systolic);
}

internal sealed record TraumaScoreRequest(int? Gcs, double? Systolic, double? RespirationRate) : IScoreRequest
{
    public ScoreAnswer Compute() => TraumaScore.Compute(Gcs, Systolic, RespirationRate);
}

internal sealed record MotorScaleRequest(int? Face, int? Arm, int? Grip) : IScoreRequest
{
    public ScoreAnswer Compute() => MotorScale.Compute(Face, Arm, Grip);
}

internal sealed record StartTriageRequest(
    bool? CanWalk,
    bool? IsBreathing,
    double? RespirationRate,
    double? CapillaryRefillSeconds,
    bool? ObeysCommands) : IScoreRequest
{
    public ScoreAnswer Compute() =>
        StartTriage.Compute(new StartInput(CanWalk, IsBreathing, RespirationRate, CapillaryRefillSeconds, ObeysCommands));
}
