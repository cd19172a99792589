using System.Globalization;

namespace Emergency.Geography;

/// <summary>What a way is to an ambulance.</summary>
internal readonly record struct OsmRoad
{
    public required RoadClass Class { get; init; }

    /// <summary>Whether it may be driven along its nodes.</summary>
    public required bool Forward { get; init; }

    /// <summary>Whether it may be driven against its nodes.</summary>
    public required bool Backward { get; init; }

    /// <summary>The limit along its nodes in km/h, or null.</summary>
    public double? ForwardLimit { get; init; }

    /// <summary>The limit against its nodes in km/h, or null.</summary>
    public double? BackwardLimit { get; init; }

    /// <summary>A limit for emergency runs in km/h, or null.</summary>
    public double? EmergencyLimit { get; init; }

    /// <summary>How much of the speed is left on its surface.</summary>
    public double Surface { get; init; }

    /// <summary>How long the whole way takes, where it says so, as ferries do.</summary>
    public TimeSpan? Duration { get; init; }
}

/// <summary>
/// Reads the tags of a way as a road, after the meanings documented in the OpenStreetMap wiki (Key:highway, Key:oneway, Key:maxspeed,
/// Key:surface, Tag:route=ferry). One-ways hold for an ambulance too.
/// </summary>
internal sealed class OsmRoadRules(ImportRules rules, ImportReport report)
{
    private const double LeastFactor = 0.3;
    private const double LargestFactor = 1.6;
    private const double UnpavedFactor = 0.75;
    private const double FordFactor = 0.3;

    /// <summary>The road, or null, with a line in the report where the way looked like one.</summary>
    public OsmRoad? Read(long id, OsmTags tags)
    {
        var highway = tags["highway"];
        var isFerry = tags.Is("route", "ferry");
        if (highway is null && !isFerry)
        {
            return null;
        }

        var kind = isFerry ? RoadClass.Ferry : ClassOf(highway!, tags);
        var refusal = kind is null ? $"highway={highway}" : Refusal(tags, isFerry);
        if (refusal is not null)
        {
            report.Count("way", id, $"are no roads for an ambulance: {refusal}");
            return null;
        }

        var (forward, backward) = Directions(tags, highway);
        if (!forward && !backward)
        {
            report.Count("way", id, "are left out: oneway=reversible, the direction changes with the hour");
            return null;
        }

        return new OsmRoad
        {
            Class = kind!.Value,
            Forward = forward,
            Backward = backward,
            ForwardLimit = Limit(id, tags, forward: true),
            BackwardLimit = Limit(id, tags, forward: false),
            EmergencyLimit = OsmSpeedLimits.OfEmergency(tags),
            Surface = SurfaceOf(kind.Value, tags),
            Duration = isFerry ? Duration(id, tags) : null,
        };
    }

    /// <summary>The speeds on a road in one direction.</summary>
    public DriveSpeed SpeedOf(in OsmRoad road, bool forward, bool builtUp)
    {
        var limit = forward ? road.ForwardLimit : road.BackwardLimit;
        var usual = rules.Speeds.Of(road.Class, builtUp && limit is null);
        var normal = usual.NormalKmh * Factor(road.Class, limit);
        var siren = usual.SirenKmh * Factor(road.Class, road.EmergencyLimit ?? limit);
        return new DriveSpeed(Bounded(siren * road.Surface), Bounded(normal * road.Surface));
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
        "busway" => RoadClass.Street,
        "pedestrian" or "footway" or "path" or "cycleway" or "bridleway" or "bus_guideway"
            when tags.Is("emergency", "yes", "designated", "official") => RoadClass.Lane,
        "pedestrian" when tags.Is("motor_vehicle", "yes", "designated", "permissive", "destination") => RoadClass.Lane,
        _ => null,
    };

    private string? Refusal(OsmTags tags, bool isFerry)
    {
        var isOpen = OsmAccess.Of(tags, rules.UseBusLanes);
        if (isOpen == false)
        {
            return isFerry ? "ferry without vehicles" : "access=no";
        }

        if (isOpen is null && tags.Is("highway", "busway") && !rules.UseBusLanes)
        {
            return "highway=busway";
        }

        // An area is a place to drive across in any direction, which a line around it does not tell.
        return tags.Is("area", "yes") && !tags.Is("emergency", "yes", "designated", "official") ? "access=no" : null;
    }

