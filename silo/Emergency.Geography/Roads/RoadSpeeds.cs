using System.Collections.Frozen;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Mean driving speeds on one kind of road, stops and bends included.</summary>
/// <param name="SirenKmh">With siren and lights, in km/h, 1 to 200.</param>
/// <param name="NormalKmh">In ordinary traffic, in km/h, 1 to 200.</param>
public readonly record struct DriveSpeed(double SirenKmh, double NormalKmh)
{
    internal const double Least = 1;
    internal const double Largest = 200;

    /// <summary>Whether both speeds are in bounds.</summary>
    public bool IsValid => SirenKmh is >= Least and <= Largest && NormalKmh is >= Least and <= Largest;

    /// <summary>The times for a length at these speeds, at least one millisecond.</summary>
    public DriveTimes Over(Metres length) => new(At(length, SirenKmh), At(length, NormalKmh));

    private static TimeSpan At(Metres length, double kmh) =>
        TimeSpan.FromMilliseconds(Math.Max(1, Math.Round(length.Value * 3600 / kmh)));
}

/// <summary>
/// Speeds by road class outside and inside built-up areas, where nothing better is known. The import's rules may replace any of them.
/// </summary>
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

    /// <summary>What differs inside built-up areas: crossings, lights, parked cars.</summary>
    private static readonly FrozenDictionary<RoadClass, DriveSpeed> UsualBuiltUp = new Dictionary<RoadClass, DriveSpeed>
    {
        [RoadClass.National] = new(60, 38),
        [RoadClass.Provincial] = new(55, 35),
        [RoadClass.County] = new(50, 32),
        [RoadClass.Township] = new(44, 28),
        [RoadClass.Village] = new(35, 23),
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<RoadClass, DriveSpeed> _outside;
    private readonly FrozenDictionary<RoadClass, DriveSpeed> _builtUp;

    /// <summary>The usual speeds, with some replaced.</summary>
    /// <param name="outside">Speeds outside built-up areas; inside, the class is then no faster.</param>
    /// <param name="builtUp">Speeds inside built-up areas, or null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A speed is out of bounds.</exception>
    public RoadSpeeds(IReadOnlyDictionary<RoadClass, DriveSpeed> outside, IReadOnlyDictionary<RoadClass, DriveSpeed>? builtUp = null)
    {
        ArgumentNullException.ThrowIfNull(outside);
        foreach (var (kind, speed) in outside.Concat(builtUp ?? FrozenDictionary<RoadClass, DriveSpeed>.Empty))
        {
            if (!speed.IsValid)
            {
                throw new ArgumentOutOfRangeException(nameof(outside), $"{kind}: {speed}: expected {DriveSpeed.Least} to {DriveSpeed.Largest} km/h");
            }
        }

        _outside = Usual.ToFrozenDictionary(p => p.Key, p => outside.GetValueOrDefault(p.Key, p.Value));
        _builtUp = _outside.ToFrozenDictionary(p => p.Key, p => builtUp?.TryGetValue(p.Key, out var given) == true ? given : NoFaster(p.Key, p.Value));
    }

    /// <summary>The usual speeds.</summary>
    public static RoadSpeeds Default { get; } = new(new Dictionary<RoadClass, DriveSpeed>());

    /// <summary>The speed of a class.</summary>
    public DriveSpeed Of(RoadClass kind, bool builtUp = false) => (builtUp ? _builtUp : _outside)[kind];

    private static DriveSpeed NoFaster(RoadClass kind, DriveSpeed outside) => UsualBuiltUp.TryGetValue(kind, out var usual)
        ? new(Math.Min(usual.SirenKmh, outside.SirenKmh), Math.Min(usual.NormalKmh, outside.NormalKmh))
        : outside;
}
