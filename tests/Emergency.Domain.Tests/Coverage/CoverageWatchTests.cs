using Emergency.Domain.Coverage;

namespace Emergency.Domain.Tests.Coverage;

public sealed class CoverageWatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly FactAuthor By = FactAuthor.Desk("dispatcher1");

    private static CoverageWatch Raised { get; } = After(CoverageWatch.Empty, ShareFinding.Raised);

    [Fact]
    public void Decide_Raised_StandsUntilSeenAndOver()
    {
        var alarm = Raised.Alarms.ShouldHaveSingleItem();
        (alarm.Id, alarm.Level, alarm.Share).ShouldBe(("coverage-urban-1", AlarmLevel.Warning, 0.7));
        var seen = Acknowledged(Raised);
        seen.Alarms.Single().AcknowledgedBy.ShouldBe("dispatcher1");
        After(seen, ShareFinding.Recovered).Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Decide_RecoveredUnseen_StaysUntilSomebodySees()
    {
        var over = After(Raised, ShareFinding.Recovered);
        (over.Alarms.Single().Level, over.Alarms.Single().RecoveredAt).ShouldBe((AlarmLevel.Info, Now));
        Acknowledged(over).Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Decide_Worsened_MustBeSeenAnew()
    {
        var worse = After(Acknowledged(Raised), ShareFinding.Worsened).Alarms.Single();
        (worse.Level, worse.AcknowledgedBy).ShouldBe((AlarmLevel.Danger, null));
    }

    [Fact]
    public void Decide_RaisedWhileStanding_IsUnchanged() =>
        Raised.Decide(ShareFinding.Raised, AreaKind.Urban, AlarmLevel.Warning, 0.7, 0.8, Now).IsUnchanged.ShouldBeTrue();

    [Fact]
    public void Acknowledge_TwiceOrUnknown_SameYesOrRefused()
    {
        Acknowledged(Raised).Acknowledge("coverage-urban-1", By, Now).IsUnchanged.ShouldBeTrue();
        Raised.Acknowledge("coverage-urban-9", By, Now).Rejection!.Code.ShouldBe(RejectionCodes.UnknownAlarm);
    }

    [Fact]
    public void Apply_ManyHours_KeepsADay()
    {
        var watch = Enumerable.Range(0, 30).Aggregate(CoverageWatch.Empty, (w, i) => w.Apply(new CoverageHourRecorded(
            Now, Now, "system", FactSource.System, new CoverageHour(Now.AddHours(i), new(0.9, 0.8), new(0.8, 0.7), 3, 3600))));
        watch.Recorded.Count.ShouldBe(24);
        watch.Recorded[^1].Start.ShouldBe(Now.AddHours(29));
    }

    [Fact]
    public void Take_ReadingsOfAnHour_AreWeightedByHowLongTheyStood()
    {
        var meter = new HourMeter(TimeSpan.FromMinutes(10));
        meter.Take(1.0, null, 4, Now).ShouldBeNull();
        meter.Take(1.0, null, 4, Now.AddMinutes(10)).ShouldBeNull();
        meter.Take(0.4, null, 2, Now.AddMinutes(15)).ShouldBeNull();
        // A gap of forty minutes: nobody knows what was.
        meter.Take(0.4, null, 2, Now.AddMinutes(55)).ShouldBeNull();
        var hour = meter.Take(0.9, null, 3, Now.AddMinutes(61))!;
        hour.ObservedSeconds.ShouldBe(900);
        hour.Urban.Mean!.Value.ShouldBe(0.8, 1e-6);
        hour.Urban.Least.ShouldBe(0.4);
        hour.Rural.ShouldBe(new HourShare(null, null));
        hour.Start.ShouldBe(Now);
    }

    private static CoverageWatch After(CoverageWatch watch, ShareFinding finding) => watch
        .Decide(finding, AreaKind.Urban, AlarmLevel.Warning, 0.7, 0.8, Now).Events.Aggregate(watch, (w, e) => w.Apply(e));

    private static CoverageWatch Acknowledged(CoverageWatch watch) =>
        watch.Acknowledge("coverage-urban-1", By, Now).Events.Aggregate(watch, (w, e) => w.Apply(e));
}
