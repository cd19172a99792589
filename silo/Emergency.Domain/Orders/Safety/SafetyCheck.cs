using Emergency.Domain.Vitals;

namespace Emergency.Domain.Orders.Safety;

/// <summary>
/// One run over the rules of one drug. A rule speaks when both are so: it holds for this patient and route (its scope), and what it looks for
/// is there (its trigger). When one of them is surely not so, it is silent; when it hangs on something unknown, that is noted instead.
/// </summary>
internal sealed class SafetyCheck(OrderRuleSet rules, OrderDraft draft, DrugEntry drug, CheckedPatient patient)
{
    private readonly FindingSheet _sheet = new(rules, draft, drug, patient);
    private readonly ulong _route = draft.Route is { } route ? rules.RouteBit(route) : 0;
    private Aligned _aligned;
    private VitalReading? _reading;

    /// <summary>How many rules concern the drug.</summary>
    public int LookedAt { get; private set; }

    public List<SafetyFinding> Findings => _sheet.Findings;

    public void Run()
    {
        if (!drug.IsOrderable) _sheet.NotOrderable();
        Allergies();
        foreach (var code in patient.UnknownGiven) _sheet.UnknownWord("givenDrug", code, $"The rule set does not know {code}, which was given.");
        foreach (var term in drug.Terms)
        {
            var rows = rules.RulesOf(term);
            LookedAt += rows.Length;
            foreach (ref readonly var row in rows) Look(row, term);
        }
        Interactions();
        _sheet.CannotCheck();
    }

    /// <summary>Allergies against ingredients and classes need no rule: they always count.</summary>
    private void Allergies()
    {
        if (!patient.KnowsAllergies) _sheet.NoteAllergies();
        foreach (var code in patient.UnknownAllergies) _sheet.UnknownWord("allergy", code, $"The rule set does not know the allergy {code}.");
        foreach (var term in drug.Terms)
            if (patient.IsAllergicTo(term)) _sheet.Allergy(term);
    }

    private void Look(in RuleRow row, int term)
    {
        var missing = Missing.None;
        var applies = Applies(row, ref missing);
        if (applies is Answer.No) return;
        if (row.Kind is RuleKind.Duplicate)
        {
            Duplicates(row, term, applies, missing);
            return;
        }
        var triggered = Triggered(row, term, ref missing);
        if (triggered is Answer.No) return;
        if (applies is Answer.Yes && triggered is Answer.Yes) Say(row);
        else _sheet.Note(missing, row);
    }

    private Answer Applies(in RuleRow row, ref Missing missing)
    {
        if (row.Scope == 0) return Answer.Yes;
        var scope = rules.ScopeOf(row);
        var unknown = Missing.None;
        if (scope.Routes != 0)
        {
            if (draft.Route is null) unknown |= Missing.Route;
            else if ((scope.Routes & _route) == 0) return Answer.No;
        }
        if (scope.HasAge)
        {
            if (patient.Months is not { } months) unknown |= Missing.Age;
            else if (months < scope.FromMonths || months >= scope.ToMonths) return Answer.No;
        }
        if (scope.HasWeight)
        {
            _sheet.UsedWeight = true;
            if (patient.Grams is not { } grams) unknown |= Missing.Weight;
            else if (grams < scope.FromGrams || grams >= scope.ToGrams) return Answer.No;
        }
        missing |= unknown;
        return unknown is Missing.None ? Answer.Yes : Answer.Unknown;
    }

    private Answer Triggered(in RuleRow row, int term, ref Missing missing) => row.Kind switch
    {
        RuleKind.DoseMaximum => Beyond(draft.Dose, row, isHigh: true, ref missing),
        RuleKind.DoseUsual => Unusual(row, ref missing),
        RuleKind.DoseCumulative => Cumulative(row, term, ref missing),
        RuleKind.RateMaximum => draft.Rate is null ? Answer.No : Beyond(draft.Rate, row, isHigh: true, ref missing),
        RuleKind.RateMinimum => draft.Rate is null ? Answer.No : Beyond(draft.Rate, row, isHigh: false, ref missing),
        RuleKind.Route => Known(draft.Route is not null, (rules.RouteSet(row.Code) & _route) == 0, Missing.Route, ref missing),
        RuleKind.Age => Known(patient.Months is not null, patient.Months < row.Low || patient.Months >= row.High, Missing.Age, ref missing),
        RuleKind.Pregnancy => Known(patient.Pregnant is not Answer.Unknown, patient.Pregnant is Answer.Yes, Missing.Pregnancy, ref missing),
        RuleKind.Condition => Known(patient.KnowsConditions, patient.Has(row.Code), Missing.Conditions, ref missing),
        RuleKind.Vitals => Vital(row, ref missing),
        RuleKind.AllergyCross => Known(patient.KnowsAllergies, patient.IsAllergicTo(row.Code), Missing.Allergies, ref missing),
        _ => throw new InvalidOperationException($"a rule of kind {row.Kind} is not looked at here"),
    };

    private static Answer Known(bool isKnown, bool isSo, Missing what, ref Missing missing)
    {
        if (isKnown) return isSo ? Answer.Yes : Answer.No;
        missing |= what;
        return Answer.Unknown;
    }

