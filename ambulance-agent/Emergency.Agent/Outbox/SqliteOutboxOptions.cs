namespace Emergency.Agent;

/// <summary>Where an outbox on disk lies and how much it holds.</summary>
/// <remarks>
/// What happens when there is no room: milestones, reports and attachments are never given up; a new one is refused once its bound is reached,
/// and whoever set it is told. Fixes are thinned to every second of the older half, again and again. Vital signs are thinned to one in ten
/// seconds and never below. Of the live ECG the oldest goes first, and a report to the server says from when to when.
/// </remarks>
public sealed record SqliteOutboxOptions : OutboxLimits
{
    /// <summary>The database file; its folder must exist.</summary>
    public string File { get; init; } = "outbox.db";

    /// <summary>The most calls that wait for the disk; 100 to 100,000, by default 10,000. Beyond it callers wait.</summary>
    public int MaxQueued { get; init; } = 10_000;

    /// <summary>The most calls in one commit; 1 to 10,000, by default 500.</summary>
    public int MaxCommit { get; init; } = 500;

    /// <summary>Fails with a sentence for the first value that is out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public SqliteOutboxOptions Checked() => AllProblems().FirstOrDefault() is { } problem ? throw new ArgumentException(problem) : this;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> AllProblems()
    {
        if (string.IsNullOrWhiteSpace(File))
            yield return "Outbox.File is empty: expected the path of the outbox's file";
        if (MaxQueued is < 100 or > 100_000)
            yield return $"Outbox.MaxQueued is {MaxQueued}: expected 100 to 100000";
        if (MaxCommit is < 1 or > 10_000)
            yield return $"Outbox.MaxCommit is {MaxCommit}: expected 1 to 10000";
        foreach (var problem in Problems())
            yield return $"Outbox.{problem}";
    }
}
