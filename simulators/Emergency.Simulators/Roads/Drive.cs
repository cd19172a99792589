using Emergency.Domain;

namespace Emergency.Simulators;

/// <summary>A moment of a vehicle.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="SpeedKmh">How fast it drives; 0 while it stands.</param>
/// <param name="HeadingDegrees">Clockwise from north, 0 to 360; null while it stands.</param>
internal readonly record struct Moment(GeoPoint Position, double SpeedKmh, double? HeadingDegrees);

/// <summary>One corner of a drive: where, and when the vehicle comes there and goes on.</summary>
/// <param name="Metres">The way from the start.</param>
internal readonly record struct DriveCorner(GeoPoint Position, double Metres, TimeSpan Arrives, TimeSpan Leaves);

/// <summary>One trip as it will really go, unless it is broken off: the corners of the way with the time at each. Immutable.</summary>
internal sealed class Drive(DateTimeOffset start, IReadOnlyList<DriveCorner> corners)
{
    public DateTimeOffset Start => start;

    public DateTimeOffset End => start + corners[^1].Arrives;

    public GeoPoint Destination => corners[^1].Position;

    public IReadOnlyList<DriveCorner> Corners => corners;

    /// <summary>Where the vehicle is; before the start and after the end it stands there.</summary>
    public Moment At(DateTimeOffset time)
    {
        var elapsed = time - start;
        var next = FirstNotReached(elapsed);
        if (next == 0 || next == corners.Count)
            return new Moment(corners[next == 0 ? 0 : ^1].Position, 0, null);
        var (from, to) = (corners[next - 1], corners[next]);
        if (elapsed < from.Leaves)
            return new Moment(from.Position, 0, null);
        var driving = to.Arrives - from.Leaves;
        var share = (elapsed - from.Leaves) / driving;
        var position = new GeoPoint(
            double.Lerp(from.Position.Longitude, to.Position.Longitude, share),
            double.Lerp(from.Position.Latitude, to.Position.Latitude, share));
        return new Moment(position, (to.Metres - from.Metres) / 1000 / driving.TotalHours, Heading(from.Position, to.Position));
    }

    /// <summary>The bearing between two points near each other, clockwise from north.</summary>
    private static double Heading(GeoPoint from, GeoPoint to)
    {
        var north = to.Latitude - from.Latitude;
        var east = (to.Longitude - from.Longitude) * Math.Cos(double.DegreesToRadians(from.Latitude));
        var degrees = double.RadiansToDegrees(Math.Atan2(east, north));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    /// <summary>The first corner that lies ahead at a time, or the number of corners.</summary>
    private int FirstNotReached(TimeSpan elapsed)
    {
        var (low, high) = (0, corners.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = corners[middle].Arrives > elapsed ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
