using System.Text.Json;
using Emergency.TestKit;

namespace Emergency.Simulators.Tests;

public sealed class CallProcessTests
{
    private const int Weeks = 300;
    private static readonly DateOnly Monday = new(2026, 1, 5);
    private static readonly CallRhythm Rhythm = new(new CallRhythmOptions());

    [Theory]
    [InlineData(45, 2)]
    [InlineData(45, 1)]
    [InlineData(190, 2)]
    public void Day_ManyDays_HasMeanAndDispersion(double perDay, double dispersion)
    {
        var process = Process(new CallOptions { PerDay = perDay, Dispersion = dispersion });

        var counts = Enumerable.Range(0, Weeks * 7).Select(day => (double)process.Day(Monday.AddDays(day)).Count).ToList();

        var mean = counts.Average();
        mean.ShouldBe(perDay, 0.03 * perDay);
        // The week's own shape adds a little to the days' variance.
        var variance = counts.Sum(count => (count - mean) * (count - mean)) / (counts.Count - 1);
        (variance / mean).ShouldBeInRange(0.9 * dispersion, 1.25 * dispersion);
    }

    [Fact]
    public void Day_ManyWeeks_FollowsTheRhythmHourByHour()
    {
        var process = Process(new CallOptions { PerDay = 200 });
        var counts = new double[168];
        for (var day = 0; day < Weeks * 7; day++)
        {
            foreach (var at in process.Day(Monday.AddDays(day)))
                counts[day % 7 * 24 + TimeZoneInfo.ConvertTime(at, Worlds.Zone).Hour]++;
        }

        Correlation(counts, [.. Enumerable.Range(0, 168).Select(hour => Rhythm.At(hour + 0.5))]).ShouldBeGreaterThan(0.98);
    }

    [Fact]
    public void At_WholeWeek_ResemblesAPublishedYearOfCalls()
    {
        using var profile = JsonDocument.Parse(File.ReadAllText(SharedData.Require("demand/montgomery_ems_profile.json")));
        var counts = profile.RootElement.GetProperty("hour_of_week_counts_mon0");
        var published = counts.EnumerateArray().Select(count => count.GetDouble()).ToArray();
        var mean = published.Average();

        var ours = Enumerable.Range(0, 168).Select(hour => Rhythm.At(hour + 0.5)).ToArray();

        Correlation(published, ours).ShouldBeGreaterThan(0.97);
        published.Zip(ours, (count, rate) => Math.Abs(count / mean - rate)).Max().ShouldBeLessThan(0.35);
    }

    [Fact]
    public void At_WholeWeek_HasMeanOneAndNeverExceedsItsBound()
    {
        var curve = Enumerable.Range(0, 168 * 60).Select(minute => Rhythm.At((minute + 0.5) / 60)).ToList();

        curve.Average().ShouldBe(1, 0.001);
        curve.Max().ShouldBeLessThanOrEqualTo(Rhythm.Highest);
        curve.Min().ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void After_FromTheMiddleOfADay_GoesOnWithTheSameCalls()
    {
        var process = Process(new CallOptions());
        var all = process.After(Worlds.Morning.AddDays(-3)).Take(500).ToList();

        all.ShouldBeInOrder();
        process.After(all[99]).Take(400).ShouldBe(all.Skip(100));
        Process(new CallOptions(), seed: 2).After(all[99]).Take(400).ShouldNotBe(all.Skip(100));
    }

    [Fact]
    public void Day_NoCalls_IsEmpty() => Process(new CallOptions { PerDay = 0 }).Day(Monday).ShouldBeEmpty();

    private static CallProcess Process(CallOptions options, int seed = 1) => new(options, Rhythm, Worlds.Zone, Seed.Of(seed));

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var covariance = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return covariance / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
