using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>A unit as coverage sees it.</summary>
/// <param name="Id">Which unit.</param>
/// <param name="Position">Where it is.</param>
/// <param name="Duty">What it does; only units that are available count.</param>
public readonly record struct CoverageUnit(AmbulanceId Id, GeoPoint Position, UnitDuty Duty);

/// <summary>
/// Knows, for the units that are available now, who can be reached in time. Units in, document out; an engine may keep what it worked
/// out for units that have not moved. Safe for use by many threads; evaluations run one after another.
/// </summary>
public interface ICoverageEngine
{
    /// <summary>Works out coverage for these units and no others.</summary>
    /// <param name="units">All units of the county, in any order; ids must not repeat.</param>
    /// <param name="asOf">The moment that their positions and duties are of.</param>
    /// <exception cref="ArgumentException">An id repeats.</exception>
    CoverageSnapshot Evaluate(IReadOnlyCollection<CoverageUnit> units, DateTimeOffset asOf);

    /// <summary>
    /// Takes one unit that moved, changed duty, or is new; only what it changes is worked out. Nothing is allocated for a unit that is known.
    /// A unit that leaves is put with a duty that is not available.
    /// </summary>
    void Put(in CoverageUnit unit);

    /// <summary>Coverage by the units as they were last put, under the newest travel times.</summary>
    CoverageSnapshot Snapshot(DateTimeOffset asOf);
}

/// <summary>How coverage is worked out.</summary>
public sealed record CoverageOptions
{
    /// <summary>The delays before a unit drives, or null for the county's own. <see cref="ResponseDelays.None"/> gives travel only.</summary>
    public ResponseDelays? Delays { get; init; }

    /// <summary>How many of the worst places are told, 0 to 1000; by default 10.</summary>
    public int WorstPlaces { get; init; } = 10;

    /// <summary>How far from a named place its name alone still says where something is, 0 to 100 km; by default 2 km.</summary>
    public Metres NameReach { get; init; } = new(2_000);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (WorstPlaces is < 0 or > 1000)
        {
            yield return $"WorstPlaces is {WorstPlaces}: expected 0 to 1000";
        }

        if (!(NameReach.Value is >= 0 and <= 100_000))
        {
            yield return $"NameReach is {NameReach}: expected 0 to 100 km";
        }
    }
}
