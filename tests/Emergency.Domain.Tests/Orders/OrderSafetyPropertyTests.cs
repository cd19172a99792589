using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Tests.Orders.Plain;

namespace Emergency.Domain.Tests.Orders;

/// <summary>Laws of the check, over made-up rule sets, patients and orders. A failure names its seed.</summary>
public sealed class OrderSafetyPropertyTests
{
    private const int Seeds = 20;
    private const int OrdersPerSeed = 60;

    [Fact]
    public void Check_AnyRules_SaysWhatTheRulesMeanWhenEachIsReadByItself()
    {
        var codes = new HashSet<string>();
        Everywhere((world, rules, order, patient, because) =>
        {
            var report = OrderSafety.Check(rules, order, patient, RuleWorld.Now).Report!;
            PlainSafety.Lines(report).ShouldBe(new PlainSafety(world.Set, order, patient, RuleWorld.Now).Run(), because);
            report.Findings.ShouldBe(report.Findings.Distinct(), because);
            codes.UnionWith(report.Findings.Select(f => f.Code));
        });
        // The choices reach everything that a known drug can lead to.
        codes.ShouldBe(SafetyCodes.All.Except([SafetyCodes.UnknownDrug]), ignoreOrder: true);
    }

    [Fact]
    public void Check_RulesInAnyOrder_AnswersTheSame()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var world = new RuleWorld(seed, 12, 400);
            var (rules, shuffled) = (world.Compile(), world.Compile(world.Shuffled()));
            for (var i = 0; i < OrdersPerSeed; i++)
            {
                var (order, patient) = (world.Order(), world.Patient());
                Text(OrderSafety.Check(shuffled, order, patient, RuleWorld.Now)).ShouldBe(Text(OrderSafety.Check(rules, order, patient, RuleWorld.Now)), $"seed {seed}, order {i}");
            }
        }
    }

    [Fact]
    public void Check_HigherDoseOrRate_NeverLosesAnOverMaximum() => Everywhere((world, rules, order, patient, because) =>
    {
        string[] over = [SafetyCodes.DoseOverMaximum, SafetyCodes.RateOverMaximum, SafetyCodes.DoseCumulativeMaximum];
        var more = order with { Dose = order.Dose is { } d ? d with { Value = d.Value * 1.5m } : null, Rate = order.Rate is { } r ? r with { Value = r.Value * 2 } : null };
        Rules(OrderSafety.Check(rules, order, patient, RuleWorld.Now), over).Except(Rules(OrderSafety.Check(rules, more, patient, RuleWorld.Now), over)).ShouldBeEmpty(because);
    });

    [Fact]
    public void Check_OneMoreAllergy_NeverRemovesAFinding() => Everywhere((world, rules, order, patient, because) =>
    {
        if (patient.Allergies is not { } known) return;
        var more = patient with { Allergies = [.. known, world.Set.Drugs[0].Ingredients[0]] };
        About(rules, order, patient, RuleWorld.Now, SafetySeverity.Information).Except(About(rules, order, more, RuleWorld.Now, SafetySeverity.Information)).ShouldBeEmpty(because);
    });

    [Fact]
    public void Check_OneMoreConditionOrGivenDrug_NeverRemovesASevereFinding() => Everywhere((world, rules, order, patient, because) =>
    {
        if (patient.Conditions is not { } known) return;
        var more = patient with { Conditions = [.. known, "k1"], Given = [.. patient.Given, new(world.Set.Drugs[0].Code, RuleWorld.Now.AddHours(-20), new(1, "mg"))] };
        About(rules, order, patient, RuleWorld.Now, SafetySeverity.Severe).Except(About(rules, order, more, RuleWorld.Now, SafetySeverity.Severe)).ShouldBeEmpty(because);
    });

    private static void Everywhere(Action<RuleWorld, OrderRuleSet, OrderDraft, PatientFacts, string> law)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var world = new RuleWorld(seed, 12, 300);
            var rules = world.Compile();
            for (var i = 0; i < OrdersPerSeed; i++) law(world, rules, world.Order(), world.Patient(), $"seed {seed}, order {i}");
        }
    }

    private static string Text(SafetyAnswer answer) => System.Text.Json.JsonSerializer.Serialize(answer.Report);

    private static IEnumerable<string> Rules(SafetyAnswer answer, string[] codes) =>
        answer.Report!.Findings.Where(f => codes.Contains(f.Code)).Select(f => f.RuleId);

    /// <summary>What a finding is about: its rule, or for what cannot be checked the thing that is missing.</summary>
    private static IEnumerable<(string, string)> About(OrderRuleSet rules, OrderDraft order, PatientFacts patient, DateTimeOffset now, SafetySeverity least) =>
        OrderSafety.Check(rules, order, patient, now).Report!.Findings.Where(f => f.Severity >= least)
            .Select(f => (f.Code, f.Figure("missing")?.Text ?? f.RuleId));
}
