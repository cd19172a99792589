namespace Emergency.Domain.Recommendations;

/// <summary>Says of each candidate what speaks for and against it, in the order that a dispatcher reads.</summary>
/// <param name="BestFree">The shortest travel time of a free unit with what is needed; null when there is none.</param>
/// <param name="LeastCost">The least coverage cost of those in time, where that decides; else null.</param>
internal sealed record ReasonContext(RecommendationRequest Request, RecommendationOptions Options, TimeSpan? BestFree, double? LeastCost)
{
    private static readonly Dictionary<string, string> Nothing = [];

    public IReadOnlyList<RecommendationReason> ReasonsFor(Entry entry) =>
        [.. Mission(entry), .. Travel(entry), .. Fitness(entry), .. Position(entry), .. Coverage(entry)];

    private static IEnumerable<RecommendationReason> Mission(Entry entry)
    {
        if (!entry.RequiresDivert)
            yield break;
        yield return new(ReasonCodes.OnMissionLowerPriority, new Dictionary<string, string>
        {
            ["priority"] = entry.Unit.MissionPriority!.Value.ToString(),
            ["milestone"] = entry.Unit.MissionMilestone!.Value.ToString(),
        });
    }

    private IEnumerable<RecommendationReason> Travel(Entry entry)
    {
        if (entry.Eta is not { } eta || entry.Margin is not { } margin)
        {
            yield return Plain(ReasonCodes.Unreachable);
            yield break;
        }
        if (entry.Group is UnitGroup.FreeAndSuitable && entry.Doubt is 0 && eta == BestFree)
            yield return Plain(ReasonCodes.Nearest);
        yield return margin >= TimeSpan.Zero
            ? With(ReasonCodes.MeetsStandard, "marginSeconds", Seconds(margin))
            : With(ReasonCodes.LateBy, "seconds", Seconds(-margin));
        if (entry.RequiresDivert && eta < BestFree)
            yield return With(ReasonCodes.SoonerThanFree, "seconds", Seconds(BestFree.Value - eta));
    }

    private static IEnumerable<RecommendationReason> Fitness(Entry entry) =>
        entry.Missing.Select(word => With(ReasonCodes.LacksCapability, "capability", word));

    private IEnumerable<RecommendationReason> Position(Entry entry)
    {
        if (entry.Unit.Duty is UnitDuty.AvailableAtStation)
            yield return Plain(ReasonCodes.AtStation);
        if (entry.IsAssumed)
            yield return Plain(ReasonCodes.PositionAssumed);
        if (entry.Unit.FixAge > Options.FixStale)
            yield return With(ReasonCodes.PositionStale, "ageSeconds", Seconds(entry.Unit.FixAge.Value));
        var link = entry.Unit.Link switch
        {
            UnitLink.VoiceOnly => ReasonCodes.VoiceOnly,
            UnitLink.Stale => ReasonCodes.LinkStale,
            UnitLink.Offline => ReasonCodes.LinkOffline,
            _ => null,
        };
        if (link is not null)
            yield return Plain(link);
    }

    private IEnumerable<RecommendationReason> Coverage(Entry entry)
    {
        if (entry.Unit.CoverageCost is not { } cost)
            yield break;
        if (cost == LeastCost && entry is { Group: UnitGroup.FreeAndSuitable, MeetsStandard: true })
            yield return Plain(ReasonCodes.LeastCoverageCost);
        if (cost > 0)
            yield return With(ReasonCodes.CoverageCost, "people", Math.Round(cost).ToString("0"));
    }

    private static string Seconds(TimeSpan span) => Math.Round(span.TotalSeconds).ToString("0");

    private static RecommendationReason Plain(string code) => new(code, Nothing);

    private static RecommendationReason With(string code, string name, string value) => new(code, new Dictionary<string, string> { [name] = value });
}
