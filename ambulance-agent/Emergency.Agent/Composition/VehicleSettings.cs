using Emergency.Agent.Geofence;
using Emergency.Agent.Inputs;
using Emergency.Domain;

namespace Emergency.Agent.Composition;

/// <summary>Everything that one vehicle's agent is told at its start. Names are those of the configuration file.</summary>
public sealed record VehicleSettings
{
    /// <summary>The vehicle, such as <c>A03</c>; it is also the name under which it signs in. Required.</summary>
    public string Ambulance { get; init; } = "";

    /// <summary>The vehicle's secret; better in a file of its own.</summary>
    public string? DeviceKey { get; init; }

    /// <summary>A file that holds the vehicle's secret, readable by the agent alone.</summary>
    public string? DeviceKeyFile { get; init; }

    /// <summary>The server, <c>https://</c> or <c>http://</c>. Required.</summary>
    public Uri? Server { get; init; }

    /// <summary>The folder of the outbox; by default <c>/var/lib/emergency-agent</c>. It must exist and be writable.</summary>
    public string DataFolder { get; init; } = "/var/lib/emergency-agent";

    /// <summary>Where the agent's own pages and interface are served; by default loopback only.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:8121";

    /// <summary>The ways to the server, best first; without any the machine's own.</summary>
    public UplinkRoute[] Uplinks { get; init; } = [];

    /// <summary>How ways are switched.</summary>
    public UplinkSwitchOptions Switch { get; init; } = new();

    /// <summary>Where the modem's words come from.</summary>
    public RadioOptions Radio { get; init; } = new();

    /// <summary>Positions.</summary>
    public GpsOptions Gps { get; init; } = new();

    /// <summary>Patient monitors.</summary>
    public MonitorOptions Monitor { get; init; } = new();

    /// <summary>The waveform.</summary>
    public EcgOptions Ecg { get; init; } = new();

    /// <summary>What is kept on disk.</summary>
    public SqliteOutboxOptions Outbox { get; init; } = new();

    /// <summary>Proposed milestones.</summary>
    public GeofenceOptions Geofence { get; init; } = new();

    /// <summary>The link to the server.</summary>
    public AgentOptions Link { get; init; } = new()
    {
        AmbulanceId = new AmbulanceId("unset"),
        DeviceKey = "unset",
        Server = new Uri("http://unset"),
    };

    /// <summary>The link's options with identity and server; call it on settings without problems.</summary>
    public AgentOptions Agent => Link with
    {
        AmbulanceId = new AmbulanceId(Ambulance),
        DeviceKey = (string.IsNullOrWhiteSpace(DeviceKey) ? File.ReadAllText(DeviceKeyFile!) : DeviceKey).Trim(),
        Server = Server!,
    };

    /// <summary>The outbox's options with its file.</summary>
    public SqliteOutboxOptions OutboxFile => Outbox with { File = Path.Combine(DataFolder, Outbox.File) };

    /// <summary>The key is nobody's business.</summary>
    public override string ToString() => $"{Ambulance} at {Server}";

    /// <summary>Says everything that is wrong, each in a sentence.</summary>
    public IEnumerable<string> Problems()
    {
        var identity = IdentityProblems().ToList();
        return identity
            .Concat(Uplinks.SelectMany(route => route.Problems()))
            .Concat(Uplinks.GroupBy(route => route.Name).Where(same => same.Count() > 1).Select(same => $"two uplinks are named '{same.Key}'"))
            .Concat(Switch.Problems()).Concat(Radio.Problems()).Concat(Gps.Problems()).Concat(Monitor.Problems()).Concat(Ecg.Problems())
            .Concat(Outbox.AllProblems()).Concat(Geofence.Problems())
            .Concat(identity.Count == 0 ? Agent.Problems().Select(problem => $"Link.{problem}") : []);
    }

    private IEnumerable<string> IdentityProblems()
    {
        if (!WordId.IsValid(Ambulance) || Ambulance.Length > 32)
            yield return $"Ambulance is '{Ambulance}': expected the vehicle's identifier, such as A03";
        if (string.IsNullOrWhiteSpace(DeviceKey) && string.IsNullOrWhiteSpace(DeviceKeyFile))
            yield return "neither DeviceKey nor DeviceKeyFile is set: the agent cannot sign in";
        else if (string.IsNullOrWhiteSpace(DeviceKey) && !File.Exists(DeviceKeyFile))
            yield return $"DeviceKeyFile is '{DeviceKeyFile}': there is no such file";
        if (Server is null || !Server.IsAbsoluteUri || Server.Scheme is not ("http" or "https"))
            yield return $"Server is '{Server}': expected http:// or https://";
        if (!Directory.Exists(DataFolder))
            yield return $"DataFolder is '{DataFolder}': there is no such folder";
        if (!Uri.TryCreate(Listen, UriKind.Absolute, out var listen) || listen.Scheme != Uri.UriSchemeHttp)
            yield return $"Listen is '{Listen}': expected http://address:port";
    }
}
