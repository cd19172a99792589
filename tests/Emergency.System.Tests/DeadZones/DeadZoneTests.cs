using System.Globalization;
using Emergency.Journal;
using Emergency.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.System.Tests.DeadZones;

/// <summary>
/// Fifty agents for thirty minutes of the county's time while links fail at random, agents and server are killed without warning: at the
/// end the server holds everything that any agent stored, once and in order.
/// </summary>
public sealed class DeadZoneTests
{
    /// <summary>How long the bad weather lasts, in seconds of real time; by default 120, which is half an hour of the county's.</summary>
    private const string SecondsVariable = "EMERGENCY_DEAD_ZONES_SECONDS";

    private const int Vehicles = 50;
    private const int Hosts = 4;
    private const int Speed = 15;
    private const int Measured = 8;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Storm_LinksCutAgentsAndServerKilled_EverythingStoredArrivesOnceAndInOrder()
    {
        var asked = Environment.GetEnvironmentVariable(SecondsVariable);
        var seconds = double.Parse(asked ?? "120", CultureInfo.InvariantCulture);
        var seed = 20261127;
        Print($"seed {seed}, {seconds:0} s of real time, {seconds * Speed / 60:0.0} minutes of the county's");
        await using var zone = await DeadZone.Open(Vehicles, Hosts, Speed, seed);
        var cases = await Dispatch(zone);
        for (var host = 0; host < Hosts; host++) zone.StartHost(host);

        await Storm(zone, TimeSpan.FromSeconds(seconds), seed);
        var returns = await MeasureReturns(zone);
        var settling = TimeProvider.System.GetTimestamp();
        await zone.Settle(Settling);
        Print($"settled {TimeProvider.System.GetElapsedTime(settling).TotalSeconds:0.0} s after the last report; newest position on the console "
            + $"{string.Join(", ", returns.Select(span => $"{span.TotalSeconds:0.00}"))} s after the connection came back");

        using (var desk = await DispatchClient.SignIn(zone.Server.Url)) await VerifyFacts(zone, desk, cases);
        (await zone.Server.Stop()).ShouldBe(0);
        await VerifyTracks(zone, cases);
        // In the suite only a fault takes so long; how long it takes is measured by the benchmark, which names its seconds.
        var longest = asked is null ? Outage : Target;
        returns.ShouldAllBe(span => span < longest);
    }

    private static async Task<Dictionary<string, string>> Dispatch(DeadZone zone)
    {
        using var desk = await DispatchClient.SignIn(zone.Server.Url);
        var cases = new Dictionary<string, string>();
        foreach (var vehicle in zone.Vehicles)
        {
            cases[vehicle] = await desk.OpenCase(TestCounty.BuiltIn.Lon, TestCounty.BuiltIn.Lat, "胸痛", "II");
            await desk.Post($"/api/cases/{cases[vehicle]}/assignments", new { ambulanceId = vehicle, overrideReason = "test" });
        }

        return cases;
    }

    /// <summary>Bad weather, with two processes of agents and the server killed in the midst of it.</summary>
    private static async Task Storm(DeadZone zone, TimeSpan span, int seed)
    {
        using var over = new CancellationTokenSource();
        var weather = new LinkWeather(zone.Links, seed);
        var blowing = weather.Run(over.Token);
        await Task.Delay(span / 4, TimeProvider.System, TestContext.Current.CancellationToken);
        await zone.KillHost(0);
        zone.StartHost(0);
        await Task.Delay(span / 4, TimeProvider.System, TestContext.Current.CancellationToken);
        await zone.Server.Kill();
        await zone.Server.Restart();
        await Task.Delay(span / 4, TimeProvider.System, TestContext.Current.CancellationToken);
        await zone.KillHost(1);
        zone.StartHost(1);
        await Task.Delay(span / 4, TimeProvider.System, TestContext.Current.CancellationToken);
        await over.CancelAsync();
        await blowing;
        var counts = zone.Links.Select(link => link.Counts).ToList();
        Print($"weather: {weather.Made}; connections {counts.Sum(c => c.Accepted)}, refused {counts.Sum(c => c.Refused)}, bytes swallowed {counts.Sum(c => c.Swallowed)}");
        counts.Sum(c => c.Cut).ShouldBeGreaterThan(0);
    }

