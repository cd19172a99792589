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
            var free = units.Count(u => u.Duty is UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile);
            return ranked.Select(c => c.AmbulanceId).SequenceEqual(again.Select(c => c.AmbulanceId))
                && ranked.Select(c => c.Rank).SequenceEqual(Enumerable.Range(1, ranked.Count))
                && ranked.Count(c => !c.RequiresDivert) == free
                && ranked.All(c => !c.RequiresDivert || request.Priority <= Priority.II)
                && ranked.All(c => c.Reasons.Count > 0);
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
        (UnitLink)random.Next(4), (Priority)random.Next(1, 5), (Milestone)random.Next(0, 10), random.Next(3) == 0 ? null : random.Next(5000));
}
