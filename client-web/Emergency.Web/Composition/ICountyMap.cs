using Emergency.Domain;

namespace Emergency.Web;

/// <summary>A way by road, as a siren drives it.</summary>
/// <param name="Duration">How long it takes.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Path">Its points, from the start to the end.</param>
public sealed record RoadRoute(TimeSpan Duration, Metres Length, IReadOnlyList<GeoPoint> Path);

/// <summary>What the web needs of the county's geography; composition registers it.</summary>
public interface ICountyMap
{
    /// <summary>A layer as UTF-8 GeoJSON, the same bytes as long as the process runs; null when the county has no such layer.</summary>
    /// <param name="name">One of <c>roads boundary urban places water</c>.</param>
    ReadOnlyMemory<byte>? Layer(string name);

    /// <summary>The quickest way; null when there is none, or one end is far from any road.</summary>
    ValueTask<RoadRoute?> FindRoute(GeoPoint from, GeoPoint to, CancellationToken cancellation);

    /// <summary>Converts from GCJ-02, the shifted system of Chinese maps and telephones.</summary>
    GeoPoint FromGcj02(GeoPoint point);
}
