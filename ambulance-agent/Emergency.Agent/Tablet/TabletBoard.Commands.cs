using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Tablet;

/// <content>What the crew does.</content>
public sealed partial class TabletBoard
{
    /// <summary>Sets a milestone: kept for the undo moment, then sent. The same one said twice is one.</summary>
    public async Task<Outcome<ReportTaken>> SetMilestone(MilestoneBody body, FactSource source = FactSource.Vehicle)
    {
        if (!Enum.IsDefined(body.Milestone) || body.Reason is { Length: > 200 })
            return new Refusal("validation", "There is no such milestone, or its reason is longer than 200 characters.");
        if (TimeOf(body.OccurredAt) is not { } at)
            return new Refusal("milestone-in-future", "The time lies ahead of this vehicle's clock.");
        var reports = _reports.All;
        if (OrderOf(body.AssignmentId, reports) is not { } order)
            return new Refusal("unknown-assignment", "This vehicle has no such assignment.");
        if (reports.FirstOrDefault(known => known.Stands && known.AssignmentId == body.AssignmentId && known.Milestone?.Milestone == body.Milestone) is { } said)
            return new ReportTaken(said.ReportId);
        if (AssignmentBoard.WhyNot(order, reports, body.Milestone, source) is { } why)
            return new Refusal("illegal-transition", why);
        if (string.IsNullOrWhiteSpace(body.Reason) && AssignmentBoard.NeedsReason(order, reports, body.Milestone))
            return new Refusal("reason-required", "Say why.");
        var report = new TabletReport(
            NewId(), order.CaseId, order.AssignmentId, at, new ReportedMilestone(body.Milestone, source, body.Reason, body.HospitalId), null,
            ReportState.Held);
        await _reports.Hold(report);
        return new ReportTaken(report.ReportId);
    }

    /// <summary>Takes back a milestone that is still held.</summary>
    /// <returns>Null when it is taken back.</returns>
    public Refusal? Undo(string reportId) => _reports.Undo(reportId)
        ? null
        : new Refusal("already-sent", "It is too late to take it back here; the desk can correct it.");

    /// <summary>Keeps and sends what the crew says. The same thing said twice is one.</summary>
    public async Task<Outcome<ReportTaken>> Say(ActBody body)
    {
        if (TimeOf(body.OccurredAt) is not { } at)
            return new Refusal("milestone-in-future", "The time lies ahead of this vehicle's clock.");
        var reports = _reports.All;
        if (OrderOf(body.AssignmentId, reports) is not { } order || order.CaseId != body.CaseId)
            return new Refusal("unknown-assignment", "This vehicle has no such assignment.");
        CrewCare care;
        lock (_gate)
        {
            care = CareOf(order, reports, at);
        }

        var verdict = ActRules.Judge(body.Act, care);
        if (verdict.Refusal is { } refusal)
            return refusal;
        if (verdict.IsKnown)
            return new ReportTaken(null);
        var report = new TabletReport(NewId(), order.CaseId, order.AssignmentId, at, null, body.Act, ReportState.Waiting);
        await _reports.Add(report);
        return new ReportTaken(report.ReportId);
    }

    /// <summary>Confirms a proposal of a geofence: its milestone is set at the time that the positions say, and can be undone like any.</summary>
    public async Task<Outcome<ReportTaken>> Confirm(string proposalId)
    {
        if (_agent.Read().Proposals.FirstOrDefault(known => known.ProposalId == proposalId) is not { } proposal)
            return new Refusal("unknown-proposal", "The proposal is gone.");
        var outcome = await SetMilestone(new MilestoneBody(proposal.AssignmentId, proposal.Milestone, proposal.At), FactSource.Geofence);
        if (outcome.Succeeded)
            _agent.TakeProposal(proposalId);
        return outcome;
    }

    /// <summary>Puts a proposal away.</summary>
    /// <returns>Null when it is away.</returns>
    public Refusal? Dismiss(string proposalId)
    {
        if (!_agent.TakeProposal(proposalId))
            return new Refusal("unknown-proposal", "The proposal is gone.");
        Ring();
        return null;
    }

    /// <summary>Records twelve leads.</summary>
    public async Task<Outcome<TabletEcg>> RecordTwelveLead() => Note(await _agent.RecordTwelveLead());

    /// <summary>Hands in a photograph.</summary>
    public async Task<Outcome<TabletEcg>> AddStill(ReadOnlyMemory<byte> jpeg) => Note(await _agent.AddStill(jpeg));

    private Outcome<TabletEcg> Note(Outcome<TabletEcg> outcome)
    {
        if (!outcome.Succeeded)
            return outcome;
        lock (_gate)
        {
            _ecgs = [.. _ecgs.TakeLast(MaxEcgs - 1), outcome.Value];
            _store.Write(EcgsDocument, new KeptEcgs(_ecgs));
        }

        Ring();
        return outcome;
    }

    /// <summary>A time that a page says: a little ahead of the vehicle's clock is now, further ahead is none.</summary>
    private DateTimeOffset? TimeOf(DateTimeOffset said)
    {
        var now = _clocks.Events.GetUtcNow();
        return said <= now ? said : said - now <= _options.FutureTolerance * Volatile.Read(ref _speed) ? now : null;
    }

    private AssignmentOrder? OrderOf(AssignmentId id, IReadOnlyList<TabletReport> reports)
    {
        lock (_gate)
        {
            return Orders(reports).Select(order => order.Order).FirstOrDefault(order => order.AssignmentId == id);
        }
    }
}

/// <summary>A milestone as a page says it.</summary>
public sealed record MilestoneBody(
    AssignmentId AssignmentId, Milestone Milestone, DateTimeOffset OccurredAt, string? Reason = null, HospitalId? HospitalId = null);

/// <summary>An act as a page says it.</summary>
public sealed record ActBody(CaseId CaseId, AssignmentId AssignmentId, DateTimeOffset OccurredAt, CrewAct Act);

/// <summary>What the crew said is kept.</summary>
/// <param name="ReportId">Null when it had been said before, and nothing was added.</param>
public sealed record ReportTaken(string? ReportId);
