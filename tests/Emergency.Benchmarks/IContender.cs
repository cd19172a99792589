using System.Diagnostics;

namespace Emergency.Benchmarks;

/// <summary>One way of making a small record durable.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>Its name in the table.</summary>
    string Name { get; }

    /// <summary>Writes as fast as it can until <paramref name="until"/> (a stopwatch timestamp), adding each operation's duration in
    /// stopwatch ticks.</summary>
    Task<List<long>> RunUntil(long until, CancellationToken cancellationToken);
}

/// <summary>Runs contenders in turns, so that all meet the same disk and the same neighbours.</summary>
internal static class Contest
{
    /// <summary>Runs every contender once to warm up, then <paramref name="rounds"/> times for <paramref name="slice"/> each.</summary>
    public static async Task<Dictionary<string, Samples>> Run(
        IReadOnlyList<IContender> contenders, int rounds, TimeSpan slice, CancellationToken cancellationToken)
    {
        var results = contenders.ToDictionary(c => c.Name, c => new Samples(c.Name));
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var start = Stopwatch.GetTimestamp();
                var ticks = await contender.RunUntil(start + (long)(slice.TotalSeconds * Stopwatch.Frequency), cancellationToken);
                if (round > 0) results[contender.Name].Add(ticks, Stopwatch.GetElapsedTime(start));
            }
        }

        return results;
    }
}
