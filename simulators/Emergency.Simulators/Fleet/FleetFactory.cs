using Emergency.Agent;
using Emergency.Domain;
using Emergency.Geography;
using Microsoft.Extensions.Logging;

namespace Emergency.Simulators;

/// <summary>Puts a crew and a real agent on every vehicle of the county that has a device key.</summary>
internal sealed class FleetFactory(
    County county, FleetOptions options, CountyClock clock, TimeProvider network, Identities identities, Seed seed, ILoggerFactory loggers)
{
    private readonly StreamBudget _ecgStreams = new(clock.Speed > FastestEcg ? 0 : options.EcgStreams);

    /// <summary>A clock faster than this leaves no time to send an ECG live.</summary>
    private const double FastestEcg = 2;

    /// <summary>Makes the fleet; nothing is connected yet.</summary>
    /// <param name="server">Where the agents connect to.</param>
    /// <param name="keys">The vehicles' device keys.</param>
    /// <param name="radio">The radio network through which they connect; null for a perfect one.</param>
    /// <param name="lastSeen">Where units were when the centre last heard of them; the others stand at their stations.</param>
    public Fleet Create(
        Uri server, IReadOnlyDictionary<AmbulanceId, string> keys, RadioMap? radio, IReadOnlyDictionary<AmbulanceId, GeoPoint> lastSeen)
    {
        var roads = new DrivePlanner(county, options.Driving);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(county.Profile.TimeZone);
        var world = new CrewWorld(options.Crews, roads, new Hospitals(county.Hospitals, roads), zone);
        var fixes = options.Fixes.At(clock.Speed);
        var start = clock.Time.GetUtcNow();
        var vehicles = county.Vehicles.Where(vehicle => keys.ContainsKey(vehicle.Id)).Take(options.MostVehicles).Select(Manned);
        return new Fleet([.. vehicles], options, clock.Time, network);

        FleetVehicle Manned(CountyVehicle vehicle) => new(
            clock,
            (reportFix, reportMilestone, bedside) =>
            {
                var post = new CrewPost(vehicle.Id, StationOf(vehicle), !vehicle.Capabilities.Contains(VehicleCapability.DoctorCar));
                var position = lastSeen.TryGetValue(vehicle.Id, out var seen) ? seen : post.Station;
                var crew = new Crew(post, world, position, Randomness("crew", vehicle.Id), reportMilestone);
                var measuring = Randomness("receiver", vehicle.Id);
                // Vehicles are switched on one after the other, so that they do not all measure at once.
                return new Vehicle(crew, new Receiver(fixes, measuring), start + fixes.Standing * measuring.NextDouble(), reportFix, Admits(vehicle.Id, bedside));
            },
            self => Agent(self, vehicle.Id, keys[vehicle.Id], server, radio));
    }

    /// <summary>Makes the patients of a vehicle, each by its place in the row.</summary>
    private Admission? Admits(AmbulanceId vehicle, IBedsideReports reports)
    {
        if (!options.Patients)
            return null;
        var (bedsides, patients) = (options.Bedsides.At(clock.Speed), 0L);
        return (order, at, isDriving) => new Bedside(
            new BedsideOf(order, bedsides, at, seed.Branch("patients").Branch(vehicle.Value, patients++)), _ecgStreams, isDriving, reports);
    }

    private AgentConnection Agent(FleetVehicle vehicle, AmbulanceId id, string key, Uri server, RadioMap? radio)
    {
        var agent = new AgentOptions { AmbulanceId = id, DeviceKey = key, Server = server };
        var outbox = new MemoryOutbox(identities.DeviceOf(id), options.Outbox);
        return new AgentConnection(
            agent, outbox, new SignalRUplink(agent, network, Route(vehicle, id, radio)), new AgentClocks(clock.Time, network), Randomness("link", id), vehicle,
            loggers.CreateLogger<AgentConnection>());
    }

    /// <summary>Every connection of a vehicle goes over the air where the vehicle is.</summary>
    private UplinkRoute? Route(FleetVehicle vehicle, AmbulanceId id, RadioMap? radio)
    {
        if (radio is null)
            return null;
        var connections = 0L;
        return new UplinkRoute
        {
            Name = "mobile",
            Medium = stream => new RadioStream(
                stream, () => radio.At(vehicle.Position), network, seed.Branch("air").Branch(id.Value, Interlocked.Increment(ref connections)).Random()),
        };
    }

    private Random Randomness(string part, AmbulanceId id) => seed.Branch(part).Branch(id.Value).Random();

    private GeoPoint StationOf(CountyVehicle vehicle) => county.FindStation(vehicle.Station)?.Position
        ?? throw new InvalidDataException($"vehicle {vehicle.Id} has no station {vehicle.Station}");
}
