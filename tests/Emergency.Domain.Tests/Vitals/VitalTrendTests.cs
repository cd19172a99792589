using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Vitals;

public sealed class VitalTrendTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 8, 40, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    [Fact]
    public void Of_SteadyValues_KeepsLeastGreatestMeanAndLast()
    {
        var trend = Trend(seconds: 20, Values(0, 80, 90, 70, 84));

        trend.Buckets.ShouldBe([new(Start, 70, 90, 81, 84, 4)]);
        trend.Gaps.ShouldBe([new(Start.AddSeconds(3), Start.AddSeconds(20), false)]);
    }

    [Fact]
    public void Of_ShortCrashInALongSpan_StaysVisible()
    {
        var values = Values(0, [.. Enumerable.Repeat(97.0, 299), 60, .. Enumerable.Repeat(97.0, 300)]);

        var trend = VitalTrend.Of(VitalKind.HeartRate, values, Start, Start.AddSeconds(600), TimeSpan.FromMinutes(5));
        trend.Buckets.Select(b => (b.Min, b.Max, b.Count)).ShouldBe([(60, 97, 300), (97, 97, 300)]);
        trend.Gaps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Of_NothingForLongerThanThreeIntervals_IsAGap(int seconds, bool isGap) =>
        Trend(seconds: 1 + seconds, [At(0, 80), At(seconds, 80)]).Gaps.Length.ShouldBe(isGap ? 1 : 0);

    [Fact]
    public void Of_MonitorSaysItCannotMeasure_IsAGapHoweverShort()
    {
        var trend = Trend(seconds: 4, [At(0, 80), At(1, null), At(2, 80), At(3, 82)]);

        trend.Gaps.ShouldBe([new(Start, Start.AddSeconds(2), true)]);
        trend.Buckets.ShouldHaveSingleItem().Count.ShouldBe(3);
    }

    [Fact]
    public void Of_NothingAtAll_IsOneGapAndNoValue()
    {
        var trend = Trend(seconds: 60, []);

        trend.Buckets.ShouldBeEmpty();
        trend.Gaps.ShouldBe([new(Start, Start.AddSeconds(60), false)]);
    }

    [Fact]
    public void Of_SpotMeasurements_AreNoGapsWithinThreeOfTheirIntervals()
    {
        var readings = new[] { 0, 5, 10, 30 }.Select(m => new VitalReading(VitalKind.SystolicPressure, 120, Start.AddMinutes(m)));

        var trend = VitalTrend.Of(VitalKind.SystolicPressure, readings, Start, Start.AddMinutes(31), Ten);
        trend.Gaps.ShouldBe([new(Start.AddMinutes(10), Start.AddMinutes(30), false)]);
        trend.Buckets.Length.ShouldBe(4);
    }

    [Fact]
    public void Of_ReadingsInAnyOrderWithOthersAmongThem_IsTheSame()
    {
        var random = new Random(7);
        var readings = Enumerable.Range(0, 500).Select(i => At(random.Next(0, 400) + (i % 3 * 0.25), random.Next(5) == 0 ? null : random.Next(40, 180)))
            .DistinctBy(r => r.At).Append(new(VitalKind.SpO2, 97, Start.AddSeconds(3))).ToArray();
        var trend = Trend(seconds: 380, readings);
        random.Shuffle(readings);

        var again = Trend(seconds: 380, readings);
        again.Buckets.ShouldBe(trend.Buckets);
        again.Gaps.ShouldBe(trend.Gaps);
        var inside = readings.Where(r => r.Kind == VitalKind.HeartRate && r.At < Start.AddSeconds(380) && r.Value is not null).ToList();
        trend.Buckets.Sum(b => b.Count).ShouldBe(inside.Count);
        trend.Buckets.Min(b => b.Min).ShouldBe(inside.Min(r => r.Value!.Value));
        trend.Buckets.ShouldAllBe(b => b.Min <= b.Mean && b.Mean <= b.Max && b.Start.ToUnixTimeSeconds() % 10 == 0);
    }

    [Fact]
    public void Of_SpanOrWidthOutOfBounds_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => VitalTrend.Of(VitalKind.SpO2, [], Start, Start, Ten));
        Should.Throw<ArgumentOutOfRangeException>(() => VitalTrend.Of(VitalKind.SpO2, [], Start, Start.AddDays(2), Ten));
        Should.Throw<ArgumentOutOfRangeException>(() => VitalTrend.Of(VitalKind.SpO2, [], Start, Start.AddDays(2), TimeSpan.Zero));
    }

    private static VitalTrend Trend(int seconds, IEnumerable<VitalReading> readings) =>
        VitalTrend.Of(VitalKind.HeartRate, readings, Start, Start.AddSeconds(seconds), Ten);

    private static VitalReading At(double second, double? value) => new(VitalKind.HeartRate, value, Start.AddSeconds(second));

    private static IEnumerable<VitalReading> Values(int from, params double[] values) => values.Select((v, i) => At(from + i, v));
}
