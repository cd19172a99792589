using Emergency.Domain.Recommendations;

namespace Emergency.Domain.Tests.Recommendations;

public sealed class HospitalAdviceTests
{
    [Fact]
    public void Rank_OpenCathLabFarther_BeatsTheNearestEmergencyDepartment() =>
        Order("chest-pain", "H1 - 5m", "H2 chest-pain 18m", "H3 chest-pain 25m").ShouldBe("H2 H3 H1");

    [Fact]
    public void Rank_DiversionAndFullBeds_GiveWay() => Order(
        "stroke", "H1 stroke 5m diverted", "H2 stroke 9m beds 0 age 10", "H3 stroke 30m beds 2 age 10", "H4 - 1m", "H5 - 2m diverted", "H6 stroke noway")
        .ShouldBe("H3 H2 H4 H1 H5 H6");

    [Fact]
    public void Rank_NoBedsStatedLongAgo_IsNotFull() =>
        Order("stroke", "H1 stroke 5m beds 0 age 600", "H2 stroke 9m beds 3 age 10").ShouldBe("H1 H2");

    [Fact]
    public void Rank_BedsPromisedToThoseOnTheirWay_AreTaken() =>
        Order("stroke", "H1 stroke 5m beds 1 age 10 inbound 1", "H2 stroke 9m").ShouldBe("H2 H1");

    [Fact]
    public void Rank_NoCentreNeeded_NearestFirst() => Order("", "H2 stroke 9m", "H1 - 5m", "H3 - 5m").ShouldBe("H1 H3 H2");

    [Fact]
    public void Rank_Reasons_AreSaidWithTheirFigures()
    {
        var ranked = HospitalAdvice.Rank(["chest-pain"], new[] { "H1 - 5m", "H2 chest-pain 18m beds 3 age 300 inbound 1", "H3 chest-pain 9m diverted" }.Select(Parse));
        string.Join("; ", ranked[0].Reasons).ShouldBe(
            "nearest-suitable; has-centre centre=chest-pain; farther-than-nearest seconds=780; beds-stale ageSeconds=18000 free=3 inbound=1");
        string.Join("; ", ranked[1].Reasons).ShouldBe("lacks-centre centre=chest-pain; beds-unknown");
        string.Join("; ", ranked[2].Reasons).ShouldBe("has-centre centre=chest-pain; on-diversion reason=busy; beds-unknown");
        ranked.Select(h => h.Rank).ShouldBe([1, 2, 3]);
        ranked.SelectMany(h => h.Reasons).Select(r => r.Code).Distinct().ShouldBeSubsetOf(HospitalReasonCodes.All);
    }

    [Theory]
    [InlineData("老人突发胸痛", "chest-pain")]
    [InlineData("Traffic accident, pregnant woman", "maternal trauma")]
    [InlineData("ankle sprain", "")]
    public void CentresFor_Complaint_FindsItsWords(string complaint, string expected) =>
        string.Join(' ', ComplaintRules.Default.CentresFor(complaint)).ShouldBe(expected);

    private static string Order(string needed, params string[] hospitals) => string.Join(
        ' ', HospitalAdvice.Rank(needed.Split(' ', StringSplitOptions.RemoveEmptyEntries), hospitals.Select(Parse)).Select(h => h.HospitalId));

    /// <summary>Such as <c>H2 stroke+trauma 9m beds 0 age 10 inbound 1 diverted</c>; the age of the beds is in minutes.</summary>
    private static HospitalSnapshot Parse(string text)
    {
        var words = text.Split(' ');
        int? After(string word) => Array.IndexOf(words, word) is >= 0 and var i ? int.Parse(words[i + 1]) : null;
        return new(
            new(words[0]), words[1] == "-" ? [] : words[1].Split('+'),
            words[2] == "noway" ? null : TimeSpan.FromMinutes(int.Parse(words[2].TrimEnd('m'))), After("beds"),
            After("age") is { } age ? TimeSpan.FromMinutes(age) : null, words.Contains("diverted") ? "busy" : null, After("inbound") ?? 0);
    }
}
