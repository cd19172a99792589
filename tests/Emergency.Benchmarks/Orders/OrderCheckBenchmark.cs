using System.Diagnostics;
using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Tests.Orders.Plain;

namespace Emergency.Benchmarks.Orders;

/// <summary>
/// How long the safety check of one order takes with 800,000 rules. The set is made from a seed, written in the real format and read back as a
/// stream. Every answer for a sample of the orders is compared with the plain reading of the rules, which looks at all 800,000 for each order.
/// </summary>
internal static class OrderCheckBenchmark
{
    private const int Seed = 20261127;
    private const int Drugs = 5_000;
    private const int Rules = 800_000;
    private const int Orders = 20_000;
    private const int Compared = 100;
    private const int Warm = 2_000;

    /// <summary>Each order is asked so many times more, and the least of these times is what it takes when nothing else has the processor.</summary>
    private const int Repeats = 4;

    /// <summary>One limit in twenty is near what is ordered.</summary>
    private const double Tight = 0.05;
    private const double Million = 1_000_000;

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("usage: order-check");
            return 2;
        }

        var path = Path.GetTempFileName();
        try
        {
            var asked = Make(path);
            return await Measure(path, asked, output, cancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The set, made anew from its seed: nothing of it is in memory while the check is measured.</summary>
    private static RuleWorld World() => new(Seed, Drugs, Rules, Tight);

    private static (OrderDraft Order, PatientFacts Patient)[] Make(string path)
    {
        var world = World();
        using var target = File.Create(path);
        world.Set.Write(target);
        return [.. Enumerable.Range(0, Orders).Select(_ => (world.Order(), world.Patient()))];
    }

    private static async Task<int> Measure(string path, (OrderDraft Order, PatientFacts Patient)[] asked, TextWriter output, CancellationToken cancellationToken)
    {
        var (rules, bytes, loadSeconds, fileMegabytes) = Load(path);
        for (var i = 0; i < Warm; i++) Ask(i);
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();

        var (times, undisturbed) = (new double[Orders], new double[Orders]);
        long findings = 0, looked = 0, blocked = 0;
        for (var i = 0; i < Orders; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (report, first) = Timed(i);
            (times[i], undisturbed[i]) = (first, Enumerable.Range(1, Repeats).Min(_ => Timed(i).Milliseconds));
            (findings, looked, blocked) = (findings + report.Findings.Length, looked + report.RulesLookedAt, blocked + (report.IsBlocked ? 1 : 0));
        }
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (Orders * (1 + Repeats));
        var world = World();
        for (var i = 0; i < Orders; i += Orders / Compared)
        {
            var (answered, meant) = (PlainSafety.Lines(Ask(i)), new PlainSafety(world.Set, asked[i].Order, asked[i].Patient, RuleWorld.Now).Run());
            if (!answered.SequenceEqual(meant))
                throw new InvalidDataException($"order {i}: answered but not meant {string.Join("; ", answered.Except(meant))}; meant but not answered {string.Join("; ", meant.Except(answered))}");
        }

        await output.WriteLineAsync(
            $"{rules.RuleCount} rules of {rules.Drugs.Length} drugs, {fileMegabytes:0.0} MB of JSON read in {loadSeconds:0.00} s, {bytes / Million:0.0} MB in memory");
        await output.WriteLineAsync(
            $"{Orders} orders: {(double)looked / Orders:0} rules looked at and {(double)findings / Orders:0.0} findings each, {blocked} blocked; "
            + $"{Compared} compared with the plain reading of all rules, all equal");
        await output.WriteLineAsync(
            $"milliseconds of the first answer to each order: {RoadBenchmarks.Median(times):0.000} median, {RoadBenchmarks.Quantile(times, 0.99):0.000} P99, {times.Max():0.0} at most; "
            + $"of the best of {Repeats} more: {RoadBenchmarks.Quantile(undisturbed, 0.99):0.000} P99, {undisturbed.Max():0.000} at most");
        await output.WriteLineAsync(
            $"RESULT name=order-check value={RoadBenchmarks.Quantile(times, 0.99):0.0000} unit=ms p50_ms={RoadBenchmarks.Median(times):0.0000} max_ms={times.Max():0.000} "
            + $"undisturbed_p99_ms={RoadBenchmarks.Quantile(undisturbed, 0.99):0.0000} memory_mb={bytes / Million:0.0} load_s={loadSeconds:0.00} bytes_per_check={allocated} rules={rules.RuleCount} orders={Orders} compared={Compared}");
        return 0;

        (SafetyReport Report, double Milliseconds) Timed(int i)
        {
            var began = Stopwatch.GetTimestamp();
            var report = Ask(i);
            return (report, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        SafetyReport Ask(int i) => OrderSafety.Check(rules, asked[i].Order, asked[i].Patient, RuleWorld.Now).Report!;
    }

    /// <summary>Reads the set, with the memory that stays once everything else of the reading is gone.</summary>
    private static (OrderRuleSet Rules, long Bytes, double Seconds, double FileMegabytes) Load(string path)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.GetTimestamp();
        using var source = File.OpenRead(path);
        var rules = OrderRuleReader.Read(source);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return (rules, GC.GetTotalMemory(forceFullCollection: true) - before, seconds, source.Length / Million);
    }
}
