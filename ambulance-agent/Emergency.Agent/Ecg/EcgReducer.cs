using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>
/// Makes less of a live trace. Half the samples are taken behind a half-band filter of seven taps (−1 0 9 16 9 0 −1)/32, which keeps what is
/// below a quarter of the rate as it is and lets little fold back; the trace comes three samples later for it and is dated so. For one
/// caller at a time.
/// </summary>
internal sealed class EcgReducer
{
    private const int Reach = 3;
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(5);

    private readonly Dictionary<EcgLead, short[]> _before = [];
    private EcgSegment? _last;

    /// <summary>The lesser form of a segment; null when nothing is sent.</summary>
    public EcgSegment? Reduce(EcgSegment segment, EcgMode mode)
    {
        var follows = _last is { } last && last.SampleRateHz == segment.SampleRateHz && last.LsbNanovolts == segment.LsbNanovolts
            && (segment.StartedAt - last.StartedAt - last.Duration).Duration() <= Gap;
        if (!follows)
            _before.Clear();
        _last = segment;
        if (mode == EcgMode.Full)
            return segment;
        var halved = Halve(segment, mode == EcgMode.FourLeads ? EcgLeads.Monitoring : segment.Leads);
        return mode == EcgMode.Off || halved.Leads.IsEmpty || halved.SampleCount == 0 ? null : halved;
    }

    private EcgSegment Halve(EcgSegment segment, IReadOnlyList<EcgLead> wanted)
    {
        var leads = ImmutableArray.CreateBuilder<EcgLead>();
        var samples = ImmutableArray.CreateBuilder<ImmutableArray<short>>();
        for (var index = 0; index < segment.Leads.Length; index++)
        {
            // Every lead goes through the filter, so that one that is sent again later begins without a jump.
            var half = Halve(segment.Leads[index], segment.Samples[index].AsSpan());
            if (!wanted.Contains(segment.Leads[index]))
                continue;
            leads.Add(segment.Leads[index]);
            samples.Add(ImmutableCollectionsMarshal.AsImmutableArray(half));
        }

        return segment with
        {
            StartedAt = segment.StartedAt - TimeSpan.FromTicks(TimeSpan.TicksPerSecond * Reach / segment.SampleRateHz),
            SampleRateHz = segment.SampleRateHz / 2,
            Leads = leads.ToImmutable(),
            Samples = samples.ToImmutable(),
        };
    }

    private short[] Halve(EcgLead lead, ReadOnlySpan<short> samples)
    {
        if (!_before.TryGetValue(lead, out var before))
        {
            before = new short[2 * Reach];
            before.AsSpan().Fill(samples[0]);
        }

        short[] all = [.. before, .. samples];
        _before[lead] = all[^(2 * Reach)..];
        var half = new short[samples.Length / 2];
        for (var i = 0; i < half.Length; i++)
            half[i] = Filtered(all.AsSpan(2 * i, 2 * Reach + 1));
        return half;
    }

    private static short Filtered(ReadOnlySpan<short> window)
    {
        if (window.Contains(EcgSegment.NoSignal))
            return EcgSegment.NoSignal;
        var sum = 16 * window[3] + 9 * (window[2] + window[4]) - window[0] - window[6];
        return (short)Math.Clamp((sum + 16) >> 5, -short.MaxValue, short.MaxValue);
    }
}