    private Answer Beyond(Quantity? amount, in RuleRow row, bool isHigh, ref Missing missing)
    {
        if (amount is not { } given)
        {
            missing |= Missing.Dose;
            return Answer.Unknown;
        }
        var figure = rules.Figure(isHigh ? row.High : row.Low);
        _aligned = DoseMath.Align(given, figure, MedicalUnit.All[row.Unit], drug.Concentration, patient.Kilograms);
        _sheet.UsedWeight |= _aligned.UsedWeight;
        missing |= _aligned.Missing;
        if (_aligned.Missing is not Missing.None) return Answer.Unknown;
        return (isHigh ? _aligned.Amount > _aligned.Limit : _aligned.Amount < _aligned.Limit) ? Answer.Yes : Answer.No;
    }

    private Answer Unusual(in RuleRow row, ref Missing missing)
    {
        var high = row.High < 0 ? Answer.No : Beyond(draft.Dose, row, isHigh: true, ref missing);
        return high is not Answer.No || row.Low < 0 ? high : Beyond(draft.Dose, row, isHigh: false, ref missing);
    }

    /// <summary>What is known to have been given may be too much already, whatever is unknown besides.</summary>
    private Answer Cumulative(in RuleRow row, int term, ref Missing missing)
    {
        var unit = MedicalUnit.All[row.Unit];
        var unknown = draft.Dose is null ? Missing.Dose : Missing.None;
        var sum = draft.Dose is { } dose ? Whole(dose, unit, drug.Concentration, ref unknown) : 0;
        foreach (var given in patient.Given)
        {
            if (!given.IsWithin(row.Window) || !given.Drug.Terms.Contains(term)) continue;
            if (given.Given.Dose is { } before) sum += Whole(before, unit, given.Drug.Concentration, ref unknown);
            else unknown |= Missing.GivenDose;
        }
        // The limit for the whole patient, in the unit that the sum is in.
        var limit = Whole(new(rules.Figure(row.High), unit), unit, null, ref unknown);
        _aligned = new(sum, limit, unit.BaseSymbol, unit.IsPerKilogram, unknown);
        if (sum > limit && limit > 0) return Answer.Yes;
        missing |= unknown;
        return unknown is Missing.None ? Answer.No : Answer.Unknown;
    }

    /// <summary>An amount for the whole patient in the base unit of the limit's dimension; 0 when that cannot be said.</summary>
    private decimal Whole(Quantity amount, MedicalUnit limitUnit, Concentration? concentration, ref Missing unknown)
    {
        // A limit in millilitres holds for millilitres alone: what has another strength is not comparable.
        var strength = limitUnit.Dimension is UnitDimension.Volume ? null : concentration;
        var one = DoseMath.Align(amount, 1, MedicalUnit.Base(limitUnit.Dimension), strength, patient.Kilograms);
        _sheet.UsedWeight |= one.UsedWeight;
        unknown |= one.Missing;
        return one.Missing is Missing.None ? one.Amount : 0;
    }

    private Answer Vital(in RuleRow row, ref Missing missing)
    {
        _reading = patient.Newest((VitalKind)row.Code, row.Window);
        var value = (decimal)(_reading?.Value ?? 0);
        var isBeyond = (row.Low >= 0 && value < rules.Figure(row.Low)) || (row.High >= 0 && value > rules.Figure(row.High));
        return Known(_reading is not null, isBeyond, (Missing)((int)Missing.FirstVital << row.Code), ref missing);
    }

    private void Say(in RuleRow row)
    {
        switch (row.Kind)
        {
            case RuleKind.DoseMaximum or RuleKind.DoseUsual or RuleKind.RateMaximum or RuleKind.RateMinimum: _sheet.Amount(row, _aligned); break;
            case RuleKind.DoseCumulative: _sheet.Cumulative(row, _aligned); break;
            case RuleKind.Vitals: _sheet.Vital(row, _reading!); break;
            default: _sheet.Plain(row); break;
        }
    }

    private void Duplicates(in RuleRow row, int term, Answer applies, Missing missing)
    {
        var seen = new HashSet<string>();
        foreach (var given in patient.Given)
        {
            if (!given.IsWithin(row.Window) || !given.Drug.Terms.Contains(term)) continue;
            if (applies is not Answer.Yes) _sheet.Note(missing, row);
            else if (seen.Add(given.Drug.Code)) _sheet.Duplicate(row, given);
            if (applies is not Answer.Yes) return;
        }
    }

    private void Interactions()
    {
        var seen = new HashSet<(int Rule, string Drug)>();
        var noted = new HashSet<int>();
        foreach (var given in patient.Given)
        {
            if (given.Drug.Code == drug.Code) continue;
            foreach (var term in drug.Terms)
                foreach (var other in given.Drug.Terms)
                    foreach (ref readonly var row in rules.Interactions(term, other))
                        if (given.IsWithin(row.Window) && seen.Add((row.IdStart, given.Drug.Code))) Interaction(row, given, noted);
        }
    }

    private void Interaction(in RuleRow row, KnownGiven given, HashSet<int> noted)
    {
        LookedAt++;
        var missing = Missing.None;
        var applies = Applies(row, ref missing);
        if (applies is Answer.Yes) _sheet.Interaction(row, given);
        else if (applies is Answer.Unknown && noted.Add(row.IdStart)) _sheet.Note(missing, row);
    }
}
