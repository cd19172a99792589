using System.Text.Json;
using Emergency.Domain.Tests.Simulation;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Vitals;

/// <summary>Alarms over one patient's course, told second by second: the monitor says a value each second, then the book is asked.</summary>
public sealed class VitalAlarmTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 8, 40, 0, TimeSpan.Zero);
    private static readonly FactAuthor Nurse = FactAuthor.Vehicle("A03");

    private readonly List<VitalAlarmEvent> _facts = [];
    private VitalAlarmBook _book = new(VitalAlarmOptions.Default, new PatientAge(60));
    private DateTimeOffset _now = Start;

    [Fact]
    public void Offer_BelowTheLimitForTheWholeDelay_RaisesOnceWithItsFigures()
    {
        Say(VitalKind.SpO2, 88, seconds: 10);
        _facts.ShouldBeEmpty();
        Say(VitalKind.SpO2, 88, seconds: 60);

        var raised = _facts.ShouldHaveSingleItem().ShouldBeOfType<VitalAlarmRaised>();
        (raised.Vital, raised.Condition, raised.Level, raised.Value, raised.Limit).ShouldBe((VitalKind.SpO2, VitalAlarmCondition.Low, VitalAlarmLevel.Warning, 88.0, 92.0));
        (raised.At, raised.Band, raised.IsAgeKnown).ShouldBe((Start.AddSeconds(11), AgeBand.Adult, true));
        WordId.IsValid(raised.AlarmId).ShouldBeTrue();
    }

    [Fact]
    public void Offer_DipShorterThanTheDelay_StaysQuiet()
    {
        for (var i = 0; i < 20; i++)
        {
            Say(VitalKind.SpO2, 88, seconds: 9);
            Say(VitalKind.SpO2, 93, seconds: 1);
        }
        _facts.ShouldBeEmpty();
    }

    [Fact]
    public void Offer_TremblingAboutTheLimit_AlarmsOnceAndEndsBeyondTheMargin()
    {
        Say(VitalKind.SpO2, 91, seconds: 12);
        for (var i = 0; i < 30; i++) Say(VitalKind.SpO2, 91 + (i % 2), seconds: 1);
        Kinds().ShouldBe("raised");
        Say(VitalKind.SpO2, 93, seconds: 5);
        Kinds().ShouldBe("raised");
        Say(VitalKind.SpO2, 93, seconds: 1);

        Kinds().ShouldBe("raised ended");
        _facts.OfType<VitalAlarmEnded>().Single().Reason.ShouldBe(VitalAlarmEnd.Recovered);
        (_book.Standing.Count, _book.Unseen.Count).ShouldBe((0, 1));
    }

    [Fact]
    public void Offer_WarningThatBecomesADanger_IsANewAlarmToAcknowledge()
    {
        Say(VitalKind.SpO2, 90, seconds: 12);
        _book.Acknowledge(_book.Standing[0].Id, Nurse, _now).IsAccepted.ShouldBeTrue();
        Say(VitalKind.SpO2, 80, seconds: 12);

        Kinds().ShouldBe("raised ended raised");
        _facts.OfType<VitalAlarmEnded>().Single().Reason.ShouldBe(VitalAlarmEnd.Superseded);
        var danger = _book.Standing.ShouldHaveSingleItem();
        (danger.Level, danger.AcknowledgedAt, danger.Limit).ShouldBe((VitalAlarmLevel.Danger, null, 85.0));
    }

    [Fact]
    public void Offer_DangerThatImprovesToAWarning_IsToldAsSuch()
    {
        Say(VitalKind.SpO2, 80, seconds: 12);
        Say(VitalKind.SpO2, 88, seconds: 7);

        Kinds().ShouldBe("raised ended raised");
        _book.Standing.ShouldHaveSingleItem().Level.ShouldBe(VitalAlarmLevel.Warning);
    }

    [Fact]
    public void Offer_FromOneSideToTheOther_SupersedesTheFirst()
    {
        Say(VitalKind.HeartRate, 35, seconds: 12);
        Say(VitalKind.HeartRate, 180, seconds: 4);
        _book.Standing.ShouldHaveSingleItem().Condition.ShouldBe(VitalAlarmCondition.Low);
        Say(VitalKind.HeartRate, 180, seconds: 8);

        _book.Standing.ShouldHaveSingleItem().Condition.ShouldBe(VitalAlarmCondition.High);
    }

    [Fact]
    public void Offer_SpotMeasurement_AlarmsAtOnceAndIsNotLostBySilence()
    {
        Offer(VitalKind.SystolicPressure, 78);
        Kinds().ShouldBe("raised");
        Wait(seconds: 50);
        _book.Standing.ShouldHaveSingleItem().Level.ShouldBe(VitalAlarmLevel.Danger);
        Offer(VitalKind.SystolicPressure, 83);
        _book.Standing.ShouldHaveSingleItem().Level.ShouldBe(VitalAlarmLevel.Danger, "83 is within the margin of 5");
        Wait(1);
        Offer(VitalKind.SystolicPressure, 95);

        Kinds().ShouldBe("raised ended");
    }

    [Theory]
    [InlineData(0, 0, 3, 150, AgeBand.Newborn, false)]
    [InlineData(0, 5, 0, 150, AgeBand.Infant, false)]
    [InlineData(3, 0, 0, 145, AgeBand.Toddler, false)]
    [InlineData(8, 0, 0, 145, AgeBand.Child, true)]
    [InlineData(14, 0, 0, 125, AgeBand.Adolescent, true)]
    [InlineData(40, 0, 0, 125, AgeBand.Adult, true)]
    public void Offer_SameRateAtOtherAges_AlarmsByAge(int years, int months, int days, double rate, AgeBand band, bool alarms)
    {
        _book = new(VitalAlarmOptions.Default, new PatientAge(years, months, days));
        Say(VitalKind.HeartRate, rate, seconds: 12);

        (_facts.Count > 0).ShouldBe(alarms);
        AgeBands.Of(_book.Age).ShouldBe(band);
    }

    [Fact]
    public void Offer_UnknownAge_TakesAnAdultsLimitsAndSaysSo()
    {
        _book = new(VitalAlarmOptions.Default, null);
        Say(VitalKind.HeartRate, 150, seconds: 12);

        var raised = _facts.ShouldHaveSingleItem().ShouldBeOfType<VitalAlarmRaised>();
        (raised.Band, raised.IsAgeKnown).ShouldBe((AgeBand.Adult, false));
    }

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

        _book.Standing.Select(a => a.Condition).ShouldBe([VitalAlarmCondition.Low, VitalAlarmCondition.SignalLost]);
        Offer(VitalKind.SpO2, 80);
        _book.Standing.Select(a => a.Condition).ShouldBe([VitalAlarmCondition.Low]);
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
        _book.Standing.ShouldHaveSingleItem().Condition.ShouldBe(VitalAlarmCondition.MonitorSilent);
        _book.Standing[0].Vital.ShouldBeNull();

        Offer(VitalKind.HeartRate, 80);
        Wait(5);
        _book.Standing.ShouldBeEmpty();
        Say(VitalKind.HeartRate, 80, seconds: 15);
        _book.Standing.Select(a => a.Vital).ShouldBe([VitalKind.SpO2, VitalKind.RespirationRate], "they did not come back with the monitor");
    }

    [Fact]
    public void Offer_MonitorThatSpeaksOnceAMinute_AlarmsAfterTheDelayAndIsNotLost()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            Offer(VitalKind.SpO2, minute == 2 ? 80 : 97);
            Wait(60);
        }

        _facts.Where(f => f is not VitalAlarmEscalated).Select(f => (f.Kind, (f.At - Start).TotalSeconds)).ShouldBe([
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
        _book.Standing.ShouldBeEmpty();
        Offer(VitalKind.SpO2, 88);
        Wait(2);

        _book.Standing.ShouldHaveSingleItem().Condition.ShouldBe(VitalAlarmCondition.Low);
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
            _book.Offer(new(VitalKind.SpO2, 60, Start.AddSeconds(-i)), _now).IsUnchanged.ShouldBeTrue();
        Wait(1);

        _book.Standing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(60, VitalAlarmLevel.Danger, 60)]
    [InlineData(90, VitalAlarmLevel.Warning, 180)]
    public void Tick_NobodyAcknowledges_RisesTwiceAndNoFurther(double spo2, VitalAlarmLevel level, int seconds)
    {
        Say(VitalKind.SpO2, spo2, seconds: 12);
        var raisedAt = _book.Standing[0].RaisedAt;
        Say(VitalKind.SpO2, spo2, seconds: (3 * seconds) + 10);

        _book.Standing[0].Level.ShouldBe(level);
        var risen = _facts.OfType<VitalAlarmEscalated>().ToList();
        risen.Select(e => (e.Escalation, (e.At - raisedAt).TotalSeconds)).ShouldBe([(1, seconds), (2, 2.0 * seconds)]);
    }

    [Fact]
    public void Tick_AskedLate_RisesAtItsOwnMoments()
    {
        Offer(VitalKind.SystolicPressure, 70);
        _now += TimeSpan.FromMinutes(10);
        _facts.AddRange(_book.Tick(_now));

        _facts.OfType<VitalAlarmEscalated>().Select(e => (e.Escalation, e.At, e.RecordedAt))
            .ShouldBe([(1, Start.AddSeconds(60), _now), (2, Start.AddSeconds(120), _now)]);
    }

    [Fact]
    public void Acknowledge_InTime_StopsEscalationAndSaysWho()
    {
        Offer(VitalKind.SystolicPressure, 70);
        var id = _book.Standing[0].Id;
        _book.Acknowledge(id, Nurse, _now.AddSeconds(30)).Events.ShouldHaveSingleItem().Actor.ShouldBe("A03");
        _book.Acknowledge(id, Nurse, _now.AddSeconds(31)).IsUnchanged.ShouldBeTrue();
        _book.Acknowledge("spo2-low", Nurse, _now).Rejection!.Code.ShouldBe(RejectionCodes.UnknownAlarm);
        _book.Acknowledge(id, new(" ", FactSource.Desk), _now).Rejection!.Code.ShouldBe(RejectionCodes.Validation);
        Wait(300);

        _book.Standing.ShouldHaveSingleItem().Escalation.ShouldBe(0);
    }

    [Fact]
    public void Acknowledge_AfterItEnded_SettlesIt()
    {
        Offer(VitalKind.SystolicPressure, 70);
        Wait(1);
        Offer(VitalKind.SystolicPressure, 120);
        var over = _book.Unseen.ShouldHaveSingleItem();
        _book.Acknowledge(over.Id, Nurse, _now).IsAccepted.ShouldBeTrue();

        _book.Unseen.ShouldBeEmpty();
    }

    [Fact]
    public void Detach_PatientHandedOver_EndsEverythingAndSilenceIsNoAlarm()
    {
        Say(VitalKind.SpO2, 80, seconds: 12);
        _facts.AddRange(_book.Detach(Nurse, _now));
        Wait(120);

        _facts[^1].ShouldBeOfType<VitalAlarmEnded>().Reason.ShouldBe(VitalAlarmEnd.Detached);
        _book.Standing.ShouldBeEmpty();
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
        _book.Standing.Select(a => a.Condition).ShouldBe([VitalAlarmCondition.High, VitalAlarmCondition.SignalLost]);
        _facts.AddRange(_book.Detach(Nurse, _now, VitalKind.EtCO2));
        Say(VitalKind.HeartRate, 150, seconds: 30);

        _book.Standing.Select(a => a.Condition).ShouldBe([VitalAlarmCondition.High]);
    }

    [Theory]
    [InlineData(VitalKind.HeartRate, 351, "heartRate")]
    [InlineData(VitalKind.SpO2, 29, "spo2")]
    [InlineData(VitalKind.Temperature, double.NaN, "temperature")]
    public void Offer_ImplausibleValue_IsRefusedByName(VitalKind kind, double value, string name)
    {
        var answer = _book.Offer(new(kind, value, _now), _now);

        answer.Rejection!.Code.ShouldBe(RejectionCodes.ImplausibleValue);
        answer.Rejection.Detail.ShouldStartWith(name);
        _book.Offer(new(VitalKind.HeartRate, 80, _now.AddMinutes(3)), _now).Rejection!.Code.ShouldBe(RejectionCodes.Validation);
    }

    [Fact]
    public void Restore_FromPersistedFacts_StandsAsBefore()
    {
        Say(VitalKind.SpO2, 80, seconds: 90);
        Offer(VitalKind.SystolicPressure, 70);
        Wait(1);
        Offer(VitalKind.SystolicPressure, 120);
        var persisted = _facts.Select(f => JsonSerializer.Deserialize<VitalAlarmEvent>(JsonSerializer.Serialize(f))!);

        var again = VitalAlarmBook.Restore(VitalAlarmOptions.Default, new PatientAge(60), persisted);
        again.Standing.ShouldBe(_book.Standing);
        again.Unseen.ShouldBe(_book.Unseen);
        again.Offer(new(VitalKind.SpO2, 80, _now.AddSeconds(-40)), _now).IsAccepted.ShouldBeTrue();
        again.Standing.ShouldContain(a => a.Condition == VitalAlarmCondition.MonitorSilent, "silence that began before is noticed");
    }

    [Fact]
    public void Any_SeededCourse_KeepsTheLawsOfTheBook()
    {
        for (var seed = 1; seed <= 30; seed++) Course(new Random(seed), $"seed {seed}");
    }

    [Fact]
    public void Options_Defaults_AreInOrderAndCoverEveryAge()
    {
        VitalAlarmOptions.Default.Problems().ShouldBeEmpty();
        foreach (var band in Enum.GetValues<AgeBand>())
            foreach (var kind in new[] { VitalKind.HeartRate, VitalKind.SpO2, VitalKind.RespirationRate, VitalKind.SystolicPressure })
                VitalAlarmOptions.Default.Find(kind, band).ShouldNotBeNull();
        var wrong = VitalAlarmOptions.Default with
        {
            LostAfter = TimeSpan.FromSeconds(1), Limits = [new(VitalKind.SpO2, AgeBand.Adult, 95, 90, null, null, 1), new(VitalKind.SpO2, AgeBand.Adult, 20, null, null, null, -1)],
        };
        wrong.Problems().ShouldBe([
            "lostAfterSeconds is 1: expected 3 to 300", "limits of spo2 for Adult are not in order", "a limit of spo2 for Adult is not within 30 to 100",
            "the margin of spo2 for Adult is negative or too large", "limits of SpO2 for Adult stand twice",
        ]);
    }

    private static void Course(Random random, string because)
    {
        var book = new VitalAlarmBook(VitalAlarmOptions.Default, new PatientAge(random.Next(90)));
        var facts = new List<VitalAlarmEvent>();
        var now = Start;
        double[] values = [80, 97, 16];
        VitalKind[] kinds = [VitalKind.HeartRate, VitalKind.SpO2, VitalKind.RespirationRate];
        for (var second = 0; second < 1500; second++)
        {
            now += TimeSpan.FromSeconds(1);
            for (var i = 0; i < kinds.Length; i++)
            {
                var d = VitalCatalogue.Of(kinds[i]);
                values[i] = Math.Clamp(values[i] + random.Next(-4, 5), d.Low, d.High);
                if (random.Next(12) > 0 && second % 300 < 260) facts.AddRange(book.Offer(new(kinds[i], random.Next(9) == 0 ? null : values[i], now), now).Events);
            }
            facts.AddRange(book.Tick(now));
            if (random.Next(40) == 0 && book.Standing.Count > 0) facts.AddRange(book.Acknowledge(book.Standing[0].Id, Nurse, now).Events);
            Law.Unique(book.Standing.Where(a => !a.IsTechnical).Select(a => a.Vital!.Value), "one alarm about a value of each vital sign", because);
            Law.Holds(book.Standing.All(a => a.EndedAt is null && a.Escalation <= VitalAlarm.MostEscalation), "what stands has not ended", because);
            Law.Holds(book.Tick(now).Count == 0, "asked twice, nothing new", because);
        }
        facts.OfType<VitalAlarmRaised>().Select(f => f.AlarmId).ShouldBeUnique(because);
        VitalAlarmBook.Restore(VitalAlarmOptions.Default, book.Age, facts).Standing.ShouldBe(book.Standing, because);
        foreach (var life in facts.GroupBy(f => f.AlarmId))
        {
            life.First().ShouldBeOfType<VitalAlarmRaised>(because);
            life.Count(f => f is VitalAlarmEnded).ShouldBeLessThanOrEqualTo(1, because);
            life.Count(f => f is VitalAlarmAcknowledged).ShouldBeLessThanOrEqualTo(1, because);
        }
    }

    private string Kinds() => string.Join(' ', _facts.Select(f => f.Kind.Replace("vital-alarm-", "", StringComparison.Ordinal)).Where(k => k != "escalated"));

    private void Offer(VitalKind kind, double? value)
    {
        var answer = _book.Offer(new(kind, value, _now), _now);
        answer.IsAccepted.ShouldBeTrue();
        _facts.AddRange(answer.Events);
    }

    private void Say(VitalKind kind, double? value, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _now += TimeSpan.FromSeconds(1);
            Offer(kind, value);
        }
    }

    private void Wait(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _now += TimeSpan.FromSeconds(1);
            _facts.AddRange(_book.Tick(_now));
        }
    }
}
