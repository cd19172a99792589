using Emergency.Domain.Clocks;
using Emergency.Domain.Tests.Cases;

namespace Emergency.Domain.Tests.Clocks;

public sealed class ResponseReportTests
{
    [Theory]
    [InlineData("10", 0.5, 10)]
    [InlineData("10 20", 0.5, 15)]
    [InlineData("10 20 40", 0.5, 20)]
    [InlineData("10 20 40", 0.9, 36)]
    [InlineData("0 10 20 30 40 50 60 70 80 90 100", 0.9, 90)]
    [InlineData("0 10 20 30 40 50 60 70 80 90", 0.9, 81)]
    [InlineData("1 2 3", 0, 1)]
    [InlineData("1 2 3", 1, 3)]
    public void Quantile_IsType7(string seconds, double level, double expected) =>
        Quantile.Of([.. seconds.Split(' ').Select(s => TimeSpan.FromSeconds(int.Parse(s)))], level).ShouldBe(TimeSpan.FromSeconds(expected));

    [Fact]
    public void Quantile_OfNothing_IsUnknown()
    {
        Quantile.Of([], 0.5).ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => Quantile.Of([], 1.1));
    }

    [Fact]
    public void Compute_CountsUnknownApart()
    {
        var report = ResponseReport.Compute([
            Known(AreaKind.Urban, 10), Known(AreaKind.Urban, 15), Known(AreaKind.Urban, 20), Other(ResponseKnowledge.Unknown),
            Other(ResponseKnowledge.Pending), Other(ResponseKnowledge.None), Known(AreaKind.Rural, 29)]);
        report[0].ShouldBe(new(AreaKind.Urban, 3, 2, 2.0 / 3, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(19), 1));
        report[1].ShouldBe(new(AreaKind.Rural, 1, 1, 1, TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(29), 0));
    }

    [Fact]
    public void Compute_NoCases_HasLinesWithoutFigures() =>
        ResponseReport.Compute([]).ShouldBe([new(AreaKind.Urban, 0, 0, null, null, null, 0), new(AreaKind.Rural, 0, 0, null, null, null, 0)]);

    [Theory]
    [InlineData("", ResponseKnowledge.Pending)]
    [InlineData("Offered EnRoute", ResponseKnowledge.Pending)]
    [InlineData("Offered EnRoute OnScene", ResponseKnowledge.Known)]
    [InlineData("Offered EnRoute OnScene Cleared BackAtStation", ResponseKnowledge.Known)]
    [InlineData("Offered EnRoute PatientLoaded HandedOver Cleared", ResponseKnowledge.Unknown)]
    public void Summary_OfACase_SaysWhatIsKnown(string path, ResponseKnowledge expected)
    {
        var summary = ResponseSummary.Of(CaseWorld.At(path).State);
        summary.Knowledge.ShouldBe(expected);
        (summary.Response is not null).ShouldBe(expected is ResponseKnowledge.Known);
    }

    [Fact]
    public void Summary_CalledOffOnTheWay_CountsNowhere()
    {
        var world = CaseWorld.At("Offered EnRoute");
        world.Must(new Emergency.Domain.Cases.CancelCase(CaseWorld.Desk, "false alarm"));
        ResponseSummary.Of(world.State).Knowledge.ShouldBe(ResponseKnowledge.None);
    }

    private static ResponseSummary Known(AreaKind area, int minutes) => new(
        new("c-1"), area, ResponseStandards.Default.For(area), CaseWorld.Start, ResponseKnowledge.Known, TimeSpan.FromMinutes(minutes));

    private static ResponseSummary Other(ResponseKnowledge knowledge) => new(
        new("c-1"), AreaKind.Urban, TimeSpan.FromMinutes(15), CaseWorld.Start, knowledge, null);
}
