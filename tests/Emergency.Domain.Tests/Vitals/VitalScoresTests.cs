using Emergency.Domain.Scores;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Vitals;

public sealed class VitalScoresTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 40, 0, TimeSpan.Zero);

    private static readonly VitalReading[] Newest =
    [
        Vital(VitalKind.RespirationRate, 22), Vital(VitalKind.SpO2, 93), Vital(VitalKind.SystolicPressure, 95, minutesAgo: 6), Vital(VitalKind.HeartRate, 118),
        Vital(VitalKind.Temperature, 38.5, minutesAgo: 10),
    ];

    private static readonly ScorePatient Patient = new(
        new PatientAge(62), Pregnancy.No, 1, new(Consciousness.A, Now.AddMinutes(-2)), new(true, Now.AddMinutes(-3)), new(4, Now), new(5, Now), new(6, Now));

    [Fact]
    public void Of_EverythingNew_ComputesAllAndSaysHowOld()
    {
        var scores = VitalScores.Of(Newest, Patient, Now);

        scores.Select(s => s.Name).ShouldBe(["news2", "shock-index", "gcs", "rts"]);
        // 22/min 2, 93 % 2, oxygen 2, 95 mmHg 2, 118/min 2, alert 0, 38.5 °C 1.
        (scores[0].Result!.Total, scores[0].Result!.Band, scores[0].OldestAt).ShouldBe((11, "emergency", Now.AddMinutes(-10)));
        scores[1].Result!.Total!.Value.ShouldBe(118.0 / 95, 1e-12);
        scores[2].Result!.Total.ShouldBe(15);
        scores[3].Result!.Total!.Value.ShouldBe(7.8408, 1e-9);
        scores.ShouldAllBe(s => s.IsComplete && s.TooOld.IsEmpty);
    }

    [Fact]
    public void Of_OnePressureTooOld_IsIncompleteAndNamesIt()
    {
        var scores = VitalScores.Of([.. Newest.Where(v => v.Kind != VitalKind.SystolicPressure), Vital(VitalKind.SystolicPressure, 95, minutesAgo: 16)], Patient, Now);

        (scores[0].Result!.Status, scores[0].Result!.Total).ShouldBe((ScoreStatus.Incomplete, null));
        scores[0].Result!.Missing.ShouldBe(["systolic"]);
        scores[0].TooOld.ShouldBe(["systolic"]);
        scores[1].TooOld.ShouldBe(["systolic"]);
    }

    [Fact]
    public void Of_NothingMeasured_NamesWhatIsMissingAndNothingAsTooOld()
    {
        var news = VitalScores.Of([], new(), Now)[0];

        news.Result!.Status.ShouldBe(ScoreStatus.Incomplete);
        news.Result.Missing.ShouldBe(["respirationRate", "spo2Scale", "spo2", "onOxygen", "systolic", "pulse", "consciousness", "temperature", "ageYears"], ignoreOrder: true);
        (news.TooOld.IsEmpty, news.OldestAt).ShouldBe((true, null));
    }

    [Theory]
    [InlineData(15, 11, Pregnancy.No, ScoreStatus.NotApplicable)]
    [InlineData(16, 0, Pregnancy.No, ScoreStatus.Complete)]
    [InlineData(30, 0, Pregnancy.Yes, ScoreStatus.NotApplicable)]
    [InlineData(30, 0, Pregnancy.Unknown, ScoreStatus.Complete)]
    public void Of_WhereNews2IsNotValid_SaysSo(int years, int months, Pregnancy pregnancy, ScoreStatus status)
    {
        var scores = VitalScores.Of(Newest, Patient with { Age = new(years, months), Pregnancy = pregnancy }, Now);

        scores[0].Result!.Status.ShouldBe(status);
        scores[1].IsComplete.ShouldBeTrue("the shock index has no such bound");
    }

    [Fact]
    public void Of_PulseNewerThanHeartRate_CountsTheNewer()
    {
        VitalReading[] readings = [Vital(VitalKind.HeartRate, 60, minutesAgo: 4), Vital(VitalKind.Pulse, 120, minutesAgo: 1), Vital(VitalKind.SystolicPressure, 100)];

        VitalScores.Of(readings, Patient, Now)[1].Result!.Total.ShouldBe(1.2);
        VitalScores.Of([.. readings, Vital(VitalKind.HeartRate, null, minutesAgo: 0)], Patient, Now)[1].Result!.Total.ShouldBe(1.2, "a lead that is off has no value");
    }

    [Fact]
    public void Of_ComaTotalFromTheMonitor_ServesTheTraumaScoreAlone()
    {
        var scores = VitalScores.Of([.. Newest, Vital(VitalKind.ComaScale, 7)], Patient with { ComaEye = null }, Now);

        scores[2].Result!.Missing.ShouldBe(["eye"]);
        scores[3].Result!.Parts["gcs"].ShouldBe(2);
    }

    [Fact]
    public void Catalogue_Codes_AreThoseOfTheField()
    {
        string Code(VitalKind kind) => VitalCatalogue.Of(kind).Loinc;

        (Code(VitalKind.HeartRate), Code(VitalKind.RespirationRate), Code(VitalKind.SpO2)).ShouldBe(("8867-4", "9279-1", "59408-5"));
        (Code(VitalKind.SystolicPressure), Code(VitalKind.DiastolicPressure), Code(VitalKind.Temperature)).ShouldBe(("8480-6", "8462-4", "8310-5"));
        (Code(VitalKind.EtCO2), Code(VitalKind.OxygenFlow), Code(VitalKind.ComaScale)).ShouldBe(("19891-1", "3151-8", "9269-2"));
        VitalCatalogue.BloodPressurePanelLoinc.ShouldBe("85354-9");
        VitalCatalogue.FindLoinc("2708-6")!.Kind.ShouldBe(VitalKind.SpO2);
        VitalCatalogue.All.Select(d => d.Kind).ShouldBe(Enum.GetValues<VitalKind>());
        VitalCatalogue.All.ShouldAllBe(d => VitalCatalogue.Find(d.Name) == d && VitalCatalogue.FindLoinc(d.Loinc) == d && d.Low < d.High);
    }

    private static VitalReading Vital(VitalKind kind, double? value, int minutesAgo = 1) => new(kind, value, Now.AddMinutes(-minutesAgo));
}
