using System.Text.Json;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Vitals;

/// <summary>What the book makes of a monitor that goes quiet, comes back, speaks seldom or is taken off.</summary>
public sealed class VitalSignalTests : AlarmCourse
{
    [Fact]
    public void Tick_OneSignalGone_IsATechnicalAlarmAndDoesNotEndThePatients()
    {
        Say(VitalKind.SpO2, 80, seconds: 12);
        for (var i = 0; i < 20; i++)
        {
            Offer(VitalKind.HeartRate, 80);
            Offer(VitalKind.SpO2, null);
            Wait(1);
        }

        Book.Standing.Select(a => a.Condition).ShouldBe([VitalAlarmCondition.Low, VitalAlarmCondition.SignalLost]);
        Offer(VitalKind.SpO2, 80);
        Book.Standing.Select(a => a.Condition).ShouldBe([VitalAlarmCondition.Low]);
    }

    [Fact]
    public void Tick_EverythingSilent_IsOneAlarmAndSignalsHaveTimeToComeBack()
    {
        for (var i = 0; i < 5; i++)
        {
            Offer(VitalKind.HeartRate, 80);
            Offer(VitalKind.SpO2, 97);
            Offer(VitalKind.RespirationRate, 16);
            Wait(1);
        }
        Wait(seconds: 40);
        Book.Standing.ShouldHaveSingleItem().Condition.ShouldBe(VitalAlarmCondition.MonitorSilent);
        Book.Standing[0].Vital.ShouldBeNull();

        Offer(VitalKind.HeartRate, 80);
        Wait(5);
        Book.Standing.ShouldBeEmpty();
        Say(VitalKind.HeartRate, 80, seconds: 15);
        Book.Standing.Select(a => a.Vital).ShouldBe([VitalKind.SpO2, VitalKind.RespirationRate], "they did not come back with the monitor");
    }

    [Fact]
    public void Offer_MonitorThatSpeaksOnceAMinute_AlarmsAfterTheDelayAndIsNotLost()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            Offer(VitalKind.SpO2, minute == 2 ? 80 : 97);
            Wait(60);
        }

        Facts.Where(f => f is not VitalAlarmEscalated).Select(f => (f.Kind, (f.At - Start).TotalSeconds)).ShouldBe([
            // Its rhythm is not known yet after the first value; from the second on it is.
            ("vital-alarm-raised", 16), ("vital-alarm-ended", 60),
            ("vital-alarm-raised", 130), ("vital-alarm-ended", 240),
        ]);
    }

    [Fact]
    public void Offer_ValueBeyondTheLimitOnBothSidesOfAGap_Alarms()
    {
        Say(VitalKind.SpO2, 97, seconds: 3);
        Say(VitalKind.SpO2, 88, seconds: 1);
        Wait(8);
        Book.Standing.ShouldBeEmpty();
        Offer(VitalKind.SpO2, 88);
        Wait(2);

        Book.Standing.ShouldHaveSingleItem().Condition.ShouldBe(VitalAlarmCondition.Low);
    }

    [Fact]
    public void Tick_ValueThatIsBackButSaidOnlyOnce_DoesNotEndTheAlarm()
    {
        Say(VitalKind.SpO2, 88, seconds: 12);
        Offer(VitalKind.HeartRate, 80);
        Wait(1);
        Offer(VitalKind.SpO2, 97);
        Wait(10);
        Kinds().ShouldBe("raised");
        Offer(VitalKind.SpO2, 97);

        Kinds().ShouldBe("raised ended");
    }

    [Fact]
    public void Offer_BacklogAfterAnOutage_NeverAlarms()
    {
        Say(VitalKind.SpO2, 97, seconds: 5);
        for (var i = 100; i > 5; i--)
            Book.Offer(new(VitalKind.SpO2, 60, Start.AddSeconds(-i)), Now).IsUnchanged.ShouldBeTrue();
        Wait(1);

        Book.Standing.ShouldBeEmpty();
    }

    [Fact]
    public void Detach_PatientHandedOver_EndsEverythingAndSilenceIsNoAlarm()
    {
        Say(VitalKind.SpO2, 80, seconds: 12);
        Facts.AddRange(Book.Detach(Nurse, Now));
        Wait(120);

        Facts[^1].ShouldBeOfType<VitalAlarmEnded>().Reason.ShouldBe(VitalAlarmEnd.Detached);
        Book.Standing.ShouldBeEmpty();
    }

    [Fact]
    public void Detach_OneSensor_EndsItsAlarmsAlone()
    {
        for (var i = 0; i < 30; i++)
        {
            Offer(VitalKind.HeartRate, 150);
            if (i < 5) Offer(VitalKind.EtCO2, 36);
            Wait(1);
        }
        Book.Standing.Select(a => a.Condition).ShouldBe([VitalAlarmCondition.High, VitalAlarmCondition.SignalLost]);
        Facts.AddRange(Book.Detach(Nurse, Now, VitalKind.EtCO2));
        Say(VitalKind.HeartRate, 150, seconds: 30);

        Book.Standing.Select(a => a.Condition).ShouldBe([VitalAlarmCondition.High]);
    }

    [Fact]
    public void Restore_FromPersistedFacts_StandsAsBefore()
    {
        Say(VitalKind.SpO2, 80, seconds: 90);
        Offer(VitalKind.SystolicPressure, 70);
        Wait(1);
        Offer(VitalKind.SystolicPressure, 120);
        var persisted = Facts.Select(f => JsonSerializer.Deserialize<VitalAlarmEvent>(JsonSerializer.Serialize(f))!);

        var again = VitalAlarmBook.Restore(VitalAlarmOptions.Default, new PatientAge(60), persisted);
        again.Standing.ShouldBe(Book.Standing);
        again.Unseen.ShouldBe(Book.Unseen);
        again.Offer(new(VitalKind.SpO2, 80, Now.AddSeconds(-40)), Now).IsAccepted.ShouldBeTrue();
        again.Standing.ShouldContain(a => a.Condition == VitalAlarmCondition.MonitorSilent, "silence that began before is noticed");
    }
}