    private (bool Forward, bool Backward) Directions(OsmTags tags, string? highway)
    {
        if (tags["oneway:emergency"] is { } own && Direction(own) is { } emergency)
        {
            return emergency;
        }

        var direction = tags["oneway:motor_vehicle"] is { } motor && Direction(motor) is { } m ? m : Plain(tags, highway);
        var isOpenToBuses = tags.Is("oneway:bus", "no") || tags.Is("oneway:psv", "no") || tags.Is("busway", "opposite_lane");
        return direction != (false, false) && rules.UseBusLanes && isOpenToBuses ? (true, true) : direction;
    }

    private static (bool Forward, bool Backward) Plain(OsmTags tags, string? highway)
    {
        if (tags["oneway"] is { } oneWay && (oneWay == "reversible" ? (false, false) : Direction(oneWay)) is { } told)
        {
            return told;
        }

        return tags.Is("junction", "roundabout", "circular", "mini_roundabout") || highway is "motorway" or "motorway_link" ? (true, false) : (true, true);
    }

    private static (bool Forward, bool Backward)? Direction(string value) => value switch
    {
        "yes" or "true" or "1" => (true, false),
        "-1" or "reverse" => (false, true),
        // By turns, with a light: both directions are driven.
        "no" or "false" or "0" or "alternating" => (true, true),
        _ => null,
    };

    private double? Limit(long id, OsmTags tags, bool forward)
    {
        var limit = OsmSpeedLimits.Of(tags, forward, out var unreadable);
        if (forward && unreadable is not null)
        {
            report.Count("way", id, $"have a speed limit that cannot be read: {(unreadable.Length > 40 ? unreadable[..40] : unreadable)}");
        }

        if (forward && tags["maxspeed:conditional"] is not null)
        {
            report.Count("way", id, "have a speed limit that holds at times only, which is passed over");
        }

        return limit;
    }

    private static double SurfaceOf(RoadClass kind, OsmTags tags)
    {
        if (tags.Is("ford", "yes"))
        {
            return FordFactor;
        }

        // The usual speeds of lanes are those of unpaved ones.
        return kind != RoadClass.Lane && kind != RoadClass.Ferry
            && tags.Is("surface", "unpaved", "gravel", "dirt", "ground", "earth", "mud", "sand", "grass", "fine_gravel", "pebblestone", "compacted", "rock")
            ? UnpavedFactor
            : 1;
    }

    private TimeSpan? Duration(long id, OsmTags tags)
    {
        if (tags["duration"] is not { } text)
        {
            return null;
        }

        if (OsmDuration.Read(text) is { } duration)
        {
            return duration;
        }

        report.Count("way", id, "have a duration that cannot be read, and are driven at the usual speed");
        return null;
    }

    private static double Factor(RoadClass kind, double? limit) =>
        limit is { } kmh ? Math.Clamp(kmh / UsualLimit(kind), LeastFactor, LargestFactor) : 1;

    private static double Bounded(double kmh) => Math.Clamp(kmh, DriveSpeed.Least, DriveSpeed.Largest);

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
}

/// <summary>Reads durations as the OpenStreetMap wiki writes them (Key:duration): <c>HH:MM</c>, <c>HH:MM:SS</c>, minutes, or ISO 8601.</summary>
internal static class OsmDuration
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static TimeSpan? Read(string text)
    {
        var duration = text.StartsWith('P') ? Iso(text) : Clock(text.Split(':'));
        return duration > TimeSpan.Zero && duration <= Longest ? duration : null;
    }

    private static TimeSpan? Clock(string[] parts)
    {
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] > 10_000)
            {
                return null;
            }
        }

        return numbers.Length switch
        {
            1 => TimeSpan.FromMinutes(numbers[0]),
            2 when numbers[1] < 60 => new TimeSpan(numbers[0], numbers[1], 0),
            3 when numbers[1] < 60 && numbers[2] < 60 => new TimeSpan(numbers[0], numbers[1], numbers[2]),
            _ => null,
        };
    }

    private static TimeSpan? Iso(string text)
    {
        try
        {
            return System.Xml.XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // Not a duration; the caller reports it.
            return null;
        }
    }
}
