using Emergency.Journal;

namespace Emergency.Silo;

/// <summary>Whether this silo can serve.</summary>
public sealed class SiloHealth(IJournal journal)
{
    /// <summary>Whether units and open cases were woken since the start.</summary>
    public bool IsRecovered { get; internal set; }

    /// <summary>Whether facts can be made durable.</summary>
    public bool IsJournalWritable => journal.Health.IsWritable;
}
