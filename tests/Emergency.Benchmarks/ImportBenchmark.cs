using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Emergency.Silo.Commands;
using Emergency.TestKit;

namespace Emergency.Benchmarks;

/// <summary>
/// How long <c>county import</c> takes and how much memory it needs at most, from the file to the package on disk, hierarchy included.
/// Each import runs in a process of its own, whose peak is the kernel's figure (VmHWM); the package is then checked.
/// </summary>
internal static class ImportBenchmark
{
    private const string Child = "--child";
    private const int DefaultRounds = 3;

    private static readonly (string Name, string Option, string Data)[] Cases =
    [
        ("auckland-csv", "--csv", "auckland"),
        ("auckland-osm-zip", "--osm", "auckland/osm-tertiary-and-up.osm.zip"),
        ("liechtenstein-pbf", "--osm", "osm/valhalla_liechtenstein-latest.osm.pbf"),
        ("andorra-pbf", "--osm", "osm/gh_andorra.osm.pbf"),
        ("andorra-gz", "--osm", "osm/gh_andorra.osm.gz"),
    ];

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args is [Child, var option, var data, var target])
        {
            return await RunChild(option, data, target, output, cancellationToken);
        }

        var rounds = DefaultRounds;
        if (args is not [] && !(args is ["--rounds", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out rounds) && rounds > 0))
        {
            await Console.Error.WriteLineAsync("usage: import [--rounds N]");
            return 2;
        }

        if (SharedData.Root is not { } root)
        {
            await Console.Error.WriteLineAsync($"there is no data to import: set {SharedData.Variable}");
            return 2;
        }

        using var folder = new TemporaryDirectory();
        var results = new List<string>();
        await output.WriteLineAsync($"{"import",-20}{"seconds",10}{"least",8}{"peak MiB",10}{"nodes",10}{"arcs",10}{"copies",8}");
        foreach (var (name, option2, data2) in Cases)
        {
            var runs = new List<Measured>();
            for (var round = 0; round < rounds; round++)
            {
                runs.Add(await Measure(option2, Path.Combine(root, data2), folder.File(name), cancellationToken));
            }

            runs.Sort((a, b) => a.Seconds.CompareTo(b.Seconds));
            var (median, peak) = (runs[runs.Count / 2], runs.Max(r => r.PeakMiB));
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{name,-20}{median.Seconds,10:0.00}{runs[0].Seconds,8:0.00}{peak,10:0}{median.Nodes,10}{median.Arcs,10}{median.Copies,8}"));
            results.Add(FormattableString.Invariant($"{name.Replace('-', '_')}_s={median.Seconds:0.00} {name.Replace('-', '_')}_mib={peak:0}"));
        }

        await output.WriteLineAsync($"RESULT name=import rounds={rounds} {string.Join(' ', results)} processors={Environment.ProcessorCount}");
        return 0;
    }

    private static async Task<Measured> Measure(string option, string data, string target, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Started by the runtime, the program is its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ImportBenchmark).Assembly.Location);
        foreach (var word in new[] { "import", Child, option, data, target }) start.ArgumentList.Add(word);
        using var child = Process.Start(start) ?? throw new InvalidOperationException("no child process");
        var line = await child.StandardOutput.ReadToEndAsync(cancellationToken);
        await child.WaitForExitAsync(cancellationToken);
        return child.ExitCode == 0 && JsonSerializer.Deserialize<Measured>(line) is { } measured
            ? measured
            : throw new InvalidOperationException($"importing {data} ended with {child.ExitCode}");
    }

    /// <summary>Imports as the command does, and tells what it took; then the package is checked, out of the measurement.</summary>
    private static async Task<int> RunChild(string option, string data, string target, TextWriter output, CancellationToken cancellationToken)
    {
        using var told = new StringWriter();
        var start = Stopwatch.GetTimestamp();
        if (await CountyCommands.Run(["import", option, data, "--out", target], TextWriter.Null, told, cancellationToken) != 0)
        {
            await Console.Error.WriteLineAsync(told.ToString());
            return 1;
        }

        var (seconds, peak) = (Stopwatch.GetElapsedTime(start).TotalSeconds, PeakMiB());
        if (await CountyCommands.Run(["check", target], TextWriter.Null, told, cancellationToken) != 0)
        {
            await Console.Error.WriteLineAsync(told.ToString());
            return 1;
        }

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(target, "import-report.json"), cancellationToken));
        var figures = report.RootElement.GetProperty("figures");
        await output.WriteLineAsync(JsonSerializer.Serialize(new Measured(
            seconds, peak, figures.GetProperty("nodes").GetInt32(), figures.GetProperty("arcs").GetInt32(), figures.GetProperty("nodeCopies").GetInt32())));
        return 0;
    }

    /// <summary>The most memory that this process ever held, as the kernel tells it.</summary>
    private static double PeakMiB()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private sealed record Measured(double Seconds, double PeakMiB, int Nodes, int Arcs, int Copies);
}
