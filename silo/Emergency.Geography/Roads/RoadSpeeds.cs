using System.Collections.Frozen;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Mean driving speeds on one kind of road, stops and bends included.</summary>
/// <param name="SirenKmh">With siren and lights, in km/h, 1 to 200.</param>
/// <param name="NormalKmh">In ordinary traffic, in km/h, 1 to 200.</param>
public readonly record struct DriveSpeed(double SirenKmh, double NormalKmh)
{
    /// <summary>The times for a length at these speeds, at least one millisecond.</summary>
    public DriveTimes Over(Metres length) => new(At(length, SirenKmh), At(length, NormalKmh));

    private static TimeSpan At(Metres length, double kmh) =>
        TimeSpan.FromMilliseconds(Math.Max(1, Math.Round(length.Value * 3600 / kmh)));
}

/// <summary>Speeds by road class, where nothing better is known. County configuration may replace any of them.</summary>
public sealed record RoadSpeeds
{
    private static readonly FrozenDictionary<RoadClass, DriveSpeed> Usual = new Dictionary<RoadClass, DriveSpeed>
    {
        [RoadClass.Expressway] = new(110, 90),
        [RoadClass.National] = new(80, 55),
        [RoadClass.Provincial] = new(70, 50),
        [RoadClass.County] = new(60, 42),
        [RoadClass.Township] = new(50, 35),
        [RoadClass.Village] = new(38, 26),
        [RoadClass.Street] = new(42, 24),
        [RoadClass.Lane] = new(20, 15),
        [RoadClass.Ferry] = new(8, 8),
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<RoadClass, DriveSpeed> _speeds;

    /// <summary>The usual speeds, with some replaced.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A speed is out of bounds.</exception>
    public RoadSpeeds(IReadOnlyDictionary<RoadClass, DriveSpeed> replaced)
    {
        ArgumentNullException.ThrowIfNull(replaced);
        foreach (var (kind, speed) in replaced)
        {
            if (!(speed.SirenKmh is >= 1 and <= 200 && speed.NormalKmh is >= 1 and <= 200))
            {
                throw new ArgumentOutOfRangeException(nameof(replaced), $"{kind}: {speed}: expected 1 to 200 km/h");
            }
        }

        _speeds = Usual.Concat(replaced).GroupBy(p => p.Key).ToFrozenDictionary(g => g.Key, g => g.Last().Value);
    }

    /// <summary>The usual speeds.</summary>
    public static RoadSpeeds Default { get; } = new(new Dictionary<RoadClass, DriveSpeed>());

    /// <summary>The speed of a class.</summary>
    public DriveSpeed Of(RoadClass kind) => _speeds[kind];
}
