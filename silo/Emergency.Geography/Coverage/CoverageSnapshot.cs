using System.Collections.Frozen;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>A place that is reached late.</summary>
/// <param name="Name">What it is called, in Chinese first.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Cell">The cell there that is reached last.</param>
/// <param name="Arrival">From the answered call to the first unit there, or null where no unit can come.</param>
public sealed record LatePlace(string Name, string NameEn, PopulationCell Cell, TimeSpan? Arrival);

/// <summary>Coverage at one moment. Immutable; safe for use by many threads at once.</summary>
public sealed class CoverageSnapshot
{
    private readonly FrozenDictionary<AmbulanceId, double> _lossOf;

    internal CoverageSnapshot(
        CoverageDocument document, IReadOnlyList<LatePlace> worst, CellArrivals arrivals, CoverageCells cells, IReadOnlyDictionary<AmbulanceId, double> lossOf)
    {
        Document = document;
        Worst = worst;
        Arrivals = arrivals;
        Cells = cells;
        _lossOf = lossOf.ToFrozenDictionary();
    }

    /// <summary>The document.</summary>
    public CoverageDocument Document { get; }

    /// <summary>The places that are reached last, with more detail than the document has.</summary>
    public IReadOnlyList<LatePlace> Worst { get; }

    internal CellArrivals Arrivals { get; }

    internal CoverageCells Cells { get; }

    /// <summary>The units that counted: available, and near enough to a road.</summary>
    public IReadOnlyCollection<AmbulanceId> Units => _lossOf.Keys;

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
