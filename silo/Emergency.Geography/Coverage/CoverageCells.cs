using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>The population cells of a county, snapped and named once.</summary>
internal sealed class CoverageCells
{
    private readonly Lazy<CoverageGround> _ground;

    public CoverageCells(County county, Metres nameReach)
    {
        _ground = new(() => new CoverageGround(this));
        County = county;
        Count = county.Population.Length;
        Places = new RoadPlace[Count];
        HasPlace = new bool[Count];
        StandardMs = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            var cell = county.Population[i];
            StandardMs[i] = (int)county.Profile.Standards.For(cell.Area).TotalMilliseconds;
            if (county.Snapper.Snap(cell.Centre).Place is { } place)
            {
                (Places[i], HasPlace[i]) = (place, true);
            }
        }

        Names = new PlaceNames(county.Places, nameReach);
        PlaceOf = [.. county.Population.Select(c => Names.NearestTo(c.Centre))];
    }

    public County County { get; }

    public int Count { get; }

    public RoadPlace[] Places { get; }

    /// <summary>Whether a road is near enough.</summary>
    public bool[] HasPlace { get; }

    public int[] StandardMs { get; }

    public PlaceNames Names { get; }

    /// <summary>The number of the nearest named place, or −1.</summary>
    public int[] PlaceOf { get; }

    /// <summary>What of the cells never changes.</summary>
    public CoverageGround Ground => _ground.Value;

    public PopulationCell this[int cell] => County.Population[cell];
}
