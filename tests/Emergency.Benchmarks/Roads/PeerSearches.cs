using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Emergency.Geography;

namespace Emergency.Benchmarks;

/// <summary>What another engine needed.</summary>
/// <param name="Name">Which engine.</param>
/// <param name="Milliseconds">The median of its searches, or null where it could not be tried.</param>
/// <param name="Checksum">The sum of all times that it found.</param>
/// <param name="Absent">Why it could not be tried.</param>
internal readonly record struct PeerResult(string Name, double? Milliseconds, long Checksum, string Absent);

/// <summary>Runs other engines on the same graph, by a script beside this file that installs them from Debian's packages.</summary>
internal static class PeerSearches
{
    /// <summary>How many origins each engine searches from.</summary>
    public const int Origins = 7;

    public static async IAsyncEnumerable<PeerResult> Run(
        RoadNetwork network, RoadPlace[] origins, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("road-peers-");
        try
        {
            await Write(network, origins, folder.FullName, cancellationToken);
            using var script = Process.Start(new ProcessStartInfo("bash", [Script(), folder.FullName]) { RedirectStandardOutput = true })
                ?? throw new InvalidOperationException("bash did not start");
            while (await script.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.Split(' ', 4) is ["peer", var name, var figure, .. var rest])
                    yield return figure == "absent"
                        ? new PeerResult(name, null, 0, string.Join(' ', rest))
                        : new PeerResult(name, double.Parse(figure, CultureInfo.InvariantCulture), long.Parse(rest[0], CultureInfo.InvariantCulture), "");
            }

            await script.WaitForExitAsync(cancellationToken);
            if (script.ExitCode != 0) throw new InvalidOperationException($"the script of the other engines ended with status {script.ExitCode}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Script([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Peers", "run.sh");

    private static async Task Write(RoadNetwork network, RoadPlace[] origins, string folder, CancellationToken cancellationToken)
    {
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "arcs.csv"),
            Enumerable.Range(0, network.ArcCount).Select(a => $"{network.Tail[a]},{network.Data.Head[a]},{network.Data.SirenMs[a]}"),
            cancellationToken);
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "origins.csv"), origins.Take(Origins).Select(o => $"{o.Node!.Value.Value}"), cancellationToken);
    }
}
