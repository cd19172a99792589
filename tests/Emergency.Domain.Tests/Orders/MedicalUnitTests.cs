using Emergency.Domain.Orders.Safety;

namespace Emergency.Domain.Tests.Orders;

public sealed class MedicalUnitTests
{
    [Fact]
    public void Parse_EverySymbol_IsTheUnitAgain()
    {
        MedicalUnit.All.Length.ShouldBe(54);
        foreach (var unit in MedicalUnit.All) MedicalUnit.Parse(unit.Symbol).ShouldBe(unit);
        MedicalUnit.All.Select(u => u.Symbol).ShouldBeUnique();
    }

    [Theory]
    [InlineData("mcg/kg/min", "µg/kg/min")]
    [InlineData("\u03BCg", "\u00B5g")]
    [InlineData("ml/h", "mL/h")]
    [InlineData("iu/kg", "IU/kg")]
    public void Parse_OtherSpellings_AreTheUsualUnit(string spelled, string usual) => MedicalUnit.Parse(spelled).Symbol.ShouldBe(usual);

    [Theory]
    [InlineData("")]
    [InlineData("MG")]
    [InlineData("mg/min/kg")]
    [InlineData("mg/day")]
    [InlineData("U")]
    [InlineData(null)]
    public void TryParse_AnythingElse_IsRefused(string? symbol) => MedicalUnit.TryParse(symbol, out _).ShouldBeFalse();

    [Theory]
    [InlineData("ng", "mg", false, false)]
    [InlineData("µg/kg/min", "mg/h", true, true)]
    [InlineData("IU/kg", "IU", true, false)]
    [InlineData("L/h", "mL/h", false, true)]
    public void Unit_Parts_AreWhatTheSymbolSays(string symbol, string baseSymbol, bool perKilogram, bool isRate)
    {
        var unit = MedicalUnit.Parse(symbol);

        (unit.BaseSymbol, unit.IsPerKilogram, unit.IsRate).ShouldBe((baseSymbol, perKilogram, isRate));
    }

    [Fact]
    public void Scale_OneInAnother_IsExact()
    {
        MedicalUnit.Parse("ng").Scale.ShouldBe(0.000001m);
        MedicalUnit.Parse("g").Scale.ShouldBe(1000m);
        MedicalUnit.Parse("µg/kg/min").Scale.ShouldBe(0.06m);
        new Quantity(0.123456m, "µg/min").ToString().ShouldBe("0.123456 µg/min");
        new Quantity(0.1234567m, "mg").IsInBounds.ShouldBeFalse();
    }
}
