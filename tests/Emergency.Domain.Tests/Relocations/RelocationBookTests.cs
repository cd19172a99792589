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

    [Fact]
    public void Refuse_UnitNotFreeAnyMore_DoesNotCountTowardsTheCap()
    {
        var book = After(RelocationBook.Empty, RelocationBook.Empty.Accept(Move, By, Now));
        var refused = After(book, book.Refuse(new("A01"), Now));
        refused.UnderWay.ShouldBeEmpty();
        refused.Decided.ShouldBeEmpty();
    }

    [Fact]
    public void Withdraw_ByTheDesk_NeedsAReasonAndStillCounts()
    {
        var book = After(RelocationBook.Empty, RelocationBook.Empty.Accept(Move, By, Now));
        book.Withdraw(new("A01"), "", By, Now).Rejection!.Code.ShouldBe(RejectionCodes.ReasonRequired);
        var withdrawn = After(book, book.Withdraw(new("A01"), " rest ", By, Now));
        withdrawn.UnderWay.ShouldBeEmpty();
        withdrawn.Decided.ShouldHaveSingleItem();
        withdrawn.Withdraw(new("A01"), "rest", By, Now).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void Takeovers_AcceptedAndDismissed_AreRemembered()
    {
        var book = After(RelocationBook.Empty, RelocationBook.AcceptTakeover(new("c1"), new("A01"), new("A02"), TimeSpan.FromMinutes(4), By, Now));
        book = After(book, RelocationBook.DismissTakeover(new("c2"), new("A03"), new("A04"), "fog", By, Now));
        book.Takeovers.ShouldBe([new(new("c1"), new("A01"), new("A02"), Now, true), new(new("c2"), new("A03"), new("A04"), Now, false)]);
        RelocationBook.DismissTakeover(new("c2"), new("A03"), new("A04"), " ", By, Now).Rejection!.Code.ShouldBe(RejectionCodes.ReasonRequired);
    }

    private static RelocationBook After(RelocationBook book, Decision<RelocationEvent> decision) =>
        decision.Events.Aggregate(book, (b, e) => b.Apply(e));
}
