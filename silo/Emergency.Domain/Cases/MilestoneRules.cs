namespace Emergency.Domain.Cases;

/// <summary>
/// Which milestone may follow which.
/// <list type="bullet">
/// <item>The unit's yes sets <see cref="Milestone.Offered"/> (or <see cref="Milestone.Reserved"/>, later promoted); nobody records those by hand.</item>
/// <item>Skipped: from there any step up to <see cref="Milestone.AtPatient"/> may come first; the ones left out stay unknown.
/// A patient is loaded only by a unit that was at least under way; the scene is left, and a hospital reached, only by one that was at least
/// on scene; a hand-over needs a loaded patient. A geofence alone reports a hospital only with a patient on board, because scenes lie
/// beside hospitals too.</item>
/// <item>Out of order: a step below the furthest one is taken as a backfill when its time fits (<see cref="MilestoneTimes"/>).</item>
/// <item>Repeated: a step that is recorded already changes nothing, whoever says it at whatever time; the first stands until a correction.</item>
/// <item><see cref="Milestone.Cleared"/>: from any step after the offer; with a patient on board only with a reason.</item>
/// <item><see cref="Milestone.Declined"/> before the unit is under way; <see cref="Milestone.Diverted"/> no further than under way;
/// <see cref="Milestone.Cancelled"/> before a patient is on board; <see cref="Milestone.NoPatientFound"/>, <see cref="Milestone.PatientRefused"/>
/// and <see cref="Milestone.DeadOnScene"/> on scene and before a patient is on board. Every exit has a reason.</item>
/// <item>Ended: every end frees the unit at once, just as clearing does. After it only backfills that could have come before that end, and
/// <see cref="Milestone.BackAtStation"/>, which a unit that never rolled or went to another case does not report.</item>
/// <item>A geofence never ends an assignment.</item>
/// </list>
/// </summary>
public static class MilestoneRules
{
    /// <summary>Every milestone, in natural order, then the exits.</summary>
    private static readonly IReadOnlyList<Milestone> Everything = Enum.GetValues<Milestone>();

    /// <summary>The place in the natural order; an exit stands where clearing would.</summary>
    public static int Rank(Milestone milestone) => IsExit(milestone) ? (int)Milestone.Cleared : (int)milestone;

    /// <summary>Whether this leaves the usual order.</summary>
    public static bool IsExit(Milestone milestone) => milestone >= Milestone.Declined;

    /// <summary>Whether this ends the assignment: cleared or an exit.</summary>
    public static bool IsEnd(Milestone milestone) => milestone is Milestone.Cleared || IsExit(milestone);

    /// <summary>What may be recorded next, backfills left out; empty when nothing may.</summary>
    public static IReadOnlyList<Milestone> NextOf(Assignment assignment, FactSource source) =>
        [.. Everything.Where(m => m is not Milestone.Diverted
            && assignment.Find(m) is null
            && Rank(m) > (assignment.Current is { } now ? Rank(now) : -1)
            && WhyNot(assignment, m, source) is null)];

    /// <summary>Why this step is not legal now, as a sentence that names from and to; null when it is. Times are not looked at.</summary>
    public static string? WhyNot(Assignment assignment, Milestone to, FactSource source)
    {
        if (to is Milestone.Reserved or Milestone.Offered)
            return $"from {From(assignment)} to {to}: the unit's answer sets this, nobody records it";
        if (source is FactSource.Geofence && IsEnd(to))
            return $"from {From(assignment)} to {to}: a geofence does not end an assignment";
        var legal = assignment.Phase switch
        {
            AssignmentPhase.Requested => to is Milestone.Cancelled,
            AssignmentPhase.Reserved => to is Milestone.Cancelled or Milestone.Declined,
            AssignmentPhase.Active => IsLegalWhileActive(assignment.Furthest ?? Milestone.Offered, to, source),
            AssignmentPhase.Ended => IsLegalAfterEnd(assignment, to),
            _ => false,
        };
        return legal ? null : $"from {From(assignment)} to {to}";
    }

    private static string From(Assignment assignment) => assignment.Current?.ToString() ?? assignment.Phase.ToString();

    private static bool IsLegalWhileActive(Milestone furthest, Milestone to, FactSource source)
    {
        if (to is Milestone.BackAtStation)
            return false;
        if (to is Milestone.Cleared)
            return true;
        if (IsExit(to))
            return ExitRange(to) is var (first, last) && furthest >= first && furthest <= last;
        return to < furthest || furthest >= Needs(to, source);
    }

    /// <summary>The step that must have been reached before this one.</summary>
    private static Milestone Needs(Milestone to, FactSource source) => to switch
    {
        Milestone.PatientLoaded => Milestone.EnRoute,
        Milestone.LeftScene => Milestone.OnScene,
        Milestone.AtHospital => source is FactSource.Geofence ? Milestone.PatientLoaded : Milestone.OnScene,
        Milestone.HandedOver => Milestone.PatientLoaded,
        _ => Milestone.Offered,
    };

    /// <summary>The first and last step from which an exit is legal.</summary>
    private static (Milestone First, Milestone Last) ExitRange(Milestone exit) => exit switch
    {
        Milestone.Declined => (Milestone.Offered, Milestone.Acknowledged),
        Milestone.Diverted => (Milestone.Offered, Milestone.EnRoute),
        Milestone.Cancelled => (Milestone.Offered, Milestone.AtPatient),
        _ => (Milestone.OnScene, Milestone.AtPatient),
    };

    private static bool IsLegalAfterEnd(Assignment assignment, Milestone to)
    {
        var end = assignment.End!.Milestone;
        if (IsEnd(to) || assignment.Find(Milestone.Offered) is null)
            return false;
        if (to is not Milestone.BackAtStation)
            return to <= (end is Milestone.Cleared ? Milestone.HandedOver : ExitRange(end).Last);
        return end switch
        {
            Milestone.Declined or Milestone.Diverted => false,
            Milestone.Cancelled => assignment.HasRolled,
            _ => true,
        };
    }
}
