namespace Emergency.Domain.Scores;

/// <summary>What START triage asks, in its order. Null is not looked at yet; what comes after a decision need not be answered.</summary>
/// <param name="CanWalk">Walks on request.</param>
/// <param name="IsBreathing">Breathes, before or after the airway was opened.</param>
/// <param name="RespirationRate">Breaths a minute, 1 to 100: one who does not breathe says so above.</param>
/// <param name="CapillaryRefillSeconds">0 to 10.</param>
/// <param name="ObeysCommands">Follows simple commands.</param>
public sealed record StartInput(
    bool? CanWalk,
    bool? IsBreathing,
    double? RespirationRate,
    double? CapillaryRefillSeconds,
    bool? ObeysCommands);

/// <summary>
/// START, simple triage and rapid treatment for many casualties. Source: Newport Beach Fire Department and Hoag Hospital, 1983.
/// Walking: <c>green</c>; not breathing after the airway was opened: <c>black</c>; more than 30 breaths a minute, capillary refill over 2 s,
/// or not obeying: <c>red</c>; else <c>yellow</c>. The band is the colour; there is no total. One finding that means red settles it even while
/// others are missing, but only once it is known that the patient does not walk and breathes.
/// </summary>
public static class StartTriage
{
    private const double FastBreathing = 30;
    private const double SlowRefillSeconds = 2;

    /// <summary>Computes the colour.</summary>
    public static ScoreAnswer Compute(StartInput input)
    {
        var problem = Plausible.Within(input.RespirationRate, 1, 100, "respirationRate")
            ?? Plausible.Within(input.CapillaryRefillSeconds, 0, 10, "capillaryRefillSeconds");
        if (problem is not null)
            return problem;
        if (input.CanWalk is null)
            return Missing("canWalk");
        if (input.CanWalk is true)
            return Colour("green");
        if (input.IsBreathing is null)
            return Missing("isBreathing");
        if (input.IsBreathing is false)
            return Colour("black");
        if (input.RespirationRate > FastBreathing || input.CapillaryRefillSeconds > SlowRefillSeconds || input.ObeysCommands is false)
            return Colour("red");
        string?[] open =
        [
            input.RespirationRate is null ? "respirationRate" : null,
            input.CapillaryRefillSeconds is null ? "capillaryRefillSeconds" : null,
            input.ObeysCommands is null ? "obeysCommands" : null,
        ];
        string[] missing = [.. open.OfType<string>()];
        return missing.Length > 0 ? Missing(missing) : Colour("yellow");
    }

    private static ScoreResult Colour(string colour) => new(ScoreStatus.Complete, null, new Dictionary<string, int>(), colour, []);

    private static ScoreResult Missing(params string[] names) => new(ScoreStatus.Incomplete, null, new Dictionary<string, int>(), null, names);
}
