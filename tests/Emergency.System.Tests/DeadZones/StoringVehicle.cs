using System.Collections.Immutable;
using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.System.Tests.DeadZones;

/// <summary>One vehicle: the real agent with its outbox on disk, and somebody who reports all the time and writes down what was stored.</summary>
internal sealed class StoringVehicle : IAgentObserver, IAsyncDisposable
{
    private const int VitalsEvery = 2;
    private const int MilestoneEvery = 12;
    private const int RecordingAfter = 3;
    private const double DegreesPerFix = 0.0003;

    private static readonly Milestone[] Course =
    [
        Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient, Milestone.PatientLoaded, Milestone.LeftScene,
    ];

    private readonly HostPlan _plan;
    private readonly PlannedVehicle _planned;
    private readonly SqliteOutbox _outbox;
    private readonly AgentConnection _agent;
    private readonly StreamWriter _ledger;
    private readonly Random _random;
    private readonly AcceleratedTimeProvider _clock;
    private int _milestones;
    private int _recordings;
    private bool _stopped;

    private StoringVehicle(HostPlan plan, PlannedVehicle planned, SqliteOutbox outbox, Ledger before)
    {
        (_plan, _planned, _outbox, _random) = (plan, planned, outbox, new Random(planned.Seed));
        (_milestones, _recordings) = (before.Milestones.Count, before.Recordings.Count);
        var now = plan.Now + (TimeProvider.System.GetUtcNow() - plan.At) * plan.Speed;
        _clock = new AcceleratedTimeProvider(now, plan.Speed, TimeProvider.System);
        _ledger = new StreamWriter(Path.Combine(planned.Folder, Ledger.FileName), append: true) { AutoFlush = true };
        // Ends a line that a kill cut off.
        _ledger.Write($"\ndevice {outbox.DeviceId}\n");
        var options = new AgentOptions { AmbulanceId = new AmbulanceId(planned.AmbulanceId), DeviceKey = planned.DeviceKey, Server = planned.Server };
        _agent = new AgentConnection(
            options, outbox, new SignalRUplink(options, TimeProvider.System), new AgentClocks(_clock, TimeProvider.System),
            new Random(_random.Next()), this, NullLogger<AgentConnection>.Instance);
    }

    /// <summary>Whether nothing new comes and nothing waits.</summary>
    public bool IsSettled => Volatile.Read(ref _stopped) && _outbox.Status.All.All(shelf => shelf.Shelf.Waiting == 0);

    public static async Task<StoringVehicle> Open(HostPlan plan, PlannedVehicle planned)
    {
        var outbox = await SqliteOutbox.Open(
            new SqliteOutboxOptions { File = Path.Combine(planned.Folder, "outbox.db") }, () => $"soak-{planned.AmbulanceId}-{planned.Seed}",
            TimeProvider.System, NullLogger<SqliteOutbox>.Instance);
        return new StoringVehicle(plan, planned, outbox, Ledger.Read(planned.Folder));
    }

    /// <summary>Runs the agent, and reports until the stop file exists.</summary>
    public Task Run(CancellationToken cancellation) => Task.WhenAll(_agent.Run(cancellation), Report(cancellation));

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        await _ledger.DisposeAsync();
    }

    public void Welcomed(AgentWelcome welcome)
    {
    }

    public void OrdersChanged(AgentOrders orders)
    {
    }

    public void MilestoneRefused(AgentMilestone milestone, Refusal refusal) => Note("refused", $"milestone:{milestone.Milestone}:{refusal.Code}");

    public void LinkChanged(LinkStatus link)
    {
    }

    public void AttachmentRefused(AttachmentOffer offer, Refusal refusal) => Note("refused", $"recording:{refusal.Code}");

    private async Task Report(CancellationToken cancellation)
    {
        for (var count = 1; !cancellation.IsCancellationRequested && !File.Exists(_plan.StopFile); count++)
        {
            Note("fix", await _agent.Report(new FixReading(_clock.GetUtcNow(), Position(count), 35, 90, 5)));
            if (count % VitalsEvery == 0)
                Note("vitals", await _agent.Report(Vitals()));
            if (count % MilestoneEvery == 0 && _milestones < Course.Length && _agent.ActiveOrder is { } order)
                await Report(order);
            if (_milestones > RecordingAfter && _recordings == 0 && _agent.ActiveOrder is { } treated)
            {
                Note("recording", await _agent.Report(Recording(), treated));
                _recordings++;
            }

            await Task.Delay(_plan.FixEvery / _plan.Speed, TimeProvider.System, CancellationToken.None);
        }

        Volatile.Write(ref _stopped, true);
    }

    private async Task Report(AssignmentOrder order)
    {
        var milestone = Course[_milestones];
        await _agent.Report(new MilestoneReport(order.CaseId, order.AssignmentId, milestone, _clock.GetUtcNow()));
        _milestones++;
        Note("milestone", milestone);
    }

    /// <summary>Round and round near the start, a few metres at a time.</summary>
    private GeoPoint Position(int count)
    {
        var angle = count * 0.05;
        return new GeoPoint(_planned.Lon + (20 * DegreesPerFix * Math.Cos(angle)), _planned.Lat + (20 * DegreesPerFix * Math.Sin(angle)));
    }

    private VitalsReading Vitals() => new(
        _clock.GetUtcNow(), HeartRate: 70 + _random.Next(20), SpO2: 95 + _random.Next(4), RespirationRate: 14 + _random.Next(4));

    /// <summary>Ten seconds of twelve leads with enough noise that they do not compress to nothing.</summary>
    private EcgSegment Recording()
    {
        ImmutableArray<short> Lead() => [.. Enumerable.Range(0, 5000).Select(i => (short)(200 * Math.Sin(i * 0.02) + _random.Next(-6, 7)))];
        return new EcgSegment(
            _clock.GetUtcNow() - TimeSpan.FromSeconds(10), 500, 5000, [.. EcgLeads.Standard], [.. EcgLeads.Standard.Select(_ => Lead())]);
    }

    private void Note(string kind, object what)
    {
        lock (_ledger) _ledger.Write($"{kind} {what}\n");
    }
}
