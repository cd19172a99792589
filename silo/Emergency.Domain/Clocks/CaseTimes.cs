using Emergency.Domain.Cases;

namespace Emergency.Domain.Clocks;

/// <summary>When the first unit reached the scene.</summary>
/// <param name="At">When; null when nobody has, or nobody said.</param>
/// <param name="IsLost">A unit was there, but when the first one came was never recorded.</param>
public readonly record struct FirstArrival(DateTimeOffset? At, bool IsLost);

/// <summary>Moments of a whole case, over all its assignments.</summary>
public static class CaseTimes
{
    /// <summary>Whether the case was kept for a later hour from the start, such as a transfer tomorrow: no response is due then.</summary>
    public static bool IsScheduled(PatientCase @case) => @case.Assignments is [{ Mode: AssignmentMode.Later, NotBefore: not null }, ..];

    /// <summary>When the first unit was offered the case; null when none was.</summary>
    public static DateTimeOffset? FirstOffered(PatientCase @case) => @case.Assignments.Min(a => a.TimeOf(Milestone.Offered));

    /// <summary>
    /// When the first unit was on scene. It is lost when some unit shows a later step (with the patient, or loaded, up to hand-over) before
    /// any recorded arrival and its own arrival was not recorded: then the first arrival was earlier, nobody knows when.
    /// </summary>
    public static FirstArrival Arrival(PatientCase @case)
    {
        var known = @case.Assignments.Min(a => a.TimeOf(Milestone.OnScene));
        var silent = @case.Assignments
            .Where(a => a.Find(Milestone.OnScene) is null && a.Furthest > Milestone.OnScene)
            .Min(a => a.Milestones.First(m => m.Milestone > Milestone.OnScene).OccurredAt as DateTimeOffset?);
        return silent is not null && !(known <= silent) ? new(null, true) : new(known, false);
    }
}
