namespace Emergency.Simulators.Tests;

public sealed class DrawsTests
{
    private const int Many = 40_000;

    [Fact]
    public void Normal_ManyDraws_HasMeanZeroAndDeviationOne() => Moments(random => random.Normal()).ShouldBe(0, 1);

    [Fact]
    public void Exponential_ManyDraws_HasMeanOneAndVarianceOne() => Moments(random => random.Exponential()).ShouldBe(1, 1);

    [Theory]
    [InlineData(0.4)]
    [InlineData(3)]
    [InlineData(45)]
    public void Gamma_ManyDraws_HasMeanAndVarianceOfItsShape(double shape) => Moments(random => random.Gamma(shape)).ShouldBe(shape, shape);

    [Fact]
    public void Draw_ManySpans_HasItsMedianAndStaysWithinBounds()
    {
        var random = new Random(5);
        var distribution = SpanDistribution.Seconds(60, 0.9);

        var draws = Enumerable.Range(0, Many).Select(_ => random.Draw(distribution).TotalSeconds).Order().ToList();

        draws[Many / 2].ShouldBeInRange(58, 62);
        draws[0].ShouldBeGreaterThanOrEqualTo(60 / SpanDistribution.WidestFactor);
        draws[^1].ShouldBeLessThanOrEqualTo(60 * SpanDistribution.WidestFactor);
    }

    [Fact]
    public void Pick_ManyTimes_FollowsTheWeights()
    {
        var random = new Random(5);
        var counts = Enumerable.Range(0, Many)
            .Select(_ => random.Pick(["a", "b", "c"], item => item == "a" ? 3 : item == "b" ? 1 : 0))
            .CountBy(item => item).ToDictionary();

        counts.ShouldNotContainKey("c");
        ((double)counts["a"] / counts["b"]).ShouldBeInRange(2.8, 3.2);
    }

    [Fact]
    public void Branch_OfASeed_IsItselfAgainAndNothingElse()
    {
        var seed = Seed.Of(7);

        seed.Branch("calls").ShouldBe(Seed.Of(7).Branch("calls"));
        new[] { seed, seed.Branch("calls"), seed.Branch("crew"), seed.Branch("calls", 1), Seed.Of(8).Branch("calls") }.ShouldBeUnique();
    }

    private static (double Mean, double Variance) Moments(Func<Random, double> draw)
    {
        var random = new Random(11);
        var draws = Enumerable.Range(0, Many).Select(_ => draw(random)).ToList();
        var mean = draws.Average();
        return (mean, draws.Sum(x => (x - mean) * (x - mean)) / (Many - 1));
    }
}

internal static class MomentsAssertions
{
    /// <summary>Within what 40,000 draws leave to chance.</summary>
    public static void ShouldBe(this (double Mean, double Variance) moments, double mean, double variance)
    {
        moments.Mean.ShouldBe(mean, 0.03 * Math.Max(1, mean));
        moments.Variance.ShouldBe(variance, 0.05 * Math.Max(1, variance));
    }
}
