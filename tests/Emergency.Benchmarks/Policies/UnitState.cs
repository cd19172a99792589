using Emergency.Geography;

namespace Emergency.Benchmarks.Policies;

/// <summary>A drive from one place to another. Where the vehicle is in between follows the real route, which is looked up only when asked for.</summary>
internal sealed class Leg(ITravelTimes times, ISnapper snapper, RoadPlace from, RoadPlace to, TravelProfile profile, long startMs, long durationMs)
{
    private Route? _route;

    public RoadPlace From => from;

    public RoadPlace To => to;

    public long EndMs => startMs + durationMs;

    public RoadPlace PlaceAt(long now)
    {
        if (now <= startMs || now >= EndMs)
        {
            return now <= startMs ? from : to;
        }

        _route ??= times.RouteBetween(from, to, profile)!;
        return snapper.Snap(_route.At(TimeSpan.FromMilliseconds(now - startMs)).Position).Place!.Value;
    }
}

/// <summary>Where one unit is and what it is about.</summary>
internal sealed class UnitState(int index, int station, RoadPlace place)
{
    public int Index => index;

    /// <summary>The station where it stands or that it is going to; −1 on a mission.</summary>
    public int Station { get; set; } = station;

    /// <summary>The call that it serves; −1 when free.</summary>
    public int Call { get; set; } = -1;

    /// <summary>Whether it is still before the scene.</summary>
    public bool IsBeforeScene { get; set; }

    /// <summary>Its drive; null when it stands.</summary>
    public Leg? Leg { get; set; }

    /// <summary>Where it stands when it does not drive.</summary>
    public RoadPlace Stands { get; set; } = place;

    /// <summary>Grows whenever it is given something else to do, so that what was to happen to it no longer does.</summary>
    public int Epoch { get; set; }

    public long BusySinceMs { get; set; }

    public long BusyMs { get; set; }

    public RoadPlace PlaceAt(long now) => Leg?.PlaceAt(now) ?? Stands;
}

/// <summary>One assignment as it went.</summary>
internal readonly record struct AssignmentTrace(int Unit, int Call, long OfferedMs, long DriveFromMs, long ArrivedMs, long FreeMs, long DriveMs, bool CalledOff);

/// <summary>What became of one day under one policy.</summary>
/// <param name="ResponseMs">By call: from the answered call to the unit on scene.</param>
/// <param name="Moves">Station-to-station moves: unit and shift of the day (0 before 08:00, 1 until 20:00, 2 after).</param>
/// <param name="Away">Freed units that were sent elsewhere than home.</param>
/// <param name="BusyMs">All units' time on missions.</param>
internal sealed record DayResult(
    CallDay Day, long[] ResponseMs, IReadOnlyList<(int Unit, int Shift)> Moves, int Away, int Freed, int Redispatched, long BusyMs, IReadOnlyList<AssignmentTrace> Traces)
{
    public bool IsLate(int call) => ResponseMs[call] > (long)Day.Calls[call].Standard.TotalMilliseconds;

    public int Late => Enumerable.Range(0, ResponseMs.Length).Count(IsLate);
}
