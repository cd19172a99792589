using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Agent.Inputs;

/// <summary>
/// Joins frames into blocks of equal length on one timeline. Samples that follow on each other are dated by their count, so that the
/// jitter of a monitor's time stamps does not stretch the trace; after a gap the timeline begins anew. For one caller at a time.
/// </summary>
/// <param name="options">The length of a block, and whose time is believed.</param>
/// <param name="clock">The clock of events.</param>
internal sealed class EcgAssembler(EcgOptions options, TimeProvider clock)
{
    /// <summary>A greater difference between what is expected and what a frame says is a gap.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(250);

    private EcgSegment? _format;
    private List<short>[] _pending = [];
    private DateTimeOffset _startedAt;
    private ulong? _lastNumber;

    /// <summary>Frames that were lost on the way, by their numbers.</summary>
    public long LostFrames { get; private set; }

    /// <summary>Takes a frame.</summary>
    /// <returns>The blocks that are full now.</returns>
    public IReadOnlyList<EcgSegment> Take(EcgFrame frame)
    {
        List<EcgSegment> full = [];
        var lost = _lastNumber is { } last && frame.Number > last + 1 ? frame.Number - last - 1 : 0;
        LostFrames += (long)Math.Min(lost, 1_000_000);
        var follows = _lastNumber is { } before && frame.Number == before + 1;
        _lastNumber = frame.Number;
        var taken = TimeOf(frame);
        if (_format is null || !follows || !IsSameFormat(_format, frame.Samples) || (taken - Expected(_format)).Duration() > Gap)
            Begin(frame.Samples, taken, full);
        for (var lead = 0; lead < _pending.Length; lead++)
            _pending[lead].AddRange(frame.Samples.Samples[lead].AsSpan());
        var length = Math.Max(1, (int)(_format!.SampleRateHz * options.BlockLength.TotalSeconds));
        while (_pending[0].Count >= length)
            full.Add(Cut(length));
        return full;
    }

    private void Begin(EcgSegment format, DateTimeOffset taken, List<EcgSegment> full)
    {
        if (_format is not null && _pending[0].Count > 0)
            full.Add(Cut(_pending[0].Count));
        (_format, _startedAt) = (format, taken);
        _pending = [.. format.Leads.Select(_ => new List<short>())];
    }

    private EcgSegment Cut(int count)
    {
        var block = _format! with
        {
            StartedAt = _startedAt,
            Samples = [.. _pending.Select(lead => lead.Take(count).ToImmutableArray())],
        };
        foreach (var lead in _pending)
            lead.RemoveRange(0, count);
        _startedAt += block.Duration;
        return block;
    }

    private DateTimeOffset Expected(EcgSegment format) =>
        _startedAt + TimeSpan.FromTicks(TimeSpan.TicksPerSecond * _pending[0].Count / format.SampleRateHz);

    private DateTimeOffset TimeOf(EcgFrame frame)
    {
        var byArrival = clock.GetUtcNow() - frame.Samples.Duration;
        return frame.TakenAt is { } taken && (taken - byArrival).Duration() <= options.BelieveTimeWithin ? taken : byArrival;
    }

    private static bool IsSameFormat(EcgSegment one, EcgSegment other) =>
        one.SampleRateHz == other.SampleRateHz && one.LsbNanovolts == other.LsbNanovolts && one.Leads.SequenceEqual(other.Leads);
}
