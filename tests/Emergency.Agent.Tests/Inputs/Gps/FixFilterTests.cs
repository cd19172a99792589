using Emergency.Agent.Inputs;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Inputs;

public sealed class FixFilterTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(Start);
    private readonly GpsSkew _skew;
    private readonly FixFilter _filter;

    public FixFilterTests()
    {
        _skew = new GpsSkew(new GpsOptions(), _clock);
        _filter = new FixFilter(new GpsOptions(), _skew, _skew.Events);
    }

    public static TheoryData<FixRejection, GpsSample> Bad => new()
    {
        { FixRejection.NoFix, new GpsSample(Start, GpsMode.NoFix, 113, 29) },
        { FixRejection.OutOfRange, new GpsSample(Start, GpsMode.Fix2D, 113, 91) },
        { FixRejection.OutOfRange, new GpsSample(Start, GpsMode.Fix2D, double.NaN, 29) },
        { FixRejection.OutOfRange, new GpsSample(Start, GpsMode.Fix2D, 113, null) },
        { FixRejection.OutOfRange, new GpsSample(Start, GpsMode.Fix2D, 0, 0) },
        { FixRejection.Inaccurate, new GpsSample(Start, GpsMode.Fix2D, 113, 29, AccuracyMetres: 501) },
        { FixRejection.Stale, new GpsSample(Start.AddSeconds(-11), GpsMode.Fix2D, 113, 29) },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Judge_BadSample_NamesWhy(FixRejection why, GpsSample sample)
    {
        _filter.Judge(sample, out var fix).ShouldBe(why);
        fix.ShouldBeNull();
    }

    [Fact]
    public void Judge_GoodSamples_AreFixes()
    {
        Judge(0, 113).ShouldBeNull();
        Judge(1, 113.0003).ShouldBeNull();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _filter.Judge(new GpsSample(Start.AddSeconds(2), GpsMode.Fix3D, 113, 29, 51, 361, -1), out var fix).ShouldBe(null);
        fix.ShouldNotBeNull().ShouldSatisfyAllConditions(
            good => good.SpeedKmh.ShouldBe(51),
            good => good.HeadingDegrees.ShouldBeNull(),
            good => good.AccuracyMetres.ShouldBeNull());
    }

    [Fact]
    public void Judge_SameEarlierOrTooSoon_NamesWhy()
    {
        Judge(5, 113).ShouldBeNull();
        Judge(5, 113).ShouldBe(FixRejection.DuplicateEpoch);
        Judge(4, 113).ShouldBe(FixRejection.OutOfOrder);
        Judge(5.2, 113).ShouldBe(FixRejection.TooSoon);
        Judge(6, 113).ShouldBeNull();
    }

    [Fact]
    public void Judge_OneJump_IsRejectedAndTheCourseGoesOn()
    {
        Judge(0, 113).ShouldBeNull();
        Judge(1, 113.1).ShouldBe(FixRejection.Jump);
        Judge(2, 113.0003).ShouldBeNull();
    }

    [Fact]
    public void Judge_SeveralThatJumpedToTheSameCourse_AreBelieved()
    {
        Judge(0, 113).ShouldBeNull();
        for (var second = 1; second < 5; second++)
            Judge(second, 114 + second * 0.0003).ShouldBe(FixRejection.Jump);
        Judge(5, 114.0015).ShouldBeNull();
        Judge(6, 114.0018).ShouldBeNull();
    }

    [Fact]
    public void Judge_JumpsToAndFro_AreNeverBelieved()
    {
        Judge(0, 113).ShouldBeNull();
        for (var second = 1; second < 30; second++)
            Judge(second, second % 2 == 0 ? 114 : 115).ShouldBe(FixRejection.Jump);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void Date_MachineClockIsWrong_EventsGoByTheSatellites(int wrongBy)
    {
        for (var second = 0; second < 10; second++)
        {
            _clock.StepTo(Start.AddSeconds(second + wrongBy));
            _skew.Date(Start.AddSeconds(second));
        }

        _skew.Status.ShouldBe(new SkewStatus(TimeSpan.FromSeconds(wrongBy), TimeSpan.FromSeconds(wrongBy), true));
        _skew.Events.GetUtcNow().ShouldBe(Start.AddSeconds(9));
        _filter.Judge(new GpsSample(Start.AddSeconds(9), GpsMode.Fix3D, 113, 29), out var fix).ShouldBeNull();
        fix.ShouldNotBeNull().At.ShouldBe(Start.AddSeconds(9));
    }

    [Fact]
    public void Date_WithinTheTolerance_CorrectsNothing()
    {
        for (var second = 0; second < 10; second++)
            _skew.Date(_clock.GetUtcNow().AddSeconds(-0.4));

        _skew.Status.Corrected.ShouldBe(TimeSpan.Zero);
        _skew.Status.Skew.ShouldBe(TimeSpan.FromSeconds(0.4));
    }

    [Fact]
    public void Date_ReceiverYearsBehind_IsNotBelievedAndFixesAreOfNow()
    {
        _filter.Judge(new GpsSample(Start.AddDays(-7168), GpsMode.Fix2D, 113, 29), out var fix).ShouldBeNull();

        fix.ShouldNotBeNull().At.ShouldBe(Start);
        _skew.Status.Believed.ShouldBeFalse();
    }

    [Fact]
    public void Date_FutureSample_IsClampedToNow() => _skew.Date(Start.AddSeconds(0.5)).ShouldBe(Start);

    private FixRejection? Judge(double second, double lon)
    {
        var now = Start.AddSeconds(second);
        if (now > _clock.GetUtcNow())
            _clock.Advance(now - _clock.GetUtcNow());
        return _filter.Judge(new GpsSample(now, GpsMode.Fix3D, lon, 29, AccuracyMetres: 5), out _);
    }
}
