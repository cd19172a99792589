using Emergency.Domain.Vitals;

namespace Emergency.Domain.Orders.Safety;

/// <summary>A given drug that the rule set knows.</summary>
internal readonly record struct KnownGiven(DrugEntry Drug, GivenDrug Given, TimeSpan Ago)
{
    /// <summary>Whole minutes.</summary>
    public decimal Minutes => Math.Floor((decimal)Ago.TotalMinutes);

    /// <summary>Whether it was less than so many minutes ago; 0 is without end.</summary>
    public bool IsWithin(int minutes) => minutes == 0 || Ago < TimeSpan.FromMinutes(minutes);
}

/// <summary>The patient's facts in the rule set's numbers, worked out once for an order.</summary>
internal sealed class CheckedPatient
{
    private const int GramsAKilogram = 1000;

    /// <summary>Outside these years of age nobody asks about a pregnancy that nobody mentioned.</summary>
    private const int YoungestPregnant = 10;
    private const int OldestPregnant = 55;

    /// <summary>
    /// Weights in kilograms that hardly anybody falls outside of, by age band: wide on purpose, to catch a slip such as 70 for 7. From the growth
    /// charts' outermost percentiles, rounded outwards.
    /// </summary>
    private static readonly (decimal Low, decimal High)[] UsualWeights = [(0.4m, 6), (2, 16), (6, 35), (11, 90), (20, 150), (25, 300)];

    private readonly VitalReading?[] _newest = new VitalReading?[VitalCatalogue.All.Length];
    private readonly HashSet<int> _conditions = [];
    private readonly HashSet<int> _allergens = [];
    private readonly DateTimeOffset _now;

    public CheckedPatient(OrderRuleSet rules, PatientFacts facts, DateTimeOffset now)
    {
        _now = now;
        Months = facts.Age?.TotalMonths;
        Kilograms = facts.Weight?.Kilograms;
        Grams = facts.Weight is { } weight ? (int)(weight.Kilograms * GramsAKilogram) : null;
        UsualWeight = facts.Age is { } age ? UsualWeights[(int)AgeBands.Of(age)] : null;
        IsWeightEstimated = facts.Weight is { IsEstimated: true };
        Pregnant = IsPregnant(facts);
        KnowsConditions = facts.Conditions is not null;
        KnowsAllergies = facts.Allergies is not null;
        foreach (var condition in facts.Conditions ?? []) _conditions.Add(rules.ConditionIndex(condition));
        foreach (var allergy in facts.Allergies ?? []) TakeAllergy(rules, allergy);
        foreach (var reading in facts.Vitals) TakeVital(reading);
        foreach (var given in facts.Given) TakeGiven(rules, given);
        // The newest first, so that the first of a drug that is found is its newest.
        Given.Sort((a, b) => a.Ago.CompareTo(b.Ago) is not 0 and var byTime ? byTime : string.CompareOrdinal(a.Drug.Code, b.Drug.Code));
    }

    public int? Months { get; }

    public decimal? Kilograms { get; }

    public int? Grams { get; }

    public bool IsWeightEstimated { get; }

    /// <summary>Null while the age is unknown.</summary>
    public (decimal Low, decimal High)? UsualWeight { get; }

    public Answer Pregnant { get; }

    public bool KnowsConditions { get; }

    public bool KnowsAllergies { get; }

    /// <summary>Newest first.</summary>
    public List<KnownGiven> Given { get; } = [];

    public SortedSet<string> UnknownGiven { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> UnknownAllergies { get; } = new(StringComparer.Ordinal);

    public bool Has(int condition) => _conditions.Contains(condition);

    public bool IsAllergicTo(int term) => _allergens.Contains(term);

    /// <summary>The newest value, when it is not older than so many minutes.</summary>
    public VitalReading? Newest(VitalKind kind, int withinMinutes) =>
        _newest[(int)kind] is { } reading && _now - reading.At <= TimeSpan.FromMinutes(withinMinutes) ? reading : null;

    /// <summary>Whole minutes since it was measured.</summary>
    public decimal MinutesSince(VitalReading reading) => Math.Floor((decimal)Past(_now - reading.At).TotalMinutes);

    private static Answer IsPregnant(PatientFacts facts)
    {
        if (facts.Pregnancy is not Pregnancy.Unknown) return facts.Pregnancy is Pregnancy.Yes ? Answer.Yes : Answer.No;
        var outside = facts.Sex is PatientSex.Male || facts.Age is { Years: < YoungestPregnant or > OldestPregnant };
        return outside ? Answer.No : Answer.Unknown;
    }

    private static TimeSpan Past(TimeSpan ago) => ago < TimeSpan.Zero ? TimeSpan.Zero : ago;

    private void TakeAllergy(OrderRuleSet rules, string allergy)
    {
        var ingredient = rules.TermOf($"ingredient:{allergy}");
        var drugClass = rules.TermOf($"class:{allergy}");
        if (ingredient < 0 && drugClass < 0) UnknownAllergies.Add(allergy);
        _allergens.Add(ingredient);
        _allergens.Add(drugClass);
    }

    private void TakeVital(VitalReading reading)
    {
        var known = _newest[(int)reading.Kind];
        if (reading.Value is not null && (known is null || reading.At > known.At)) _newest[(int)reading.Kind] = reading;
    }

    private void TakeGiven(OrderRuleSet rules, GivenDrug given)
    {
        if (rules.FindDrug(given.Code) is { } drug) Given.Add(new(drug, given, Past(_now - given.At)));
        else UnknownGiven.Add(given.Code);
    }
}
