using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>How much an outbox holds.</summary>
public record OutboxLimits
{
    /// <summary>The least room for fixes, so that thinning has something to thin.</summary>
    public const int LeastFixes = 8;

    /// <summary>The most fixes that wait before they are thinned; 8 to 1,000,000.</summary>
    public int MaxFixes { get; init; } = 86_400;

    /// <summary>The most milestones that wait; 10 to 1,000,000, by default 10,000 (some 1,000 missions).</summary>
    public int MaxMilestones { get; init; } = 10_000;

    /// <summary>The most reports of the crew that wait; 10 to 1,000,000, by default 100,000.</summary>
    public int MaxReports { get; init; } = 100_000;

    /// <summary>
    /// How many vital signs wait before they are thinned to one in ten seconds; 8 to 1,000,000, by default 86,400 (a day at one a second).
    /// </summary>
    public int MaxVitals { get; init; } = 86_400;

    /// <summary>The most attachments that wait; 1 to 10,000, by default 500 (a 12-lead recording has about 50 kB).</summary>
    public int MaxAttachments { get; init; } = 500;

    /// <summary>
    /// The most ECG blocks that wait before the oldest are given up; 20 to 10,000,000, by default 360,000: 20 hours in blocks of 0.2 s, about
    /// 400 MB.
    /// </summary>
    public int MaxEcgBlocks { get; init; } = 360_000;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        (string Name, int Value, int Least, int Most)[] figures =
        [
            (nameof(MaxFixes), MaxFixes, LeastFixes, 1_000_000), (nameof(MaxMilestones), MaxMilestones, 10, 1_000_000),
            (nameof(MaxReports), MaxReports, 10, 1_000_000), (nameof(MaxVitals), MaxVitals, 8, 1_000_000),
            (nameof(MaxAttachments), MaxAttachments, 1, 10_000), (nameof(MaxEcgBlocks), MaxEcgBlocks, 20, 10_000_000),
        ];
        return figures.Where(figure => figure.Value < figure.Least || figure.Value > figure.Most)
            .Select(figure => $"{figure.Name} is {figure.Value}: expected {figure.Least} to {figure.Most}");
    }
}

/// <summary>How much an outbox in memory holds.</summary>
public sealed record MemoryOutboxOptions : OutboxLimits
{
    /// <summary>By default two hours of fixes at one a second, and longer as they are thinned; and half an hour of ECG.</summary>
    public MemoryOutboxOptions() => (MaxFixes, MaxVitals, MaxEcgBlocks, MaxAttachments) = (7_200, 7_200, 9_000, 20);

    /// <summary>Fails with a sentence for the first value that is out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public MemoryOutboxOptions Checked() => Problems().FirstOrDefault() is { } problem ? throw new ArgumentException(problem) : this;
}

/// <summary>An outbox that lives as long as the process: its device must be a new one at every start.</summary>
public sealed class MemoryOutbox : IOutbox
{
    private readonly MemoryShelf<CrewReport> _reports;

    /// <summary>Opens an empty outbox.</summary>
    /// <param name="deviceId">A word that no other process start and no other vehicle ever used.</param>
    /// <param name="options">Its bounds.</param>
    public MemoryOutbox(string deviceId, MemoryOutboxOptions? options = null)
    {
        if (!Domain.WordId.IsValid(deviceId))
            throw new ArgumentException("a device id is a word of letters, digits, '-', '_' and '.'", nameof(deviceId));
        DeviceId = deviceId;
        var limits = (options ?? new MemoryOutboxOptions()).Checked();
        _reports = new MemoryShelf<CrewReport>(ShelfRules.Reports(limits.MaxReports));
        Milestones = new MemoryShelf<AgentMilestone>(ShelfRules.Milestones(limits.MaxMilestones));
        Vitals = new MemoryShelf<VitalsSample>(ShelfRules.Vitals(limits.MaxVitals));
        Fixes = new MemoryShelf<Fix>(ShelfRules.Fixes(limits.MaxFixes));
        Attachments = new AttachmentShelf(limits.MaxAttachments);
        Ecg = new MemoryShelf<EcgWaveBlock>(ShelfRules.Ecg(limits.MaxEcgBlocks), SayThinned);
    }

    /// <inheritdoc/>
    public string DeviceId { get; }

    /// <inheritdoc/>
    public OutboxStatus Status =>
        new(Milestones.Status, Reports.Status, Vitals.Status, Fixes.Status, Attachments.Status, Ecg.Status);

    /// <inheritdoc/>
    public IShelf<AgentMilestone> Milestones { get; }

    /// <inheritdoc/>
    public IShelf<CrewReport> Reports => _reports;

    /// <inheritdoc/>
    public IShelf<VitalsSample> Vitals { get; }

    /// <inheritdoc/>
    public IShelf<Fix> Fixes { get; }

    /// <inheritdoc/>
    public IAttachmentShelf Attachments { get; }

    /// <inheritdoc/>
    public IShelf<EcgWaveBlock> Ecg { get; }

    private void SayThinned(IReadOnlyList<(EcgWaveBlock Item, ItemNote Note)> blocks)
    {
        foreach (var marker in ShelfRules.Markers(blocks))
            _ = _reports.Add(marker).AsTask();
    }

    private sealed class AttachmentShelf(int max) : MemoryShelf<OutgoingAttachment>(ShelfRules.Attachments(max)), IAttachmentShelf
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<long, byte[]> _content = new();

        public async ValueTask<long> Add(Func<long, OutgoingAttachment> make, ReadOnlyMemory<byte> content) => await Add(sequence =>
        {
            _content[sequence] = content.ToArray();
            foreach (var gone in _content.Keys.Where(key => key < sequence - max))
                _content.TryRemove(gone, out _);
            return make(sequence);
        });

        public ValueTask<byte[]> Read(long sequence, long offset, int count)
        {
            var content = _content.GetValueOrDefault(sequence, []);
            var start = (int)Math.Clamp(offset, 0, content.Length);
            return new(content[start..Math.Min(content.Length, start + count)]);
        }
    }
}
