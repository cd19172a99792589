using System.Collections.Immutable;
using System.Globalization;

namespace Emergency.Contracts.Tests.Ecg;

/// <summary>Segments to try the codec on.</summary>
internal static class EcgSamples
{
    public static readonly DateTimeOffset Start = new DateTimeOffset(2026, 3, 1, 8, 40, 0, TimeSpan.Zero).AddTicks(1_234_560);

    /// <summary>A made-up beat on every lead, with limb leads that follow from I and II but for rounding, and one electrode off for a while.</summary>
    public static EcgSegment Golden()
    {
        const int Count = 60;
        var one = Enumerable.Range(0, Count).Select(i => (int)Wave(i, 3)).ToArray();
        var two = Enumerable.Range(0, Count).Select(i => (int)Wave(i, 5)).ToArray();
        var samples = EcgLeads.Standard.Select((lead, index) => Enumerable.Range(0, Count).Select(i => (short)(lead switch
        {
            EcgLead.I => one[i],
            EcgLead.II => two[i],
            EcgLead.III => two[i] - one[i] + i % 2,
            EcgLead.AVR => -((one[i] + two[i]) / 2),
            EcgLead.AVL => one[i] - two[i] / 2,
            EcgLead.AVF => two[i] - one[i] / 2,
            EcgLead.V6 when i is >= 20 and < 40 => EcgSegment.NoSignal,
            _ => Wave(i, index),
        })).ToImmutableArray());
        return new EcgSegment(Start, 500, 500, [.. EcgLeads.Standard], [.. samples]);
    }

    /// <summary>A recorded ECG of the shared data: time and then twelve leads in mV.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="rate">Its samples per second.</param>
    /// <param name="lsbNanovolts">In what steps it is taken.</param>
    public static EcgSegment Recorded(string file, int rate, int lsbNanovolts)
    {
        var lines = File.ReadAllLines(TestKit.SharedData.Require("ecg/" + file));
        var leads = lines[0].Split(',').Skip(1).Select(name => EcgLeads.TryParse(name, out var lead) ? lead : throw new InvalidDataException(name));
        var rows = lines.Skip(1)
            .Select(line => line.Split(',').Skip(1)
                .Select(value => (short)Math.Round(double.Parse(value, CultureInfo.InvariantCulture) * 1e6 / lsbNanovolts)).ToArray())
            .ToArray();
        return new EcgSegment(
            Start, rate, lsbNanovolts, [.. leads], [.. Enumerable.Range(0, 12).Select(lead => rows.Select(row => row[lead]).ToImmutableArray())]);
    }

    /// <summary>Cuts a segment into pieces of some samples each; what does not fill the last one is left out.</summary>
    public static IEnumerable<EcgSegment> Pieces(this EcgSegment whole, int count)
    {
        for (var start = 0; start + count <= whole.SampleCount; start += count)
        {
            yield return whole with
            {
                StartedAt = whole.StartedAt.AddTicks(TimeSpan.TicksPerSecond * start / whole.SampleRateHz),
                Samples = [.. whole.Samples.Select(lead => lead.Slice(start, count))],
            };
        }
    }

    public static void ShouldBeSame(this EcgSegment actual, EcgSegment expected)
    {
        (actual.StartedAt, actual.SampleRateHz, actual.LsbNanovolts)
            .ShouldBe((expected.StartedAt, expected.SampleRateHz, expected.LsbNanovolts));
        actual.Leads.ShouldBe(expected.Leads);
        for (var lead = 0; lead < expected.Leads.Length; lead++)
            actual.Samples[lead].AsSpan().SequenceEqual(expected.Samples[lead].AsSpan()).ShouldBeTrue($"lead {expected.Leads[lead]} differs");
    }

    /// <summary>Whole numbers only, so that it is the same wherever it is reckoned.</summary>
    private static short Wave(int i, int seed)
    {
        var beat = Math.Abs((i + seed) % 25 - 12);
        var spike = beat < 3 ? (3 - beat) * (400 + 37 * seed) : 0;
        return (short)(spike - 60 * seed + i * i % (7 + seed));
    }
}
