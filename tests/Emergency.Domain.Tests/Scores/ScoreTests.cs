using Emergency.Domain.Scores;

namespace Emergency.Domain.Tests.Scores;

public sealed class ScoreTests
{
    [Theory]
    [InlineData(4, 5, 6, 15, "mild")]
    [InlineData(3, 4, 6, 13, "mild")]
    [InlineData(3, 3, 6, 12, "moderate")]
    [InlineData(2, 2, 5, 9, "moderate")]
    [InlineData(2, 2, 4, 8, "severe")]
    [InlineData(1, 1, 1, 3, "severe")]
    public void ComaScale_Sums(int eye, int verbal, int motor, int total, string band)
    {
        var result = ComaScale.Compute(eye, verbal, motor).Result!;
        result.Total.ShouldBe(total);
        result.Band.ShouldBe(band);
    }

    [Theory]
    [InlineData(0, 1, 1, "eye")]
    [InlineData(5, 1, 1, "eye")]
    [InlineData(1, 6, 1, "verbal")]
    [InlineData(1, 1, 7, "motor")]
    public void ComaScale_OutOfRange_IsRejected(int eye, int verbal, int motor, string name) =>
        ComaScale.Compute(eye, verbal, motor).Rejection!.Detail.ShouldStartWith(name);

    [Fact]
    public void ComaScale_Intubated_IsIncomplete() => ComaScale.Compute(4, null, 6).Result!.Missing.ShouldBe(["verbal"]);

    [Theory]
    [InlineData(90, 100, 0.9, "normal")]
    [InlineData(91, 100, 0.91, "raised")]
    [InlineData(60, 120, 0.5, "normal")]
    public void ShockIndex_FlagsAboveNineTenths(double pulse, double systolic, double index, string band)
    {
        var result = ShockIndex.Compute(pulse, systolic).Result!;
        result.Total!.Value.ShouldBe(index, 1e-9);
        result.Band.ShouldBe(band);
    }

    [Fact]
    public void ShockIndex_MissingOrNought_HasNoIndex()
    {
        ShockIndex.Compute(null, null).Result!.Missing.ShouldBe(["pulse", "systolic"]);
        ShockIndex.Compute(90, 0).Rejection!.Code.ShouldBe(RejectionCodes.ImplausibleValue);
    }

    [Theory]
    [InlineData(15, 90, 10, 7.8408)]
    [InlineData(13, 90, 29, 7.8408)]
    [InlineData(12, 89, 30, 0.9368 * 3 + 0.7326 * 3 + 0.2908 * 3)]
    [InlineData(9, 76, 29, 0.9368 * 3 + 0.7326 * 3 + 0.2908 * 4)]
    [InlineData(8, 75, 9, 0.9368 * 2 + 0.7326 * 2 + 0.2908 * 2)]
    [InlineData(6, 50, 6, 0.9368 * 2 + 0.7326 * 2 + 0.2908 * 2)]
    [InlineData(5, 49, 5, 0.9368 + 0.7326 + 0.2908)]
    [InlineData(4, 1, 1, 0.9368 + 0.7326 + 0.2908)]
    [InlineData(3, 0, 0, 0)]
    public void TraumaScore_CodesEveryBand(int coma, double systolic, double rate, double total) =>
        TraumaScore.Compute(coma, systolic, rate).Result!.Total!.Value.ShouldBe(total, 1e-9);

    [Fact]
    public void TraumaScore_MissingOrImplausible_HasNoTotal()
    {
        TraumaScore.Compute(15, null, 12).Result!.Missing.ShouldBe(["systolic"]);
        TraumaScore.Compute(2, 120, 12).Rejection!.Detail.ShouldStartWith("gcs");
    }

    [Theory]
    [InlineData(0, 0, 0, 0, "low")]
    [InlineData(1, 1, 1, 3, "low")]
    [InlineData(1, 2, 1, 4, "large-vessel-suspected")]
    [InlineData(1, 2, 2, 5, "large-vessel-suspected")]
    public void MotorScale_SuggestsFromFour(int face, int arm, int grip, int total, string band)
    {
        var result = MotorScale.Compute(face, arm, grip).Result!;
        result.Total.ShouldBe(total);
        result.Band.ShouldBe(band);
        MotorScale.Compute(2, arm, grip).Rejection!.Detail.ShouldStartWith("face");
    }

    [Theory]
    [InlineData(true, null, null, null, null, "green")]
    [InlineData(false, false, null, null, null, "black")]
    [InlineData(false, true, 31.0, null, null, "red")]
    [InlineData(false, true, 30.0, 2.1, null, "red")]
    [InlineData(false, true, 30.0, 2.0, false, "red")]
    [InlineData(false, true, 30.0, 2.0, true, "yellow")]
    [InlineData(null, null, null, null, null, "canWalk")]
    [InlineData(false, null, null, null, null, "isBreathing")]
    [InlineData(false, true, 20.0, null, true, "capillaryRefillSeconds")]
    [InlineData(false, true, null, null, null, "respirationRate capillaryRefillSeconds obeysCommands")]
    public void StartTriage_ColourOrWhatIsMissing(bool? walks, bool? breathes, double? rate, double? refill, bool? obeys, string expected)
    {
        var result = StartTriage.Compute(new(walks, breathes, rate, refill, obeys)).Result!;
        (result.Band ?? string.Join(' ', result.Missing)).ShouldBe(expected);
        (result.Status is ScoreStatus.Complete).ShouldBe(result.Band is not null);
    }

    [Fact]
    public void StartTriage_Implausible_IsRejected()
    {
        StartTriage.Compute(new(false, true, 0, null, null)).Rejection!.Detail.ShouldStartWith("respirationRate");
        StartTriage.Compute(new(false, true, 20, 11, null)).Rejection!.Detail.ShouldStartWith("capillaryRefillSeconds");
    }
}
