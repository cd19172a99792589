using Emergency.Domain.Scores;

namespace Emergency.Domain.Tests.Scores;

public sealed class News2Tests
{
    private static readonly News2Input Well = new(16, 97, 1, false, 120, 70, Consciousness.A, 37, 40);

    /// <summary>Both ends of every cell of the chart: parameter, value, points.</summary>
    public static TheoryData<string, double, int> Chart()
    {
        var chart = new TheoryData<string, double, int>();
        const string cells = """
            respirationRate 0=3 8=3 9=1 11=1 12=0 20=0 21=2 24=2 25=3 100=3
            spo2            30=3 91=3 92=2 93=2 94=1 95=1 96=0 100=0
            systolic        0=3 90=3 91=2 100=2 101=1 110=1 111=0 219=0 220=3 350=3
            pulse           0=3 40=3 41=1 50=1 51=0 90=0 91=1 110=1 111=2 130=2 131=3 350=3
            temperature     15=3 35.0=3 35.1=1 36.0=1 36.1=0 38.0=0 38.1=1 39.0=1 39.1=2 46=2
            """;
        foreach (var words in cells.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            foreach (var cell in words[1..].Select(w => w.Split('=')))
                chart.Add(words[0], double.Parse(cell[0]), int.Parse(cell[1]));
        }
        return chart;
    }

    [Theory]
    [MemberData(nameof(Chart))]
    public void Compute_EveryCell_HasItsPoints(string parameter, double value, int points)
    {
        var result = Compute(With(parameter, value));
        result.Parts[parameter].ShouldBe(points);
        result.Total.ShouldBe(points);
        result.Status.ShouldBe(ScoreStatus.Complete);
    }

    [Theory]
    [InlineData(83, false, 3)]
    [InlineData(83, true, 3)]
    [InlineData(84, true, 2)]
    [InlineData(85, false, 2)]
    [InlineData(86, true, 1)]
    [InlineData(87, false, 1)]
    [InlineData(88, true, 0)]
    [InlineData(92, true, 0)]
    [InlineData(92, false, 0)]
    [InlineData(93, false, 0)]
    [InlineData(100, false, 0)]
    [InlineData(93, true, 1)]
    [InlineData(94, true, 1)]
    [InlineData(95, true, 2)]
    [InlineData(96, true, 2)]
    [InlineData(97, true, 3)]
    [InlineData(100, true, 3)]
    public void Compute_Scale2_DependsOnOxygenAboveTheTarget(double percent, bool onOxygen, int points)
    {
        var result = Compute(Well with { Spo2 = percent, Spo2Scale = 2, OnOxygen = onOxygen });
        result.Parts["spo2"].ShouldBe(points);
        result.Parts["onOxygen"].ShouldBe(onOxygen ? 2 : 0);
    }

    [Theory]
    [InlineData(Consciousness.A, 0)]
    [InlineData(Consciousness.C, 3)]
    [InlineData(Consciousness.V, 3)]
    [InlineData(Consciousness.P, 3)]
    [InlineData(Consciousness.U, 3)]
    public void Compute_Consciousness_OnlyAlertIsNought(Consciousness mind, int points) =>
        Compute(Well with { Consciousness = mind }).Parts["consciousness"].ShouldBe(points);

    [Fact]
    public void Compute_BetweenCells_RoundsHalvesUp()
    {
        Compute(Well with { RespirationRate = 20.4 }).Total.ShouldBe(0);
        Compute(Well with { RespirationRate = 20.5 }).Total.ShouldBe(2);
        Compute(Well with { Temperature = 38.04 }).Total.ShouldBe(0);
        Compute(Well with { Temperature = 38.06 }).Total.ShouldBe(1);
    }

