using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Hospitals;
using Emergency.Grains.Cases;
using Emergency.Grains.Live;
using Emergency.Grains.Persistence;
using Emergency.Journal;
using Microsoft.Extensions.Logging;

namespace Emergency.Grains;

/// <summary>One hospital: what it can do, what it has room for, who is on the way.</summary>
public sealed partial class HospitalGrain(IJournal journal, TimeProvider clock, CountyGeography geography, ILogger<HospitalGrain> logger)
    : AggregateGrain<Hospital, HospitalEvent>, IHospitalGrain
{
    /// <summary>The kind of bed that the desk states in this form of the system.</summary>
    private const string EmergencyBeds = "emergency";

    private static readonly ActorRef Self = new("system", FactSource.System);

    private readonly Dictionary<AssignmentId, InboundView> _inbound = [];
    private readonly ViewVersion _viewVersion = new(clock);
    private LivePublisher _live = null!;

    private HospitalId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _live = new LivePublisher(this.GetStreamProvider(LiveStreams.Provider), logger);
        if (geography.HospitalOf(Id) is not { } county) return;
        await Carry(new RegisterHospital(Self.ToAuthor(), Id, county.Name, county.Position, [.. county.Centres]));
        _viewVersion.Next();
        this.RegisterGrainTimer(_ => CheckInbound(), new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan });
    }

    public Task<HospitalView?> Get() => Task.FromResult(State.IsRegistered ? View() : null);

    public async Task Announce(InboundView inbound)
    {
        _inbound[inbound.AssignmentId] = inbound;
        DateTimeOffset? expected = inbound.EtaSeconds is { } eta ? inbound.AnnouncedAt.AddSeconds(eta) : null;
        await Carry(new AnnounceInbound(Self.ToAuthor(), inbound.CaseId, inbound.AssignmentId, inbound.AmbulanceId, expected, inbound.Channel));
    }

    public async Task EndInbound(AssignmentId assignment, InboundEnd how)
    {
        _inbound.Remove(assignment);
        await Carry(new EndInbound(Self.ToAuthor(), assignment, how));
    }

    public async Task<Outcome<HospitalView>> Acknowledge(AssignmentId assignment, ActorRef by)
    {
        var answer = await Answer(new AcknowledgeInbound(by.ToAuthor(), assignment));
        // Not awaited: the case's care may be announcing somebody to this hospital at the same moment. It asks again after a start.
        if (State.Find(assignment) is { NoticeAt: not null, AcknowledgedAt: { } at } inbound) _ = TellCare(inbound, by, at);
        return answer;
    }

    public Task<Outcome<HospitalView>> SetDiversion(string? reason, DateTimeOffset? until, ActorRef by) =>
        Answer(reason is null ? new ClearDiversion(by.ToAuthor()) : new SetDiversion(by.ToAuthor(), reason, until));

    public Task<Outcome<HospitalView>> SetCapacity(int freeBeds, ActorRef by) =>
        Answer(new SetCapacity(by.ToAuthor(), [new BedCapacity(EmergencyBeds, Math.Max(freeBeds, StatedBeds()), freeBeds)]));

    private async Task TellCare(Inbound inbound, ActorRef by, DateTimeOffset at)
    {
        try
        {
            await GrainFactory.GetGrain<ICareGrain>(inbound.CaseId.Value).NoticeAcknowledged(Id, inbound.AssignmentId, by, at);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or JournalException)
        {
            LogCareNotTold(failure, inbound.CaseId.Value);
        }
    }

    private int StatedBeds() => State.Beds.Find(b => b.Kind == EmergencyBeds)?.Total ?? 0;

    private async Task<Outcome<HospitalView>> Answer(HospitalCommand command) => await Carry(command) is { } refusal ? refusal : View();

    private async Task<Refusal?> Carry(HospitalCommand command)
    {
        var decision = State.Decide(command, clock.GetUtcNow());
        if (await Commit(decision) is { } refusal) return refusal;
        if (decision.Events.Count == 0) return null;
        _viewVersion.Next();
        await _live.Publish(LiveStreams.Hospitals, View());
        return null;
    }

    /// <summary>After an activation: asks each case whether its patient still comes, for the word of it may have been lost in a crash.</summary>
    private async Task CheckInbound()
    {
        foreach (var inbound in State.Inbound)
        {
            var order = await GrainFactory.GetGrain<IPatientCaseGrain>(inbound.CaseId.Value).GetOrder(inbound.AssignmentId);
            if (order is null || order.Milestone >= Milestone.AtHospital) await EndInbound(inbound.AssignmentId, InboundEnd.Arrived);
            else if (order.HospitalId != Id) await EndInbound(inbound.AssignmentId, InboundEnd.Rerouted);
            else _inbound[inbound.AssignmentId] = ToView(inbound, order.Complaint, order.Priority);
        }
    }

    private HospitalView View()
    {
        var now = clock.GetUtcNow();
        var diversion = State.DiversionAt(now);
        var beds = State.Beds.Find(b => b.Kind == EmergencyBeds);
        return new HospitalView(
            Id, State.Name, LonLat.Of(State.Position), [.. State.Centres], beds?.Free, State.BedsStatedAt,
            diversion is null ? null : new DiversionView(diversion.Reason, diversion.Since, diversion.Until, diversion.Actor),
            [.. State.Inbound.Select(i => ToView(i, _inbound.GetValueOrDefault(i.AssignmentId)?.Complaint ?? "",
                _inbound.GetValueOrDefault(i.AssignmentId)?.Priority ?? Priority.III))],
            _viewVersion.Current);
    }

    private static InboundView ToView(Inbound inbound, string complaint, Priority priority) => new(
        inbound.CaseId, inbound.AssignmentId, inbound.AmbulanceId, complaint, priority,
        inbound.ExpectedAt is { } at ? (at - inbound.AnnouncedAt).TotalSeconds : null, inbound.AnnouncedAt, inbound.AcknowledgedAt,
        EtaAt: null, inbound.Channel, inbound.NoticeAt, inbound.AcknowledgedBy);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The care of case {CaseId} could not be told that a notice was acknowledged; it asks after a start")]
    private partial void LogCareNotTold(Exception failure, string caseId);

    private protected override AggregateStream<Hospital, HospitalEvent> OpenStream() =>
        new(journal, StreamNames.Hospital(Id), Hospital.None, (state, e) => state.Apply(e));
}
