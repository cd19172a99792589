using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Vitals;
using Emergency.Grains.Care;

namespace Emergency.Grains;

/// <summary>What was measured over time, from the track store.</summary>
public sealed partial class CareGrain
{
    /// <summary>The most samples that one trend is made of: a day at two a second.</summary>
    private const int TrendSamples = 200_000;

    private const int MostBuckets = 2000;
    private const int MostSamples = 10_000;
    private const int MostBlocks = 5000;

    public async Task<Outcome<VitalTrendView>> GetTrend(PatientId patient, DateTimeOffset from, DateTimeOffset to, int buckets)
    {
        if (State.FindPatient(patient) is null) return new Refusal(RejectionCodes.UnknownPatient, $"the case has no patient {patient}");
        if (buckets is < 1 or > MostBuckets || to <= from)
            return new Refusal(RejectionCodes.Validation, $"a trend has 1 to {MostBuckets} buckets, and ends after it begins");
        var width = TimeSpan.FromTicks(Math.Max(1, (to - from).Ticks / buckets));
        // Buckets begin at multiples of their width, so that a trend that moves on does not flicker.
        var start = new DateTimeOffset(from.UtcTicks - (from.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) % width.Ticks, TimeSpan.Zero);
        var count = (int)Math.Ceiling((to - start) / width);
        var readings = new List<VitalReading>();
        await foreach (var entry in tracks.Read(TelemetryLanes.SubjectOf(Id, patient), TelemetryLanes.Vitals, start, to, TrendSamples))
            readings.AddRange(VitalWords.ReadingsIn(TelemetryLanes.ToSample(entry)));
        return new VitalTrendView(
            Id, patient, start, start + (width * count), width.TotalSeconds,
            [.. VitalWords.Kinds.Select(k => Line(VitalTrend.Of(k, readings, start, to, width), count)).OfType<VitalTrendLine>()]);
    }

    public async Task<ImmutableArray<VitalsSample>> GetVitals(PatientId patient, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        var samples = ImmutableArray.CreateBuilder<VitalsSample>();
        var subject = TelemetryLanes.SubjectOf(Id, patient);
        await foreach (var entry in tracks.Read(subject, TelemetryLanes.Vitals, from, to, Math.Clamp(limit, 1, MostSamples)))
            samples.Add(TelemetryLanes.ToSample(entry));
        return samples.ToImmutable();
    }

    public async Task<ImmutableArray<LiveEcg>> GetEcg(PatientId patient, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        await FindCase();
        var unit = State.FindPatient(patient)?.AssignmentId is { } assignment ? UnitOf(assignment) : null;
        var blocks = ImmutableArray.CreateBuilder<LiveEcg>();
        var subject = TelemetryLanes.SubjectOf(Id, patient);
        await foreach (var entry in tracks.Read(subject, TelemetryLanes.Ecg, from, to, Math.Clamp(limit, 1, MostBlocks)))
            blocks.Add(new LiveEcg(Id, patient, unit ?? new AmbulanceId(entry.Device), entry.Sequence, entry.At, entry.Payload.ToArray()));
        return blocks.ToImmutable();
    }

    /// <summary>One entry for each bucket, null where nothing is known; null for a value that was never measured.</summary>
    private static VitalTrendLine? Line(VitalTrend trend, int count)
    {
        if (trend.Buckets.IsEmpty) return null;
        var (low, high, last) = (new double?[count], new double?[count], new double?[count]);
        foreach (var bucket in trend.Buckets)
        {
            var index = (int)((bucket.Start - trend.From) / trend.Width);
            (low[index], high[index], last[index]) = (bucket.Min, bucket.Max, bucket.Last);
        }

        return new VitalTrendLine(VitalWords.Of(trend.Kind), [.. low], [.. high], [.. last]);
    }
}
