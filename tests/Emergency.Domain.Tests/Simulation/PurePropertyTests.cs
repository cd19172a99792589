using Emergency.Domain.Clocks;
using Emergency.Domain.Recommendations;
using Emergency.Domain.Scores;
using FsCheck;
using FsCheck.Fluent;

namespace Emergency.Domain.Tests.Simulation;

/// <summary>Laws of the pure calculations, for any input.</summary>
public sealed class PurePropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void Quantile_AnyValues_LiesBetweenThemAndGrowsWithTheLevel() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<int>>(), values =>
        {
            TimeSpan[] times = [.. values.Get.Order().Select(v => TimeSpan.FromSeconds(v))];
            var levels = Enumerable.Range(0, 11).Select(i => Quantile.Of(times, i / 10.0)!.Value).ToList();
            return levels[0] == times[0] && levels[^1] == times[^1] && levels.SequenceEqual(levels.Order());
        }).Check(Runs);

    [Fact]
    public void Rank_AnyUnits_DoesNotDependOnTheirOrderAndLosesNone() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            UnitSnapshot[] units = [.. Enumerable.Range(0, 12).Select(i => Any(random, i))];
            var request = new RecommendationRequest((Priority)random.Next(1, 5), TimeSpan.FromMinutes(15), random.Next(2) == 0 ? ["als"] : []);
            var ranked = Recommendation.Rank(request, units);
            random.Shuffle(units);
            var again = Recommendation.Rank(request, units);
            var free = units.Count(u => u.Duty is UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile
                && CrewRules.WhyIncomplete(u.Capabilities, u.Crew, CrewMinimum.Default) is null);
            var rest = Recommendation.Advise(request, units).Unavailable;
            return ranked.Select(c => c.AmbulanceId).SequenceEqual(again.Select(c => c.AmbulanceId))
                && ranked.Select(c => c.Rank).SequenceEqual(Enumerable.Range(1, ranked.Count))
                && ranked.Count(c => !c.RequiresDivert) == free
                && ranked.All(c => !c.RequiresDivert || request.Priority <= Priority.II)
                && ranked.All(c => c.Reasons.Count > 0)
                && ranked.Count + rest.Count == units.Length
                && rest.All(u => u.Reasons.Count == 1);
        }).Check(Runs);

    [Fact]
    public void Rank_UnitThatIsBetterInEveryWay_NeverRanksBelow() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var worse = Any(random, 1);
            var better = worse with
            {
                AmbulanceId = new("A00"),
                Capabilities = ["als", .. worse.Capabilities],
                Eta = worse.Eta is { } eta ? eta * random.NextDouble() : random.Next(2) == 0 ? null : TimeSpan.FromMinutes(random.Next(1, 30)),
                CoverageCost = worse.CoverageCost * random.NextDouble(),
                Link = random.Next(2) == 0 ? UnitLink.Online : worse.Link,
                Rest = null,
                Crew = new(1, 1, 1),
            };
            var request = new RecommendationRequest((Priority)random.Next(1, 5), TimeSpan.FromMinutes(15), random.Next(2) == 0 ? ["als"] : []);
            UnitSnapshot[] units = [worse, better, .. Enumerable.Range(2, 6).Select(i => Any(random, i))];
            random.Shuffle(units);
            var ranked = Recommendation.Rank(request, units);
            return Where(worse) is not { } low || Where(better) < low;

            int? Where(UnitSnapshot unit) => ranked.SingleOrDefault(c => c.AmbulanceId == unit.AmbulanceId)?.Rank;
        }).Check(Runs);

    [Fact]
    public void Judge_AnyUnits_AsksForAReasonUnlessTheChoiceIsOrWasFirst() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var request = new RecommendationRequest((Priority)random.Next(1, 5), TimeSpan.FromMinutes(15), random.Next(2) == 0 ? ["als"] : []);
            var before = Recommendation.Advise(request, Enumerable.Range(0, 6).Select(i => Any(random, i)));
            var now = Recommendation.Advise(request, Enumerable.Range(0, 6).Select(i => Any(random, i)));
            var exact = RecommendationOptions.Default with { SameArrival = TimeSpan.Zero };
            var seen = SeenAdvice.Of(before, exact);
            return now.Candidates.All(c =>
            {
                var blind = ChoiceRule.Judge(c.AmbulanceId, now, null, exact);
                var fair = ChoiceRule.Judge(c.AmbulanceId, now, seen, exact);
                var isFirst = SeenAdvice.Of(now, exact).Firsts.Contains(c.AmbulanceId) || c.Rank == 1 || now.Additional.Any(a => a.Candidates.Count > 0 && a.Candidates[0].AmbulanceId == c.AmbulanceId);
                return blind.Override is null == (isFirst && (!c.NeedsOverride || c.Rank > 1))
                    && (blind.Override is not null || fair.Override is null)
                    && (fair.Override is not null || c.NeedsOverride || isFirst || seen.Firsts.Contains(c.AmbulanceId))
                    && blind.FirstChoice == now.Candidates[0].AmbulanceId;
            });
        }).Check(Runs);

    [Fact]
    public void News2_AnyPlausibleInput_SumsItsPartsOrGivesNoTotal() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            double? Some(int low, int high) => random.Next(8) == 0 ? null : low + random.NextDouble() * (high - low);
            var input = new News2Input(
                Some(0, 60), Some(60, 100), random.Next(8) == 0 ? null : random.Next(1, 3), random.Next(8) == 0 ? null : random.Next(2) == 0,
                Some(40, 260), Some(20, 200), random.Next(8) == 0 ? null : (Consciousness)random.Next(5), Some(30, 42), Some(10, 90));
            var result = News2.Compute(input).Result!;
            return result.Status is ScoreStatus.Complete
                ? result.Total == result.Parts.Values.Sum() && result.Total <= 20 && result.Parts.Count == 7 && result.Band is not null
                : result.Total is null && result.Band is null && (result.Status is ScoreStatus.NotApplicable || result.Missing.Count > 0);
        }).Check(Runs);

    private static UnitSnapshot Any(Random random, int index) => new(
        new($"A{index:00}"), (UnitDuty)random.Next(6), random.Next(2) == 0 ? ["als"] : ["bls"],
        random.Next(8) == 0 ? null : TimeSpan.FromMinutes(random.Next(1, 30)),
        random.Next(8) == 0 ? null : TimeSpan.FromSeconds(random.Next(0, 2000)),
        (UnitLink)random.Next(4), (Priority)random.Next(1, 5), (Milestone)random.Next(0, 10), random.Next(3) == 0 ? null : random.Next(5000))
    {
        Crew = random.Next(3) == 0 ? null : new(random.Next(2), random.Next(3), random.Next(2)),
        Rest = random.Next(3) == 0 ? null : new CrewRest(TimeSpan.FromMinutes(random.Next(900)), TimeSpan.FromMinutes(random.Next(60)), null),
    };
}
