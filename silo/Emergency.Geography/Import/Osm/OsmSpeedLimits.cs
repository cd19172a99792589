using System.Globalization;

namespace Emergency.Geography;

/// <summary>Reads speed limits in all the ways in which they are written, after the OpenStreetMap wiki (Key:maxspeed, Speed limits).</summary>
internal static class OsmSpeedLimits
{
    private const double KmhPerMph = 1.609344;
    private const double KmhPerKnot = 1.852;
    private const double Walking = 6;
    private const double LargestKmh = 200;

    private static readonly string[] Keys = ["maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"];

    /// <summary>Limits outside towns, on trunk roads and on motorways, by country; the usual ones where a country is not listed.</summary>
    private static readonly Dictionary<string, (double Rural, double Trunk, double Motorway)> Countries = new()
    {
        ["AT"] = (100, 100, 130),
        ["CH"] = (80, 100, 120),
        ["CN"] = (70, 100, 120),
        ["DE"] = (100, 100, 130),
        ["ES"] = (90, 90, 120),
        ["FR"] = (80, 110, 130),
        ["GB"] = (60 * KmhPerMph, 70 * KmhPerMph, 70 * KmhPerMph),
        ["IT"] = (90, 110, 130),
        ["LI"] = (80, 80, 120),
        ["NZ"] = (100, 100, 100),
    };

    private static readonly (double Rural, double Trunk, double Motorway) UsualCountry = (90, 100, 120);

    /// <summary>The limit in a direction, in km/h, or null where there is none or it cannot be read.</summary>
    /// <param name="tags">The way's tags.</param>
    /// <param name="forward">The direction.</param>
    /// <param name="unreadable">What could not be read, or null.</param>
    public static double? Of(OsmTags tags, bool forward, out string? unreadable)
    {
        unreadable = null;
        if (tags[forward ? "maxspeed:forward" : "maxspeed:backward"] is { } own)
        {
            return Read(own, ref unreadable);
        }

        foreach (var key in Keys)
        {
            if (tags[key] is { } text)
            {
                var isSource = key == "source:maxspeed";
                string? bad = null;
                if (Read(text, ref bad) is { } limit && (!isSource || text.Contains(':')))
                {
                    return limit;
                }

                // The source of a limit may be anything: a sign, a survey, a web page.
                unreadable ??= isSource ? null : bad;
            }
        }

        return null;
    }

    /// <summary>The limit for vehicles on an emergency run, where one is tagged.</summary>
    public static double? OfEmergency(OsmTags tags)
    {
        string? unreadable = null;
        return tags["maxspeed:emergency"] is { } text ? Read(text, ref unreadable) : null;
    }

    private static double? Read(string text, ref string? unreadable)
    {
        // Of several limits the lowest: which holds where is not told.
        double? least = null;
        foreach (var part in text.Split([';', '|', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (One(part) is not { } limit)
            {
                unreadable = text;
                continue;
            }

            if (limit < double.PositiveInfinity)
            {
                least = Math.Min(least ?? double.PositiveInfinity, limit);
            }
        }

        return least;
    }

    /// <summary>A limit, infinite where there is none, or null where it cannot be read.</summary>
    private static double? One(string text) => text.ToLowerInvariant() switch
    {
        "none" or "no" or "unlimited" or "signals" or "variable" or "unposted" or "default" or "sign" => double.PositiveInfinity,
        "walk" => Walking,
        "urban" => 50,
        "rural" => UsualCountry.Rural,
        "motorway" => UsualCountry.Motorway,
        _ => text.Contains(':') ? Zone(text) : Number(text),
    };

    private static double? Number(string text)
    {
        var digits = text.AsSpan().TrimEnd();
        var end = 0;
        while (end < digits.Length && (char.IsAsciiDigit(digits[end]) || digits[end] == '.'))
        {
            end++;
        }

        var unit = digits[end..].Trim().ToString().ToLowerInvariant();
        double? factor = unit switch
        {
            "" or "km/h" or "kmh" or "kph" or "kmph" => 1,
            "mph" => KmhPerMph,
            "knots" or "knot" or "kn" => KmhPerKnot,
            _ => null,
        };
        return factor is not null && double.TryParse(digits[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * factor is > 0 and <= LargestKmh
            ? value * factor
            : null;
    }

    /// <summary>A limit by the kind of place, such as <c>CN:urban</c>, <c>DE:zone:30</c>, <c>GB:nsl_single</c>.</summary>
    private static double? Zone(string text)
    {
        var words = text.Split(':', '_');
        var limits = Countries.GetValueOrDefault(words[0].ToUpperInvariant().Split('-')[0], UsualCountry);
        if (words[^1].StartsWith("zone", StringComparison.OrdinalIgnoreCase) && words[^1].Length > 4)
        {
            return Number(words[^1][4..]);
        }

        return words[^1].ToLowerInvariant() switch
        {
            "urban" => 50,
            "rural" or "single" or "nsl" => limits.Rural,
            "trunk" or "dual" or "restricted" => limits.Trunk,
            "motorway" => limits.Motorway,
            "street" when words.Length > 2 => 20,
            "walk" or "pedestrian" => Walking,
            "none" => double.PositiveInfinity,
            var last => char.IsAsciiDigit(last[..Math.Min(1, last.Length)].FirstOrDefault()) ? Number(last) : null,
        };
    }
}
