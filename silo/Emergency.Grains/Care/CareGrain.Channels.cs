using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Hospitals;
using Emergency.Grains.Care;
using Emergency.Journal;
using Microsoft.Extensions.Logging;

namespace Emergency.Grains;

/// <summary>Green channels, and what they owe: the case is told where to, the hospital who comes.</summary>
public sealed partial class CareGrain
{
    public async Task<Outcome<ChannelView>> OpenChannel(OpenChannel command)
    {
        if (await FindCase() is not { } view) return new Refusal(RejectionCodes.UnknownCase, "no such case was opened");
        if (WhyNoHospital(command.HospitalId) is { } unknown) return unknown;
        var begin = new BeginChannel(
            Author(command.By), command.ChannelId, command.Kind, command.PatientId, command.HospitalId, view.ToCourse())
        {
            OccurredAt = command.OccurredAt,
        };
        if (await Carry(begin) is { } refusal) return refusal;
        var patient = command.PatientId ?? State.Patients[0].Id;
        return (State.FindChannel(command.ChannelId) ?? State.FindOpen(command.Kind, patient)!).ToView(clock.GetUtcNow());
    }

    public async Task<Outcome<ChannelView>> RecordChannelEvent(RecordChannelEvent command) =>
        WhyNoHospital(command.HospitalId) is { } unknown
            ? unknown
            : await CarryChannel(
                command.ChannelId,
                new StepChannel(Author(command.By), command.ChannelId, command.Event, command.HospitalId, command.Reason) { OccurredAt = command.OccurredAt });

    public Task<Outcome<ChannelView>> CloseChannel(CloseChannel command) =>
        CarryChannel(command.ChannelId, new CloseGreenChannel(Author(command.By), command.ChannelId, command.Reason));

    public async Task CaseChanged(CaseView view)
    {
        if (_case is { } known && known.Version > view.Version) return;
        var before = _case;
        _case = view;
        if (Version == 0) return;
        await Carry(new FollowCase(Author(Self), view.ToCourse()));
        await Detach(view);
        // A crew that was sent since must learn what there is, also when nothing of it changed.
        if (view.Assignments.Any(a => a.Active && before?.Assignments.Any(b => b.AssignmentId == a.AssignmentId && b.Active) is not true)) await Tell();
        Arm();
    }

    public async Task NoticeAcknowledged(HospitalId hospital, AssignmentId assignment, ActorRef by, DateTimeOffset at) =>
        await Carry(new SeeNotice(Author(by), hospital, assignment) { OccurredAt = at });

    private async Task<Outcome<ChannelView>> CarryChannel(string channelId, CareCommand command) =>
        await Carry(command) is { } refusal ? refusal : State.FindChannel(channelId)!.ToView(clock.GetUtcNow());

    /// <summary>Does what is owed to case and hospitals. What cannot be done now is done by the next tick: both steps are harmless twice.</summary>
    private async Task Settle()
    {
        try
        {
            foreach (var direction in State.PendingDirections.ToList()) await Direct(direction);
            foreach (var (channel, assignment, hospital) in State.PendingNotices.ToList()) await SendNotice(channel, assignment, hospital);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or JournalException)
        {
            LogNotSettled(failure, Id.Value);
        }
    }

    private async Task Direct(Direction direction)
    {
        var answer = await GrainFactory.GetGrain<IPatientCaseGrain>(Id.Value)
            .Direct(new SetDestination(new ActorRef(direction.By, direction.Source), direction.AssignmentId, direction.HospitalId));
        await Commit(State.Decide(
            new SettleDirection(Author(Self), direction.AssignmentId, direction.HospitalId, answer.Refusal?.Code), clock.GetUtcNow()));
    }

    private async Task SendNotice(GreenChannel channel, AssignmentId assignment, HospitalId hospital)
    {
        if (FindKnown(assignment) is not { Active: true } active) return;
        if (channel.Notice is { } earlier && earlier.HospitalId != hospital) await Hospital(earlier.HospitalId).EndInbound(assignment, InboundEnd.Rerouted);
        var now = clock.GetUtcNow();
        await Hospital(hospital).Announce(new InboundView(
            Id, assignment, active.AmbulanceId, _case!.Complaint, _case.Priority, EtaSeconds: null, now, AcknowledgedAt: null, EtaAt: null, channel.Kind, now));
        await Commit(State.Decide(new SendNotice(Author(Self), channel.Id, hospital), clock.GetUtcNow()));
    }

    /// <summary>After a start: a desk may have acknowledged a notice while nobody here could hear it.</summary>
    private async Task AskAboutNotices()
    {
        foreach (var channel in State.Channels.Where(c => c.CurrentNotice is { AcknowledgedAt: null }).ToList())
        {
            if (State.FindPatient(channel.PatientId)?.AssignmentId is not { } assignment) continue;
            var hospital = channel.Notice!.HospitalId;
            var inbound = (await Hospital(hospital).Get())?.Inbound.FirstOrDefault(i => i.AssignmentId == assignment);
            if (inbound is { NoticeAt: not null, AcknowledgedAt: { } at })
                await NoticeAcknowledged(hospital, assignment, new ActorRef(inbound.AcknowledgedBy ?? hospital.Value, FactSource.Desk), at);
        }
    }

    private IHospitalGrain Hospital(HospitalId id) => GrainFactory.GetGrain<IHospitalGrain>(id.Value);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Care of case {CaseId} could not tell the case or a hospital yet; it tries again")]
    private partial void LogNotSettled(Exception failure, string caseId);
}
