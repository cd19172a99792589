using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Orders.Plain;

/// <summary>Makes up drugs, rules, patients and orders from a seed, of every kind and with everything that can be unknown.</summary>
public sealed class RuleWorld
{
    private const int MostGiven = 12;
    private static readonly string[] Routes = ["iv", "im", "io", "po", "sl", "sc", "in", "neb"];
    private static readonly string[] Severities = ["severe", "warning", "information"];
    private static readonly decimal[] Figures = [0.01m, 0.05m, 0.1m, 0.25m, 0.5m, 1, 2, 5, 7.5m, 10, 15, 20, 50, 100, 250, 500];
    private static readonly string[][] Amounts = [["mg", "µg", "g", "ng"], ["IU"], ["mmol", "µmol"], ["mL", "L"]];

    private readonly Random _random;
    private readonly double _tight;
    private readonly int _ingredients;
    private readonly int _classes;
    private readonly int _conditions;

    /// <param name="tight">The share of limits that usual doses and vital signs come near, 0 to 1; the others are wide, as most are in a real set.</param>
    public RuleWorld(int seed, int drugs, int rules, double tight = 1)
    {
        _random = new Random(seed);
        _tight = tight;
        _ingredients = Math.Max(3, drugs * 3 / 4);
        _classes = Math.Max(2, drugs / 20);
        _conditions = Math.Max(4, drugs / 10);
        PlainDrug[] made = [.. Enumerable.Range(0, drugs).Select(Drug)];
        Set = new(made, [.. Enumerable.Range(0, rules).Select(i => Rule(i, made))]);
    }

    public PlainRuleSet Set { get; }

    public static DateTimeOffset Now { get; } = new(2026, 11, 27, 8, 40, 0, TimeSpan.Zero);

    public OrderRuleSet Compile(PlainRuleSet? set = null)
    {
        using var file = new MemoryStream();
        (set ?? Set).Write(file);
        file.Position = 0;
        return OrderRuleReader.Read(file);
    }

    public OrderDraft Order()
    {
        var drug = Pick(Set.Drugs);
        return new(
            OrderKind.Drug, drug.Code, Chance(0.9) ? Dose(drug) : null, Chance(0.9) ? Pick(Routes) : null,
            Chance(0.3) ? new(Figure(), $"{Amount(drug)}{Pick(["/h", "/min", "/kg/h", "/kg/min"])}") : null);
    }

    public PatientFacts Patient() => new()
    {
        Age = Chance(0.9) ? new(_random.Next(0, 95), _random.Next(12)) : null,
        Weight = Chance(0.8) ? new(_random.Next(30, 1200) / 10m, Chance(0.5)) : null,
        Sex = (PatientSex)_random.Next(3),
        Pregnancy = (Pregnancy)_random.Next(3),
        Allergies = Chance(0.85) ? [.. Some(3, () => Chance(0.5) ? Ingredient() : Chance(0.9) ? Class() : "never-heard-of")] : null,
        Conditions = Chance(0.85) ? [.. Some(4, Condition)] : null,
        Vitals = [.. Some(8, () => Reading(Pick(VitalCatalogue.All)))],
        Given = [.. Some(MostGiven, Given)],
    };

    /// <summary>The same rules in another order.</summary>
    public PlainRuleSet Shuffled()
    {
        PlainRule[] rules = [.. Set.Rules];
        _random.Shuffle(rules);
        return Set with { Rules = rules };
    }

    private VitalReading Reading(VitalDefinition d)
    {
        var value = Math.Round(d.Low + (_random.NextDouble() * (d.High - d.Low)), 1);
        return new(d.Kind, Chance(0.9) ? value : null, Now.AddSeconds(-_random.Next(0, 3600)));
    }

    private GivenDrug Given()
    {
        var drug = Pick(Set.Drugs);
        return new(
            Chance(0.97) ? drug.Code : "unheard-of", Now.AddMinutes(-_random.Next(-2, 600)), Chance(0.8) ? Dose(drug) : null, Pick(Routes), Chance(0.2));
    }

    private Quantity Dose(PlainDrug drug) => new(Figure(), Amount(drug) + (Chance(0.3) ? "/kg" : ""));

    private string Amount(PlainDrug drug)
    {
        var usual = Amounts.First(a => a.Contains(drug.Units[0]));
        return Chance(0.8) ? Pick(usual) : Pick(Pick(Amounts));
    }

    private PlainDrug Drug(int index)
    {
        var units = Pick(Amounts);
        return new(
            $"d{index:00000}", [.. Some(1, Ingredient).Append(Ingredient()).Distinct()], [.. Some(3, Class).Distinct()], units, [.. Some(4, () => Pick(Routes)).Distinct()],
            units[0] != "mL" && Chance(0.7) ? (Figure(), units[0]) : null, Chance(0.95));
    }

