using Emergency.Domain.Handover;

namespace Emergency.Domain.Tests.Handover;

public sealed class HandoverReportTests
{
    private static readonly HandoverReport Report = HandoverReport.Of(ReferenceHandover.ChestPain);

    [Fact]
    public void Of_AnyCase_HasEverySectionInOrder()
    {
        foreach (var input in new[] { ReferenceHandover.ChestPain, ReferenceHandover.NothingKnown })
            HandoverReport.Of(input).Sections.Select(s => s.Code).ShouldBe(HandoverReport.SectionCodes);
    }

    [Fact]
    public void Of_NothingKnown_SaysUnknownAndLeavesNothingOut()
    {
        var report = HandoverReport.Of(ReferenceHandover.NothingKnown);

        string[] unknown = [.. report.Sections.SelectMany(s => s.Lines).Where(l => l.IsUnknown).Select(l => l.Code)];
        unknown.ShouldBeSubsetOf([.. report.Sections.SelectMany(s => s.Lines).Select(l => l.Code)]);
        foreach (var code in new[]
            { "patient", "sex", "vehicle", "address", "age", "weight", "pregnancy", "allergy", "condition", "onset", "milestone.OnScene", "mechanism", "finding", "ecg",
              "vital.heartRate", "vital.systolicPressure", "score.news2", "drug", "destination", "expected" })
            unknown.ShouldContain(code);
        report.Section("guidance").Lines.ShouldBeEmpty();
    }

    [Fact]
    public void Signs_NewestAndRange_AreThoseOfTheRecord()
    {
        var signs = Report.Section("signs").Lines;

        signs.Single(l => l.Code == "vital.systolicPressure").ShouldBe(new("vital.systolicPressure", "104", "mmHg", ReferenceHandover.At(9, 50)));
        signs.Single(l => l.Code == "range.systolicPressure").Value.ShouldBe("104–142");
        signs.Single(l => l.Code == "vital.etco2").IsUnknown.ShouldBeTrue();
        var news = signs.Single(l => l.Code == "score.news2");
        (news.IsUnknown, news.Detail).ShouldBe((true, "onOxygen, temperature"));
        signs.Single(l => l.Code == "score.gcs").ShouldBe(new("score.gcs", "15", At: ReferenceHandover.At(9, 50), Detail: "mild"));
    }

    [Fact]
    public void Treatment_EachOrder_ShowsItsTrueState()
    {
        var lines = Report.Section("treatment").Lines;

        lines.Where(l => l.Code.StartsWith("order.", StringComparison.Ordinal) && l.Code is not ("order.by" or "order.reason" or "order.override")).Select(l => l.Code)
            .ShouldBe(["order.done", "order.not-done", "order.read-back", "order.withdrawn", "order.ordered"]);
        lines.Where(l => l.Code == "order.reason").Select(l => l.Value).ShouldBe(["pain has gone", "pressure fell"]);
        lines.Single(l => l.Code == "order.override").ShouldBe(new("order.override", "discussed by voice", By: "physician1", Detail: "o-2"));
        lines.Where(l => l.Code == "drug").Select(l => l.Detail).ShouldBe(["300 mg, po", "iv, 100 mL/h"]);
    }

    [Fact]
    public void Injuries_EachEcg_NamesWhoSaidWhat()
    {
        var lines = Report.Section("injuries").Lines;

        lines.Where(l => l.Code == "ecg.statement").Select(l => (l.Detail, l.By)).ShouldBe([("ecg-1", "physician1"), ("ecg-2", "monitor")]);
        lines.Where(l => l.Code == "ecg.confirmed").Select(l => l.Value).ShouldBe(["physician1", null]);
    }

    [Fact]
    public void Time_MilestonesThatWereNeverRecorded_AreUnknown()
    {
        var times = Report.Section("time").Lines;

        times.Single(l => l.Code == "milestone.OnScene").By.ShouldBe("geofence");
        times.Single(l => l.Code == "milestone.PatientLoaded").IsUnknown.ShouldBeTrue();
        times.Single(l => l.Code == "milestone.HandedOver").IsUnknown.ShouldBeTrue();
    }

    [Fact]
    public void Channels_Clocks_SayHowTheyStand() =>
        Report.Section("channels").Lines.Select(l => $"{l.Code} {l.Value} {l.Detail}").ShouldBe([
            "channel chest-pain ", "clock.first-ecg 4 met", "clock.fmc-to-device 76 running", "clock.cath-lab-activation  not-started",
        ]);

    [Theory]
    [InlineData(0, 0, 5, "5 d")]
    [InlineData(0, 7, 3, "7 mo 3 d")]
    [InlineData(2, 6, 0, "2 a 6 mo")]
    public void Age_OfAChild_KeepsWhatMatters(int years, int months, int days, string said)
    {
        var input = ReferenceHandover.ChestPain with { Patient = ReferenceHandover.ChestPain.Patient with { Age = new(years, months, days) } };

        var line = HandoverReport.Of(input).Section("age").Lines[0];
        $"{line.Value} {line.Unit} {line.Detail}".Trim().ShouldBe(said);
    }
}
