using System.Text.Json;
using Emergency.Domain.Recommendations;

namespace Emergency.Geography.Tests.Packages;

public class RecommendationJsonTests
{
    [Fact]
    public void ToOptions_NothingGiven_IsTheDefaultAndIsNotWritten()
    {
        Read("{}").ToOptions().ShouldBe(RecommendationOptions.Default);
        RecommendationJson.Of(RecommendationOptions.Default).ShouldBeNull();
        Read("{}").Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Of_EverySetting_ReadsBackTheSame()
    {
        var set = RecommendationOptions.Default with
        {
            DivertFor = Priority.I,
            DivertUntil = Milestone.Acknowledged,
            CoverageFrom = Priority.IV,
            CoverageStep = 250,
            FixStale = TimeSpan.FromSeconds(45),
            RestAfterMission = TimeSpan.FromMinutes(20),
            SeenFor = TimeSpan.FromSeconds(30),
            SameArrival = TimeSpan.FromSeconds(5),
            Crew = [new("als", 1, 2, 1)],
            Complaints = new([new(["蛇咬", "snake"], ["als"], ["trauma"])], new Dictionary<Priority, IReadOnlyList<string>> { [Priority.I] = ["als"] }),
            Support = [new("supervisor", "supervisor", ["火灾"], Priority.II, 3, "als")],
        };

        var text = JsonSerializer.Serialize(RecommendationJson.Of(set), CountyJson.Options);
        var back = Read(text).ToOptions();

        JsonSerializer.Serialize(RecommendationJson.Of(back), CountyJson.Options).ShouldBe(text);
        back.Crew.ShouldBe(set.Crew);
        (back.DivertFor, back.CoverageStep, back.FixStale, back.SeenFor).ShouldBe((Priority.I, 250, TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(30)));
        back.Complaints.RequiredFor("被蛇咬伤", Priority.III).ShouldBe(["als"]);
        back.Complaints.CentresFor("Snake bite").ShouldBe(["trauma"]);
    }

    [Theory]
    [InlineData("""{"coverageStepPeople":0}""", "recommendation.coverageStepPeople is 0: expected 1 to 1000000")]
    [InlineData("""{"divertUntil":"OnScene"}""", "recommendation.divertUntil is OnScene: expected Offered, Acknowledged or EnRoute")]
    [InlineData("""{"fixStaleSeconds":1e300}""", "recommendation.fixStaleSeconds is ")]
    [InlineData("""{"fixStaleSeconds":600,"fixUselessSeconds":60}""", "recommendation.fixStaleSeconds is more than fixUselessSeconds")]
    [InlineData("""{"breakAfterHours":-1}""", "recommendation.breakAfterHours is -1: expected 1 to 24")]
    [InlineData("""{"crew":[{"capability":"a b"}]}""", "recommendation.crew.capability 'a b' is not a word")]
    [InlineData("""{"crew":[{"capability":"als","drivers":10}]}""", "recommendation.crew of 'als' has a number that is not 0 to 9")]
    [InlineData("""{"crew":[{"capability":"als"},{"capability":"als"}]}""", "recommendation.crew.capability 'als' is listed twice")]
    [InlineData("""{"crew":[{}]}""", "recommendation.crew has an entry without capability")]
    [InlineData("""{"complaints":[{"words":[]}]}""", "recommendation.complaints.words is empty")]
    [InlineData("""{"complaints":[{}]}""", "recommendation.complaints has an entry without words")]
    [InlineData("""{"complaints":[{"words":["x"],"centres":["cath lab"]}]}""", "recommendation.complaints of 'x' ask for 'cath lab', which is not a word")]
    [InlineData("""{"support":[{"kind":"second-unit"}]}""", "recommendation.support of 'second-unit' names no condition")]
    [InlineData("""{"support":[{"kind":"second-unit","patientsAbove":0}]}""", "recommendation.support.patientsAbove of 'second-unit' is 0: expected 1 to 1000")]
    public void Problems_OutOfRange_AreNamed(string text, string expected) => Read(text).Problems().ShouldContain(p => p.StartsWith(expected));

    private static RecommendationJson Read(string text) => JsonSerializer.Deserialize<RecommendationJson>(text, CountyJson.Options)!;
}
