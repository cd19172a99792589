namespace Emergency.Domain.Recommendations;

/// <summary>The groups in the order that they rank.</summary>
internal enum UnitGroup
{
    FreeAndSuitable = 0,
    DivertedAndSuitable = 1,
    FreeButLacking = 2,
    DivertedAndLacking = 3,
}

/// <summary>A candidate with everything that it is ordered by. The order is total: names do not repeat.</summary>
internal sealed class Entry : IComparable<Entry>
{
    private static readonly List<string> Nothing = [];

    public Entry(RecommendationRequest request, UnitSnapshot unit, RecommendationOptions options)
    {
        Unit = unit;
        LevelsLost = CrewRules.LevelsLost(unit.Capabilities, unit.Crew, options.Crew);
        Effective = LevelsLost.Count == 0 ? unit.Capabilities : [.. unit.Capabilities.Where(c => !LevelsLost.Any(l => SameWord(l.Capability, c)))];
        Missing = MissingOf(request.Required, Effective);
        IsSupportCar = (CrewRules.Has(unit.Capabilities, SupportKinds.DoctorCar) || CrewRules.Has(unit.Capabilities, SupportKinds.Supervisor))
            && !CrewRules.Has(unit.Capabilities, "stretcher");
        RequiresDivert = unit.Duty is UnitDuty.OnMission;
        Group = (RequiresDivert, IsLacking) switch
        {
            (false, false) => UnitGroup.FreeAndSuitable,
            (true, false) => UnitGroup.DivertedAndSuitable,
            (false, true) => UnitGroup.FreeButLacking,
            (true, true) => UnitGroup.DivertedAndLacking,
        };
        IsAssumed = unit.FixAge is null;
        var isLost = unit.Duty is not UnitDuty.AvailableAtStation && !(unit.FixAge <= options.FixUseless);
        Doubt = Eta is null ? 2 : isLost ? 1 : 0;
        Margin = request.Standard - request.Elapsed - Eta;
        MeetsStandard = Margin is { } margin ? margin >= TimeSpan.Zero : null;
        var byCoverage = request.Priority >= options.CoverageFrom;
        var byRest = request.Priority >= options.RestFrom;
        LateLast = (byCoverage || byRest) && MeetsStandard is not true;
        TiredLast = byRest && MeetsStandard is true && IsTired(unit.Rest, options);
        CostStep = byCoverage && MeetsStandard is true && unit.CoverageCost is { } cost ? Math.Floor(cost / options.CoverageStep) : 0;
    }

    public UnitSnapshot Unit { get; }

    /// <summary>Levels that the crew is too small for, each with what it lacks.</summary>
    public IReadOnlyList<(string Capability, RecommendationReason Why)> LevelsLost { get; }

    /// <summary>The capabilities that the unit has with its crew.</summary>
    public IReadOnlyList<string> Effective { get; }

    /// <summary>The required capabilities that it lacks.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>It carries no patient.</summary>
    public bool IsSupportCar { get; }

    public bool RequiresDivert { get; }

    public UnitGroup Group { get; }

    /// <summary>The position is only assumed.</summary>
    public bool IsAssumed { get; }

    /// <summary>0: its travel time can be relied on; 1: reckoned from a useless position; 2: no way known.</summary>
    public int Doubt { get; }

    public TimeSpan? Eta => Unit.Eta;

    /// <summary>What is left of the standard on arrival; negative when late.</summary>
    public TimeSpan? Margin { get; }

    public bool? MeetsStandard { get; }

    public bool LateLast { get; }

    public bool TiredLast { get; }

    public double CostStep { get; }

    private bool IsLacking => Missing.Count > 0 || IsSupportCar;

    private int LinkOrder => Unit.Link switch
    {
        UnitLink.Online => 0,
        UnitLink.Stale => 1,
        UnitLink.Offline => 2,
        _ => 3,
    };

    public int CompareTo(Entry? other)
    {
        if (other is null) return 1;
        if (Group != other.Group) return Group < other.Group ? -1 : 1;
        if (Doubt != other.Doubt) return Doubt.CompareTo(other.Doubt);
        if (LateLast != other.LateLast) return LateLast ? 1 : -1;
        if (TiredLast != other.TiredLast) return TiredLast ? 1 : -1;
        if (CostStep != other.CostStep) return CostStep.CompareTo(other.CostStep);
        var byTime = (Eta ?? TimeSpan.MaxValue).CompareTo(other.Eta ?? TimeSpan.MaxValue);
        if (byTime != 0) return byTime;
        if (LinkOrder != other.LinkOrder) return LinkOrder.CompareTo(other.LinkOrder);
        return string.CompareOrdinal(Unit.AmbulanceId.Value, other.Unit.AmbulanceId.Value);
    }

    public Candidate ToCandidate(int rank, ReasonContext context) => new(
        Unit.AmbulanceId, rank, Eta, MeetsStandard, Unit.Duty, Unit.Capabilities, Unit.FixAge, Unit.CoverageCost, RequiresDivert,
        IsLacking, context.ReasonsFor(this));

    private static bool IsTired(CrewRest? rest, RecommendationOptions options) =>
        rest is { } r && (r.SinceMission < options.RestAfterMission || r.Worked > options.BreakAfter || r.ShiftLeft < options.ShiftEndMargin);

    private static List<string> MissingOf(IReadOnlyList<string> required, IReadOnlyList<string> has)
    {
        List<string>? missing = null;
        for (var i = 0; i < required.Count; i++)
        {
            if (!CrewRules.Has(has, required[i])) (missing ??= []).Add(required[i]);
        }

        missing?.Sort(StringComparer.Ordinal);
        return missing ?? Nothing;
    }

    private static bool SameWord(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
