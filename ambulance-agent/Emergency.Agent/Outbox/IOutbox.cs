using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>What waits in an outbox, and what became of the rest since it was opened.</summary>
/// <param name="WaitingFixes">Fixes not yet acknowledged.</param>
/// <param name="WaitingMilestones">Milestones not yet acknowledged.</param>
/// <param name="AcknowledgedFixes">Fixes that are durable on the server.</param>
/// <param name="AcknowledgedMilestones">Milestones that are durable on the server.</param>
/// <param name="RejectedFixes">Fixes that the server will never take.</param>
/// <param name="RejectedMilestones">Milestones that the server will never take.</param>
/// <param name="ThinnedFixes">Fixes given up to stay within the bound.</param>
/// <param name="OldestWaiting">When the oldest waiting thing happened; null when nothing waits.</param>
public sealed record OutboxStatus(
    int WaitingFixes,
    int WaitingMilestones,
    long AcknowledgedFixes,
    long AcknowledgedMilestones,
    long RejectedFixes,
    long RejectedMilestones,
    long ThinnedFixes,
    DateTimeOffset? OldestWaiting);

/// <summary>
/// Everything a vehicle has to tell goes in here first and leaves only when the server says that it is durable, or that it will
/// never take it. The outbox owns the device's identity and its sequences, because they must live and die together.
/// </summary>
/// <remarks>Safe to use from several threads. A sequence is never given twice for one <see cref="DeviceId"/>.</remarks>
public interface IOutbox
{
    /// <summary>The device to which the sequences belong. An outbox that forgets its content starts as a new device.</summary>
    string DeviceId { get; }

    /// <summary>What waits, and what became of the rest.</summary>
    OutboxStatus Status { get; }

    /// <summary>Keeps a fix and gives it the next sequence. When full, older fixes are thinned to make room.</summary>
    ValueTask<long> Add(FixReading reading);

    /// <summary>Keeps a milestone and gives it the next sequence. Milestones are never thinned.</summary>
    /// <exception cref="OutboxFullException">There is no room; the crew must be told.</exception>
    ValueTask<long> Add(MilestoneReport report);

    /// <summary>
    /// The fixes to send next, at most <paramref name="max"/>: the newest, when nothing newer was taken yet, and then the oldest in order.
    /// They stay until settled.
    /// </summary>
    ValueTask<ImmutableArray<Fix>> NextFixes(int max);

    /// <summary>The milestones to send next, in order, at most <paramref name="max"/>. They stay until settled.</summary>
    ValueTask<ImmutableArray<AgentMilestone>> NextMilestones(int max);

    /// <summary>Forgets what the server took or will never take. What is named that does not wait is passed over.</summary>
    /// <returns>How many fixes left.</returns>
    ValueTask<int> Settle(FixAck ack);

    /// <summary>Forgets what the server took or will never take. What is named that does not wait is passed over.</summary>
    /// <returns>How many milestones left.</returns>
    ValueTask<int> Settle(ImmutableArray<MilestoneAck> acks);

    /// <summary>
    /// The server already holds fixes of this device up to a sequence; new ones are numbered after it. What waits stays:
    /// the newest may have overtaken the backlog, so a high sequence there says nothing of the lower ones.
    /// </summary>
    ValueTask ContinueAfter(long fixSequence);
}

/// <summary>An outbox has no room for what must never be dropped.</summary>
public sealed class OutboxFullException : Exception
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
