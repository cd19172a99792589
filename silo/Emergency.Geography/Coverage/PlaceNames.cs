using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Says where a point is, by the nearest named place.</summary>
internal sealed class PlaceNames(ImmutableArray<CountyPlace> places, Metres reach)
{
    private static readonly (string Zh, string En)[] Directions =
        [("北", "N"), ("东北", "NE"), ("东", "E"), ("东南", "SE"), ("南", "S"), ("西南", "SW"), ("西", "W"), ("西北", "NW")];

    /// <summary>The number of the nearest place, or −1 where there are none.</summary>
    public int NearestTo(GeoPoint point)
    {
        var (best, nearest) = (double.PositiveInfinity, -1);
        var stretch = Math.Cos(double.DegreesToRadians(point.Latitude));
        for (var i = 0; i < places.Length; i++)
        {
            var east = (places[i].Position.Longitude - point.Longitude) * stretch;
            var north = places[i].Position.Latitude - point.Latitude;
            var square = (east * east) + (north * north);
            if (square < best)
            {
                (best, nearest) = (square, i);
            }
        }

        return nearest;
    }

    /// <summary>The place's name, with distance and direction where the point is not near it; coordinates where there is no place.</summary>
    public LocalText Describe(GeoPoint point, int place)
    {
        if (place < 0)
        {
            return new LocalText(point.ToString(), point.ToString());
        }

        var near = places[place];
        var nameEn = near.NameEn ?? near.Name;
        var distance = near.Position.DistanceTo(point);
        if (distance <= reach)
        {
            return new LocalText(near.Name, nameEn);
        }

        var direction = DirectionOf(near.Position, point);
        var km = FormattableString.Invariant($"{distance.Value / 1000:0}");
        return new LocalText($"{near.Name}{direction.Zh}{km}公里", $"{km} km {direction.En} of {nameEn}");
    }

    private static (string Zh, string En) DirectionOf(GeoPoint from, GeoPoint to)
    {
        var east = (to.Longitude - from.Longitude) * Math.Cos(double.DegreesToRadians(from.Latitude));
        var angle = Math.Atan2(east, to.Latitude - from.Latitude);
        var eighth = (int)Math.Round(angle / (Math.PI / 4));
        return Directions[(eighth + 8) % 8];
    }
}
