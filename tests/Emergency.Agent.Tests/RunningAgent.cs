using System.Collections.Concurrent;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;

namespace Emergency.Agent.Tests;

/// <summary>An agent that runs against a centre until it is disposed, and what it told.</summary>
internal sealed class RunningAgent : IAgentObserver, IAsyncDisposable
{
    public static readonly DateTimeOffset Start = OutboxFiles.Start;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    public RunningAgent(
        FakeCentre centre,
        string key = "secret",
        TimeProvider? network = null,
        IOutbox? outbox = null,
        Func<AgentOptions, IUplink>? uplink = null,
        Func<AgentOptions, AgentOptions>? change = null)
    {
        var options = new AgentOptions
        {
            AmbulanceId = FakeCentre.Vehicle,
            DeviceKey = key,
            Server = centre.Address,
            FixBatchSize = 10,
            FixPacing = TimeSpan.FromMilliseconds(1),
            Backoff = new BackoffOptions { First = TimeSpan.FromMilliseconds(10), Longest = TimeSpan.FromMilliseconds(50) },
        };
        options = change?.Invoke(options) ?? options;
        network ??= TimeProvider.System;
        Outbox = outbox ?? new MemoryOutbox("device-1");
        Connection = new AgentConnection(
            options, Outbox, uplink?.Invoke(options) ?? new SignalRUplink(options, network), new AgentClocks(Events, network), new Random(1), this,
            Log.For<AgentConnection>());
        _running = Connection.Run(_stopping.Token);
    }

    public ManualTimeProvider Events { get; } = new(Start);

    public LogRecorder Log { get; } = new();

    public IOutbox Outbox { get; }

    public AgentConnection Connection { get; }

    public ConcurrentQueue<AgentOrders> Orders { get; } = new();

    public ConcurrentQueue<AgentWelcome> Welcomes { get; } = new();

    public ConcurrentQueue<LinkPhase> Phases { get; } = new();

    public LinkPhase Phase => Connection.Status.Link.Phase;

    public Task Online() => Eventually.Holds(() => Phase == LinkPhase.Online);

    public Task Offline() => Eventually.Holds(() => Phase != LinkPhase.Online);

    public Task Delivered() => Eventually.Holds(() => Outbox.Status.All.All(one => one.Shelf.Waiting == 0));

    public ValueTask<long> ReportFix(int second) =>
        Connection.Report(new FixReading(Start.AddSeconds(second), new GeoPoint(113.4, 29.4), 40, 90, 5));

    public ValueTask<long> ReportMilestone(Milestone milestone) =>
        Connection.Report(new MilestoneReport(new CaseId("c1"), new AssignmentId("a1"), milestone, Start));

    public void Welcomed(AgentWelcome welcome) => Welcomes.Enqueue(welcome);

    public void OrdersChanged(AgentOrders orders) => Orders.Enqueue(orders);

    public ConcurrentQueue<(Milestone Milestone, string Code)> Refused { get; } = new();

    public void MilestoneRefused(AgentMilestone milestone, Refusal refusal) => Refused.Enqueue((milestone.Milestone, refusal.Code));

    public ConcurrentQueue<CrewCare> Care { get; } = new();

    public ConcurrentQueue<CallSignal> Signals { get; } = new();

    public ConcurrentQueue<EcgModeChange> EcgModes { get; } = new();

    public ConcurrentQueue<Refusal> RefusedFacts { get; } = new();

    public void CareChanged(CrewCare care) => Care.Enqueue(care);

    public void Signalled(CallSignal signal) => Signals.Enqueue(signal);

    public void EcgModeChanged(EcgModeChange change) => EcgModes.Enqueue(change);

    public void ReportRefused(CrewReport report, Refusal refusal) => RefusedFacts.Enqueue(refusal);

    public void AttachmentRefused(AttachmentOffer offer, Refusal refusal) => RefusedFacts.Enqueue(refusal);

    public void LinkChanged(LinkStatus link) => Phases.Enqueue(link.Phase);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        Log.Errors.ShouldBeEmpty();
        Log.Dispose();
    }
}
