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
    private const double Million = 1_000_000;

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("usage: order-check");
            return 2;
        }

        var world = new RuleWorld(Seed, Drugs, Rules);
        var (rules, bytes, loadSeconds, fileMegabytes) = Load(world);
        (OrderDraft Order, PatientFacts Patient)[] asked = [.. Enumerable.Range(0, Orders).Select(_ => (world.Order(), world.Patient()))];
        for (var i = 0; i < Warm; i++) Ask(i);

        var times = new double[Orders];
        long findings = 0, looked = 0, blocked = 0;
        for (var i = 0; i < Orders; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            var report = Ask(i);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            (findings, looked, blocked) = (findings + report.Findings.Length, looked + report.RulesLookedAt, blocked + (report.IsBlocked ? 1 : 0));
        }
        var wrong = Enumerable.Range(0, Compared).Count(i => !Agrees(i * (Orders / Compared)));
        if (wrong > 0) throw new InvalidDataException($"{wrong} of {Compared} orders are not answered as the rules mean");

        await output.WriteLineAsync(
            $"{rules.RuleCount} rules of {rules.Drugs.Length} drugs, {fileMegabytes:0.0} MB of JSON read in {loadSeconds:0.00} s, {bytes / Million:0.0} MB in memory");
        await output.WriteLineAsync(
            $"{Orders} orders: {(double)looked / Orders:0} rules looked at and {(double)findings / Orders:0.0} findings each, {blocked} blocked; "
            + $"{Compared} compared with the plain reading of all rules, all equal");
        await output.WriteLineAsync(
            $"RESULT name=order-check value={RoadBenchmarks.Quantile(times, 0.99):0.0000} unit=ms p50_ms={RoadBenchmarks.Median(times):0.0000} max_ms={times.Max():0.000} "
            + $"memory_mb={bytes / Million:0.0} load_s={loadSeconds:0.00} rules={rules.RuleCount} orders={Orders} compared={Compared}");
        return 0;

        SafetyReport Ask(int i) => OrderSafety.Check(rules, asked[i].Order, asked[i].Patient, world.Now).Report!;

        bool Agrees(int i) =>
            PlainSafety.Lines(Ask(i)).SequenceEqual(new PlainSafety(world.Set, asked[i].Order, asked[i].Patient, world.Now).Run());
    }

    /// <summary>Writes the set to a file and reads it, with the memory that stays once everything else of the reading is gone.</summary>
    private static (OrderRuleSet Rules, long Bytes, double Seconds, double FileMegabytes) Load(RuleWorld world)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var target = File.Create(path)) world.Set.Write(target);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var began = Stopwatch.GetTimestamp();
            using var source = File.OpenRead(path);
            var rules = OrderRuleReader.Read(source);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            return (rules, bytes, seconds, source.Length / Million);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
