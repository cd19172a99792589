using Emergency.Domain.Cases;

namespace Emergency.Domain.Clocks;

/// <summary>One clock at one moment.</summary>
/// <param name="Name">The clock's name.</param>
/// <param name="From">When it began; null while unknown or not yet.</param>
/// <param name="To">When it ended; null while unknown or not yet.</param>
/// <param name="Elapsed">How long it took, or has taken so far; null when unknown. Never negative.</param>
/// <param name="IsWarning">It runs, is within its target, and little of it is left.</param>
/// <param name="AssignmentId">The assignment that it is about; null when it is about the case.</param>
public sealed record ClockReading(
    string Name,
    DateTimeOffset? From,
    DateTimeOffset? To,
    TimeSpan Target,
    TimeSpan? Elapsed,
    ClockState State,
    bool IsWarning = false,
    AssignmentId? AssignmentId = null)
{
    /// <summary>Whether it still counts, within its target or beyond.</summary>
    public bool IsCounting => To is null && State is (ClockState.Running or ClockState.Missed);

    /// <summary>When a running clock reaches its target; null when it does not run.</summary>
    public DateTimeOffset? DueAt => State is ClockState.Running ? From + Target : null;
}

/// <summary>Reads clocks. A moment that is missing makes a clock unknown or still running, never zero.</summary>
public static class ClockReader
{
    /// <summary>One clock from its two moments.</summary>
    /// <param name="isOver">Nothing more is expected to happen: then a missing moment is unknown instead of still to come.</param>
    public static ClockReading Read(
        ClockDefinition clock, DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now, bool isOver, TimeSpan? target = null)
    {
        var limit = target ?? clock.Target;
        if (from is not { } began)
        {
            var state = isOver || to is not null ? ClockState.Unknown : ClockState.NotStarted;
            return new(clock.Name, from, to, limit, null, state);
        }
        if (to is null && isOver)
            return new(clock.Name, from, to, limit, null, ClockState.Unknown);
        var taken = (to ?? now) - began;
        var elapsed = taken < TimeSpan.Zero ? TimeSpan.Zero : taken;
        if (elapsed > limit)
            return new(clock.Name, from, to, limit, elapsed, ClockState.Missed);
        return to is null
            ? new(clock.Name, from, to, limit, elapsed, ClockState.Running, elapsed >= limit * clock.WarnAt)
            : new(clock.Name, from, to, limit, elapsed, ClockState.Met);
    }

    /// <summary>
    /// The clocks of a case now: answer, dispatch and response, then turnout of each assignment that was offered. A case that was kept for
    /// a later hour (<see cref="CaseTimes.IsScheduled"/>) has no dispatch and response clock.
    /// </summary>
    public static IReadOnlyList<ClockReading> Read(PatientCase @case, DateTimeOffset now, ClockTable? table = null)
    {
        var clocks = table ?? ClockTable.Default;
        var isOver = !@case.IsOpen;
        var readings = new List<ClockReading> { Read(clocks.Answer, @case.RingAt, @case.ReceivedAt, now, isOver) };
        if (!CaseTimes.IsScheduled(@case))
        {
            var arrival = CaseTimes.Arrival(@case);
            readings.Add(Read(clocks.Dispatch, @case.ReceivedAt, CaseTimes.FirstOffered(@case), now, isOver));
            readings.Add(Read(clocks.Response, @case.ReceivedAt, arrival.At, now, isOver || arrival.IsLost, @case.Standard));
        }
        readings.AddRange(@case.Assignments.Where(a => a.Find(Milestone.Offered) is not null).Select(a => Turnout(a, clocks, now)));
        return readings;
    }

    /// <summary>A step beyond setting out ends the wait for a turnout that nobody recorded.</summary>
    private static ClockReading Turnout(Assignment assignment, ClockTable clocks, DateTimeOffset now)
    {
        var isOver = !assignment.IsOpen || assignment.Furthest > Milestone.EnRoute;
        var reading = Read(clocks.Turnout, assignment.TimeOf(Milestone.Offered), assignment.TimeOf(Milestone.EnRoute), now, isOver);
        return reading with { AssignmentId = assignment.Id };
    }
}
