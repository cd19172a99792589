using System.Runtime.CompilerServices;

namespace Emergency.TestKit;

/// <summary>Waits for conditions, with a bound. The bound says that something is broken, never that it is slow.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until a condition holds.</summary>
    /// <exception cref="TimeoutException">It did not within the bound.</exception>
    public static async Task Holds(
        Func<bool> condition,
        TimeSpan? bound = null,
        [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > (bound ?? Bound))
                throw new TimeoutException($"did not come true within {bound ?? Bound}: {what}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Waits until a condition that must be asked for holds.</summary>
    /// <exception cref="TimeoutException">It did not within the bound.</exception>
    public static async Task HoldsAsync(
        Func<Task<bool>> condition,
        TimeSpan? bound = null,
        [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > (bound ?? Bound))
                throw new TimeoutException($"did not come true within {bound ?? Bound}: {what}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Tries anew as long as it fails with <typeparamref name="TFailure"/>, within the bound.</summary>
    public static async Task<T> Succeeds<T, TFailure>(Func<Task<T>> attempt, TimeSpan? bound = null)
        where TFailure : Exception
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (TFailure) when (TimeProvider.System.GetElapsedTime(started) <= (bound ?? Bound))
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }
}
