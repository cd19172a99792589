using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>
/// Everything a vehicle has to tell goes in here first and leaves only when the server says that it is durable, or that it will
/// never take it. The outbox owns the device's identity and its sequences, because they must live and die together.
/// </summary>
/// <remarks>Safe to use from several threads. A sequence is never given twice for one <see cref="DeviceId"/> and shelf.</remarks>
public interface IOutbox
{
    /// <summary>The device to which the sequences belong. An outbox that forgets its content starts as a new device.</summary>
    string DeviceId { get; }

    /// <summary>What waits, and what became of the rest.</summary>
    OutboxStatus Status { get; }

    /// <summary>Milestones; never thinned.</summary>
    IShelf<AgentMilestone> Milestones { get; }

    /// <summary>What the crew reported, receipts of orders and guidance, and what was thinned; never thinned.</summary>
    IShelf<CrewReport> Reports { get; }

    /// <summary>Vital signs; when full, thinned where two are less than ten seconds apart.</summary>
    IShelf<VitalsSample> Vitals { get; }

    /// <summary>Positions; when full, every second one of the older half is given up.</summary>
    IShelf<Fix> Fixes { get; }

    /// <summary>12-lead recordings and stills; never thinned.</summary>
    IAttachmentShelf Attachments { get; }

    /// <summary>The live ECG; when full, the oldest is given up, and a <see cref="WaveformThinned"/> among the reports says so.</summary>
    IShelf<EcgWaveBlock> Ecg { get; }
}

/// <summary>What is to be sent next of a shelf.</summary>
/// <param name="Max">At most so many.</param>
/// <param name="FreshOnly">Only what is newer than everything the server took; the backlog waits.</param>
public readonly record struct NextItems(int Max, bool FreshOnly = false);

/// <summary>The things of one kind that wait to be sent, by sequence.</summary>
public interface IShelf<T>
{
    /// <summary>What waits, and what became of the rest.</summary>
    ShelfStatus Status { get; }

    /// <summary>Keeps a thing and gives it the next sequence. When it is full, room is made as the shelf's rule says.</summary>
    /// <param name="make">Makes the thing for its sequence; must be quick and may be called on another thread.</param>
    /// <param name="note">What belongs to it and is not sent.</param>
    /// <returns>The sequence; the thing is kept for good when the task has ended.</returns>
    /// <exception cref="OutboxFullException">There is no room for what must never be dropped; the crew must be told.</exception>
    ValueTask<long> Add(Func<long, T> make, ItemNote note = default);

    /// <summary>
    /// What to send next: what is newer than everything the server took, a few of the newest, and then the oldest in order.
    /// They stay until settled.
    /// </summary>
    ValueTask<ImmutableArray<T>> Next(NextItems ask);

    /// <summary>Forgets what the server took or will never take. What is named that does not wait is passed over.</summary>
    /// <returns>How many left.</returns>
    ValueTask<int> Settle(IReadOnlyCollection<long> accepted, IReadOnlyCollection<long> rejected);

    /// <summary>
    /// The server already holds things of this device up to a sequence; new ones are numbered after it. What waits stays: the newest
    /// may have overtaken the backlog, so a high sequence there says nothing of the lower ones.
    /// </summary>
    ValueTask ContinueAfter(long sequence);

    /// <summary>The sequences that wait, in order.</summary>
    ValueTask<ImmutableArray<long>> Waiting();
}

/// <summary>What belongs to a thing on a shelf and is not sent.</summary>
/// <param name="Assignment">The assignment during which it was kept, so that thinning can say whose it was.</param>
/// <param name="Deferred">It never counts as fresh: a better form of something that is sent at once in a lesser one.</param>
public readonly record struct ItemNote(string? Assignment = null, bool Deferred = false);

/// <summary>An attachment that waits to be sent.</summary>
/// <param name="Sequence">Its place among the device's attachments.</param>
/// <param name="Offer">What is announced.</param>
public sealed record OutgoingAttachment(long Sequence, AttachmentOffer Offer);

