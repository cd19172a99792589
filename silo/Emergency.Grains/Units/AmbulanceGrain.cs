using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;
using Emergency.Domain.Units;
using Emergency.Geography;
using Emergency.Grains.Cases;
using Emergency.Grains.Live;
using Emergency.Grains.Persistence;
using Emergency.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Facts = Emergency.Domain.Units;
using Reservation = Emergency.Contracts.Reservation;
using ReserveUnit = Emergency.Contracts.ReserveUnit;
using SetDuty = Emergency.Contracts.SetDuty;

namespace Emergency.Grains;

/// <summary>One ambulance: the only owner of its own availability. Its duty and reservations are facts in the journal; its position and
/// link are what was last heard.</summary>
public sealed partial class AmbulanceGrain(
    IJournal journal,
    ITrackStore tracks,
    TimeProvider clock,
    CountyGeography geography,
    IOptions<GrainOptions> options,
    ILogger<AmbulanceGrain> logger) : AggregateGrain<AmbulanceUnit, UnitEvent>, IAmbulanceGrain
{
    private static readonly ActorRef Self = new("system", FactSource.System);

    private readonly Dictionary<AssignmentId, AssignmentOrder> _orders = [];
    private readonly ViewVersion _viewVersion = new(clock);
    private readonly ViewVersion _ordersVersion = new(clock);
    private LivePublisher _live = null!;
    private DateTimeOffset? _milestoneAt;

    private AmbulanceId Id => new(this.GetPrimaryKeyString());

    private CountyVehicle? Vehicle => geography.VehicleOf(Id);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _live = new LivePublisher(this.GetStreamProvider(LiveStreams.Provider), logger);
        if (Vehicle is not { } vehicle) return;
        await Register(vehicle);
        await LoadLatestFix(cancellationToken);
        _viewVersion.Next();
        _ordersVersion.Next();
        var pace = options.Value.UnitTendInterval;
        this.RegisterGrainTimer(Tend, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = pace, KeepAlive = true });
    }

    public Task<UnitView?> Get() => Task.FromResult(State.IsRegistered ? View() : null);

    public async Task<Outcome<UnitView>> SetDuty(SetDuty command) =>
        await Carry(new Facts.SetDuty(command.By.ToAuthor(), command.Duty, command.Reason)) is { } refusal ? refusal : View();

    public Task<Refusal?> WhyNot(ReserveUnit question)
    {
        var decision = State.Decide(Reserving(question), clock.GetUtcNow());
        return Task.FromResult(decision.Rejection is { } no ? new Refusal(no.Code, no.Detail) : null);
    }

    public async Task<Outcome<Reservation>> Reserve(ReserveUnit command) =>
        await Carry(Reserving(command)) is { } refusal ? refusal : Standing(command.AssignmentId);

    public async Task<Outcome<Reservation>> Divert(AssignmentId from, ReserveUnit to)
    {
        if (await Carry(new DivertUnit(to.By.ToAuthor(), from, to.CaseId, to.AssignmentId, to.Priority)) is { } refusal) return refusal;
        await Forget(from);
        return Standing(to.AssignmentId);
    }

    public async Task Release(AssignmentId assignment, bool rolled, ActorRef by)
    {
        await Carry(new ReleaseUnit(by.ToAuthor(), assignment, rolled ? UnitDuty.AvailableMobile : null));
        await Forget(assignment);
        TellPromotions();
    }

    public async Task OrderChanged(AssignmentOrder order, DateTimeOffset milestoneAt)
    {
        if (State.StandingOf(order.AssignmentId) is not (ReservationStanding.Active or ReservationStanding.Queued)) return;
        var before = Destination();
        _orders[order.AssignmentId] = order;
        if (State.Active?.AssignmentId == order.AssignmentId) _milestoneAt = milestoneAt;
        // What was reckoned is of another place: better unknown than wrong.
        if (Destination() != before) _arrival = null;
        ReckonArrival(clock.GetUtcNow());
        await PublishOrders();
        await PublishView();
    }

    public async Task ArrivedAtStation(ActorRef by, DateTimeOffset at) => await Carry(new ArriveAtStation(by.ToAuthor()));

    private async Task Forget(AssignmentId assignment)
    {
        if (!_orders.Remove(assignment)) return;
        ForgetArrival();
        await PublishOrders();
    }

    /// <summary>Decides, persists and tells; null when done.</summary>
    private async Task<Refusal?> Carry(UnitCommand command)
    {
        var move = State.Move;
        var decision = State.Decide(command, clock.GetUtcNow());
        if (await Commit(decision) is { } refusal) return refusal;
        if (decision.Events.Count == 0) return null;
        if (State.Move != move) await PublishOrders();
        await PublishView();
        return null;
    }

    /// <summary>Takes over what county data says of the vehicle. A vehicle seen for the first time stands at its station, on duty.</summary>
    private async Task Register(CountyVehicle vehicle)
    {
        var first = !State.IsRegistered;
        await Carry(new RegisterUnit(Self.ToAuthor(), Id, vehicle.Station, vehicle.Plate, [.. vehicle.Capabilities], CrewOf(vehicle)));
        if (first) await Carry(new Facts.SetDuty(Self.ToAuthor(), UnitDuty.AvailableAtStation));
    }

    private static CrewComplement CrewOf(CountyVehicle vehicle) => new(
        vehicle.Crew.Count(w => w == "doctor"), vehicle.Crew.Count(w => w == "nurse"), vehicle.Crew.Count(w => w == "driver"),
        vehicle.Crew.Count(w => w == "bearer"));

    private static Facts.ReserveUnit Reserving(ReserveUnit c) => new(
        c.By.ToAuthor(), c.CaseId, c.AssignmentId, c.Queue ? AssignmentMode.Later : AssignmentMode.Now, c.Priority, c.NotBefore);

    private Reservation Standing(AssignmentId assignment) => new(State.StandingOf(assignment) is ReservationStanding.Active);

    private protected override AggregateStream<AmbulanceUnit, UnitEvent> OpenStream() =>
        new(journal, StreamNames.Unit(Id), AmbulanceUnit.None, (state, e) => state.Apply(e));
}
