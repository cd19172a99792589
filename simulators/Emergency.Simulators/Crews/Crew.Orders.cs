using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Simulators;

/// <content>How a crew takes, follows and loses its orders.</content>
internal sealed partial class Crew
{
    /// <summary>How many ended assignments are remembered: the server's word on an older one can no longer be under way.</summary>
    private const int Remembered = 16;

    /// <summary>Nearer than this the vehicle is at its station.</summary>
    private static readonly Metres HomeRadius = new(150);

    /// <summary>Nearer than this to where it moves, the crew drives on although the centre has called the move done: it is all but there.</summary>
    private static readonly Metres AllButThere = new(200);

    private readonly Queue<AssignmentId> _ended = new();
    private AgentOrders? _orders;
    private MilestoneReport? _homecoming;
    private MoveOrder? _move;
    private GeoPoint _base = post.Station;
    private bool _rolled;

    /// <summary>
    /// Takes new orders. What is no longer ordered is dropped where the vehicle stands; what is newly ordered is begun at the step that
    /// the server knows of.
    /// </summary>
    public void Take(AgentOrders orders, DateTimeOffset now)
    {
        _orders = orders;
        var active = orders.Orders.FirstOrDefault(order => order.Active && !_ended.Contains(order.AssignmentId));
        if (active is not null && active.AssignmentId == Assignment)
            Follow(active, now);
        else if (active is not null)
            Begin(active, now);
        else if (_order is not null)
            BreakOff(now);
        else if (orders.Move is { } move && move.MoveId != _move?.MoveId)
            MoveTo(move, now);
        else if (orders.Move is null && Phase == CrewPhase.Moving)
            StopMoving(now);
    }

    /// <summary>Drives to another station and waits there. What it still owed its last case, the return, is not to be.</summary>
    private void MoveTo(MoveOrder move, DateTimeOffset now)
    {
        _move = move;
        _homecoming = null;
        _base = move.ToPosition.Point;
        Go(CrewPhase.Moving, now, _base, siren: false);
    }

    private void StopMoving(DateTimeOffset now)
    {
        if (At(now).Position.DistanceTo(_base) < AllButThere)
            return;
        _base = post.Station;
        Go(CrewPhase.ToStation, now, _base, siren: false);
    }

    /// <summary>The server will never take a report: if it ended an assignment that is still ordered, the crew takes it up again.</summary>
    public void Reconsider(AgentMilestone refused, DateTimeOffset now)
    {
        var ended = refused.Milestone == Milestone.Cleared || refused.Milestone >= Milestone.Declined;
        var stillOrdered = _orders?.Orders.Any(order => order.Active && order.AssignmentId == refused.AssignmentId) ?? false;
        if (!ended || !stillOrdered || !_ended.Contains(refused.AssignmentId))
            return;
        var others = _ended.Where(id => id != refused.AssignmentId).ToList();
        _ended.Clear();
        others.ForEach(_ended.Enqueue);
        Take(_orders!, now);
    }

    /// <summary>The same assignment: only its particulars may have changed.</summary>
    private void Follow(AssignmentOrder order, DateTimeOffset now)
    {
        var before = _order!;
        _order = order;
        if (Phase == CrewPhase.ToScene && order.Location.Point != before.Location.Point)
            Go(CrewPhase.ToScene, now, order.Location.Point, siren: order.Priority < Priority.IV);
        if (Phase == CrewPhase.ToHospital && order.HospitalId is { } id && id != _hospital?.Id && ChooseHospital() is { } hospital)
        {
            _hospital = hospital;
            Go(CrewPhase.ToHospital, now, hospital.Position, siren: order.Priority <= Priority.II);
        }
    }

    private void Begin(AssignmentOrder order, DateTimeOffset now)
    {
        _order = order;
        _homecoming = null;
        _base = _drive is null ? _base : post.Station;
        _rolled = order.Milestone is >= Milestone.EnRoute and < Milestone.Declined;
        _hospital = null;
        switch (order.Milestone)
        {
            case Milestone.Acknowledged:
                TurnOut(now);
                break;
            case Milestone.EnRoute:
                Go(CrewPhase.ToScene, now, order.Location.Point, siren: order.Priority < Priority.IV);
                break;
            case Milestone.OnScene:
                Stay(CrewPhase.Approaching, now, world.Options.Approach);
                break;
            case Milestone.AtPatient:
                Stay(CrewPhase.Caring, now, world.Options.Care);
                break;
            case Milestone.PatientLoaded:
                Stay(CrewPhase.Boarding, now, world.Options.Boarding);
                break;
            case Milestone.LeftScene:
                LeaveScene(now);
                break;
            case Milestone.AtHospital:
                Stay(CrewPhase.HandingOver, now, world.Options.Handover);
                break;
            case Milestone.HandedOver:
                Stay(CrewPhase.CleaningUp, now, world.Options.Cleanup);
                break;
            default:
                Listen(order, now);
                break;
        }
    }

    /// <summary>A new offer reaches the crew where it is; a driving vehicle stops for it.</summary>
    private void Listen(AssignmentOrder order, DateTimeOffset now) =>
        Wait(CrewPhase.Answering, now, random.Draw(world.Options.Answer) * NightFactor(now));

    /// <summary>The order is gone: cancelled, taken over or ended by the desk. The crew turns round.</summary>
    private void BreakOff(DateTimeOffset now)
    {
        Forget(_order!.AssignmentId);
        ReturnFrom(_order, _rolled, now);
    }

    /// <summary>The crew ends its assignment.</summary>
    private void End(Milestone end, string? reason, DateTimeOffset at)
    {
        Report(end, at, reason);
        Forget(_order!.AssignmentId);
        ReturnFrom(_order, end != Milestone.Declined, at);
        // What waits behind it is the server's to make active.
    }

    private void Forget(AssignmentId assignment)
    {
        _ended.Enqueue(assignment);
        if (_ended.Count > Remembered)
            _ended.Dequeue();
    }

    private void ReturnFrom(AssignmentOrder order, bool rolled, DateTimeOffset at)
    {
        _order = null;
        _hospital = null;
        _homecoming = rolled ? new MilestoneReport(order.CaseId, order.AssignmentId, Milestone.BackAtStation, at) : null;
        if (AtHome)
            Wait(CrewPhase.ToStation, at, AtOnce);
        else
            Go(CrewPhase.ToStation, at, _base = post.Station, siren: false);
    }

    private void ComeHome(DateTimeOffset at)
    {
        if (_homecoming is { } homecoming)
            report(homecoming with { OccurredAt = at });
        _homecoming = null;
        _standing = At(at).Position;
        _drive = null;
        (Phase, Due) = (CrewPhase.AtStation, DateTimeOffset.MaxValue);
    }
}
