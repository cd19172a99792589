using System.Collections.Immutable;

namespace Emergency.Contracts;

/// <summary>A stretch of ECG: the samples of some leads over the same time, as measured.</summary>
/// <param name="StartedAt">When the first sample was taken; kept to the microsecond.</param>
/// <param name="SampleRateHz">Samples per second and lead, 1 to 65,535.</param>
/// <param name="LsbNanovolts">What one step of a sample is worth, in nanovolts; 1 to 100,000,000.</param>
/// <param name="Leads">The leads, each once, at most <see cref="MaxLeads"/>.</param>
/// <param name="Samples">
/// For each lead its samples, equally many, 1 to <see cref="MaxSamples"/>; <see cref="NoSignal"/> where the lead was off.
/// </param>
public sealed record EcgSegment(
    DateTimeOffset StartedAt,
    int SampleRateHz,
    int LsbNanovolts,
    ImmutableArray<EcgLead> Leads,
    ImmutableArray<ImmutableArray<short>> Samples)
{
    /// <summary>The most leads of one segment.</summary>
    public const int MaxLeads = 18;

    /// <summary>The most samples of one lead: a minute at 1000 Hz and some.</summary>
    public const int MaxSamples = 65_535;

    /// <summary>The sample that stands for "no signal": the electrode is off, or the value was lost.</summary>
    public const short NoSignal = short.MinValue;

    /// <summary>Samples of each lead.</summary>
    public int SampleCount => Samples.IsDefaultOrEmpty ? 0 : Samples[0].Length;

    /// <summary>How long it lasts.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks(TimeSpan.TicksPerSecond * SampleCount / SampleRateHz);

    /// <summary>Two parts that follow on each other.</summary>
    /// <param name="count">The samples of the first; at least 1 and fewer than there are.</param>
    public (EcgSegment First, EcgSegment Second) SplitAt(int count) => (
        this with { Samples = [.. Samples.Select(lead => lead[..count])] },
        this with
        {
            StartedAt = StartedAt + TimeSpan.FromTicks(TimeSpan.TicksPerSecond * count / SampleRateHz),
            Samples = [.. Samples.Select(lead => lead[count..])],
        });

    /// <summary>Says what makes it no segment; null when it is one.</summary>
    public string? Problem()
    {
        if (SampleRateHz is < 1 or > ushort.MaxValue)
            return $"the sample rate is {SampleRateHz} Hz: expected 1 to {ushort.MaxValue}";
        if (LsbNanovolts is < 1 or > 100_000_000)
            return $"a step is {LsbNanovolts} nV: expected 1 to 100000000";
        if (Leads.IsDefaultOrEmpty || Leads.Length > MaxLeads)
            return $"expected 1 to {MaxLeads} leads";
        if (Leads.Distinct().Count() != Leads.Length || Leads.Any(lead => !Enum.IsDefined(lead)))
            return "each lead must be a known one and stand once";
        if (Samples.IsDefault || Samples.Length != Leads.Length)
            return "each lead must have its samples";
        if (Samples.Any(lead => lead.IsDefault || lead.Length != Samples[0].Length))
            return "all leads must have equally many samples";
        return SampleCount is < 1 or > MaxSamples ? $"there are {SampleCount} samples a lead: expected 1 to {MaxSamples}" : null;
    }
}
