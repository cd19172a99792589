using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Emergency.Geography;
using Emergency.TestKit;

namespace Emergency.Benchmarks;

/// <summary>What the benchmarks on roads share: the region, places on it, and how a piece of work is timed.</summary>
internal static class RoadBenchmarks
{
    public const int Seed = 20_261_124;

    /// <summary>Auckland, made from its tables.</summary>
    public static County Auckland()
    {
        var findings = new CountyFindings();
        return CountyImport.Run(new ImportRequest { CsvDirectory = SharedData.Require("auckland") }, findings)
            ?? throw new InvalidDataException(string.Join("; ", findings.All));
    }

    public static RoadPlace AtNode(RoadNetwork network, int node) =>
        new() { NodeOrNone = node, Asked = network.PositionOf(new NodeIndex(node)), OnRoad = network.PositionOf(new NodeIndex(node)) };

    public static RoadPlace[] RandomNodes(RoadNetwork network, Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => AtNode(network, random.Next(network.JunctionCount)))];

    /// <summary>The milliseconds of each of many runs, after as many warming ones as the runtime wants before it optimises fully.</summary>
    public static double[] Time(int runs, Action<int> work)
    {
        for (var i = 0; i < Math.Max(40, runs / 4); i++)
            work(i);

        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work(i);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times;
    }

    public static double Quantile(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    public static double Median(double[] values) => Quantile(values, 0.5);

    /// <summary>What one core reads per second from memory that no cache holds, the best of several passes, bytes.</summary>
    public static double ReadBandwidth()
    {
        var memory = new long[64 * 1024 * 1024];
        Array.Fill(memory, 1);
        var best = double.MaxValue;
        var sum = 0L;
        for (var pass = 0; pass < 6; pass++)
        {
            var start = Stopwatch.GetTimestamp();
            var (a, b, c, d) = (Vector<long>.Zero, Vector<long>.Zero, Vector<long>.Zero, Vector<long>.Zero);
            var vectors = MemoryMarshal.Cast<long, Vector<long>>(memory);
            for (var i = 0; i + 3 < vectors.Length; i += 4)
                (a, b, c, d) = (a + vectors[i], b + vectors[i + 1], c + vectors[i + 2], d + vectors[i + 3]);

            sum += Vector.Sum(a + b + c + d);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return sum == 0 ? 0 : memory.Length * sizeof(long) / best;
    }
}
