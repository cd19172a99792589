using Emergency.Benchmarks;
using Emergency.Benchmarks.Orders;
using Emergency.Benchmarks.Policies;

// One line per benchmark: its name, what it measures, and how to run it with the arguments after the name.
(string Name, string Measures, Func<string[], TextWriter, CancellationToken, Task<int>> Run)[] benchmarks =
[
    ("journal-append", "appends per second made durable, beside single commits and a bare fdatasync", JournalAppendBenchmark.Run),
    ("one-to-all", "travel times from one place to every node, beside other engines", OneToAllBenchmark.Run),
    ("point-pairs", "a million random pairs of places, each compared with Dijkstra", PointPairsBenchmark.Run),
    ("large-network", "the hierarchy of a made-up network of a million nodes", LargeNetworkBenchmark.Run),
    ("coverage", "who can be reached in time: whole, and after one unit moved", CoverageBenchmark.Run),
    ("coverage-live", "how old the coverage figure on a console is while 200 vehicles drive, and what it costs", CoverageLiveBenchmark.Run),
    ("recommend", "which of 500 units to send, all reasons included, each arrival compared with Dijkstra", RecommendBenchmark.Run),
    ("reweight", "how soon after a change of all roads answers are exact again", ReweightBenchmark.Run),
    ("import", "seconds and peak memory of making a county package from CSV tables and from maps", ImportBenchmark.Run),
    ("snap", "finding the nearest road of a point", SnapBenchmark.Run),
    ("policies", "the same seeded days under each dispatch policy, and how far each is from knowing the future", PolicyBenchmark.Run),
    ("order-check", "the safety check of one order with 800,000 rules, answers compared with the plain reading of all rules", OrderCheckBenchmark.Run),
    ("vitals-latency", "how soon what a vehicle measures is at a physician: 12 leads at 500 Hz and vitals, 20 vehicles", VitalsLatencyBenchmark.Run),
    ("dead-zones", "the dead-zone test of the system tests, for as long as asked: nothing stored is lost", DeadZonesBenchmark.Run),
    ("grain-calls", "calls per second between a host's own code and its grains", GrainCallsBenchmark.Run),
];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var name = args.FirstOrDefault();
foreach (var benchmark in benchmarks)
    if (benchmark.Name == name) return await benchmark.Run(args[1..], Console.Out, stop.Token);

Console.Error.WriteLine(name is null or "list" ? "benchmarks:" : $"no benchmark is called '{name}'; there are:");
foreach (var benchmark in benchmarks) Console.Error.WriteLine($"  {benchmark.Name,-16} {benchmark.Measures}");
return 2;
