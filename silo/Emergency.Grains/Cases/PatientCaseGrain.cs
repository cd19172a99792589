using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;
using Emergency.Grains.Cases;
using Emergency.Grains.Live;
using Emergency.Grains.Persistence;
using Emergency.Journal;
using Microsoft.Extensions.Logging;
using AmendCase = Emergency.Contracts.AmendCase;
using DivertAssignment = Emergency.Contracts.DivertAssignment;
using Facts = Emergency.Domain.Cases;
using OpenCase = Emergency.Contracts.OpenCase;
using SetDestination = Emergency.Contracts.SetDestination;

namespace Emergency.Grains;

/// <summary>One patient case: validate, decide, persist, settle what it owes to units, tell.</summary>
public sealed partial class PatientCaseGrain(IJournal journal, TimeProvider clock, CountyGeography geography, ILogger<PatientCaseGrain> logger)
    : AggregateGrain<PatientCase, CaseEvent>, IPatientCaseGrain
{
    private LivePublisher _live = null!;

    private CaseId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _live = new LivePublisher(this.GetStreamProvider(LiveStreams.Provider), logger);
        RetryWhilePending();
    }

    public async Task<Outcome<CaseView>> Open(OpenCase command)
    {
        if (geography.WhyNotHere(command.Location.Point) is { } elsewhere) return elsewhere;
        var now = clock.GetUtcNow();
        var (area, standard) = geography.StandardAt(command.Location.Point);
        var open = new Facts.OpenCase(
            command.By.ToAuthor(), Id, State.Number, command.Location.Point, command.Complaint, command.Priority, area, standard,
            State.IsOpened ? State.ReceivedAt : now, command.PatientCount, command.Location.Address, command.Caller?.Name, command.Caller?.Phone,
            command.Notes, command.RingAt);
        if (!State.IsOpened)
        {
            // A number is taken only for a case that would be opened, so that refused calls leave no holes.
            if (State.Decide(open with { Number = "-" }, now).Rejection is { } no) return new Refusal(no.Code, no.Detail);
            open = open with { Number = await GrainFactory.GetGrain<ICountyGrain>(CountyKey.Value).NextCaseNumber(Id) };
        }

        return await Carry(State.Decide(open, now));
    }

    public Task<CaseView?> Get() => Task.FromResult(State.IsOpened ? View() : null);

    public async Task<ImmutableArray<TimelineEntry>> GetTimeline()
    {
        var history = await Stream.History();
        return [.. history.Select(line => TimelineMapping.ToEntry(line.Version, line.Event, id => State.Find(id)?.AmbulanceId))];
    }

    public async Task<Outcome<CaseView>> Amend(AmendCase command)
    {
        var by = command.By.ToAuthor();
        var now = clock.GetUtcNow();
        if (command.Location is { } place && geography.WhyNotHere(place.Point) is { } elsewhere) return elsewhere;
        (AreaKind Area, TimeSpan Standard)? here = command.Location is { } scene ? geography.StandardAt(scene.Point) : null;
        var events = new List<CaseEvent>();
        if (command is not { Priority: null, Complaint: null, Location: null, PatientCount: null })
        {
            var amended = State.Decide(
                new Facts.AmendCase(
                    by, command.Priority, command.Complaint, command.Location?.Point, command.Location?.Address, here?.Area, here?.Standard,
                    command.PatientCount),
                now);
            if (!amended.IsAccepted) return await Carry(amended);
            events.AddRange(amended.Events);
        }

        if (command.Note is { } note)
        {
            var noted = State.Decide(new AddNote(by, note), now);
            if (!noted.IsAccepted) return await Carry(noted);
            events.AddRange(noted.Events);
        }

        return await Carry(Decision<CaseEvent>.Accept(events));
    }

    public async Task<Outcome<AssignmentView>> Report(ReportMilestone command)
    {
        var by = command.By.ToAuthor();
        CaseCommand report = command.Correct
            ? new CorrectMilestone(by, command.AssignmentId, command.Milestone, command.OccurredAt, command.Reason ?? "", command.DedupeKey)
            : new RecordMilestone(
                by, command.AssignmentId, command.Milestone, command.OccurredAt, command.Reason, command.HospitalId, command.DedupeKey);
        if (WhyNoHospital(command.HospitalId) is { } unknown) return unknown;
        return await CarryFor(command.AssignmentId, State.Decide(report, clock.GetUtcNow()));
    }

    public async Task<Outcome<AssignmentView>> ReportFromUnit(AmbulanceId unit, ReportMilestone command) =>
        State.Find(command.AssignmentId) is { } assignment && assignment.AmbulanceId == unit
            ? await Report(command)
            : new Refusal(RejectionCodes.UnknownAssignment, $"{unit} has no assignment {command.AssignmentId} in this case");

    public async Task<Outcome<AssignmentView>> Direct(SetDestination command) =>
        WhyNoHospital(command.HospitalId) is { } unknown
            ? unknown
            : await CarryFor(
                command.AssignmentId,
                State.Decide(new Facts.SetDestination(command.By.ToAuthor(), command.AssignmentId, command.HospitalId), clock.GetUtcNow()));

    public async Task<Outcome<AssignmentView>> Divert(DivertAssignment command) => await CarryFor(
        command.AssignmentId,
        State.Decide(
            new Facts.DivertAssignment(
                command.By.ToAuthor(), command.AssignmentId, new DivertTarget(command.ToCase, command.ToAssignment, command.ToPriority), command.Reason),
            clock.GetUtcNow()),
        // The case that takes the unit drives the rest, and holds its own turn until this one is done.
        settle: false);

    public async Task<Outcome<CaseView>> End(EndCase command)
    {
        CaseCommand end = command.Cancelled
            ? new CancelCase(command.By.ToAuthor(), command.Reason)
            : new CloseCase(command.By.ToAuthor(), command.Reason);
        return await Carry(State.Decide(end, clock.GetUtcNow()));
    }

    public Task<AssignmentOrder?> GetOrder(AssignmentId assignment) =>
        Task.FromResult(State.Find(assignment) is { IsOpen: true } open ? Order(open) : null);

    /// <summary>Persists, settles, tells; answers the case.</summary>
    private async Task<Outcome<CaseView>> Carry(Decision<CaseEvent> decision)
    {
        if (await Commit(decision) is { } refusal) return refusal;
        await SettleAndTell(changed: decision.Events.Count > 0);
        return View();
    }

    /// <summary>Persists, settles, tells; answers one assignment.</summary>
    private async Task<Outcome<AssignmentView>> CarryFor(AssignmentId assignment, Decision<CaseEvent> decision, bool settle = true)
    {
        if (await Commit(decision) is { } refusal) return refusal;
        if (settle) await SettleAndTell(changed: decision.Events.Count > 0);
        else await LeaveToTheOther(changed: decision.Events.Count > 0);
        foreach (var back in decision.Events.OfType<MilestoneRecorded>().Where(m => m.Milestone is Milestone.BackAtStation))
            await TellUnitOfReturn(back);
        return State.Find(assignment)!.ToView();
    }

    /// <summary>The other case settles with the unit; this one looks again later whether that was done.</summary>
    private Task LeaveToTheOther(bool changed)
    {
        RetryWhilePending();
        return changed ? Tell() : Task.CompletedTask;
    }

    private Refusal? WhyNoHospital(HospitalId? hospital) =>
        hospital is { } id && geography.HospitalOf(id) is null ? new Refusal(RejectionCodes.UnknownHospital, $"the county has no hospital {id}") : null;

    private CaseView View() => State.ToView(clock.GetUtcNow());

    private AssignmentOrder Order(Assignment assignment) => State.ToOrder(
        assignment,
        assignment.Destination is { } id && geography.HospitalOf(id) is { } hospital ? LonLat.Of(hospital.Position) : null);

    private protected override AggregateStream<PatientCase, CaseEvent> OpenStream() =>
        new(journal, StreamNames.Case(Id), PatientCase.None, (state, e) => state.Apply(e));
}
