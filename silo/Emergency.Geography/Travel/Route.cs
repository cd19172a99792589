using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>A corner of a route.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Elapsed">The driving time from the start.</param>
/// <param name="Travelled">The way from the start.</param>
/// <param name="Road">The class of the road that leads here, or null at the start and off the road.</param>
/// <param name="Node">The network's node here, or null between nodes.</param>
public readonly record struct RoutePoint(GeoPoint Position, TimeSpan Elapsed, Metres Travelled, RoadClass? Road, NodeIndex? Node);

/// <summary>A moment on the way.</summary>
/// <param name="Position">Where the vehicle is.</param>
/// <param name="HeadingDegrees">Where it points, clockwise from north, 0 to 360.</param>
/// <param name="SpeedKmh">How fast it drives here; 0 once it has arrived.</param>
/// <param name="Travelled">The way from the start.</param>
/// <param name="Road">The class of the road, or null off the road.</param>
public readonly record struct RouteMoment(GeoPoint Position, double HeadingDegrees, double SpeedKmh, Metres Travelled, RoadClass? Road);

/// <summary>A way along real roads, corner by corner, with the time at each. Immutable.</summary>
public sealed class Route
{
    private readonly RoutePoint[] _points;

    internal Route(RoutePoint[] points, TimeSpan duration, Metres length)
    {
        _points = points;
        Duration = duration;
        Length = length;
    }

    /// <summary>The driving time; equal to what <see cref="ITravelTimes.Between"/> says.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The length; equal to what <see cref="ITravelTimes.Between"/> says.</summary>
    public Metres Length { get; }

    /// <summary>The corners from start to end, both included; at least one. Times and ways never decrease.</summary>
    public IReadOnlyList<RoutePoint> Points => _points;

    /// <summary>The line to draw.</summary>
    public IEnumerable<GeoPoint> Line => _points.Select(p => p.Position);

    /// <summary>Where a vehicle is after it has driven for a time; before the start and after the end it stands there.</summary>
    public RouteMoment At(TimeSpan elapsed)
    {
        var next = FirstAfter(elapsed);
        if (next == 0 || next == _points.Length)
        {
            var end = _points[next == 0 ? 0 : ^1];
            var heading = _points.Length < 2 ? 0 : next == 0 ? Bearing(_points[0], _points[1]) : Bearing(_points[^2], _points[^1]);
            return new RouteMoment(end.Position, heading, 0, end.Travelled, end.Road);
        }

        var (from, to) = (_points[next - 1], _points[next]);
        var share = (elapsed - from.Elapsed) / (to.Elapsed - from.Elapsed);
        var metres = to.Travelled.Value - from.Travelled.Value;
        return new RouteMoment(
            new GeoPoint(
                double.Lerp(from.Position.Longitude, to.Position.Longitude, share),
                double.Lerp(from.Position.Latitude, to.Position.Latitude, share)),
            Bearing(from, to),
            metres / (to.Elapsed - from.Elapsed).TotalHours / 1000,
            new Metres(from.Travelled.Value + (share * metres)),
            to.Road);
    }

    /// <summary>The first corner that lies after a time, or the number of corners.</summary>
    private int FirstAfter(TimeSpan elapsed)
    {
        var (low, high) = (0, _points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _points[middle].Elapsed > elapsed ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static double Bearing(RoutePoint from, RoutePoint to)
    {
        var north = to.Position.Latitude - from.Position.Latitude;
        var east = (to.Position.Longitude - from.Position.Longitude) * Math.Cos(double.DegreesToRadians(from.Position.Latitude));
        var degrees = double.RadiansToDegrees(Math.Atan2(east, north));
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
