using System.Diagnostics;
using Emergency.Silo;
using Microsoft.Extensions.Hosting;

namespace Emergency.Benchmarks;

/// <summary>How many calls per second pass between a host's own code and its grains, on the lane that this was built for.</summary>
internal static class GrainCallsBenchmark
{
    private const int Callers = 64;
    private const int Grains = 100;
    private const int DefaultRounds = 10;

    /// <summary>One call in so many is timed, so that timing costs little.</summary>
    private const int SampledCalls = 64;

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var rounds = DefaultRounds;
        if (args is not ([] or ["--rounds", _]) || (args is [_, var given] && (!int.TryParse(given, out rounds) || rounds < 1)))
        {
            await Console.Error.WriteLineAsync("usage: grain-calls [--rounds N]");
            return 2;
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(static silo => silo.UseLocalhostClustering());
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var factory = (IGrainFactory)host.Services.GetService(typeof(IGrainFactory))!;
        var grains = Enumerable.Range(0, Grains).Select(i => factory.GetGrain<IAdderGrain>($"adder-{i}")).ToArray();
        await Measure(grains, "plain", static grain => grain.Add(1), rounds, output, cancellationToken);
        await Measure(grains, "awaiting", static grain => grain.AddLater(1), rounds, output, cancellationToken);
        await Measure(grains, "copying", static grain => grain.AddAll([1, 2, 3]), rounds, output, cancellationToken);
        var result = await Measure(grains, "plain again", static grain => grain.Add(1), rounds, output, cancellationToken);
        await host.StopAsync(cancellationToken);
        await output.WriteLineAsync(
            $"RESULT name=grain-calls value={result.Rate:0} unit=calls/s lane={ActorRuntimeHosting.Lane} callers={Callers} grains={Grains} "
            + $"p50_us={result.Microseconds(0.5):0} p99_us={result.Microseconds(0.99):0} processors={Environment.ProcessorCount}");
        return 0;
    }

    private static async Task<Samples> Measure(
        IAdderGrain[] grains,
        string name,
        Func<IAdderGrain, Task<int>> call,
        int rounds,
        TextWriter output,
        CancellationToken cancellationToken)
    {
        var samples = new Samples(name);
        long allocated = 0, calls = 0;
        for (var round = 0; round <= rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            var before = GC.GetTotalAllocatedBytes();
            var until = start + (long)(Slice.TotalSeconds * Stopwatch.Frequency);
            var callers = await Task.WhenAll(Enumerable.Range(0, Callers)
                .Select(i => Task.Run(() => CallUntil(until, grains, i, call), cancellationToken)));
            if (round == 0) continue;
            calls += callers.Sum(c => c.Calls);
            allocated += GC.GetTotalAllocatedBytes() - before;
            samples.Add(callers.SelectMany(c => c.Ticks), callers.Sum(c => c.Calls), Stopwatch.GetElapsedTime(start));
        }

        await output.WriteLineAsync(
            $"{name,-12}{samples.Rate,12:0} calls/s (slices {samples.Slowest:0} to {samples.Fastest:0}), "
            + $"P50 {samples.Microseconds(0.5):0} µs, P99 {samples.Microseconds(0.99):0} µs, {allocated / calls} bytes a call");
        return samples;
    }

    private static async Task<(long Calls, List<long> Ticks)> CallUntil(
        long until,
        IAdderGrain[] grains,
        int caller,
        Func<IAdderGrain, Task<int>> call)
    {
        var ticks = new List<long>();
        long calls = 0;
        for (var next = caller; ; next += Callers + 1)
        {
            var grain = grains[next % grains.Length];
            if (calls++ % SampledCalls != 0)
            {
                await call(grain);
                continue;
            }

            var start = Stopwatch.GetTimestamp();
            await call(grain);
            var end = Stopwatch.GetTimestamp();
            ticks.Add(end - start);
            if (end >= until) return (calls, ticks);
        }
    }
}

/// <summary>A grain that does next to nothing.</summary>
public interface IAdderGrain : IGrainWithStringKey
{
    /// <summary>Answers at once.</summary>
    Task<int> Add(int amount);

    /// <summary>Answers in a second turn.</summary>
    Task<int> AddLater(int amount);

    /// <summary>Takes an argument that must be copied.</summary>
    Task<int> AddAll(List<int> amounts);
}

/// <inheritdoc cref="IAdderGrain"/>
public sealed class AdderGrain : Grain, IAdderGrain
{
    private int _sum;

    public Task<int> Add(int amount) => Task.FromResult(_sum += amount);

    public async Task<int> AddLater(int amount)
    {
        await Task.Yield();
        return _sum += amount;
    }

    public Task<int> AddAll(List<int> amounts) => Task.FromResult(_sum += amounts.Sum());
}
