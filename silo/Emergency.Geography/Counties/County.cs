using System.Collections.Frozen;
using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>The parts from which a <see cref="County"/> is made.</summary>
public sealed record CountyParts
{
    /// <summary>Name, standards and delays.</summary>
    public required CountyProfile Profile { get; init; }

    /// <summary>The roads.</summary>
    public required RoadNetwork Roads { get; init; }

    /// <summary>The hierarchy of the roads, or null to build it when travel times are first asked for.</summary>
    internal ContractionHierarchy? Hierarchy { get; init; }

    /// <summary>Boundary and urban area.</summary>
    public required CountyAreas Areas { get; init; }

    /// <summary>Where people live.</summary>
    public ImmutableArray<PopulationCell> Population { get; init; } = [];

    /// <summary>The bases.</summary>
    public ImmutableArray<CountyStation> Stations { get; init; } = [];

    /// <summary>The vehicles.</summary>
    public ImmutableArray<CountyVehicle> Vehicles { get; init; } = [];

    /// <summary>The hospitals.</summary>
    public ImmutableArray<CountyHospital> Hospitals { get; init; } = [];

    /// <summary>Named places.</summary>
    public ImmutableArray<CountyPlace> Places { get; init; } = [];
}

/// <summary>A county: its roads, areas, people and resources, ready for questions. Immutable; safe for use by many threads at once.</summary>
public sealed class County
{
    private readonly CountyParts _parts;
    private readonly FrozenDictionary<StationId, CountyStation> _stations;
    private readonly Lazy<ISnapper> _snapper;
    private readonly Lazy<ContractionHierarchy> _hierarchy;
    private readonly Lazy<ITravelTimes> _travelTimes;

    /// <summary>Makes a county of its parts. What must hold between them is not checked here but by <see cref="CountyCheck"/>.</summary>
    public County(CountyParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _parts = parts;
        _stations = parts.Stations.DistinctBy(s => s.Id).ToFrozenDictionary(s => s.Id);
        _snapper = new(() => new RoadSnapper(parts.Roads, parts.Profile.Snapping));
        _hierarchy = new(() => parts.Hierarchy ?? HierarchyBuilder.Build(parts.Roads));
        _travelTimes = new(() => new HierarchyTravelTimes(parts.Roads, Hierarchy, parts.Profile.Traffic.IsNone ? null : parts.Profile.Traffic.For));
    }

    /// <summary>Loads a county package; see <see cref="CountyPackage"/>.</summary>
    /// <exception cref="CountyDataException">Something in it cannot be used; the exception's findings name file, line or id and reason.</exception>
    public static County Load(string directory) => CountyPackage.Load(directory);

    /// <summary>Name, standards and delays.</summary>
    public CountyProfile Profile => _parts.Profile;

    /// <summary>The roads.</summary>
    public RoadNetwork Roads => _parts.Roads;

    /// <summary>Boundary and urban area.</summary>
    public CountyAreas Areas => _parts.Areas;

    /// <summary>Where people live.</summary>
    public ImmutableArray<PopulationCell> Population => _parts.Population;

    /// <summary>The bases.</summary>
    public ImmutableArray<CountyStation> Stations => _parts.Stations;

    /// <summary>The vehicles.</summary>
    public ImmutableArray<CountyVehicle> Vehicles => _parts.Vehicles;

    /// <summary>The hospitals.</summary>
    public ImmutableArray<CountyHospital> Hospitals => _parts.Hospitals;

    /// <summary>Named places.</summary>
    public ImmutableArray<CountyPlace> Places => _parts.Places;

    /// <summary>Snaps points to the roads; made when first asked for.</summary>
    public ISnapper Snapper => _snapper.Value;

    /// <summary>Driving times on the roads; made when first asked for.</summary>
    public ITravelTimes TravelTimes => _travelTimes.Value;

    internal ContractionHierarchy Hierarchy => _hierarchy.Value;

    /// <summary>The people in all cells together.</summary>
    public double PopulationTotal => Population.Sum(c => c.People);

    /// <summary>The response standard at a point.</summary>
    public TimeSpan StandardAt(GeoPoint point) => Profile.Standards.For(Areas.KindOf(point));

    /// <summary>The station of that name, or null.</summary>
    public CountyStation? FindStation(StationId id) => _stations.GetValueOrDefault(id);
}
