using System.Text;
using Emergency.Domain;

namespace Emergency.Web.Tests;

/// <summary>A map of one straight road, on which GCJ-02 lies exactly a hundredth of a degree to the east.</summary>
internal sealed class FakeMap : ICountyMap
{
    public const double Gcj02Shift = 0.01;

    public ReadOnlyMemory<byte>? Layer(string name) => name == "water"
        ? (ReadOnlyMemory<byte>?)null
        : Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","name":"{{name}}","features":[{{string.Join(',', Enumerable.Repeat("{}", 500))}}]}""");

    public ValueTask<RoadRoute?> FindRoute(GeoPoint from, GeoPoint to, CancellationToken cancellation) => ValueTask.FromResult(
        to.Latitude > 80 ? null : new RoadRoute(TimeSpan.FromSeconds(90), from.DistanceTo(to), [from, to]));

    public GeoPoint FromGcj02(GeoPoint point) => new(point.Longitude - Gcj02Shift, point.Latitude);
}
