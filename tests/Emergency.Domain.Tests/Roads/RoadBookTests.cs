using Emergency.Domain.Roads;

namespace Emergency.Domain.Tests.Roads;

public sealed class RoadBookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 40, 0, TimeSpan.Zero);
    private static readonly FactAuthor By = FactAuthor.Desk("dispatcher1");

    private static SetRoadCondition Closed { get; } =
        new(By, "r-1", RoadShapeKind.Point, [new GeoPoint(113.44, 29.48)], null, " flood ", null);

    [Fact]
    public void Decide_ClosedRoad_HoldsWithWhoWhenAndWhy()
    {
        var hold = After(RoadBook.Empty, Closed).Holds.ShouldHaveSingleItem();
        hold.ShouldBe(new RoadHold("r-1", RoadShapeKind.Point, Closed.Points, null, "flood", null, Now, "dispatcher1"));
    }

    [Fact]
    public void Decide_SameAgain_IsUnchanged() =>
        After(RoadBook.Empty, Closed).Decide(Closed, Now.AddMinutes(1)).IsUnchanged.ShouldBeTrue();

    [Fact]
    public void Decide_LiftedTwice_IsTheSameYes()
    {
        var book = After(After(RoadBook.Empty, Closed), new LiftRoadCondition(By, "r-1"));
        book.Holds.ShouldBeEmpty();
        book.Decide(new LiftRoadCondition(By, "r-1"), Now).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void Decide_LiftOfNothing_IsRefusedByName() =>
        RoadBook.Empty.Decide(new LiftRoadCondition(By, "r-9"), Now).Rejection!.Code.ShouldBe(RejectionCodes.UnknownRoadCondition);

    [Fact]
    public void Decide_ItsEndHasCome_IsLiftedAsOfThen()
    {
        var until = Now.AddHours(1);
        var book = After(RoadBook.Empty, Closed with { Until = until });
        book.Decide(new ExpireRoadConditions(FactAuthor.System), until.AddSeconds(-1)).IsUnchanged.ShouldBeTrue();
        var lifted = book.Decide(new ExpireRoadConditions(FactAuthor.System), until.AddMinutes(5)).Events.ShouldHaveSingleItem()
            .ShouldBeOfType<RoadConditionLifted>();
        (lifted.At, lifted.Expired).ShouldBe((until, true));
        book.Apply(lifted).Holds.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("validation", 0.1, 0, "x")]
    [InlineData("validation", 21.0, 0, "x")]
    [InlineData("validation", double.NaN, 0, "x")]
    [InlineData("validation", null, -1, "x")]
    [InlineData("validation", null, 91 * 24, "x")]
    [InlineData("reason-required", null, 0, " ")]
    public void Decide_OutOfBounds_IsRefused(string code, double? factor, int untilHours, string reason) => RoadBook.Empty
        .Decide(Closed with { Factor = factor, Reason = reason, Until = untilHours == 0 ? null : Now.AddHours(untilHours) }, Now)
        .Rejection!.Code.ShouldBe(code);

    [Theory]
    [InlineData(RoadShapeKind.Point, 2)]
    [InlineData(RoadShapeKind.Line, 1)]
    [InlineData(RoadShapeKind.Area, 2)]
    [InlineData(RoadShapeKind.Area, 501)]
    public void Decide_WrongNumberOfPoints_IsRefused(RoadShapeKind shape, int points) => RoadBook.Empty
        .Decide(Closed with { Shape = shape, Points = [.. Enumerable.Repeat(new GeoPoint(113, 29), points)] }, Now)
        .Rejection!.Code.ShouldBe(RejectionCodes.Validation);

    [Fact]
    public void Decide_OneTooMany_IsRefused()
    {
        var book = Enumerable.Range(0, RoadLimits.Conditions).Aggregate(RoadBook.Empty, (b, i) => After(b, Closed with { ConditionId = $"r-{i}" }));
        book.Decide(Closed with { ConditionId = "r-more" }, Now).Rejection!.Code.ShouldBe(RejectionCodes.LimitReached);
        book.Decide(Closed with { ConditionId = "r-3", Reason = "ice" }, Now).IsAccepted.ShouldBeTrue();
    }

    private static RoadBook After(RoadBook book, RoadCommand command) =>
        book.Decide(command, Now).Events.Aggregate(book, (state, e) => state.Apply(e));
}
