using Emergency.Domain.Coverage;

namespace Emergency.Domain.Tests.Coverage;

public sealed class ShareWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private readonly ShareWatch _watch = new(new ShareLimits(0.8, 0.6, 0.83, TimeSpan.FromSeconds(30)));

    [Fact]
    public void Look_LowForTheWholeDwell_RaisesThenAndNotBefore()
    {
        Look(0, 0.79).ShouldBe(ShareFinding.None);
        Look(29, 0.79).ShouldBe(ShareFinding.None);
        Look(30, 0.79).ShouldBe(ShareFinding.Raised);
    }

    [Fact]
    public void Look_TremblingAboutTheThreshold_NeverRaises() =>
        Enumerable.Range(0, 200).Select(i => Look(i * 20, i % 2 == 0 ? 0.79 : 0.81)).ShouldAllBe(f => f == ShareFinding.None);

    [Fact]
    public void Look_BackAboveThresholdButNotRecovery_StaysRaised() =>
        Enumerable.Range(0, 60).Select(i => Look(i * 10, 0.82, AlarmLevel.Warning)).ShouldAllBe(f => f == ShareFinding.None);

    [Fact]
    public void Look_HighForTheWholeDwell_Recovers()
    {
        Look(0, 0.84, AlarmLevel.Warning).ShouldBe(ShareFinding.None);
        Look(30, 0.84, AlarmLevel.Warning).ShouldBe(ShareFinding.Recovered);
    }

    [Fact]
    public void Look_FallsFurther_Worsens()
    {
        Look(0, 0.5, AlarmLevel.Warning).ShouldBe(ShareFinding.None);
        Look(30, 0.5, AlarmLevel.Warning).ShouldBe(ShareFinding.Worsened);
        Look(31, 0.5, AlarmLevel.Danger).ShouldBe(ShareFinding.None);
    }

    [Fact]
    public void Look_UnknownBetween_CountsAnew()
    {
        Look(0, 0.5);
        Look(20, null).ShouldBe(ShareFinding.None);
        Look(40, 0.5).ShouldBe(ShareFinding.None);
        Look(70, 0.5).ShouldBe(ShareFinding.Raised);
    }

    private ShareFinding Look(int seconds, double? share, AlarmLevel? standing = null) => _watch.Look(share, standing, Start.AddSeconds(seconds));
}
