using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Vitals;

namespace Emergency.Agent.Tablet;

/// <summary>The newest vitals of the patient on board, and short trends. Bounded: a ring of spans for each value.</summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class VitalsMemory(TimeSpan bucket, int points)
{
    /// <summary>The values by their words, as on the wire.</summary>
    private static readonly (string Kind, Func<VitalsSample, double?> Of)[] Kinds =
    [
        ("heartRate", sample => sample.HeartRate),
        ("pulse", sample => sample.Pulse),
        ("spO2", sample => sample.SpO2),
        ("respirationRate", sample => sample.RespirationRate),
        ("systolic", sample => sample.Systolic),
        ("diastolic", sample => sample.Diastolic),
        ("mean", sample => sample.Mean),
        ("temperature", sample => sample.Temperature),
        ("etCO2", sample => sample.EtCO2),
        ("glucose", sample => sample.Glucose),
    ];

    private readonly Dictionary<string, VitalValue> _newest = [];
    private readonly Dictionary<string, SortedList<long, double>> _trends = [];

    /// <summary>Whose they are; null when on no case.</summary>
    public CaseId? CaseId { get; private set; }

    /// <summary>Takes what was measured. Another case's values begin anew: two patients never share a trend.</summary>
    public void Take(VitalsSample sample)
    {
        if (sample.CaseId is { } other && other != CaseId)
            Begin(other);
        foreach (var (kind, of) in Kinds)
        {
            if (of(sample) is { } value)
                Note(kind, value, sample.At);
            else if (IsOff(sample, kind) && _newest.TryGetValue(kind, out var known) && known.At <= sample.At)
                _newest[kind] = known with { Off = true };
        }
    }

    /// <summary>Forgets everything, for the next patient.</summary>
    public void Begin(CaseId? caseId)
    {
        CaseId = caseId;
        _newest.Clear();
        _trends.Clear();
    }

    /// <summary>What is known, up to a moment.</summary>
    /// <param name="band">By whose limits values are graded.</param>
    public TabletVitals View(DateTimeOffset now, AgeBand band)
    {
        var last = PlaceOf(now);
        return new TabletVitals(
            [.. Kinds.Where(kind => _newest.ContainsKey(kind.Kind)).Select(kind => VitalLevels.Grade(_newest[kind.Kind], band))],
            [.. Kinds.Where(kind => _trends.ContainsKey(kind.Kind)).Select(kind => Trend(kind.Kind, last))]);
    }

    /// <summary>All of it, to be kept over a restart.</summary>
    public KeptVitals Keep() => new(
        CaseId, [.. _newest.Values], _trends.ToImmutableDictionary(trend => trend.Key, trend => trend.Value.ToImmutableDictionary()));

    /// <summary>Goes on from what was kept; spans of another length mean nothing here.</summary>
    public void Restore(KeptVitals kept)
    {
        Begin(kept.CaseId);
        foreach (var value in kept.Newest)
            _newest[value.Kind] = value;
        foreach (var (kind, line) in kept.Trends)
            _trends[kind] = new SortedList<long, double>(line);
    }

    private static bool IsOff(VitalsSample sample, string kind) =>
        sample.Off is { } off && off.Any(word => string.Equals(word, kind, StringComparison.OrdinalIgnoreCase));

    private void Note(string kind, double value, DateTimeOffset at)
    {
        if (!_newest.TryGetValue(kind, out var known) || known.At <= at)
            _newest[kind] = new VitalValue(kind, value, at);
        if (!_trends.TryGetValue(kind, out var line))
            _trends[kind] = line = [];
        line[PlaceOf(at)] = value;
        while (line.Count > points)
            line.RemoveAt(0);
    }

    /// <summary>From the first span with a value, but no more than is kept; a span without one is null.</summary>
    private TabletTrend Trend(string kind, long last)
    {
        var values = _trends[kind];
        var first = Math.Max(values.GetKeyAtIndex(0), last - points + 1);
        var count = (int)Math.Max(0, last - first + 1);
        return new TabletTrend(
            kind, new DateTimeOffset(first * bucket.Ticks, TimeSpan.Zero), bucket.TotalSeconds,
            [.. Enumerable.Range(0, count).Select(i => values.TryGetValue(first + i, out var value) ? value : (double?)null)]);
    }

    private long PlaceOf(DateTimeOffset at) => at.UtcTicks / bucket.Ticks;
}

/// <summary>Vitals as they are kept over a restart.</summary>
internal sealed record KeptVitals(
    CaseId? CaseId, ImmutableArray<VitalValue> Newest, ImmutableDictionary<string, ImmutableDictionary<long, double>> Trends);
