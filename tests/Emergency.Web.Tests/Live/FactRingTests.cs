using Emergency.Contracts;
using Emergency.Web.Live;

namespace Emergency.Web.Tests;

public sealed class FactRingTests
{
    [Fact]
    public void TryRead_NothingNew_IsEmpty()
    {
        var ring = Ring(4, facts: 2);

        ring.TryRead(2, 10, out var facts).ShouldBeTrue();
        facts.ShouldBeEmpty();
    }

    [Fact]
    public void TryRead_SomeNew_AreInOrder()
    {
        var ring = Ring(4, facts: 3);

        ring.TryRead(1, 10, out var facts).ShouldBeTrue();
        facts.Select(fact => fact.Case!.Version).ShouldBe([2, 3]);
    }

    [Fact]
    public void TryRead_MoreThanAskedFor_GivesTheOldest()
    {
        var ring = Ring(4, facts: 4);

        ring.TryRead(0, 2, out var facts).ShouldBeTrue();
        facts.Select(fact => fact.Case!.Version).ShouldBe([1, 2]);
    }

    [Fact]
    public void TryRead_ExactlyFull_HasAll()
    {
        var ring = Ring(4, facts: 9);

        ring.TryRead(5, 10, out var facts).ShouldBeTrue();
        facts.Select(fact => fact.Case!.Version).ShouldBe([6, 7, 8, 9]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    public void TryRead_FactsAreGoneOrNotYet_SaysSo(long after) => Ring(4, facts: 9).TryRead(after, 10, out _).ShouldBeFalse();

    private static FactRing Ring(int capacity, int facts)
    {
        var ring = new FactRing(capacity);
        for (var version = 1; version <= facts; version++)
            ring.Append(new Fact(Case: Sample.Case(version: version)));
        return ring;
    }
}
