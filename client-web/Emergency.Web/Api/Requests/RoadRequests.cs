using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Roads;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Closes or slows roads.</summary>
/// <param name="Shape">What the points mean: <c>point</c>, <c>line</c> or <c>area</c>.</param>
/// <param name="Points">One point on the road, the points of a line, or the corners of an area.</param>
/// <param name="Factor">How many times as long the roads take; absent for a closed road.</param>
/// <param name="Crs"><c>WGS84</c>, which is usual, or <c>GCJ02</c>.</param>
internal sealed record RoadConditionRequest(
    RoadShapeKind? Shape = null,
    PointRequest?[]? Points = null,
    double? Factor = null,
    string? Reason = null,
    DateTimeOffset? Until = null,
    string? Crs = null) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(Shape, "shape").Require(Points, "points").RequireText(Reason, TextLimits.Reason, "reason")
            .Within(Factor, RoadLimits.LeastFactor, RoadLimits.LargestFactor, "factor");
        if (Crs is not (null or "WGS84" or "GCJ02"))
            checks.Fail("crs", "must be WGS84 or GCJ02");
        if (Points is not { } points || Shape is not { } shape)
            return;
        var (least, most) = shape switch
        {
            RoadShapeKind.Point => (1, 1),
            RoadShapeKind.Line => (2, RoadLimits.Corners),
            _ => (3, RoadLimits.Corners),
        };
        if (points.Length < least || points.Length > most)
            checks.Fail("points", least == most ? $"must be {least} for this shape" : $"must be {least} to {most} for this shape");
        for (var i = 0; i < points.Length && !checks.Failed; i++)
        {
            if (points[i] is not { } point)
                checks.Fail($"points[{i}]", "is required");
            else
                checks.Require(point.Lon, $"points[{i}].lon").Within(point.Lon, -180, 180, $"points[{i}].lon")
                    .Require(point.Lat, $"points[{i}].lat").Within(point.Lat, -90, 90, $"points[{i}].lat");
        }
    }

    public SetRoad ToCommand(ActorRef by, string id, ICountyMap map) => new(
        by, id, Shape!.Value,
        [.. Points!.Select(p => new GeoPoint(p!.Lon!.Value, p.Lat!.Value)).Select(p => LonLat.Of(Crs == "GCJ02" ? map.FromGcj02(p) : p))],
        Factor, Reason!.Trim(), Until);
}

/// <summary>A point in degrees.</summary>
internal sealed record PointRequest(double? Lon = null, double? Lat = null);

/// <summary>Says why a suggested move is not wanted.</summary>
internal sealed record DismissRequest(string? Reason = null) : IRequestBody
{
    public void Check(Checks checks) => checks.RequireText(Reason, TextLimits.Reason, "reason");
}
