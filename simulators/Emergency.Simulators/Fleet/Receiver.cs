using Emergency.Agent;
using Emergency.Domain;

namespace Emergency.Simulators;

/// <summary>
/// A simulated satellite receiver: measures where the vehicle is, with an error that wanders slowly. For one caller at a time.
/// </summary>
internal sealed class Receiver(FixOptions options, Random random)
{
    private const double MetresPerDegree = 111_195;

    /// <summary>Of a two-dimensional error with this deviation along each axis, 68 % lies within this multiple of it.</summary>
    private const double RadiusOf68Percent = 1.51;

    private double _east;
    private double _north;
    private DateTimeOffset? _measured;

    /// <summary>When the next measurement is due after one at a time.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset time, Moment moment) =>
        time + (moment.SpeedKmh > 0 ? options.Driving : options.Standing);

    /// <summary>Measures a moment.</summary>
    public FixReading Measure(DateTimeOffset time, Moment moment)
    {
        Wander(time);
        var (truth, speed, heading) = moment;
        var position = new GeoPoint(
            truth.Longitude + _east / (MetresPerDegree * Math.Cos(double.DegreesToRadians(truth.Latitude))),
            truth.Latitude + _north / MetresPerDegree);
        var measuredSpeed = speed > 0 ? Math.Max(0, speed + options.SpeedNoiseKmh * random.Normal()) : 0;
        return new FixReading(
            time,
            new GeoPoint(Math.Round(position.Longitude, 6), Math.Round(position.Latitude, 6)),
            Math.Round(measuredSpeed, 1),
            heading is { } degrees ? Math.Round(degrees, 1) % 360 : null,
            Math.Round(options.NoiseMetres * RadiusOf68Percent, 1));
    }

    /// <summary>Moves the error on as a first-order autoregressive process, which keeps its deviation.</summary>
    private void Wander(DateTimeOffset time)
    {
        var kept = _measured is { } before ? Math.Exp(-(time - before) / options.NoiseMemory) : 0;
        var fresh = options.NoiseMetres * Math.Sqrt(1 - kept * kept);
        _east = kept * _east + fresh * random.Normal();
        _north = kept * _north + fresh * random.Normal();
        _measured = time;
    }
}
