using Emergency.Domain;
using Emergency.Domain.Clocks;

namespace Emergency.Geography;

/// <summary>A place that is reached late.</summary>
/// <param name="Name">What it is called, in Chinese first.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Cell">The cell there that is reached last.</param>
/// <param name="Arrival">From the answered call to the first unit there, or null where no unit can come.</param>
/// <param name="Township">The nearest seat of a town, or null where the county names none.</param>
public sealed record LatePlace(string Name, string NameEn, PopulationCell Cell, TimeSpan? Arrival, CountyPlace? Township = null);

/// <summary>Coverage at one moment. Immutable; safe for use by many threads at once.</summary>
public sealed class CoverageSnapshot
{
    private readonly Dictionary<AmbulanceId, double> _lossOf;
    private CoverageDocument? _document;

    internal CoverageSnapshot(CoverageCells cells, CellArrivals arrivals, AmbulanceId[] units, double[] lossOf)
    {
        (Cells, Arrivals) = (cells, arrivals);
        _lossOf = new Dictionary<AmbulanceId, double>(units.Length);
        for (var i = 0; i < units.Length; i++)
        {
            _lossOf.Add(units[i], lossOf[i]);
        }
    }

    /// <summary>The moment that positions and duties are of.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The standards that were held against.</summary>
    public required ResponseStandards Standards { get; init; }

    /// <summary>The people under the urban standard.</summary>
    public required CoverageTally Urban { get; init; }

    /// <summary>The people under the rural standard.</summary>
    public required CoverageTally Rural { get; init; }

    /// <summary>Each township, in the order of the county's places.</summary>
    public required IReadOnlyList<TownshipTally> Townships { get; init; }

    /// <summary>The places that are reached last, the last one first.</summary>
    public required IReadOnlyList<LatePlace> Worst { get; init; }

    /// <summary>The document, with the county's own busy fraction if it has one.</summary>
    public CoverageDocument Document => _document ??= DocumentWith(Cells.County.Profile.Coverage.BusyFraction);

    internal CellArrivals Arrivals { get; }

    internal CoverageCells Cells { get; }

    /// <summary>The units that counted: available, and near enough to a road.</summary>
    public IReadOnlyCollection<AmbulanceId> Units => _lossOf.Keys;

    /// <summary>The document, with coverage to be expected when units are busy for this share of their time; null leaves that out.</summary>
    public CoverageDocument DocumentWith(double? busyFraction) => CoverageDocument.Of(this, busyFraction);

    /// <summary>
    /// How many people would no longer be reached in time if this unit left, the others staying: the price of sending it.
    /// 0 for a unit that does not count.
    /// </summary>
    public double PeopleLostWithout(AmbulanceId unit) => _lossOf.GetValueOrDefault(unit);

    /// <summary>From the answered call to the first unit in a cell, by the cell's place in <see cref="County.Population"/>; null where none can come.</summary>
    public TimeSpan? ArrivalAt(int cell) => ToTime(Arrivals.Best[cell]);

    /// <summary>The same for the second unit.</summary>
    public TimeSpan? SecondArrivalAt(int cell) => ToTime(Arrivals.Second[cell]);

    /// <summary>Writes the map: areas of one band each, as GeoJSON. Bands are <c>twice</c>, <c>once</c> and <c>late</c>.</summary>
    public void WriteMap(Stream stream) => CoverageMap.Write(this, stream);

    internal static TimeSpan? ToTime(int milliseconds) =>
        milliseconds == TravelTree.Unreachable ? null : TimeSpan.FromMilliseconds(milliseconds);
}

/// <summary>For every cell: milliseconds to the first and the second unit there, and which unit is first (−1 for none).</summary>
internal sealed record CellArrivals(int[] Best, int[] Second, int[] BestUnit)
{
    /// <summary>How many units are there within the cell's standard.</summary>
    public required int[] CoveringUnits { get; init; }
}
