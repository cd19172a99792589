using Emergency.Domain.Tests.Simulation;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Vitals;

/// <summary>Alarms over one patient's course: raised, acknowledged, escalated, ended.</summary>
public sealed class VitalAlarmTests : AlarmCourse
{
    [Fact]
    public void Offer_BelowTheLimitForTheWholeDelay_RaisesOnceWithItsFigures()
    {
        Say(VitalKind.SpO2, 88, seconds: 10);
        Facts.ShouldBeEmpty();
        Say(VitalKind.SpO2, 88, seconds: 60);

        var raised = Facts.ShouldHaveSingleItem().ShouldBeOfType<VitalAlarmRaised>();
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
        Facts.ShouldBeEmpty();
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
        Facts.OfType<VitalAlarmEnded>().Single().Reason.ShouldBe(VitalAlarmEnd.Recovered);
        (Book.Standing.Count, Book.Unseen.Count).ShouldBe((0, 1));
    }

    [Fact]
    public void Offer_WarningThatBecomesADanger_IsANewAlarmToAcknowledge()
    {
        Say(VitalKind.SpO2, 90, seconds: 12);
        Book.Acknowledge(Book.Standing[0].Id, Nurse, Now).IsAccepted.ShouldBeTrue();
        Say(VitalKind.SpO2, 80, seconds: 12);

        Kinds().ShouldBe("raised ended raised");
        Facts.OfType<VitalAlarmEnded>().Single().Reason.ShouldBe(VitalAlarmEnd.Superseded);
        var danger = Book.Standing.ShouldHaveSingleItem();
        (danger.Level, danger.AcknowledgedAt, danger.Limit).ShouldBe((VitalAlarmLevel.Danger, null, 85.0));
    }

    [Fact]
    public void Offer_DangerThatImprovesToAWarning_IsToldAsSuch()
    {
        Say(VitalKind.SpO2, 80, seconds: 12);
        Say(VitalKind.SpO2, 88, seconds: 7);

        Kinds().ShouldBe("raised ended raised");
        Book.Standing.ShouldHaveSingleItem().Level.ShouldBe(VitalAlarmLevel.Warning);
    }

    [Fact]
    public void Offer_FromOneSideToTheOther_SupersedesTheFirst()
    {
        Say(VitalKind.HeartRate, 35, seconds: 12);
        Say(VitalKind.HeartRate, 180, seconds: 4);
        Book.Standing.ShouldHaveSingleItem().Condition.ShouldBe(VitalAlarmCondition.Low);
        Say(VitalKind.HeartRate, 180, seconds: 8);

        Book.Standing.ShouldHaveSingleItem().Condition.ShouldBe(VitalAlarmCondition.High);
    }

    [Fact]
    public void Offer_SpotMeasurement_AlarmsAtOnceAndIsNotLostBySilence()
    {
        Offer(VitalKind.SystolicPressure, 78);
        Kinds().ShouldBe("raised");
        Wait(seconds: 50);
        Book.Standing.ShouldHaveSingleItem().Level.ShouldBe(VitalAlarmLevel.Danger);
        Offer(VitalKind.SystolicPressure, 83);
        Book.Standing.ShouldHaveSingleItem().Level.ShouldBe(VitalAlarmLevel.Danger, "83 is within the margin of 5");
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
        Book = new(VitalAlarmOptions.Default, new PatientAge(years, months, days));
        Say(VitalKind.HeartRate, rate, seconds: 12);

        (Facts.Count > 0).ShouldBe(alarms);
        AgeBands.Of(Book.Age).ShouldBe(band);
    }

    [Fact]
    public void Offer_UnknownAge_TakesAnAdultsLimitsAndSaysSo()
    {
        Book = new(VitalAlarmOptions.Default, null);
        Say(VitalKind.HeartRate, 150, seconds: 12);

        var raised = Facts.ShouldHaveSingleItem().ShouldBeOfType<VitalAlarmRaised>();
        (raised.Band, raised.IsAgeKnown).ShouldBe((AgeBand.Adult, false));
    }

    [Theory]
    [InlineData(60, VitalAlarmLevel.Danger, 60)]
    [InlineData(90, VitalAlarmLevel.Warning, 180)]
    public void Tick_NobodyAcknowledges_RisesTwiceAndNoFurther(double spo2, VitalAlarmLevel level, int seconds)
    {
        Say(VitalKind.SpO2, spo2, seconds: 12);
        var raisedAt = Book.Standing[0].RaisedAt;
        Say(VitalKind.SpO2, spo2, seconds: (3 * seconds) + 10);

        Book.Standing[0].Level.ShouldBe(level);
        var risen = Facts.OfType<VitalAlarmEscalated>().ToList();
        risen.Select(e => (e.Escalation, (e.At - raisedAt).TotalSeconds)).ShouldBe([(1, seconds), (2, 2.0 * seconds)]);
    }

    [Fact]
    public void Tick_AskedLate_RisesAtItsOwnMoments()
    {
        Offer(VitalKind.SystolicPressure, 70);
        Now += TimeSpan.FromMinutes(10);
        Facts.AddRange(Book.Tick(Now));

        Facts.OfType<VitalAlarmEscalated>().Select(e => (e.Escalation, e.At, e.RecordedAt))
            .ShouldBe([(1, Start.AddSeconds(60), Now), (2, Start.AddSeconds(120), Now)]);
    }

    [Fact]
    public void Acknowledge_InTime_StopsEscalationAndSaysWho()
    {
        Offer(VitalKind.SystolicPressure, 70);
        var id = Book.Standing[0].Id;
        Book.Acknowledge(id, Nurse, Now.AddSeconds(30)).Events.ShouldHaveSingleItem().Actor.ShouldBe("A03");
        Book.Acknowledge(id, Nurse, Now.AddSeconds(31)).IsUnchanged.ShouldBeTrue();
        Book.Acknowledge("spo2-low", Nurse, Now).Rejection!.Code.ShouldBe(RejectionCodes.UnknownAlarm);
        Book.Acknowledge(id, new(" ", FactSource.Desk), Now).Rejection!.Code.ShouldBe(RejectionCodes.Validation);
        Wait(300);

        Book.Standing.ShouldHaveSingleItem().Escalation.ShouldBe(0);
    }

    [Fact]
    public void Acknowledge_AfterItEnded_SettlesIt()
    {
        Offer(VitalKind.SystolicPressure, 70);
        Wait(1);
        Offer(VitalKind.SystolicPressure, 120);
        var over = Book.Unseen.ShouldHaveSingleItem();
        Book.Acknowledge(over.Id, Nurse, Now).IsAccepted.ShouldBeTrue();

        Book.Unseen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(VitalKind.HeartRate, 351, "heartRate")]
    [InlineData(VitalKind.SpO2, 29, "spo2")]
    [InlineData(VitalKind.Temperature, double.NaN, "temperature")]
    public void Offer_ImplausibleValue_IsRefusedByName(VitalKind kind, double value, string name)
    {
        var answer = Book.Offer(new(kind, value, Now), Now);

        answer.Rejection!.Code.ShouldBe(RejectionCodes.ImplausibleValue);
        answer.Rejection.Detail.ShouldStartWith(name);
        Book.Offer(new(VitalKind.HeartRate, 80, Now.AddMinutes(3)), Now).Rejection!.Code.ShouldBe(RejectionCodes.Validation);
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
            LostAfter = TimeSpan.FromSeconds(1),
            Limits = [new(VitalKind.SpO2, AgeBand.Adult, 95, 90, null, null, 1), new(VitalKind.SpO2, AgeBand.Adult, 20, null, null, null, -1)],
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
}
