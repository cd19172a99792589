using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;
using Emergency.Grains.Cases;
using Emergency.Journal;
using Microsoft.Extensions.Logging;

namespace Emergency.Grains;

/// <summary>
/// The saga between a case and its units. The case writes down what it intends before it asks a unit, and what the unit answered after;
/// the unit writes down its answer before it gives it. Asking twice is harmless, so whatever a crash cut short is asked again.
/// </summary>
public sealed partial class PatientCaseGrain
{
    /// <summary>How often what could not be settled is tried again.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private static readonly ActorRef Self = new("system", FactSource.System);

    private IGrainTimer? _retry;

    public async Task<Outcome<AssignmentView>> Assign(AssignUnit command)
    {
        if (!State.IsOpened) return new Refusal(RejectionCodes.UnknownCase, "no such case was opened");
        if (await Unit(command.AmbulanceId).Get() is not { } unit)
            return new Refusal(RejectionCodes.UnknownUnit, $"the county has no ambulance {command.AmbulanceId}");
        var later = command.Queue || command.NotBefore is not null;
        var known = State.Find(command.AssignmentId) is not null;
        if (!known && command.DivertReason is null && await Unit(command.AmbulanceId).WhyNot(Question(command, later)) is { } no) return no;
        if (!known && geography.WhyCrewIncomplete(unit) is { } crew) return crew;

        DivertOrigin? origin = null;
        if (!known && command.DivertReason is not null)
        {
            if (unit is not { CaseId: { } from, AssignmentId: { } held })
                return new Refusal(RejectionCodes.IllegalTransition, $"{command.AmbulanceId} is on no mission that it could be taken from");
            origin = new DivertOrigin(from, held);
        }

        var choice = known ? null : await Judge(unit, command, later);
        var request = new RequestAssignment(
            command.By.ToAuthor(), command.AssignmentId, command.AmbulanceId, later ? AssignmentMode.Later : AssignmentMode.Now,
            EtaOf(unit), choice?.Rank, command.DivertReason ?? command.OverrideReason, choice?.Override, command.NotBefore, origin,
            choice?.FirstChoice, choice?.FirstChoiceEtaSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        var decision = State.Decide(request, clock.GetUtcNow());
        if (await Commit(decision) is { } refusal) return refusal;
        await SettleAndTell(changed: true);
        var assignment = State.Find(command.AssignmentId)!;
        return assignment.Refusal is { } answer ? new Refusal(answer.Code, answer.Detail) : assignment.ToView();
    }

    public async Task ReservationPromoted(AssignmentId assignment)
    {
        var decision = State.Decide(new PromoteAssignment(Self.ToAuthor(), assignment), clock.GetUtcNow());
        if (!decision.IsAccepted) return;
        await Commit(decision);
        await SettleAndTell(changed: true);
    }

    public Task Resume() => State.HasPendingWork ? SettleAndTell(changed: true) : Task.CompletedTask;

    /// <summary>Does what is owed to units, then tells everybody. What cannot be done now is tried again by a timer.</summary>
    private async Task SettleAndTell(bool changed)
    {
        var owed = State.HasPendingWork;
        try
        {
            if (owed) await Settle();
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            LogNotSettled(failure, Id.Value);
        }
        finally
        {
            RetryWhilePending();
        }

        if (changed || owed) await Tell();
    }

    private async Task Settle()
    {
        foreach (var request in State.PendingRequests.ToList())
        {
            var answer = await Ask(request);
            CaseCommand settled = answer.Succeeded
                ? new ConfirmOffer(Self.ToAuthor(), request.Id, Queued: !answer.Value.Active)
                : new RefuseOffer(Self.ToAuthor(), request.Id, new Rejection(answer.Refusal.Code, answer.Refusal.Detail));
            await Commit(State.Decide(settled, clock.GetUtcNow()));
        }

        foreach (var over in State.PendingReleases.ToList())
        {
            var unit = Unit(over.AmbulanceId);
            if (over.DivertedTo is { } target) await unit.Divert(over.Id, new ReserveUnit(Self, target.CaseId, target.AssignmentId, target.Priority));
            // Also after a diversion: the other case may have given up meanwhile, and then the unit has refused to go.
            await unit.Release(over.Id, over.HasRolled, Self);
            await Commit(State.Decide(new ConfirmRelease(Self.ToAuthor(), over.Id), clock.GetUtcNow()));
        }
    }

    private async Task<Outcome<Reservation>> Ask(Assignment request)
    {
        var reserve = new ReserveUnit(
            Self, Id, request.Id, request.Priority, request.Mode is AssignmentMode.Later, request.NotBefore);
        if (request.DivertFrom is not { } origin) return await Unit(request.AmbulanceId).Reserve(reserve);
        var given = await GrainFactory.GetGrain<IPatientCaseGrain>(origin.CaseId.Value).Divert(new Contracts.DivertAssignment(
            Self with { Source = FactSource.Desk }, origin.AssignmentId, Id, request.Id, request.Priority, request.OverrideReason ?? "diverted"));
        return given.Succeeded ? await Unit(request.AmbulanceId).Divert(origin.AssignmentId, reserve) : given.Refusal;
    }

    /// <summary>Publishes the case and tells its units and hospitals how it stands. None of them can fail the command that led here.</summary>
    private async Task Tell()
    {
        var view = View();
        await _live.Publish(LiveStreams.Cases, view);
        foreach (var assignment in State.Assignments.Where(a => a.IsOpen && a.Phase is not AssignmentPhase.Requested))
        {
            var at = assignment.Milestones.IsEmpty ? clock.GetUtcNow() : assignment.Milestones[^1].OccurredAt;
            await Inform(() => Unit(assignment.AmbulanceId).OrderChanged(Order(assignment), at));
        }

        await TellHospitals();
        // Not awaited: the case's care may be directing an assignment of this case at the same moment. It asks again after a start.
        _ = TellCare(view);
    }

    private async Task TellCare(CaseView view)
    {
        try
        {
            await GrainFactory.GetGrain<ICareGrain>(Id.Value).CaseChanged(view);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or JournalException)
        {
            LogNotTold(failure, Id.Value);
        }
    }

    private async Task TellUnitOfReturn(MilestoneRecorded back)
    {
        var unit = State.Find(back.AssignmentId)!.AmbulanceId;
        await Inform(() => Unit(unit).ArrivedAtStation(new ActorRef(back.Actor, back.Source), back.At));
    }

    private async Task Inform(Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            LogNotTold(failure, Id.Value);
        }
    }

    private void RetryWhilePending()
    {
        if (State.HasPendingWork)
        {
            _retry ??= this.RegisterGrainTimer(
                _ => Resume(), new GrainTimerCreationOptions { DueTime = RetryInterval, Period = RetryInterval, KeepAlive = true });
            return;
        }

        _retry?.Dispose();
        _retry = null;
    }

    private ReserveUnit Question(AssignUnit command, bool later) =>
        new(command.By, Id, command.AssignmentId, State.Priority, later, command.NotBefore);

    private TimeSpan? EtaOf(UnitView unit) =>
        unit.Position is { } here && geography.DriveTime(here.Point, State.Location) is { } drive ? geography.Turnout(unit) + drive : null;

    private IAmbulanceGrain Unit(AmbulanceId id) => GrainFactory.GetGrain<IAmbulanceGrain>(id.Value);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {CaseId} could not settle with a unit yet; it tries again")]
    private partial void LogNotSettled(Exception failure, string caseId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {CaseId} could not tell a unit, a hospital or its care how it stands; they read it when next activated")]
    private partial void LogNotTold(Exception failure, string caseId);
}
