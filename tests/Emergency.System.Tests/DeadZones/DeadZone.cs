using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emergency.Domain;
using Emergency.Geography;
using Emergency.TestKit.Faults;

namespace Emergency.System.Tests.DeadZones;

/// <summary>The real server, a faulty link for each vehicle, and the processes of agents that may be killed.</summary>
internal sealed class DeadZone : IAsyncDisposable
{
    private static readonly TimeSpan FixEvery = TimeSpan.FromSeconds(7.5);

    private readonly string _folder;
    private readonly List<Process?> _hosts;
    private readonly List<string> _said = [];
    private readonly int _perHost;

    private DeadZone(string folder, DispatchServer server, IReadOnlyList<CountyVehicle> vehicles, int hosts, int seed)
    {
        (_folder, Server) = (folder, server);
        Links = [.. vehicles.Select((_, i) => FaultProxy.Start(server.Url, seed + i))];
        Vehicles = [.. vehicles.Select(vehicle => vehicle.Id.Value)];
        _perHost = (vehicles.Count + hosts - 1) / hosts;
        _hosts = [.. Enumerable.Repeat<Process?>(null, hosts)];
    }

    public DispatchServer Server { get; }

    public IReadOnlyList<FaultProxy> Links { get; }

    public IReadOnlyList<string> Vehicles { get; }

    public int Hosts => _hosts.Count;

    /// <summary>What the processes of agents printed: nothing, when all is well.</summary>
    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said);
        }
    }

    private string StopFile => Path.Combine(_folder, "stop");

    public static async Task<DeadZone> Open(int vehicles, int hosts, int speed, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("emergency-dead-zones-").FullName;
        var builtIn = BuiltInCounty.Create();
        var fleet = Enumerable.Range(0, vehicles).Select(i => builtIn.Vehicles[0] with
        {
            Id = new AmbulanceId($"D{i:00}"),
            Plate = $"D{i:00}",
            Station = builtIn.Stations[i % builtIn.Stations.Length].Id,
        }).ToList();
        var county = new County(new CountyParts
        {
            Profile = builtIn.Profile,
            Roads = builtIn.Roads,
            Areas = builtIn.Areas,
            Population = builtIn.Population,
            Stations = builtIn.Stations,
            Hospitals = builtIn.Hospitals,
            Places = builtIn.Places,
            Vehicles = [.. fleet],
        });
        CountyPackage.Save(county, Path.Combine(folder, "county"));
        var zone = new DeadZone(folder, await DispatchServer.Start(Path.Combine(folder, "county"), speed: speed), fleet, hosts, seed);
        await zone.Plan(county, seed);
        return zone;
    }

    /// <summary>Starts a process of agents, or starts it again after a kill.</summary>
    public void StartHost(int host)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DeadZone).Assembly.Location, AgentHost.Command, PlanFile(host)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _hosts[host] = process;
    }

    /// <summary>Ends a process of agents as a power cut does.</summary>
    public async Task KillHost(int host)
    {
        _hosts[host]!.Kill(entireProcessTree: true);
        await _hosts[host]!.WaitForExitAsync();
        _hosts[host]!.Dispose();
    }

    /// <summary>Nothing new is reported any more; answers once every process has settled everything and ended, or the bound is over.</summary>
    public async Task Settle(TimeSpan bound)
    {
        await File.WriteAllTextAsync(StopFile, "");
        using var over = new CancellationTokenSource(bound);
        foreach (var host in _hosts)
        {
            await host!.WaitForExitAsync(over.Token);
            if (host.ExitCode != 0) throw new InvalidOperationException($"a process of agents ended with {host.ExitCode}:\n{Said}");
        }
    }

    /// <summary>What the agent of a vehicle stored.</summary>
    public Ledger LedgerOf(string vehicle) => Ledger.Read(VehicleFolder(vehicle));

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            if (host is { HasExited: false }) host.Kill(entireProcessTree: true);
            host?.Dispose();
        }

        foreach (var link in Links) await link.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Plan(County county, int seed)
    {
        using var desk = await DispatchClient.SignIn(Server.Url);
        JsonNode clock = await desk.Get("/api/clock");
        var (now, at) = (clock["now"]!.GetValue<DateTimeOffset>(), TimeProvider.System.GetUtcNow());
        for (var host = 0; host < Hosts; host++)
        {
            var planned = Vehicles.Select((id, i) => (Id: id, Index: i)).Where(vehicle => vehicle.Index / _perHost == host)
                .Select(vehicle => Planned(county, vehicle.Id, vehicle.Index, seed)).ToList();
            var plan = new HostPlan(now, at, clock.Number("speed"), FixEvery, StopFile, planned);
            await File.WriteAllTextAsync(PlanFile(host), JsonSerializer.Serialize(plan));
        }
    }

    private PlannedVehicle Planned(County county, string id, int index, int seed)
    {
        var station = county.Stations[index % county.Stations.Length].Position;
        Directory.CreateDirectory(VehicleFolder(id));
        return new PlannedVehicle(
            id, Server.DeviceKeys[id], Links[index].Through(Server.Url), VehicleFolder(id), station.Longitude, station.Latitude, seed + index);
    }

    private string PlanFile(int host) => Path.Combine(_folder, $"host-{host}.json");

    private string VehicleFolder(string vehicle) => Path.Combine(_folder, "vehicles", vehicle);

    private void Take(string? line)
    {
        lock (_said)
        {
            if (line is not null) _said.Add(line);
        }
    }
}
