using Emergency.Agent.Geofence;
using Emergency.Agent.Inputs;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Composition;

/// <summary>The agent of one vehicle, whole: inputs, outbox, link and geofence.</summary>
public sealed class Vehicle : BackgroundService
{
    private readonly VehicleSettings _settings;
    private readonly SqliteOutbox _outbox;
    private readonly RadioReader _radio;
    private readonly GeofenceWatch _geofence;
    private readonly VehicleObservers _observers;
    private readonly TimeProvider _machine;
    private readonly ILoggerFactory _loggers;
    private FixReading? _position;

    /// <summary>Puts a vehicle together; nothing runs yet.</summary>
    /// <param name="settings">Settings without problems.</param>
    /// <param name="outbox">Where everything goes first.</param>
    /// <param name="uplink">The way to the server.</param>
    /// <param name="observers">Are told what is learnt.</param>
    /// <param name="machine">This machine's clock.</param>
    /// <param name="loggers">For what an operator must know.</param>
    public Vehicle(
        VehicleSettings settings, SqliteOutbox outbox, IUplink uplink, VehicleObservers observers, TimeProvider machine, ILoggerFactory loggers)
    {
        (_settings, _outbox, _observers, _machine, _loggers) = (settings, outbox, observers, machine, loggers);
        var agent = settings.Agent;
        AmbulanceId = agent.AmbulanceId;
        Skew = new GpsSkew(settings.Gps, machine);
        _radio = new RadioReader(settings.Radio, machine);
        _geofence = new GeofenceWatch(settings.Geofence);
        Connection = new AgentConnection(
            agent, outbox, uplink, new AgentClocks(Skew.Events, machine), Seeded("link"), observers,
            loggers.CreateLogger<AgentConnection>(), _radio);
        Gps = new GpsInput(settings.Gps, Skew, TakeFix, machine, Seeded("gps"), loggers.CreateLogger<GpsInput>());
        Monitor = new MonitorInput(settings.Monitor, TakeVitals, Skew.Events, machine, loggers.CreateLogger<MonitorInput>());
        Ecg = new EcgInput(settings.Ecg, Connection.Report, Skew.Events, machine, loggers.CreateLogger<EcgInput>());
    }

    /// <summary>The link to the server; whatever a crew reports goes in here.</summary>
    public AgentConnection Connection { get; }

    /// <summary>Positions.</summary>
    public GpsInput Gps { get; }

    /// <summary>Patient monitors.</summary>
    public MonitorInput Monitor { get; }

    /// <summary>The waveform.</summary>
    public EcgInput Ecg { get; }

    /// <summary>How the clocks stand; its clock of events dates everything on the vehicle.</summary>
    public GpsSkew Skew { get; }

    /// <summary>The vehicle.</summary>
    public AmbulanceId AmbulanceId { get; }

    /// <summary>Everything at one moment.</summary>
    public VehicleStatus Status => new(
        AmbulanceId, Skew.Events.GetUtcNow(), Connection.Status, [Gps.Health, Monitor.Health, Ecg.Health], Skew.Status,
        Volatile.Read(ref _position), _geofence.Proposals);

    /// <summary>Reports a milestone that the crew set.</summary>
    /// <exception cref="OutboxFullException">The outbox has no room; nothing was kept.</exception>
    public async ValueTask<long> Report(MilestoneReport report)
    {
        var sequence = await Connection.Report(report);
        _geofence.Set(report.AssignmentId, report.Milestone);
        return sequence;
    }

    /// <summary>Takes a proposal off the list because the crew has answered it; confirming it is a report like any other.</summary>
    /// <returns>The proposal; null when it is not open any more.</returns>
    public MilestoneProposal? AnswerProposal(string proposalId) => _geofence.Answer(proposalId);

    /// <summary>Makes a 12-lead recording of the last ten seconds and hands it in.</summary>
    /// <returns>The recording's name and time, or why there is none.</returns>
    public async ValueTask<Outcome<RecordedEcg>> RecordTwelveLead()
    {
        if (Connection.ActiveOrder is not { } order)
            return new Refusal("no-assignment", "the vehicle is on no assignment");
        if (Ecg.Recent.Record(Skew.Events.GetUtcNow(), out var recording) is { } problem)
            return new Refusal("no-ecg", problem);
        return new RecordedEcg(await Connection.Report(recording!, order), recording!.StartedAt);
    }

    /// <summary>Runs every part until it is stopped.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task[] parts =
        [
            Connection.Run(stoppingToken), Gps.Run(stoppingToken), _radio.Run(stoppingToken),
            Kept("monitor", Monitor.Run, stoppingToken), Kept("ecg", Ecg.Run, stoppingToken),
        ];
        await Task.WhenAll(parts);
    }

    /// <summary>A port that is taken, or a folder that is missing, keeps one input out and not the vehicle.</summary>
    private Task Kept(string name, Func<CancellationToken, Task> run, CancellationToken cancellation)
    {
        var meter = name == "monitor" ? Monitor.Meter : Ecg.Meter;
        var loop = new InputLoop(name, meter, new BackoffOptions(), Seeded(name), _machine, _loggers.CreateLogger<Vehicle>());
        return loop.Run((_, ending) => run(ending), cancellation);
    }

    private async ValueTask TakeFix(FixReading fix)
    {
        Volatile.Write(ref _position, fix);
        await Connection.Report(fix);
        _observers.FixTaken(fix);
        if (_geofence.Take(fix, Connection.ActiveOrder, _observers.Station) is { } proposal)
            _observers.Proposed(proposal);
    }

    private async ValueTask TakeVitals(VitalsReading reading)
    {
        await Connection.Report(reading);
        _observers.VitalsTaken(reading);
    }

    /// <summary>Jitter must differ between vehicles and starts, and nothing else.</summary>
    private Random Seeded(string part) => new(HashCode.Combine(part, _settings.Ambulance, _outbox.DeviceId, _machine.GetUtcNow().Ticks));
}

/// <summary>A recording made on the vehicle.</summary>
/// <param name="AttachmentId">Its name.</param>
/// <param name="At">When it began.</param>
public sealed record RecordedEcg(string AttachmentId, DateTimeOffset At);
