using System.Text.Json;

namespace Emergency.Domain.Tests.Vocabulary;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData("A03", true)]
    [InlineData("20261122-0007", true)]
    [InlineData("a_b.c", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("two words", false)]
    [InlineData("救护车", false)]
    [InlineData("a/b", false)]
    public void WordId_Check_FollowsTheRule(string? word, bool valid) => WordId.IsValid(word).ShouldBe(valid);

    [Fact]
    public void WordId_Length_IsBounded()
    {
        WordId.IsValid(new string('x', WordId.MaxLength)).ShouldBeTrue();
        WordId.IsValid(new string('x', WordId.MaxLength + 1)).ShouldBeFalse();
    }

    [Fact]
    public void Identifiers_Json_IsAPlainWord()
    {
        JsonSerializer.Serialize(new PatientId("p-1")).ShouldBe("\"p-1\"");
        JsonSerializer.Deserialize<AmbulanceId>("\"A03\"").ShouldBe(new AmbulanceId("A03"));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<CaseId>("\"no word\""));
    }

    [Theory]
    [InlineData(0, 0, 0, 1, 111_195)]
    [InlineData(0, 0, 1, 0, 111_195)]
    [InlineData(113, 29.5, 114, 29.5, 96_779)]
    [InlineData(-179.5, 0, 179.5, 0, 111_195)]
    [InlineData(0, 0, 180, 0, 20_015_115)]
    [InlineData(113.44, 29.48, 113.44, 29.48, 0)]
    public void DistanceTo_IsAlongTheGreatCircle(double lon1, double lat1, double lon2, double lat2, double metres) =>
        new GeoPoint(lon1, lat1).DistanceTo(new(lon2, lat2)).Value.ShouldBe(metres, 2);

    [Theory]
    [InlineData(180, 90, true)]
    [InlineData(180.1, 0, false)]
    [InlineData(0, -90.1, false)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(double.PositiveInfinity, 0, false)]
    public void GeoPoint_IsValid_KnowsItsRange(double lon, double lat, bool valid) => new GeoPoint(lon, lat).IsValid.ShouldBe(valid);
}
