using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.TestKit;

namespace Emergency.Agent.Tests;

public sealed class EcgRateTests
{
    private readonly ManualTimeProvider _network = new();
    private readonly EcgRate _rate;

    public EcgRateTests() => _rate = new EcgRate(new EcgRateOptions(), _network);

    [Fact]
    public void Look_LagGrows_StepsDownOneByOneAndSaysWhy()
    {
        List<EcgMode> modes = [];
        for (var second = 0; second < 30; second++)
        {
            if (Second(4) is { } change)
            {
                modes.Add(change.To);
                change.Reason.ShouldBe("the live trace lags by 4.0 s");
            }
        }

        modes.ShouldBe([EcgMode.HalfRate, EcgMode.FourLeads, EcgMode.Off]);
    }

    [Fact]
    public void Look_LinkHasRoom_StepsUpOnlyAfterAWhile()
    {
        for (var second = 0; second < 6; second++)
            Second(4);
        _rate.Mode.ShouldBe(EcgMode.HalfRate);
        for (var second = 0; second < 29; second++)
            Second(0.2).ShouldBeNull();

        Second(0.2);
        Second(0.2);
        _rate.Mode.ShouldBe(EcgMode.Full);
    }

    [Fact]
    public void Look_NothingIsSent_TriesAgainAfterAWhile()
    {
        for (var second = 0; second < 30; second++)
            Second(4);
        _rate.Mode.ShouldBe(EcgMode.Off);
        for (var second = 0; second < 32; second++)
            Second(null);
        _rate.Mode.ShouldBe(EcgMode.FourLeads);
    }

    [Fact]
    public void Look_VainAttempts_ComeEverMoreSeldom()
    {
        var ups = 0;
        for (var second = 0; second < 1200; second++)
        {
            // The link carries half the rate and no more.
            if (Second(_rate.Mode == EcgMode.Full ? 10 : 0.1) is { To: EcgMode.Full })
                ups++;
        }

        ups.ShouldBeInRange(3, 8);
    }

    [Fact]
    public void Look_LagBetweenTheBounds_ChangesNothing()
    {
        for (var second = 0; second < 100; second++)
            Second(2).ShouldBeNull();
    }

    [Fact]
    public void Reduce_SineBelowAQuarterOfTheRate_KeepsItsShapeAndItsTime()
    {
        var reducer = new EcgReducer();
        List<EcgSegment> halves = [];
        for (var block = 0; block < 10; block++)
            halves.Add(reducer.Reduce(Segment(block, t => 2000 * Math.Sin(2 * Math.PI * 10 * t)), EcgMode.HalfRate).ShouldNotBeNull());

        halves.ShouldAllBe(half => half.SampleRateHz == 250 && half.SampleCount == 50 && half.Leads.Length == 12);
        foreach (var half in halves.Skip(1))
        {
            for (var i = 0; i < half.SampleCount; i++)
            {
                var t = (half.StartedAt - Segment(0, _ => 0).StartedAt).TotalSeconds + i / 250d;
                ((double)half.Samples[0][i]).ShouldBe(2000 * Math.Sin(2 * Math.PI * 10 * t), 12);
            }
        }
    }

    [Fact]
    public void Reduce_ToneThatWouldFoldBack_IsMostlyGone()
    {
        var reducer = new EcgReducer();
        reducer.Reduce(Segment(0, t => 1000 * Math.Sin(2 * Math.PI * 220 * t)), EcgMode.HalfRate);

        var half = reducer.Reduce(Segment(1, t => 1000 * Math.Sin(2 * Math.PI * 220 * t)), EcgMode.HalfRate)!;

        half.Samples[0].Max(sample => Math.Abs((int)sample)).ShouldBeLessThan(60);
    }

    [Fact]
    public void Reduce_FourLeadsAndOff_AreThat()
    {
        var reducer = new EcgReducer();

        reducer.Reduce(Segment(0, _ => 5), EcgMode.FourLeads).ShouldNotBeNull().Leads.ShouldBe(EcgLeads.Monitoring);
        reducer.Reduce(Segment(1, _ => 5), EcgMode.Off).ShouldBeNull();
        reducer.Reduce(Segment(2, _ => 5), EcgMode.Full).ShouldNotBeNull().SampleRateHz.ShouldBe(500);
    }

    [Fact]
    public void Reduce_NoSignal_StaysNoSignal() =>
        new EcgReducer().Reduce(Segment(0, _ => EcgSegment.NoSignal), EcgMode.HalfRate)!.Samples[0].ShouldAllBe(sample => sample == EcgSegment.NoSignal);

    private static EcgSegment Segment(int block, Func<double, double> wave)
    {
        var samples = Enumerable.Range(0, 100).Select(i => (short)Math.Round(wave((block * 100 + i) / 500d))).ToImmutableArray();
        return new EcgSegment(
            OutboxFiles.Start.AddSeconds(block * 0.2), 500, 500, [.. EcgLeads.Standard], [.. EcgLeads.Standard.Select(_ => samples)]);
    }

    private (EcgMode From, EcgMode To, string Reason)? Second(double? lag)
    {
        _network.Advance(TimeSpan.FromSeconds(1));
        return _rate.Look(lag is { } seconds ? TimeSpan.FromSeconds(seconds) : null, out var change) ? change : null;
    }
}