    [Fact]
    public void Compute_Bands_FollowTheTotalAndSingleReds()
    {
        Compute(Well).Band.ShouldBe("low");
        Compute(Well with { Consciousness = Consciousness.C }).Band.ShouldBe("urgent-single");
        Compute(Well with { Consciousness = Consciousness.C, RespirationRate = 22 }).Band.ShouldBe("urgent");
        Compute(Well with { Pulse = 115, RespirationRate = 22 }).Band.ShouldBe("low");
        Compute(Well with { Pulse = 115, RespirationRate = 22, Temperature = 39.5 }).Band.ShouldBe("urgent");
        Compute(Well with { Pulse = 140, RespirationRate = 22, OnOxygen = true }).Band.ShouldBe("emergency");
        Compute(Well with { Pulse = 140, RespirationRate = 22, OnOxygen = true }).Total.ShouldBe(7);
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(0, false)]
    [InlineData(30, true)]
    public void Compute_ChildOrPregnant_IsNotApplicable(double age, bool pregnant)
    {
        var result = Compute(Well with { AgeYears = age, IsPregnant = pregnant });
        result.Status.ShouldBe(ScoreStatus.NotApplicable);
        result.Total.ShouldBeNull();
        result.Band.ShouldBeNull();
    }

    [Fact]
    public void Compute_SixteenYears_IsApplicable() => Compute(Well with { AgeYears = 16 }).Status.ShouldBe(ScoreStatus.Complete);

    [Fact]
    public void Compute_AnythingMissing_HasNoTotal()
    {
        string[] names = ["respirationRate", "spo2", "spo2Scale", "onOxygen", "systolic", "pulse", "consciousness", "temperature", "ageYears"];
        foreach (var name in names)
        {
            var result = Compute(Without(name));
            result.Status.ShouldBe(ScoreStatus.Incomplete, name);
            result.Total.ShouldBeNull(name);
            result.Missing.ShouldBe([name]);
        }
        Compute(new(null, null, null, null, null, null, null, null, null)).Missing.Count.ShouldBe(names.Length);
    }

    [Fact]
    public void Compute_Scale2AboveTargetWithoutOxygenKnown_MissesOxygen() =>
        Compute(Well with { Spo2Scale = 2, OnOxygen = null }).Missing.ShouldBe(["onOxygen"]);

    [Theory]
    [InlineData("respirationRate", 101)]
    [InlineData("respirationRate", -1)]
    [InlineData("spo2", 101)]
    [InlineData("spo2", 29)]
    [InlineData("systolic", 351)]
    [InlineData("pulse", 351)]
    [InlineData("temperature", 47)]
    [InlineData("temperature", double.NaN)]
    public void Compute_Implausible_IsRejectedByName(string parameter, double value)
    {
        var rejection = News2.Compute(With(parameter, value)).Rejection.ShouldNotBeNull();
        rejection.Code.ShouldBe(RejectionCodes.ImplausibleValue);
        rejection.Detail.ShouldStartWith(parameter);
    }

    [Fact]
    public void Compute_UnknownScale_IsRejected() =>
        News2.Compute(Well with { Spo2Scale = 3 }).Rejection.ShouldNotBeNull().Detail.ShouldStartWith("spo2Scale");

    private static ScoreResult Compute(News2Input input) => News2.Compute(input).Result.ShouldNotBeNull();

    private static News2Input With(string parameter, double value) => parameter switch
    {
        "respirationRate" => Well with { RespirationRate = value },
        "spo2" => Well with { Spo2 = value },
        "systolic" => Well with { Systolic = value },
        "pulse" => Well with { Pulse = value },
        _ => Well with { Temperature = value },
    };

    private static News2Input Without(string name) => name switch
    {
        "respirationRate" => Well with { RespirationRate = null },
        "spo2" => Well with { Spo2 = null },
        "spo2Scale" => Well with { Spo2Scale = null },
        "onOxygen" => Well with { OnOxygen = null },
        "systolic" => Well with { Systolic = null },
        "pulse" => Well with { Pulse = null },
        "consciousness" => Well with { Consciousness = null },
        "temperature" => Well with { Temperature = null },
        _ => Well with { AgeYears = null },
    };
}
