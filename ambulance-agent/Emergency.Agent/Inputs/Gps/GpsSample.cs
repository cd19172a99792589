namespace Emergency.Agent.Inputs;

/// <summary>What a receiver knows of its position.</summary>
public enum GpsMode
{
    /// <summary>Nothing.</summary>
    NoFix = 0,

    /// <summary>Longitude and latitude.</summary>
    Fix2D = 2,

    /// <summary>Height too.</summary>
    Fix3D = 3,
}

/// <summary>What a receiver said of one moment, as it said it: nothing here has been judged.</summary>
/// <param name="Time">By the satellites; null when the receiver does not know.</param>
/// <param name="Mode">What it knows.</param>
/// <param name="Longitude">Degrees east, WGS-84.</param>
/// <param name="Latitude">Degrees north, WGS-84.</param>
/// <param name="SpeedKmh">Over ground.</param>
/// <param name="HeadingDegrees">Course over ground, clockwise from true north.</param>
/// <param name="AccuracyMetres">Its own estimate of the horizontal error.</param>
/// <param name="Satellites">Used for the fix.</param>
public sealed record GpsSample(
    DateTimeOffset? Time,
    GpsMode Mode,
    double? Longitude = null,
    double? Latitude = null,
    double? SpeedKmh = null,
    double? HeadingDegrees = null,
    double? AccuracyMetres = null,
    int? Satellites = null);

/// <summary>A receiver of positions.</summary>
internal interface IGpsSource
{
    /// <summary>Opens it and reads it to its end.</summary>
    /// <param name="onSample">Told every sample, in order.</param>
    /// <param name="meter">Told what was refused.</param>
    /// <param name="cancellation">Ends it.</param>
    Task Run(Action<GpsSample> onSample, InputMeter meter, CancellationToken cancellation);
}
