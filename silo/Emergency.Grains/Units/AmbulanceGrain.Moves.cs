using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Units;
using Emergency.Grains.Cases;

namespace Emergency.Grains;

/// <summary>Moves between stations, and how a free unit is known to stand at one.</summary>
public sealed partial class AmbulanceGrain
{
    private static readonly ActorRef ByFence = new("system", FactSource.Geofence);

    /// <summary>The station that the unit is near to, and since when without a break.</summary>
    private (StationId Station, DateTimeOffset Since)? _near;

    public async Task<Outcome<UnitView>> OrderMove(MoveUnit command) =>
        geography.County.FindStation(command.To) is null
            ? new Refusal(RejectionCodes.Validation, $"the county has no station {command.To}")
            : await Carry(new OrderMove(command.By.ToAuthor(), command.MoveId, command.To)) is { } refusal ? refusal : View();

    public async Task<Outcome<UnitView>> WithdrawMove(string moveId, ActorRef by) =>
        await Carry(new EndMove(by.ToAuthor(), moveId, MoveEnd.Withdrawn)) is { } refusal ? refusal : View();

    /// <summary>
    /// A free unit that has stayed near a station for a while is there: at the one it was sent to, or without a move at its own.
    /// </summary>
    private async Task NoticeArrival()
    {
        var goal = State.Move?.To ?? (State.Duty is UnitDuty.AvailableMobile ? State.StationId : (StationId?)null);
        if (goal is not { } id || _track.Latest is not { } here || geography.County.FindStation(id) is not { } station
            || here.Position.DistanceTo(station.Position) > new Metres(options.Value.AtStationMetres))
        {
            _near = null;
            return;
        }

        if (_near?.Station != id) _near = (id, here.At);
        if (here.At - _near!.Value.Since < options.Value.ArrivalDwell) return;
        _near = null;
        await Carry(State.Move is { } move
            ? new EndMove(ByFence.ToAuthor(), move.MoveId, MoveEnd.Arrived)
            : new ArriveAtStation(ByFence.ToAuthor()));
    }

    private MoveOrder? Move() => State.Move is { } move && geography.County.FindStation(move.To) is { } station
        ? new MoveOrder(move.MoveId, move.To, station.Name, LonLat.Of(station.Position), move.Since)
        : null;
}