/// <summary>Attachments with their bytes.</summary>
public interface IAttachmentShelf : IShelf<OutgoingAttachment>
{
    /// <summary>Keeps an attachment.</summary>
    /// <param name="make">Makes the offer for its sequence.</param>
    /// <param name="content">Its bytes.</param>
    ValueTask<long> Add(Func<long, OutgoingAttachment> make, ReadOnlyMemory<byte> content);

    /// <summary>Some of an attachment's bytes; fewer at its end, none when it does not wait any more.</summary>
    ValueTask<byte[]> Read(long sequence, long offset, int count);
}

/// <summary>One shelf as it is now; what became of things is counted since the outbox was opened.</summary>
/// <param name="Waiting">Not yet acknowledged.</param>
/// <param name="Acknowledged">Durable on the server.</param>
/// <param name="Rejected">The server will never take them.</param>
/// <param name="Thinned">Given up to stay within the bound.</param>
/// <param name="OldestAt">When the oldest waiting thing happened; null when nothing waits.</param>
/// <param name="ThinnedFrom">The earliest moment of what was given up; null when nothing was.</param>
/// <param name="ThinnedTo">The latest moment of what was given up.</param>
public sealed record ShelfStatus(
    int Waiting,
    long Acknowledged,
    long Rejected,
    long Thinned,
    DateTimeOffset? OldestAt,
    DateTimeOffset? ThinnedFrom = null,
    DateTimeOffset? ThinnedTo = null)
{
    /// <summary>A shelf on which nothing ever lay.</summary>
    public static ShelfStatus Empty { get; } = new(0, 0, 0, 0, null);
}

/// <summary>What waits in an outbox, and what became of the rest since it was opened.</summary>
/// <param name="Trouble">What an operator must know, such as a damaged file that was set aside; null when there is nothing.</param>
public sealed record OutboxStatus(
    ShelfStatus Milestones,
    ShelfStatus Reports,
    ShelfStatus Vitals,
    ShelfStatus Fixes,
    ShelfStatus Attachments,
    ShelfStatus Ecg,
    string? Trouble = null)
{
    /// <summary>Every shelf with its word.</summary>
    public IReadOnlyList<(string Kind, ShelfStatus Shelf)> All =>
    [
        ("milestones", Milestones), ("acts", Reports), ("vitals", Vitals), ("fixes", Fixes), ("attachments", Attachments), ("ecg", Ecg),
    ];

    /// <summary>Fixes not yet acknowledged.</summary>
    public int WaitingFixes => Fixes.Waiting;

    /// <summary>Milestones not yet acknowledged.</summary>
    public int WaitingMilestones => Milestones.Waiting;

    /// <summary>Fixes that are durable on the server.</summary>
    public long AcknowledgedFixes => Fixes.Acknowledged;

    /// <summary>Milestones that are durable on the server.</summary>
    public long AcknowledgedMilestones => Milestones.Acknowledged;

    /// <summary>Fixes that the server will never take.</summary>
    public long RejectedFixes => Fixes.Rejected;

    /// <summary>Milestones that the server will never take.</summary>
    public long RejectedMilestones => Milestones.Rejected;

    /// <summary>Fixes given up to stay within the bound.</summary>
    public long ThinnedFixes => Fixes.Thinned;

    /// <summary>Facts that wait: milestones, reports and attachments.</summary>
    public int WaitingFacts => Milestones.Waiting + Reports.Waiting + Attachments.Waiting;

    /// <summary>When the oldest waiting thing happened; null when nothing waits.</summary>
    public DateTimeOffset? OldestWaiting => All.Min(one => one.Shelf.OldestAt);
}

/// <summary>An outbox has no room for what must never be dropped: nothing of it was kept.</summary>
public class OutboxFullException : Exception
{
    public OutboxFullException()
    {
    }

    public OutboxFullException(string message)
        : base(message)
    {
    }

    public OutboxFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
