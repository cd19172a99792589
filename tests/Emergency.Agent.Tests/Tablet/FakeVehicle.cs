using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emergency.Agent.Tablet;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Tests.Tablet;

/// <summary>The agent as the tablet sees it: an outbox that keeps what it is given until a test lets the server answer.</summary>
internal sealed class FakeVehicle : ITabletAgent
{
    private readonly ConcurrentDictionary<(ReportLane Lane, long Sequence), bool> _waiting = [];
    private long _sequence;

    public AmbulanceId AmbulanceId => FakeCentre.Vehicle;

    public string DeviceId { get; set; } = "device-1";

    public bool Full { get; set; }

    public TabletReading Reading { get; set; } = new(
        new TabletLink("offline", RunningAgent.Start), [], [], new TabletThinning(0, 0), null, []);

    public ConcurrentQueue<MilestoneReport> Milestones { get; } = new();

    public ConcurrentQueue<(CaseId Case, DateTimeOffset At, CrewAct Act)> Acts { get; } = new();

    public ConcurrentQueue<CallSignal> Signals { get; } = new();

    public Outcome<TabletEcg> TwelveLead { get; set; } = new Refusal("no-ecg", "Nothing is connected.");

    public ImmutableArray<byte> Still { get; private set; } = [];

    public TabletReading Read() => Reading;

    public ValueTask<long> Report(MilestoneReport report) => Keep(ReportLane.Milestones, () => Milestones.Enqueue(report));

    public ValueTask<long> Report(CaseId caseId, AssignmentId assignmentId, DateTimeOffset occurredAt, CrewAct act) =>
        Keep(ReportLane.Acts, () => Acts.Enqueue((caseId, occurredAt, act)));

    public ValueTask<IReadOnlySet<long>> Waiting(ReportLane lane) =>
        new(_waiting.Keys.Where(key => key.Lane == lane).Select(key => key.Sequence).ToHashSet());

    public void ServerTakesAll() => _waiting.Clear();

    public bool TakeProposal(string proposalId)
    {
        var left = Reading.Proposals.RemoveAll(proposal => proposal.ProposalId == proposalId);
        var had = left.Length < Reading.Proposals.Length;
        Reading = Reading with { Proposals = left };
        return had;
    }

    public ValueTask<Outcome<TabletEcg>> RecordTwelveLead() => new(TwelveLead);

    public ValueTask<Outcome<TabletEcg>> AddStill(ReadOnlyMemory<byte> jpeg)
    {
        Still = [.. jpeg.Span];
        return new(new TabletEcg("s1", "still", RunningAgent.Start));
    }

    public ImmutableArray<EcgWaveBlock> RecentEcg(TimeSpan span) => [new EcgWaveBlock(1, RunningAgent.Start, null, null, [(byte)span.TotalSeconds])];

    public ValueTask<Refusal?> Signal(CallSignal signal)
    {
        Signals.Enqueue(signal);
        return new((Refusal?)null);
    }

    public ValueTask<ImmutableArray<IceServer>> IceServers() => new(ImmutableArray.Create(new IceServer(["stun:127.0.0.1:3478"])));

    private ValueTask<long> Keep(ReportLane lane, Action keep)
    {
        if (Full)
            throw new OutboxFullException("full");
        keep();
        var sequence = Interlocked.Increment(ref _sequence);
        _waiting[(lane, sequence)] = true;
        return new(sequence);
    }
}
