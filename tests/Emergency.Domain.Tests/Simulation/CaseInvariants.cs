using Emergency.Domain.Cases;

namespace Emergency.Domain.Tests.Simulation;

/// <summary>What is true of every case whatever was asked of it.</summary>
internal static class CaseInvariants
{
    public static void Check(PatientCase state, string because)
    {
        if (!state.IsOpened)
            return;
        Law.Holds(state.IsOpen || !state.Assignments.Any(a => a.IsOpen), "no open assignment in a closed case", because);
        Law.Holds(
            (state.Status is CaseStatus.Assigned) == (state.IsOpen && state.Assignments.Any(a => a.Phase is AssignmentPhase.Active)),
            "assigned means that a unit is on it", because);
        Law.Unique(state.Assignments.Select(a => a.Id), "assignment ids", because);
        Law.Unique(state.Assignments.Where(a => a.IsOpen).Select(a => a.AmbulanceId), "open assignments of one unit", because);
        foreach (var assignment in state.Assignments)
            Check(state, assignment, because);
    }

    private static void Check(PatientCase state, Assignment a, string because)
    {
        var ranks = a.Milestones.Select(m => MilestoneRules.Rank(m.Milestone));
        Law.Ascending(ranks, "natural order", because);
        Law.Unique(ranks, "one record of each rank", because);
        Law.Ascending(a.Milestones.Select(m => m.OccurredAt), "times never decrease along the order", because);
        Law.Holds(a.Milestones.All(m => m.OccurredAt >= state.ReceivedAt), "nothing before the case", because);
        var ends = a.Milestones.Count(m => MilestoneRules.IsEnd(m.Milestone));
        Law.Holds(ends == (a.Phase is AssignmentPhase.Ended ? 1 : 0), "exactly one end, exactly when ended", because);
        Law.Holds(!(a.Released && a.IsOpen), "released only after the end", because);
        Law.Holds(a.Find(Milestone.Offered) is not null || a.Furthest is null or Milestone.Reserved, "no step without an offer", because);
        Law.Holds(a.Phase is not AssignmentPhase.Active || a.Find(Milestone.Offered) is not null, "active means offered", because);
        Law.Holds((a.End?.Milestone is Milestone.Diverted) == (a.DivertedTo is not null), "diverted means to somewhere", because);
        var keys = a.Milestones.Select(m => m.Key).Concat(a.Milestones.SelectMany(m => m.Corrections).Select(c => c.Key)).OfType<string>();
        Law.Unique(keys, "keys", because);
    }
}
