using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Grains;

/// <summary>How a unit looks from outside.</summary>
public sealed partial class AmbulanceGrain
{
    private UnitView View()
    {
        var active = State.Active;
        var order = active is null ? null : _orders.GetValueOrDefault(active.AssignmentId);
        var station = geography.County.FindStation(State.StationId);
        return new UnitView(
            Id, State.Plate, State.StationId, station?.Name ?? State.StationId.Value, [.. State.Capabilities], State.Duty,
            State.Duty is UnitDuty.Paused or UnitDuty.OutOfService ? State.DutyReason : null, active?.CaseId, active?.AssignmentId,
            active is null ? null : order?.Milestone, active is null ? null : _milestoneAt,
            [.. State.Queue.Select(q => new QueuedAssignment(q.CaseId, q.AssignmentId, q.NotBefore))],
            Position(), _track.Latest?.At, _track.Latest?.SpeedKmh, _track.Latest?.HeadingDegrees, FixAgeSeconds: null,
            new LinkView(_link, _heardAt), _viewVersion.Current, _arrival?.Eta.TotalSeconds, _arrival?.At,
            new CrewView(
                State.Crew.Physicians, State.Crew.Nurses, State.Crew.Drivers, State.Crew.Bearers, State.OnDutySince, State.PauseEndedAt,
                State.MissionEndedAt),
            Move(), State.StandsAt);
    }

    /// <summary>The newest fix; without any, the station for a unit that is said to stand there, else unknown.</summary>
    private LonLat? Position()
    {
        if (_track.Latest is { } latest) return LonLat.Of(latest.Position);
        var mayBeAway = State.Duty is UnitDuty.AvailableMobile || _orders.Values.Any(o => o.Active && o.Milestone >= Milestone.EnRoute);
        return !mayBeAway && geography.StandOf(Id, State.StandsAt) is { } station ? LonLat.Of(station) : null;
    }

    private AgentOrders Orders() => new(Id, _ordersVersion.Current, OrdersInTurn(), Move());

    private ImmutableArray<AssignmentOrder> OrdersInTurn()
    {
        var turn = State.Queue.Select(q => q.AssignmentId);
        if (State.Active is { } active) turn = turn.Prepend(active.AssignmentId);
        return [.. turn.Select(id => _orders.GetValueOrDefault(id)).OfType<AssignmentOrder>()
            .Select(o => o with { Active = State.Active?.AssignmentId == o.AssignmentId })];
    }

    private Task PublishView()
    {
        _viewVersion.Next();
        return _live.Publish(LiveStreams.Units, View());
    }

    private Task PublishOrders()
    {
        _ordersVersion.Next();
        return _live.Publish(LiveStreams.Orders, Orders());
    }
}