    private PlainRule Rule(int index, PlainDrug[] drugs)
    {
        var drug = Pick(drugs);
        var kind = _random.Next(100) switch
        {
            < 12 => "dose-maximum",
            < 22 => "dose-usual",
            < 28 => "dose-cumulative",
            < 32 => "rate-maximum",
            < 34 => "rate-minimum",
            < 37 => "route",
            < 40 => "age",
            < 42 => "pregnancy",
            < 62 => "condition",
            < 70 => "vitals",
            < 92 => "interaction",
            < 96 => "duplicate",
            _ => "allergy-cross",
        };
        var rule = new PlainRule($"r-{index:000000}", kind, Term(drug))
        {
            Severity = Pick(Severities),
            IfUnknown = Pick(Severities),
            Routes = kind != "route" && Chance(0.2) ? [.. Some(3, () => Pick(Routes)).DefaultIfEmpty("iv").Distinct()] : null,
            AgeMonths = Chance(0.2) ? Bounds(1, 12 * 70) : null,
            WeightKg = Chance(0.1) ? (_random.Next(0, 40), _random.Next(41, 120)) : null,
        };
        return Filled(rule, drug, drugs);
    }

    private PlainRule Filled(PlainRule rule, PlainDrug drug, PlainDrug[] drugs) => rule.Kind switch
    {
        "dose-maximum" => rule with { Maximum = Limit(), Unit = Amount(drug) + (Chance(0.4) ? "/kg" : "") },
        "dose-usual" => rule with { Low = Chance(_tight) ? 0.05m : 0.000001m, High = Chance(0.8) ? Limit() + 1 : null, Unit = Amount(drug) + (Chance(0.4) ? "/kg" : "") },
        "dose-cumulative" => rule with { Maximum = Limit(), Unit = Amount(drug) + (Chance(0.3) ? "/kg" : ""), WithinMinutes = _random.Next(5, 1500) },
        "rate-maximum" => rule with { Maximum = Limit(), Unit = $"{Amount(drug)}/h" },
        "rate-minimum" => rule with { Minimum = Figure(), Unit = $"{Amount(drug)}/kg/min" },
        "route" => rule with { AllowedRoutes = Chance(_tight) ? [.. Some(5, () => Pick(Routes)).DefaultIfEmpty("iv").Distinct()] : Routes },
        "age" => rule with { AllowedMonths = Chance(_tight) ? Bounds(1, 12 * 60) : (null, 1500) },
        "pregnancy" => Chance(_tight) ? rule : rule with { AgeMonths = (1500, null) },
        "condition" => rule with { Condition = Condition() },
        "vitals" => Vitals(rule),
        "interaction" => rule with { With = Term(Pick(drugs)), WithinMinutes = Chance(0.5) ? _random.Next(5, 1500) : null },
        "duplicate" => rule with { WithinMinutes = _random.Next(5, 600) },
        _ => rule with { Allergy = Chance(0.5) ? $"ingredient:{Pick(Pick(drugs).Ingredients)}" : Pick(drugs).Classes is [var first, ..] ? $"class:{first}" : $"ingredient:{drug.Ingredients[0]}" },
    };

    private PlainRule Vitals(PlainRule rule)
    {
        var d = Pick(VitalCatalogue.All);
        var limit = (decimal)Math.Round(Chance(_tight) ? d.Low + (_random.NextDouble() * (d.High - d.Low)) : d.Low, 0);
        return rule with { Vital = d.Name, Below = Chance(0.7) ? limit : null, Above = Chance(0.5 * _tight) ? limit + 5 : null, WithinMinutes = 15 } is var filled
            && filled.Below is null && filled.Above is null ? filled with { Below = limit } : filled;
    }

    private string Term(PlainDrug drug) => _random.Next(10) switch
    {
        < 6 => $"drug:{drug.Code}",
        < 9 => $"ingredient:{Pick(drug.Ingredients)}",
        _ => drug.Classes is [var first, ..] ? $"class:{first}" : $"drug:{drug.Code}",
    };

    private (int? From, int? To)? Bounds(int low, int high)
    {
        var from = _random.Next(low, high);
        return (from, Chance(0.5) ? _random.Next(from + 1, high + 240) : null);
    }

    private string Ingredient() => $"i{_random.Next(_ingredients)}";

    private string Class() => $"c{_random.Next(_classes)}";

    private string Condition() => $"k{_random.Next(_conditions)}";

    private decimal Figure() => Pick(Figures);

    private decimal Limit() => Chance(_tight) ? Figure() : 400_000 + Figure();

    private bool Chance(double share) => _random.NextDouble() < share;

    private IEnumerable<T> Some<T>(int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => make())];

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
