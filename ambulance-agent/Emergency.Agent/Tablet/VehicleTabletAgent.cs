using System.Collections.Immutable;
using Emergency.Agent.Composition;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Agent.Tablet;

/// <summary>The vehicle's agent as the tablet sees it.</summary>
internal sealed class VehicleTabletAgent(Vehicle vehicle, SqliteOutbox outbox, AmbulanceId ambulanceId, TimeProvider machine) : ITabletAgent
{
    /// <summary>How long the server may take to pass a signal on, or to say how a physician is reached.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    /// <summary>What the way is called when none is configured: a crew need not read that.</summary>
    private const string UnnamedWay = "default";

    private ImmutableArray<IceServer> _iceServers = [];

    public AmbulanceId AmbulanceId => ambulanceId;

    public string DeviceId => outbox.DeviceId;

    public TabletReading Read()
    {
        var status = vehicle.Status;
        var (agent, shelves) = (status.Agent, status.Agent.Outbox);
        return new TabletReading(
            LinkOf(agent),
            [.. shelves.All.Select(one => new TabletWaiting(one.Kind, one.Shelf.Waiting, one.Shelf.OldestAt))],
            [.. status.Inputs.Select(input => new TabletInput(input.Name, input.State.ToString().ToLowerInvariant(), input.LastGoodAt, input.Problem))],
            new TabletThinning(shelves.Fixes.Thinned, shelves.Ecg.Thinned, shelves.Ecg.ThinnedFrom, shelves.Ecg.ThinnedTo),
            status.Position,
            [.. status.Proposals.Select(one => new TabletProposal(one.ProposalId, one.AssignmentId, one.Milestone, one.At))]);
    }

    public ValueTask<long> Report(MilestoneReport report) => vehicle.Report(report);

    public ValueTask<long> Report(CaseId caseId, AssignmentId assignmentId, DateTimeOffset occurredAt, CrewAct act) =>
        vehicle.Connection.Report(caseId, assignmentId, occurredAt, act);

    public async ValueTask<IReadOnlySet<long>> Waiting(ReportLane lane) =>
        (lane is ReportLane.Milestones ? await outbox.Milestones.Waiting() : await outbox.Reports.Waiting()).ToHashSet();

    public bool TakeProposal(string proposalId) => vehicle.AnswerProposal(proposalId) is not null;

    public async ValueTask<Outcome<TabletEcg>> RecordTwelveLead()
    {
        var outcome = await Kept(vehicle.RecordTwelveLead);
        return outcome.Succeeded ? new TabletEcg(outcome.Value.AttachmentId, "ecg-12-lead", outcome.Value.At) : outcome.Refusal;
    }

    public async ValueTask<Outcome<TabletEcg>> AddStill(ReadOnlyMemory<byte> jpeg)
    {
        if (vehicle.Connection.ActiveOrder is not { } order)
            return new Refusal("no-assignment", "The vehicle is on no assignment.");
        var at = vehicle.Skew.Events.GetUtcNow();
        return await Kept<TabletEcg>(async () => new TabletEcg(await vehicle.Connection.Report("still", "image/jpeg", jpeg, at, order), "still", at));
    }

    public ImmutableArray<EcgWaveBlock> RecentEcg(TimeSpan span) =>
    [
        .. vehicle.Ecg.Recent.Since(vehicle.Skew.Events.GetUtcNow() - span).Select(segment =>
            new EcgWaveBlock(segment.StartedAt.ToUnixTimeMilliseconds(), segment.StartedAt, null, null, EcgBlock.Encode(segment))),
    ];

    public async ValueTask<Refusal?> Signal(CallSignal signal)
    {
        using var bound = new CancellationTokenSource(AnswerWithin, machine);
        try
        {
            await vehicle.Connection.Send(signal, bound.Token);
            return null;
        }
        // A signal is worth nothing later: the page is told and sets its call up anew.
        catch (HubException refused)
        {
            return new Refusal("signal-refused", refused.Message);
        }
        catch (Exception failure) when (IsNoLink(failure))
        {
            return new Refusal("no-link", "There is no link to the centre now.");
        }
    }

    public async ValueTask<ImmutableArray<IceServer>> IceServers()
    {
        using var bound = new CancellationTokenSource(AnswerWithin, machine);
        try
        {
            _iceServers = await vehicle.Connection.GetIceServers(bound.Token);
        }
        // Those known last are good for hours.
        catch (Exception failure) when (failure is HubException || IsNoLink(failure))
        {
            return _iceServers;
        }

        return _iceServers;
    }

    /// <summary>A full disk is said to the crew, not thrown at it.</summary>
    private static async ValueTask<Outcome<T>> Kept<T>(Func<ValueTask<Outcome<T>>> keep)
        where T : class
    {
        try
        {
            return await keep();
        }
        catch (OutboxFullException full)
        {
            return new Refusal("outbox-full", full.Message);
        }
    }

    private static bool IsNoLink(Exception failure) =>
        failure is InvalidOperationException or OperationCanceledException or TimeoutException or IOException;

    private static TabletLink LinkOf(AgentStatus agent)
    {
        var online = agent.Link.Phase is LinkPhase.Online;
        return new TabletLink(
            agent.Link.Phase.ToString().ToLowerInvariant(), agent.Link.Since, agent.Link.LastError,
            agent.Link.Uplink is UnnamedWay ? null : agent.Link.Uplink,
            online ? agent.Quality.RttMs : null, online ? agent.Quality.LossShare : null, online ? WordOf(agent.Ecg) : null, agent.Radio);
    }

    private static string WordOf(EcgMode mode) => mode switch
    {
        EcgMode.Full => "full",
        EcgMode.HalfRate => "half-rate",
        EcgMode.FourLeads => "four-leads",
        _ => "off",
    };
}