    /// <summary>Some vehicles lose their links for a while and gather a backlog; how soon after the connection is back is the newest fix on the console?</summary>
    private static async Task<List<TimeSpan>> MeasureReturns(DeadZone zone)
    {
        await using var console = await ConsoleWatch.Open(zone.Server.Url);
        var measured = Enumerable.Range(0, Measured).Select(i => i * zone.Vehicles.Count / Measured).ToList();
        foreach (var i in measured)
        {
            zone.Links[i].RefuseConnections = true;
            zone.Links[i].CutAll();
        }

        await Task.Delay(Outage, TimeProvider.System, TestContext.Current.CancellationToken);
        return [.. await Task.WhenAll(measured.Select(Return))];

        async Task<TimeSpan> Return(int i)
        {
            var (link, before) = (zone.Links[i], console.FixOf(zone.Vehicles[i]));
            link.RefuseConnections = false;
            await Eventually.Holds(() => link.Connections.Count > 0, TimeSpan.FromSeconds(60));
            var back = TimeProvider.System.GetTimestamp();
            // Newer than all that was known by more than the outage's first half: the newest, and not the beginning of the backlog.
            await Eventually.Holds(
                () => console.FixOf(zone.Vehicles[i]) is { } at && (before is null || at - before > Outage * Speed / 2), TimeSpan.FromSeconds(60));
            return TimeProvider.System.GetElapsedTime(back);
        }
    }

    private static async Task VerifyFacts(DeadZone zone, DispatchClient desk, Dictionary<string, string> cases)
    {
        var (milestones, recordings) = (0, 0);
        foreach (var vehicle in zone.Vehicles)
        {
            var ledger = zone.LedgerOf(vehicle);
            var known = (await desk.Get($"/api/cases/{cases[vehicle]}"))["assignments"]!.Items().Single()["milestones"]!.Items()
                .Select(milestone => milestone.Text("milestone")).ToList();
            foreach (var milestone in ledger.Milestones) known.Count(one => one == milestone).ShouldBe(1, $"{vehicle} {milestone}");
            known.Intersect(ledger.Milestones).ShouldBe(ledger.Milestones, $"{vehicle}: in order");
            var ecgs = (await desk.Get($"/api/cases/{cases[vehicle]}/care"))["ecgs"]!.Items().Select(ecg => ecg.Text("ecgId")).ToList();
            foreach (var recording in ledger.Recordings) ecgs.Count(one => one == recording).ShouldBe(1, $"{vehicle} {recording}");
            (milestones, recordings) = (milestones + ledger.Milestones.Count, recordings + ledger.Recordings.Count);
        }

        Print($"stored by agents and on the server once: {milestones} milestones, {recordings} recordings of twelve leads");
        milestones.ShouldBeGreaterThan(zone.Vehicles.Count);
        recordings.ShouldBeGreaterThan(0);
    }

    /// <summary>Reads the server's own store once it has ended: every sequence up to the last stored one, each once, in the order of its times.</summary>
    private static async Task VerifyTracks(DeadZone zone, Dictionary<string, string> cases)
    {
        await using var store = SqliteTrackStore.Open(
            new TrackOptions { DataDirectory = zone.Server.Data }, TimeProvider.System, NullLogger<SqliteTrackStore>.Instance);
        var (fixes, vitals) = (0, 0);
        foreach (var vehicle in zone.Vehicles)
        {
            var ledger = zone.LedgerOf(vehicle);
            (await Missing(store, [vehicle], "fix", ledger.Device!, ledger.Fixes)).ShouldBe([], $"{vehicle}: fixes");
            (await Missing(store, [vehicle, $"{cases[vehicle]}.1"], "vitals", ledger.Device!, ledger.Vitals)).ShouldBe([], $"{vehicle}: vitals");
            (fixes, vitals) = (fixes + ledger.Fixes.Count, vitals + ledger.Vitals.Count);
        }

        Print($"stored by agents and on the server once and in order: {fixes} fixes, {vitals} vitals");
        fixes.ShouldBeGreaterThan(zone.Vehicles.Count * 20);
        vitals.ShouldBeGreaterThan(zone.Vehicles.Count * 10);
    }

    /// <summary>Sequences that are not there; fails when one is there twice or out of order.</summary>
    /// <param name="subjects">Where they may be: vitals from before the orders came are kept under the vehicle.</param>
    private static async Task<List<long>> Missing(
        SqliteTrackStore store, IReadOnlyList<string> subjects, string lane, string device, IReadOnlyList<long> stored)
    {
        var held = new List<long>();
        foreach (var subject in subjects)
        {
            var sequences = new List<long>();
            await foreach (var entry in store.Read(
                subject, lane, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1), 1_000_000, TestContext.Current.CancellationToken))
            {
                if (entry.Device == device) sequences.Add(entry.Sequence);
            }

            sequences.ShouldBe(sequences.Order().ToList(), $"{subject} {lane}: in the order of their times");
            held.AddRange(sequences);
        }

        held.Distinct().Count().ShouldBe(held.Count, $"{subjects[0]} {lane}: each once");
        return [.. stored.Except(held)];
    }

    private static void Print(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
