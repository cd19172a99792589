namespace Emergency.Geography.Tests.Relocation;

public class RedispatchTests
{
    private static readonly RedispatchOptions Options = new();

    [Fact]
    public void Best_OneWouldBeRescued_GoesBeforeALargerGain() =>
        Redispatch.Best([Chance("C1", 20, 8, 25), Chance("C2", 10, 7, 8, Priority.IV)], Options)!.Value.Case.Value.ShouldBe("C2");

    [Fact]
    public void Best_NobodyRescued_TheMoreUrgentThenTheLargerGain()
    {
        Redispatch.Best([Chance("C1", 12, 5, 14, Priority.III), Chance("C2", 9, 5, 14, Priority.I)], Options)!.Value.Case.Value.ShouldBe("C2");
        Redispatch.Best([Chance("C1", 9, 5, 14), Chance("C2", 12, 5, 14)], Options)!.Value.Case.Value.ShouldBe("C2");
        Redispatch.Best([Chance("C2", 9, 5, 14), Chance("C1", 9, 5, 14)], Options)!.Value.Case.Value.ShouldBe("C1");
    }

    [Fact]
    public void Best_GainTooSmallOrChangedBefore_Nothing()
    {
        Redispatch.Best([Chance("C1", 6.9, 5, 14)], Options).ShouldBeNull();
        Redispatch.Best([Chance("C1", 7, 5, 14)], Options).ShouldNotBeNull();
        Redispatch.Best([Chance("C1", 5, 9, 14)], Options with { LeastGain = TimeSpan.Zero }).ShouldBeNull();
        Redispatch.Best([Chance("C1", 12, 5, 14) with { Changes = 1 }], Options).ShouldBeNull();
        Redispatch.Best([Chance("C1", 12, 5, 14)], Options with { OnlyWhenLate = true }).ShouldBeNull();
        Redispatch.Best([Chance("C1", 15, 5, 14)], Options with { OnlyWhenLate = true }).ShouldNotBeNull();
    }

    [Fact]
    public void Problems_OutOfRange_AreNamed()
    {
        Options.Problems().ShouldBeEmpty();
        (Options with { LeastGain = TimeSpan.FromMinutes(-1), ChangesPerCase = 11 }).Problems().Count().ShouldBe(2);
    }

    private static RedispatchChance Chance(string id, double remaining, double eta, double left, Priority priority = Priority.II) => new(
        new(id), new("A01"), TimeSpan.FromMinutes(remaining), new("A02"), TimeSpan.FromMinutes(eta), TimeSpan.FromMinutes(left), priority, 0);
}
