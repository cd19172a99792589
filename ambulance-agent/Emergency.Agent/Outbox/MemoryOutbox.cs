using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>How much an outbox in memory holds.</summary>
public sealed record MemoryOutboxOptions
{
    /// <summary>The least room for fixes, so that thinning has something to thin.</summary>
    public const int LeastFixes = 8;

    /// <summary>
    /// The most fixes that wait; 8 to 1,000,000, by default 7,200 (two hours at one a second, and longer as they are thinned).
    /// </summary>
    public int MaxFixes { get; init; } = 7_200;

    /// <summary>The most milestones that wait; 10 to 1,000,000, by default 10,000 (some 1,000 missions).</summary>
    public int MaxMilestones { get; init; } = 10_000;

    /// <summary>Fails with a sentence for the first value that is out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public MemoryOutboxOptions Checked()
    {
        if (MaxFixes is < LeastFixes or > 1_000_000)
            throw new ArgumentException($"MaxFixes is {MaxFixes}: expected {LeastFixes} to 1000000");
        if (MaxMilestones is < 10 or > 1_000_000)
            throw new ArgumentException($"MaxMilestones is {MaxMilestones}: expected 10 to 1000000");
        return this;
    }
}

/// <summary>
/// An outbox that lives as long as the process: its device must be a new one at every start. When it has no room for a fix it gives
/// up every second one of the older half, so that a long outage keeps its whole course, the coarser the longer ago, and the newest
/// half whole.
/// </summary>
public sealed class MemoryOutbox : IOutbox
{
    private readonly MemoryOutboxOptions _options;
    private readonly Lock _gate = new();
    private readonly List<Fix> _fixes = [];
    private readonly List<AgentMilestone> _milestones = [];
    private readonly HashSet<long> _leaving = [];
    private long _lastFix;
    private long _lastMilestone;
    private long _highestSettled;
    private OutboxStatus _status = new(0, 0, 0, 0, 0, 0, 0, null);

    /// <summary>Opens an empty outbox.</summary>
    /// <param name="deviceId">A word that no other process start and no other vehicle ever used.</param>
    /// <param name="options">Its bounds.</param>
    public MemoryOutbox(string deviceId, MemoryOutboxOptions? options = null)
    {
        if (!Domain.WordId.IsValid(deviceId))
            throw new ArgumentException("a device id is a word of letters, digits, '-', '_' and '.'", nameof(deviceId));
        DeviceId = deviceId;
        _options = (options ?? new MemoryOutboxOptions()).Checked();
    }

    /// <inheritdoc/>
    public string DeviceId { get; }

    /// <inheritdoc/>
    public OutboxStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _status with { WaitingFixes = _fixes.Count, WaitingMilestones = _milestones.Count, OldestWaiting = OldestWaiting() };
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> Add(FixReading reading)
    {
        lock (_gate)
        {
            if (_fixes.Count >= _options.MaxFixes)
                Thin();
            var (at, position, speed, heading, accuracy) = reading;
            _fixes.Add(new Fix(++_lastFix, at, position.Longitude, position.Latitude, speed, heading, accuracy));
            return new(_lastFix);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> Add(MilestoneReport report)
    {
        lock (_gate)
        {
            if (_milestones.Count >= _options.MaxMilestones)
                throw new OutboxFullException($"{_milestones.Count} milestones wait already");
            _milestones.Add(new AgentMilestone(
                ++_lastMilestone, report.CaseId, report.AssignmentId, report.Milestone, report.OccurredAt, report.Source, report.Reason,
                report.HospitalId));
            return new(_lastMilestone);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Fix>> NextFixes(int max)
    {
        lock (_gate)
        {
            var newestIsNews = _fixes.Count > 0 && _fixes[^1].Sequence > _highestSettled;
            return new(newestIsNews ? [_fixes[^1], .. _fixes.Take(Math.Min(max, _fixes.Count) - 1)] : [.. _fixes.Take(max)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<AgentMilestone>> NextMilestones(int max)
    {
        lock (_gate)
        {
            return new([.. _milestones.Take(max)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> Settle(FixAck ack)
    {
        lock (_gate)
        {
            _highestSettled = ack.Accepted.Where(sequence => sequence <= _lastFix).Append(_highestSettled).Max();
            var accepted = Remove(_fixes, ack.Accepted, fix => fix.Sequence);
            var rejected = Remove(_fixes, ack.Rejected.Select(item => item.Sequence), fix => fix.Sequence);
            _status = _status with
            {
                AcknowledgedFixes = _status.AcknowledgedFixes + accepted,
                RejectedFixes = _status.RejectedFixes + rejected,
            };
            return new(accepted + rejected);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> Settle(ImmutableArray<MilestoneAck> acks)
    {
        lock (_gate)
        {
            var (taken, refused) = (acks.Where(ack => ack.Refusal is null), acks.Where(ack => ack.Refusal is not null));
            var accepted = Remove(_milestones, taken.Select(ack => ack.Sequence), item => item.Sequence);
            var rejected = Remove(_milestones, refused.Select(ack => ack.Sequence), item => item.Sequence);
            _status = _status with
            {
                AcknowledgedMilestones = _status.AcknowledgedMilestones + accepted,
                RejectedMilestones = _status.RejectedMilestones + rejected,
            };
            return new(accepted + rejected);
        }
    }

    /// <inheritdoc/>
    public ValueTask ContinueAfter(long fixSequence)
    {
        lock (_gate)
        {
            _lastFix = Math.Max(_lastFix, fixSequence);
            return ValueTask.CompletedTask;
        }
    }

    private int Remove<T>(List<T> waiting, IEnumerable<long> sequences, Func<T, long> sequenceOf)
    {
        _leaving.Clear();
        _leaving.UnionWith(sequences);
        return _leaving.Count == 0 ? 0 : waiting.RemoveAll(item => _leaving.Contains(sequenceOf(item)));
    }

    /// <summary>Keeps the first fix, so that the start of an outage is known.</summary>
    private void Thin()
    {
        var half = _fixes.Count / 2;
        var index = 0;
        var given = _fixes.RemoveAll(_ => index++ is var i && i < half && i % 2 == 1);
        _status = _status with { ThinnedFixes = _status.ThinnedFixes + given };
    }

    private DateTimeOffset? OldestWaiting() => (_fixes, _milestones) switch
    {
        ({ Count: 0 }, { Count: 0 }) => null,
        ({ Count: 0 }, _) => _milestones[0].OccurredAt,
        (_, { Count: 0 }) => _fixes[0].At,
        _ => _fixes[0].At < _milestones[0].OccurredAt ? _fixes[0].At : _milestones[0].OccurredAt,
    };
}
