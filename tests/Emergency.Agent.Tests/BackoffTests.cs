namespace Emergency.Agent.Tests;

public sealed class BackoffTests
{
    private static readonly BackoffOptions Options = new() { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(30) };

    [Fact]
    public void Next_ManyFailures_GrowsToTheBoundWithinItsJitter()
    {
        var backoff = new Backoff(Options, new Random(1));
        double[] longest = [1, 2, 4, 8, 16, 30, 30, 30];

        foreach (var bound in longest)
            backoff.Next().TotalSeconds.ShouldBeInRange(bound / 2, bound);
    }

    [Fact]
    public void Next_TwoVehicles_DoNotReturnTogether() =>
        new Backoff(Options, new Random(1)).Next().ShouldNotBe(new Backoff(Options, new Random(2)).Next());

    [Fact]
    public void Reset_AfterSuccess_StartsAgain()
    {
        var backoff = new Backoff(Options, new Random(1));
        for (var i = 0; i < 5; i++)
            backoff.Next();

        backoff.Reset();

        backoff.Next().ShouldBeLessThanOrEqualTo(Options.First);
    }
}
