using Emergency.Domain;

namespace Emergency.Agent.Inputs;

/// <summary>Why a sample became no fix.</summary>
public enum FixRejection
{
    /// <summary>The receiver has no position.</summary>
    NoFix = 0,

    /// <summary>Longitude or latitude is missing, out of range, or exactly zero as after a cold start.</summary>
    OutOfRange = 1,

    /// <summary>The receiver's own error estimate is too large.</summary>
    Inaccurate = 2,

    /// <summary>It was taken too long ago.</summary>
    Stale = 3,

    /// <summary>It is dated before the last one.</summary>
    OutOfOrder = 4,

    /// <summary>It is of the same moment as the last one.</summary>
    DuplicateEpoch = 5,

    /// <summary>It comes sooner than fixes are wanted.</summary>
    TooSoon = 6,

    /// <summary>Nobody drives that fast.</summary>
    Jump = 7,
}

/// <summary>Judges what a receiver says. For one caller at a time.</summary>
/// <param name="options">Its bounds.</param>
/// <param name="skew">Measures the difference between the satellites' time and this machine's.</param>
/// <param name="clock">The clock of events, corrected by that difference.</param>
internal sealed class FixFilter(GpsOptions options, GpsSkew skew, TimeProvider clock)
{
    private FixReading? _last;
    private FixReading? _doubted;
    private int _doubts;

    /// <summary>Judges a sample.</summary>
    /// <param name="sample">What the receiver said.</param>
    /// <param name="fix">The position to keep; null when it is rejected.</param>
    /// <returns>Why it is rejected; null when it is good.</returns>
    public FixRejection? Judge(GpsSample sample, out FixReading? fix)
    {
        fix = null;
        if (sample.Mode == GpsMode.NoFix)
            return FixRejection.NoFix;
        if (PositionOf(sample) is not { } position)
            return FixRejection.OutOfRange;
        if (sample.AccuracyMetres > options.MaxAccuracyMetres)
            return FixRejection.Inaccurate;
        var at = skew.Date(sample.Time);
        if (clock.GetUtcNow() - at > options.StaleAfter)
            return FixRejection.Stale;
        var reading = new FixReading(at, position, Speed(sample), Heading(sample), Positive(sample.AccuracyMetres));
        if (Against(_last, reading) is { } rejection)
            return rejection;
        (_last, _doubted, _doubts, fix) = (reading, null, 0, reading);
        return null;
    }

    private FixRejection? Against(FixReading? last, FixReading reading)
    {
        if (last is null)
            return null;
        if (reading.At < last.At)
            return FixRejection.OutOfOrder;
        if (reading.At == last.At)
            return FixRejection.DuplicateEpoch;
        // A tenth less than the interval, since receivers do not tell to the millisecond.
        if (reading.At - last.At < options.Interval * 0.9)
            return FixRejection.TooSoon;
        return IsPlausible(last, reading) || BelieveAfterAll(reading) ? null : FixRejection.Jump;
    }

    /// <summary>Several that jumped to the same course are right, and the last good one was wrong.</summary>
    private bool BelieveAfterAll(FixReading reading)
    {
        _doubts = _doubted is { } doubted && reading.At > doubted.At && IsPlausible(doubted, reading) ? _doubts + 1 : 1;
        _doubted = reading;
        return _doubts >= options.BelieveJumpAfter;
    }

    private bool IsPlausible(FixReading from, FixReading to)
    {
        var metres = from.Position.DistanceTo(to.Position).Value - (from.AccuracyMetres ?? 0) - (to.AccuracyMetres ?? 0);
        return metres / (to.At - from.At).TotalSeconds * 3.6 <= options.MaxSpeedKmh;
    }

    private static GeoPoint? PositionOf(GpsSample sample) =>
        sample is { Longitude: { } lon, Latitude: { } lat } && new GeoPoint(lon, lat) is { IsValid: true } point && (lon, lat) is not (0, 0)
            ? point
            : null;

    private double? Speed(GpsSample sample) => sample.SpeedKmh is { } speed && speed >= 0 && speed <= options.MaxSpeedKmh ? speed : null;

    private static double? Heading(GpsSample sample) => sample.HeadingDegrees is >= 0 and <= 360 ? sample.HeadingDegrees % 360 : null;

    private static double? Positive(double? value) => value is >= 0 ? value : null;
}
