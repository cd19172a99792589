using Emergency.Domain.Relocations;

namespace Emergency.Domain.Tests.Relocations;

public sealed class RelocationBookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly FactAuthor By = FactAuthor.Desk("dispatcher1");
    private static readonly OfferedMove Move = new(new("A01"), new("ST01"), new("ST02"), 1200, 800);

    [Fact]
    public void Accept_Suggestion_IsUnderWayUntilItEnds()
    {
        var book = After(RelocationBook.Empty, RelocationBook.Empty.Accept(Move, By, Now));
        book.UnderWay[new("A01")].ShouldBe(new DecidedMove(new("A01"), new("ST01"), new("ST02"), Now, "dispatcher1", true));
        book.Accept(Move, By, Now).IsUnchanged.ShouldBeTrue();
        var there = After(book, book.End(new("A01"), true, Now));
        there.UnderWay.ShouldBeEmpty();
        there.Decided.ShouldHaveSingleItem();
        there.End(new("A01"), true, Now).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void Dismiss_WithoutReason_IsRefused()
    {
        RelocationBook.Dismiss(Move, " ", By, Now).Rejection!.Code.ShouldBe(RejectionCodes.ReasonRequired);
        var book = After(RelocationBook.Empty, RelocationBook.Dismiss(Move, " rest ", By, Now));
        book.UnderWay.ShouldBeEmpty();
        book.Decided.Single().Accepted.ShouldBeFalse();
    }

    [Fact]
    public void Apply_LongAfter_ForgetsWhatNoShiftCounts()
    {
        var book = After(RelocationBook.Empty, RelocationBook.Empty.Accept(Move, By, Now));
        var later = Now.AddHours(37);
        After(book, RelocationBook.Dismiss(Move, "rest", By, later)).Decided.Single().At.ShouldBe(later);
    }

    private static RelocationBook After(RelocationBook book, Decision<RelocationEvent> decision) =>
        decision.Events.Aggregate(book, (b, e) => b.Apply(e));
}
