namespace Emergency.Domain.Recommendations;

/// <summary>Says of each candidate what speaks for and against it, in the order that a dispatcher reads.</summary>
/// <param name="BestFree">The shortest travel time of a free unit with what is needed; null when there is none.</param>
/// <param name="LeastCost">The least coverage cost of those in time, where that decides; else null.</param>
/// <param name="LossOf">What the first case would lose; null where nobody reckons that.</param>
internal sealed record ReasonContext(
    RecommendationRequest Request,
    RecommendationOptions Options,
    TimeSpan? BestFree,
    double? LeastCost,
    Func<AmbulanceId, DivertLoss?>? LossOf)
{
    private static readonly RecommendationReason Nearest = RecommendationReason.Of(ReasonCodes.Nearest);
    private static readonly RecommendationReason Unreachable = RecommendationReason.Of(ReasonCodes.Unreachable);
    private static readonly RecommendationReason AtStation = RecommendationReason.Of(ReasonCodes.AtStation);
    private static readonly RecommendationReason PositionAssumed = RecommendationReason.Of(ReasonCodes.PositionAssumed);
    private static readonly RecommendationReason VoiceOnly = RecommendationReason.Of(ReasonCodes.VoiceOnly);
    private static readonly RecommendationReason LinkStale = RecommendationReason.Of(ReasonCodes.LinkStale);
    private static readonly RecommendationReason LinkOffline = RecommendationReason.Of(ReasonCodes.LinkOffline);
    private static readonly RecommendationReason CrewUnknown = RecommendationReason.Of(ReasonCodes.CrewUnknown);
    private static readonly RecommendationReason NoTransport = RecommendationReason.Of(ReasonCodes.NoTransport);
    private static readonly RecommendationReason LeastCoverageCost = RecommendationReason.Of(ReasonCodes.LeastCoverageCost);
    private static readonly RecommendationReason FirstCaseUnknown = RecommendationReason.Of(ReasonCodes.FirstCaseUnknown);

    public IReadOnlyList<RecommendationReason> ReasonsFor(Entry entry)
    {
        var reasons = new List<RecommendationReason>(6);
        Mission(entry, reasons);
        Travel(entry, reasons);
        Fitness(entry, reasons);
        Position(entry, reasons);
        Rest(entry, reasons);
        Coverage(entry, reasons);
        return reasons;
    }

    private void Mission(Entry entry, List<RecommendationReason> reasons)
    {
        if (!entry.RequiresDivert) return;
        reasons.Add(RecommendationReason.Of(
            ReasonCodes.OnMissionLowerPriority, "priority", entry.Unit.MissionPriority!.Value.ToString(),
            "milestone", entry.Unit.MissionMilestone!.Value.ToString()));
        if (LossOf is not null) reasons.Add(Loss(LossOf(entry.Unit.AmbulanceId)));
    }

    private static RecommendationReason Loss(DivertLoss? loss) => loss switch
    {
        { Next: null } => RecommendationReason.Of(ReasonCodes.FirstCaseAlone),
        { Next: { } unit, Delay: { } delay } => RecommendationReason.Of(
            loss.MeetsStandard is false ? ReasonCodes.FirstCaseLate : ReasonCodes.FirstCaseWaits,
            "unit", unit.Value, "seconds", RecommendationReason.Seconds(delay)),
        _ => FirstCaseUnknown,
    };

    private void Travel(Entry entry, List<RecommendationReason> reasons)
    {
        if (entry.Eta is not { } eta || entry.Margin is not { } margin)
        {
            reasons.Add(Unreachable);
            return;
        }

        if (entry.Group is UnitGroup.FreeAndSuitable && entry.Doubt is 0 && eta == BestFree) reasons.Add(Nearest);
        reasons.Add(margin >= TimeSpan.Zero
            ? RecommendationReason.Of(ReasonCodes.MeetsStandard, "marginSeconds", margin)
            : RecommendationReason.Of(ReasonCodes.LateBy, "seconds", -margin));
        if (entry.RequiresDivert && eta < BestFree) reasons.Add(RecommendationReason.Of(ReasonCodes.SoonerThanFree, "seconds", BestFree.Value - eta));
    }

    private static void Fitness(Entry entry, List<RecommendationReason> reasons)
    {
        foreach (var word in entry.Missing) reasons.Add(RecommendationReason.Of(ReasonCodes.LacksCapability, "capability", word));
        foreach (var (_, why) in entry.LevelsLost) reasons.Add(why);
        if (entry.IsSupportCar) reasons.Add(NoTransport);
        if (CrewRules.IsUnknown(entry.Unit.Crew)) reasons.Add(CrewUnknown);
    }

    private void Position(Entry entry, List<RecommendationReason> reasons)
    {
        if (entry.Unit.Duty is UnitDuty.AvailableAtStation) reasons.Add(AtStation);
        if (entry.IsAssumed) reasons.Add(PositionAssumed);
        if (entry.Unit.FixAge > Options.FixStale) reasons.Add(RecommendationReason.Of(ReasonCodes.PositionStale, "ageSeconds", entry.Unit.FixAge.Value));
        var link = entry.Unit.Link switch
        {
            UnitLink.VoiceOnly => VoiceOnly,
            UnitLink.Stale => LinkStale,
            UnitLink.Offline => LinkOffline,
            _ => null,
        };
        if (link is not null) reasons.Add(link);
    }

    private void Rest(Entry entry, List<RecommendationReason> reasons)
    {
        if (entry.Unit.Rest is not { } rest) return;
        if (rest.SinceMission < Options.RestAfterMission) reasons.Add(RecommendationReason.Of(ReasonCodes.RestShort, "seconds", rest.SinceMission.Value));
        if (rest.Worked > Options.BreakAfter) reasons.Add(RecommendationReason.Of(ReasonCodes.BreakDue, "seconds", rest.Worked.Value));
        if (rest.ShiftLeft < Options.ShiftEndMargin) reasons.Add(RecommendationReason.Of(ReasonCodes.ShiftEnds, "seconds", rest.ShiftLeft.Value));
    }

    private void Coverage(Entry entry, List<RecommendationReason> reasons)
    {
        if (entry.Unit.CoverageCost is not { } cost) return;
        if (cost == LeastCost && entry is { Group: UnitGroup.FreeAndSuitable, MeetsStandard: true }) reasons.Add(LeastCoverageCost);
        if (cost > 0)
        {
            var people = Math.Round(cost).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
            reasons.Add(RecommendationReason.Of(ReasonCodes.CoverageCost, "people", people));
        }
    }
}
