namespace Emergency.Domain.Cases;

/// <summary>
/// Whether a milestone's time can be true. Along the natural order the recorded times never decrease. A time that breaks this by no more
/// than <see cref="MilestoneTolerance"/> is moved to the neighbour's (clocks differ; the claimed time is kept beside it);
/// one that breaks it by more is refused. A time in the future by no more than the tolerance is taken as now.
/// </summary>
public static class MilestoneTimes
{
    /// <summary>The time as it may be recorded, or why not.</summary>
    /// <param name="claimed">The time as said.</param>
    /// <param name="receivedAt">When the case came in.</param>
    internal static (DateTimeOffset At, Rejection? Rejection) Fit(
        Assignment assignment, Milestone milestone, DateTimeOffset claimed, DateTimeOffset receivedAt, DateTimeOffset now)
    {
        if (claimed > now + MilestoneTolerance.Future)
            return (claimed, new(RejectionCodes.MilestoneInFuture, $"{milestone} at {claimed:O} is ahead of the server's {now:O}"));
        if (claimed < receivedAt - MilestoneTolerance.Order)
            return (claimed, new(RejectionCodes.MilestoneBeforeCase, $"{milestone} at {claimed:O} is before the case came in at {receivedAt:O}"));
        var at = claimed > now ? now : claimed;
        var (before, after) = Neighbours(assignment, milestone);
        var low = before?.OccurredAt ?? receivedAt;
        if (at < low - MilestoneTolerance.Order)
            return (at, OutOfOrder($"{milestone} at {at:O} is before {Name(before)} at {low:O}"));
        if (after is not null && at > after.OccurredAt + MilestoneTolerance.Order)
            return (at, OutOfOrder($"{milestone} at {at:O} is after {Name(after)} at {after.OccurredAt:O}"));
        return (Clamp(at, low, after?.OccurredAt), null);
    }

    /// <summary>The time for a step that the server itself takes now: never before what is recorded.</summary>
    internal static DateTimeOffset ServerTime(Assignment assignment, Milestone milestone, DateTimeOffset receivedAt, DateTimeOffset now)
    {
        var (before, after) = Neighbours(assignment, milestone);
        return Clamp(now, before?.OccurredAt ?? receivedAt, after?.OccurredAt);
    }

    private static (MilestoneRecord? Before, MilestoneRecord? After) Neighbours(Assignment assignment, Milestone milestone)
    {
        var rank = MilestoneRules.Rank(milestone);
        return (assignment.Milestones.LastOrDefault(m => MilestoneRules.Rank(m.Milestone) < rank),
            assignment.Milestones.FirstOrDefault(m => MilestoneRules.Rank(m.Milestone) > rank));
    }

    private static DateTimeOffset Clamp(DateTimeOffset at, DateTimeOffset low, DateTimeOffset? high)
    {
        var raised = at < low ? low : at;
        return raised > high ? high.Value : raised;
    }

    private static string Name(MilestoneRecord? record) => record?.Milestone.ToString() ?? "the case came in";

    private static Rejection OutOfOrder(string detail) => new(RejectionCodes.MilestoneOutOfOrder, detail);
}
