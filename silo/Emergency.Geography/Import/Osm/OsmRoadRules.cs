using System.Globalization;

namespace Emergency.Geography;

/// <summary>What a way is to an ambulance.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Forward">Speeds along it, or null where closed.</param>
/// <param name="Backward">Speeds against it, or null where closed.</param>
internal readonly record struct OsmRoad(RoadClass Class, DriveSpeed? Forward, DriveSpeed? Backward);

/// <summary>
/// Reads the tags of a way as a road, after the meanings documented in the OpenStreetMap wiki (Key:highway, Key:oneway, Key:access,
/// Key:maxspeed). One-ways hold for an ambulance too; private roads are open to it, since patients live there.
/// </summary>
internal sealed class OsmRoadRules(RoadSpeeds speeds)
{
    private const double KmhPerMph = 1.609344;
    private const double LeastFactor = 0.3;
    private const double LargestFactor = 1.6;

    /// <summary>Why a way is no road to us, for the report.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The road, or null with <see cref="Refusal"/>, which is null too where the way is nothing like a road.</summary>
    public OsmRoad? Read(OsmTags tags)
    {
        Refusal = null;
        var highway = tags["highway"];
        var isFerry = tags.Is("route", "ferry");
        if (highway is null && !isFerry)
        {
            return null;
        }

        var kind = isFerry ? RoadClass.Ferry : ClassOf(highway!, tags);
        if (kind is null)
        {
            Refusal = $"highway={highway}";
            return null;
        }

        if (IsClosed(tags))
        {
            Refusal = isFerry ? "ferry without vehicles" : "access=no";
            return null;
        }

        var speed = SpeedOf(kind.Value, tags);
        return OneWay(tags, highway) switch
        {
            > 0 => new OsmRoad(kind.Value, speed, null),
            < 0 => new OsmRoad(kind.Value, null, speed),
            _ => new OsmRoad(kind.Value, speed, speed),
        };
    }

    private static RoadClass? ClassOf(string highway, OsmTags tags) => highway switch
    {
        "motorway" or "motorway_link" => RoadClass.Expressway,
        "trunk" or "trunk_link" => RoadClass.National,
        "primary" or "primary_link" => RoadClass.Provincial,
        "secondary" or "secondary_link" => RoadClass.County,
        "tertiary" or "tertiary_link" => RoadClass.Township,
        "unclassified" or "road" => RoadClass.Village,
        "residential" or "living_street" => RoadClass.Street,
        "service" or "track" => RoadClass.Lane,
        "pedestrian" or "busway" or "bus_guideway" when tags.Is("emergency", "yes", "designated", "official") => RoadClass.Lane,
        _ => null,
    };

    private static bool IsClosed(OsmTags tags)
    {
        if (tags.Is("emergency", "yes", "designated", "official", "permissive"))
        {
            return false;
        }

        // The most particular tag decides.
        var access = tags["motor_vehicle"] ?? tags["vehicle"] ?? tags["access"];
        return tags.Is("emergency", "no") || tags.Is("area", "yes") || access is "no";
    }

    private static int OneWay(OsmTags tags, string? highway)
    {
        if (tags.Is("oneway:emergency", "no"))
        {
            return 0;
        }

        return tags["oneway"] switch
        {
            "yes" or "true" or "1" => 1,
            "-1" or "reverse" => -1,
            "no" or "false" or "0" => 0,
            _ => tags.Is("junction", "roundabout", "circular") || highway is "motorway" or "motorway_link" ? 1 : 0,
        };
    }

    private DriveSpeed SpeedOf(RoadClass kind, OsmTags tags)
    {
        var usual = speeds.Of(kind);
        if (MaxSpeed(tags["maxspeed"]) is not { } limit)
        {
            return usual;
        }

        var factor = Math.Clamp(limit / UsualLimit(kind), LeastFactor, LargestFactor);
        return new DriveSpeed(Math.Clamp(usual.SirenKmh * factor, 1, 200), Math.Clamp(usual.NormalKmh * factor, 1, 200));
    }

    /// <summary>The limit that the usual speeds of a class belong to, in km/h.</summary>
    private static double UsualLimit(RoadClass kind) => kind switch
    {
        RoadClass.Expressway => 110,
        RoadClass.National or RoadClass.Provincial => 80,
        RoadClass.County => 60,
        RoadClass.Township => 50,
        RoadClass.Village or RoadClass.Street => 40,
        _ => 20,
    };

    /// <summary>A limit in km/h, or null where there is none that we can read.</summary>
    private static double? MaxSpeed(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var mph = text.EndsWith("mph", StringComparison.OrdinalIgnoreCase);
        var number = text.Replace("mph", "", StringComparison.OrdinalIgnoreCase).Replace("km/h", "", StringComparison.OrdinalIgnoreCase).Trim();
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 200
            ? value * (mph ? KmhPerMph : 1)
            : null;
    }
}
