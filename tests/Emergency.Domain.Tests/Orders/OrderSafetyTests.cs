using System.Text.Json;
using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Orders;

/// <summary>The check with the sample rules: what a physician at the desk would see.</summary>
public sealed class OrderSafetyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 40, 0, TimeSpan.Zero);

    /// <summary>A man of 62, 70 kg, well measured, nothing against anything.</summary>
    private static readonly PatientFacts Man = new()
    {
        Age = new(62),
        Weight = new(70),
        Sex = PatientSex.Male,
        Allergies = [],
        Conditions = [],
        Vitals =
        [
            Vital(VitalKind.SystolicPressure, 130), Vital(VitalKind.HeartRate, 84), Vital(VitalKind.RespirationRate, 16), Vital(VitalKind.SpO2, 97),
            Vital(VitalKind.ComaScale, 15), Vital(VitalKind.Glucose, 3.1),
        ],
    };

    private static readonly PatientFacts Child = Man with { Age = new(6), Weight = new(20) };

    [Theory]
    [InlineData("aspirin", 300, "mg", "po")]
    [InlineData("clopidogrel", 600, "mg", "po")]
    [InlineData("heparin", 60, "IU/kg", "iv")]
    [InlineData("nitroglycerin", 0.5, "mg", "sl")]
    [InlineData("morphine", 3, "mg", "iv")]
    [InlineData("amiodarone", 300, "mg", "iv")]
    [InlineData("glucose-50", 40, "mL", "iv")]
    [InlineData("adrenaline", 1, "mL", "iv")]
    [InlineData("ticagrelor", 180, "mg", "po")]
    [InlineData("atropine", 0.5, "mg", "iv")]
    [InlineData("midazolam", 5, "mg", "iv")]
    [InlineData("naloxone", 400, "µg", "iv")]
    [InlineData("salbutamol", 5, "mg", "neb")]
    [InlineData("furosemide", 40, "mg", "iv")]
    [InlineData("dexamethasone", 10, "mg", "iv")]
    [InlineData("magnesium-sulphate", 2, "g", "iv")]
    [InlineData("tranexamic-acid", 1000, "mg", "iv")]
    [InlineData("labetalol", 10, "mg", "iv")]
    [InlineData("urapidil", 25, "mg", "iv")]
    [InlineData("ondansetron", 4, "mg", "iv")]
    [InlineData("saline", 0.25, "L", "iv")]
    public void Check_UsualOrderForAnAdult_FindsNothing(string drug, double dose, string unit, string route) =>
        Check(Drug(drug, (decimal)dose, unit, route), Man).Findings.ShouldBeEmpty();

    [Theory]
    [InlineData("aspirin", 501, "mg", "po", "dose-over-maximum aspirin-max Severe")]
    [InlineData("aspirin", 100, "mg", "po", "dose-unusual aspirin-usual Warning")]
    [InlineData("aspirin", 300, "mg", "iv", "route aspirin-route Severe")]
    [InlineData("heparin", 101, "IU/kg", "iv", "dose-over-maximum heparin-max-kg Severe")]
    [InlineData("heparin", 7001, "IU", "iv", "dose-over-maximum heparin-max-kg Severe")]
    [InlineData("morphine", 10.1, "mg", "im", "dose-over-maximum morphine-max Severe")]
    [InlineData("morphine", 2, "mL", "im", "dose-over-maximum morphine-max Severe")]
    [InlineData("glucose-50", 101, "mL", "iv", "dose-over-maximum glucose-max Severe")]
    [InlineData("sildenafil", 50, "mg", "po", "not-orderable built-in:drug Severe")]
    [InlineData("aspirine", 300, "mg", "po", "unknown-drug built-in:drug Severe")]
    public void Check_OneThingWrong_IsNamed(string drug, double dose, string unit, string route, string finding) =>
        Lines(Check(Drug(drug, (decimal)dose, unit, route), Man)).ShouldContain(finding);

    [Fact]
    public void Check_AbsurdDoseOfEachDrugOfTheSample_Blocks()
    {
        foreach (var drug in SampleOrderRules.Instance.Drugs.Where(d => d.IsOrderable))
            foreach (var patient in new[] { Child, Man })
                Lines(Check(new(OrderKind.Drug, drug.Code, new(20_000, drug.Units[0]), drug.Routes[0]), patient))
                    .ShouldContain(line => line.StartsWith("dose-over-maximum") && line.EndsWith("Severe"), drug.Code);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(500.000001, true)]
    public void Check_ExactlyTheMaximum_IsNotOver(double dose, bool isOver) =>
        Lines(Check(Drug("aspirin", (decimal)dose, "mg", "po"), Man)).Contains("dose-over-maximum aspirin-max Severe").ShouldBe(isOver);

    [Theory]
    [InlineData(0.2, false)]
    [InlineData(0.201, true)]
    public void Check_ChildByWeight_HoldsExactly(double mg, bool isOver) =>
        Lines(Check(Drug("adrenaline", (decimal)mg, "mg", "iv"), Child)).Contains("dose-over-maximum adrenaline-child-max Severe").ShouldBe(isOver);

    [Fact]
    public void Check_ChildOfUnknownWeight_CannotCheckAndBlocks()
    {
        var report = Check(Drug("adrenaline", 0.2m, "mg", "iv"), Child with { Weight = null });

        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.Figure("missing")!.Text).ShouldBe(("cannot-check", SafetySeverity.Severe, "weight"));
        finding.Sentence.ShouldBe("Adrenaline: 2 rules cannot be checked, weight unknown.");
    }

    [Fact]
    public void Check_EstimatedWeightThatNoRuleAsksFor_IsNotSaid() =>
        Lines(Check(Drug("aspirin", 300, "mg", "po"), Man with { Weight = new(70, true) })).ShouldBe([]);

    [Fact]
    public void Check_EstimatedWeightThatWasUsed_IsSaid() =>
        Lines(Check(Drug("heparin", 4200, "IU", "iv"), Man with { Weight = new(70, true) })).ShouldBe(["weight-estimated built-in:weight Information"]);

    [Theory]
    [InlineData(7, 0, 10, 7, true)]
    [InlineData(0, 8, 0, 70, true)]
    [InlineData(0, 8, 0, 8, false)]
    public void Check_WeightThatHardlyAnybodyOfThatAgeHas_IsSaid(int years, int months, int days, double kilograms, bool isSaid)
    {
        var report = Check(Drug("adrenaline", 0.01m, "mg", "im"), Child with { Age = new(years, months, days), Weight = new((decimal)kilograms) });

        Lines(report).Contains("weight-unusual-for-age built-in:weight Warning").ShouldBe(isSaid);
    }

    [Fact]
    public void Check_NitrateWithLowPressure_IsSevereWithItsFigures()
    {
        var report = Check(Drug("nitroglycerin", 0.5m, "mg", "sl"), With(Vital(VitalKind.SystolicPressure, 88, minutesAgo: 4)));

        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.RuleId, finding.Severity).ShouldBe((SafetyCodes.ContraindicatedVitals, "nitrate-systolic", SafetySeverity.Severe));
        finding.Figures.ShouldBe([
            new("vital", Text: "systolicPressure"), new("value", 88, "mmHg"), new("below", 90, "mmHg"), new("minutesAgo", 4, "min"),
        ]);
        finding.Sentence.ShouldBe("Nitroglycerin with Systolic blood pressure 88 mmHg (4 min ago), under 90 mmHg.");
        finding.Note!.En.ShouldBe("No nitrate under 90 mmHg systolic");
    }

    [Fact]
    public void Check_NitrateWithOldPressure_SaysThatNoneIsNewEnough()
    {
        var finding = Check(Drug("nitroglycerin", 0.5m, "mg", "sl"), With(Vital(VitalKind.SystolicPressure, 130, minutesAgo: 16))).Findings.ShouldHaveSingleItem();

        (finding.Code, finding.Figure("missing")!.Text).ShouldBe(("cannot-check", "systolicPressure"));
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(25, false)]
    public void Check_NitrateAfterPhosphodiesteraseInhibitor_HoldsForADay(int hoursAgo, bool isFound) =>
        Lines(Check(Drug("nitroglycerin", 0.5m, "mg", "sl"), Man with { Given = [new("sildenafil", Now.AddHours(-hoursAgo))] }))
            .Contains("interaction nitrate-pde5 Severe").ShouldBe(isFound);

    [Fact]
    public void Check_AllergyToIngredientAndClass_IsSevere()
    {
        Lines(Check(Drug("aspirin", 300, "mg", "po"), Man with { Allergies = ["aspirin"] })).ShouldBe(["allergy built-in:allergy Severe"]);
        Lines(Check(Drug("aspirin", 300, "mg", "po"), Man with { Allergies = ["nsaid"] })).ShouldBe(["allergy built-in:allergy Severe"]);
        Lines(Check(Drug("aspirin", 300, "mg", "po"), Man with { Allergies = ["mushrooms"] })).ShouldBe(["cannot-check built-in:allergy Warning"]);
        Lines(Check(Drug("furosemide", 40, "mg", "iv"), Man with { Allergies = ["sulfonamide-antibiotic"] }))
            .ShouldBe(["allergy-cross-class furosemide-sulfonamide Warning"]);
    }

    [Fact]
    public void Check_NobodyAskedForAllergies_IsSaidAndNotTakenAsNone() =>
        Lines(Check(Drug("aspirin", 300, "mg", "po"), Man with { Allergies = null })).ShouldBe(["cannot-check built-in:allergy Warning"]);

    [Fact]
    public void Check_WithWhatWasGiven_AddsUpAndNamesRepeats()
    {
        var given = Man with { Given = [new("morphine", Now.AddMinutes(-20), new(1, "mL")), new("clopidogrel", Now.AddHours(-1), new(300, "mg"))] };

        var report = Check(Drug("morphine", 6, "mg", "im"), given);
        var sum = report.Findings.ShouldHaveSingleItem();
        (sum.Code, sum.RuleId, sum.Figure("sum")!.Value).ShouldBe(("dose-cumulative-maximum", "morphine-hour", 16m));
        Lines(Check(Drug("ticagrelor", 180, "mg", "po"), given)).ShouldBe(["duplicate-class p2y12-again Warning"]);
        Lines(Check(Drug("clopidogrel", 300, "mg", "po"), given)).ShouldBe(["duplicate p2y12-again Warning"]);
    }

    [Fact]
    public void Check_GivenDoseUnknown_CannotAddUp()
    {
        var given = Man with { Given = [new("morphine", Now.AddMinutes(-20))] };

        Check(Drug("morphine", 5, "mg", "im"), given).Findings.ShouldHaveSingleItem().Figure("missing")!.Text.ShouldBe("givenDose");
        Lines(Check(Drug("morphine", 10, "mg", "im"), given with { Given = [.. given.Given, new("morphine", Now.AddMinutes(-30), new(6, "mg"))] }))
            .ShouldContain("dose-cumulative-maximum morphine-hour Severe");
    }

    [Fact]
    public void Check_PregnancyUnknownAtThatAge_CannotBeChecked()
    {
        var woman = Man with { Sex = PatientSex.Female, Age = new(30) };

        Check(Drug("midazolam", 7, "mg", "iv"), woman).Findings.ShouldHaveSingleItem().Figure("missing")!.Text.ShouldBe("pregnancy");
        Lines(Check(Drug("midazolam", 7, "mg", "iv"), woman with { Pregnancy = Pregnancy.Yes })).ShouldBe(["pregnancy benzodiazepine-pregnancy Warning"]);
        Check(Drug("midazolam", 7, "mg", "iv"), woman with { Age = new(60) }).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200, "µg/min", false)]
    [InlineData(12.1, "mL/h", true)]
    [InlineData(12, "mL/h", false)]
    public void Check_Rate_IsComparedOverTheConcentration(double rate, string unit, bool isOver)
    {
        var order = new OrderDraft(OrderKind.Drug, "nitroglycerin", new(10, "mg"), "iv", new((decimal)rate, unit));

        Lines(Check(order, Man)).Contains("rate-over-maximum ntg-iv-rate-max Severe").ShouldBe(isOver);
    }

    [Fact]
    public void Check_OtherKindsOfOrder_SayThatNothingWasLookedFor()
    {
        var report = Check(new(OrderKind.Destination, "H01"), PatientFacts.Unknown);

        (report.IsChecked, report.Findings.IsEmpty, report.RuleSetId).ShouldBe((false, true, "sample"));
        Check(new(OrderKind.Drug, Text: "something for the pain"), Man).Findings.ShouldHaveSingleItem().Code.ShouldBe(SafetyCodes.UnknownDrug);
    }

    [Fact]
    public void Check_WhatCannotBe_IsRefusedByName()
    {
        Refusal(Drug("aspirin", 0, "mg", "po"), Man).ShouldBe(RejectionCodes.Validation);
        Refusal(Drug("aspirin", 300, "mg/h", "po"), Man).ShouldBe(RejectionCodes.Validation);
        Refusal(Drug("aspirin", 300, "mg", "by mouth"), Man).ShouldBe(RejectionCodes.Validation);
        Refusal(Drug("aspirin", 300, "mg", "po"), Man with { Weight = new(0.1m) }).ShouldBe(RejectionCodes.ImplausibleValue);
        Refusal(Drug("aspirin", 300, "mg", "po"), Man with { Age = new(131) }).ShouldBe(RejectionCodes.ImplausibleValue);
        Refusal(Drug("aspirin", 300, "mg", "po"), With(Vital(VitalKind.HeartRate, 400))).ShouldBe(RejectionCodes.ImplausibleValue);
        Refusal(Drug("aspirin", 300, "mg", "po"), Man with { Conditions = [.. Enumerable.Repeat("a", 201)] }).ShouldBe(RejectionCodes.LimitReached);
    }

    [Fact]
    public void Block_SevereFindings_NeedAReason()
    {
        var severe = Check(Drug("aspirin", 800, "mg", "iv"), Man);
        severe.Block(null).ShouldBe(new(RejectionCodes.OverrideReasonRequired, "the safety check found: dose-cumulative-maximum, dose-over-maximum, route"));
        severe.Block(" \t").ShouldNotBeNull();
        severe.Block("agreed with the toxicologist").ShouldBeNull();
        Check(Drug("aspirin", 100, "mg", "po"), Man).Block(null).ShouldBeNull();
    }

    [Fact]
    public void Report_Persisted_ComesBackTheSame()
    {
        var order = Drug("heparin", 101, "IU/kg", "iv");
        var report = Check(order, Man with { Given = [new("warfarin", Now.AddHours(-3), new(3, "mg"), "po")] });
        report.Findings.Length.ShouldBeGreaterThan(1);

        var text = JsonSerializer.Serialize(report);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<SafetyReport>(text)).ShouldBe(text);
        JsonSerializer.Deserialize<OrderDraft>(JsonSerializer.Serialize(order)).ShouldBe(order);
        var patient = JsonSerializer.Serialize(Man);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<PatientFacts>(patient)).ShouldBe(patient);
    }

    [Fact]
    public void Sample_Set_SaysThatItIsNotAdvice()
    {
        var rules = SampleOrderRules.Instance;

        rules.IsSample.ShouldBeTrue();
        SampleOrderRules.Notice.ShouldContain("not clinical advice");
        SampleOrderRules.NoticeZh.ShouldContain("不是医疗建议");
        rules.Drugs.Count(d => d.IsOrderable).ShouldBe(22);
        rules.RuleCount.ShouldBeGreaterThan(200);
        rules.Drugs.ShouldAllBe(d => d.Names.Zh.Length > 0 && d.Units.Length > 0 && d.Routes.Length > 0);
    }

    private static PatientFacts With(VitalReading reading) => Man with { Vitals = [.. Man.Vitals.Where(v => v.Kind != reading.Kind), reading] };

    private static VitalReading Vital(VitalKind kind, double value, int minutesAgo = 1) => new(kind, value, Now.AddMinutes(-minutesAgo));

    private static OrderDraft Drug(string code, decimal dose, string unit, string route) => new(OrderKind.Drug, code, new(dose, unit), route);

    private static SafetyReport Check(OrderDraft order, PatientFacts patient) => OrderSafety.Check(SampleOrderRules.Instance, order, patient, Now).Report!;

    private static string? Refusal(OrderDraft order, PatientFacts patient) => OrderSafety.Check(SampleOrderRules.Instance, order, patient, Now).Rejection?.Code;

    private static IEnumerable<string> Lines(SafetyReport report) => report.Findings.Select(f => $"{f.Code} {f.RuleId} {f.Severity}");
}
