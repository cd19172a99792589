using System.Collections.Immutable;
using Emergency.Agent.Tablet;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Agent.Composition;

/// <summary>The vehicle as its tablet sees it.</summary>
internal sealed class TabletAgent(Vehicle vehicle, SqliteOutbox outbox, TimeProvider machine) : ITabletAgent
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(5);
    private ImmutableArray<IceServer> _iceServers = [];

    public AmbulanceId AmbulanceId => vehicle.AmbulanceId;

    public string DeviceId => outbox.DeviceId;

    public TabletReading Read()
    {
        var status = vehicle.Status;
        var (agent, box) = (status.Agent, status.Agent.Outbox);
        var link = new TabletLink(
            agent.Link.Phase.ToString().ToLowerInvariant(), agent.Link.Since, agent.Link.LastError, agent.Link.Uplink, agent.Quality.RttMs,
            agent.Quality.LossShare, EcgRate.WordOf(agent.Ecg), agent.Radio);
        return new TabletReading(
            link,
            [.. box.All.Select(one => new TabletWaiting(one.Kind, one.Shelf.Waiting, one.Shelf.OldestAt))],
            [.. status.Inputs.Select(input => new TabletInput(input.Name, input.State.ToString().ToLowerInvariant(), input.LastGoodAt, input.Problem))],
            new TabletThinning(box.Fixes.Thinned, box.Ecg.Thinned, box.Ecg.ThinnedFrom, box.Ecg.ThinnedTo),
            status.Position,
            [.. status.Proposals.Select(one => new TabletProposal(one.ProposalId, one.AssignmentId, one.Milestone, one.At))]);
    }

    public ValueTask<long> Report(MilestoneReport report) => vehicle.Report(report);

    public ValueTask<long> Report(CaseId caseId, AssignmentId assignmentId, DateTimeOffset occurredAt, CrewAct act) =>
        vehicle.Connection.Report(caseId, assignmentId, occurredAt, act);

    public async ValueTask<IReadOnlySet<long>> Waiting(ReportLane lane) =>
        (lane == ReportLane.Milestones ? await outbox.Milestones.Waiting() : await outbox.Reports.Waiting()).ToHashSet();

    public bool TakeProposal(string proposalId) => vehicle.AnswerProposal(proposalId) is not null;

    public async ValueTask<Outcome<TabletEcg>> RecordTwelveLead()
    {
        var recorded = await vehicle.RecordTwelveLead();
        return recorded.Succeeded ? new TabletEcg(recorded.Value.AttachmentId, "ecg-12-lead", recorded.Value.At) : recorded.Refusal;
    }

    public async ValueTask<Outcome<TabletEcg>> AddStill(ReadOnlyMemory<byte> jpeg)
    {
        if (vehicle.Connection.ActiveOrder is not { } order)
            return new Refusal("no-assignment", "the vehicle is on no assignment");
        var now = vehicle.Skew.Events.GetUtcNow();
        try
        {
            return new TabletEcg(await vehicle.Connection.Report("still", "image/jpeg", jpeg, now, order), "still", now);
        }
        catch (OutboxFullException full)
        {
            return new Refusal("outbox-full", full.Message);
        }
    }

    public ImmutableArray<EcgWaveBlock> RecentEcg(TimeSpan span)
    {
        var order = vehicle.Connection.ActiveOrder;
        return [.. vehicle.Ecg.Recent.Since(vehicle.Skew.Events.GetUtcNow() - span).Select(segment => new EcgWaveBlock(
            segment.StartedAt.ToUnixTimeMilliseconds(), segment.StartedAt, order?.CaseId, null, EcgBlock.Encode(segment)))];
    }

    public async ValueTask<Refusal?> Signal(CallSignal signal)
    {
        try
        {
            using var giveUp = new CancellationTokenSource(AskTimeout, machine);
            await vehicle.Connection.Send(signal, giveUp.Token);
            return null;
        }
        // A call that cannot be set up is not kept: the crew sees why and tries again.
        catch (Exception failure) when (failure is InvalidOperationException or OperationCanceledException or TimeoutException or IOException or HubException)
        {
            return new Refusal("no-link", failure.Message);
        }
    }

    public async ValueTask<ImmutableArray<IceServer>> IceServers()
    {
        try
        {
            using var giveUp = new CancellationTokenSource(AskTimeout, machine);
            return _iceServers = await vehicle.Connection.GetIceServers(giveUp.Token);
        }
        // Those known last may do; a call needs the link anyway.
        catch (Exception failure) when (failure is InvalidOperationException or OperationCanceledException or TimeoutException or IOException or HubException)
        {
            return _iceServers;
        }
    }
}

/// <summary>Tells the tablet what the agent learns.</summary>
/// <param name="board">Finds the tablet, which is made after the vehicle.</param>
internal sealed class TabletObserver(Func<TabletBoard> board) : IAgentObserver, IVehicleObserver
{
    public void Welcomed(AgentWelcome welcome) => board().Ring();

    public void OrdersChanged(AgentOrders orders) => board().Take(orders);

    public void CareChanged(CrewCare care) => board().Take(care);

    public void Signalled(CallSignal signal) => board().Take(signal);

    public void MilestoneRefused(AgentMilestone milestone, Refusal refusal) => board().Refused(ReportLane.Milestones, milestone.Sequence, refusal);

    public void ReportRefused(CrewReport report, Refusal refusal) => board().Refused(ReportLane.Acts, report.Sequence, refusal);

    public void AttachmentRefused(AttachmentOffer offer, Refusal refusal) => board().Ring();

    public void LinkChanged(LinkStatus link) => board().Ring();

    public void EcgModeChanged(EcgModeChange change) => board().Ring();

    public void FixTaken(FixReading fix) => board().Ring();

    public void VitalsTaken(VitalsReading reading) => board().Take(reading.ToSample(0, null));
}
