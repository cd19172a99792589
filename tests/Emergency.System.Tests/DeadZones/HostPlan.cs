namespace Emergency.System.Tests.DeadZones;

/// <summary>What one process of agents is to do.</summary>
/// <param name="Now">What the county's clock showed at <paramref name="At"/>.</param>
/// <param name="At">The machine's clock at that moment.</param>
/// <param name="Speed">Seconds of the county's clock per second.</param>
/// <param name="FixEvery">Between two fixes, by the county's clock.</param>
/// <param name="StopFile">Once it exists nothing new is reported; the process ends when everything is settled.</param>
internal sealed record HostPlan(
    DateTimeOffset Now, DateTimeOffset At, double Speed, TimeSpan FixEvery, string StopFile, IReadOnlyList<PlannedVehicle> Vehicles);

/// <summary>One vehicle of a process.</summary>
/// <param name="Server">Where its agent connects: its own faulty proxy.</param>
/// <param name="Folder">Where its outbox and its ledger lie.</param>
internal sealed record PlannedVehicle(string AmbulanceId, string DeviceKey, Uri Server, string Folder, double Lon, double Lat, int Seed);

/// <summary>What a vehicle's agent stored: a line for each thing, written once the outbox has said that it is kept.</summary>
internal sealed record Ledger(string? Device, IReadOnlyList<long> Fixes, IReadOnlyList<long> Vitals, IReadOnlyList<string> Milestones, IReadOnlyList<string> Recordings)
{
    public const string FileName = "ledger.txt";

    public static Ledger Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        // The last line of a killed process may be cut off: it ends without a line break and is left out.
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var lines = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        List<string> Of(string kind) => [.. lines.Where(line => line[0] == kind).Select(line => line[1])];
        return new Ledger(
            Of("device").LastOrDefault(), [.. Of("fix").Select(long.Parse)], [.. Of("vitals").Select(long.Parse)], Of("milestone"), Of("recording"));
    }
}
