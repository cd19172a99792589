namespace Emergency.Agent;

/// <summary>
/// How much one call with much to send may carry, so that it is over soon on any link and what matters more does not wait behind it: it shrinks
/// when a call took long and grows when one was quick.
/// </summary>
/// <param name="most">The most bytes.</param>
/// <param name="network">The network's clock.</param>
internal sealed class CallBudget(int most, TimeProvider network)
{
    private const int Least = 1024;
    private const int First = 8 * 1024;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(0.3);

    /// <summary>The bytes that the next call may carry.</summary>
    public int Bytes { get; private set; } = Math.Min(most, First);

    /// <summary>Makes a call and learns from how long it took.</summary>
    public async Task<T> Time<T>(Func<Task<T>> call)
    {
        var started = network.GetTimestamp();
        var answer = await call();
        var took = network.GetElapsedTime(started);
        if (took > Long)
            Bytes = Math.Max(Math.Min(Least, most), Bytes / 2);
        else if (took < Quick)
            Bytes = Math.Min(most, Bytes + Bytes / 2);
        return answer;
    }
}
