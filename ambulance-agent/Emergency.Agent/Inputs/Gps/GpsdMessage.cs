using System.Globalization;
using System.Text.Json;

namespace Emergency.Agent.Inputs;

/// <summary>One object of gpsd's JSON protocol.</summary>
internal abstract record GpsdMessage
{
    /// <summary>The daemon presents itself.</summary>
    public sealed record Hello(string Release, int Major) : GpsdMessage;

    /// <summary>The receivers that it has.</summary>
    public sealed record Devices(int Count) : GpsdMessage;

    /// <summary>A position; gpsd's TPV.</summary>
    public sealed record Position(GpsSample Sample) : GpsdMessage;

    /// <summary>The satellites; gpsd's SKY.</summary>
    public sealed record Sky(int? Used) : GpsdMessage;

    /// <summary>The daemon complains.</summary>
    public sealed record Error(string Text) : GpsdMessage;

    /// <summary>Reads one line.</summary>
    /// <returns>What it says; null when it is of a class that does not matter here.</returns>
    /// <exception cref="FormatException">It is no object of the protocol.</exception>
    public static GpsdMessage? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 8 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || TextOf(root, "class") is not { } kind)
                throw new FormatException("no object with a class");
            return kind switch
            {
                "VERSION" => new Hello(TextOf(root, "release") ?? "", (int)(Number(root, "proto_major") ?? 0)),
                "DEVICES" => new Devices(root.TryGetProperty("devices", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0),
                "TPV" => new Position(SampleOf(root)),
                "SKY" => new Sky(UsedOf(root)),
                "ERROR" => new Error(TextOf(root, "message") ?? "an error without words"),
                _ => null,
            };
        }
        catch (JsonException failure)
        {
            throw new FormatException(failure.Message, failure);
        }
    }

    private static GpsSample SampleOf(JsonElement tpv)
    {
        var mode = Number(tpv, "mode") switch { 2 => GpsMode.Fix2D, 3 => GpsMode.Fix3D, _ => GpsMode.NoFix };
        return new GpsSample(
            TimeOf(tpv), mode, Number(tpv, "lon"), Number(tpv, "lat"), Number(tpv, "speed") * 3.6, Number(tpv, "track"), Accuracy(tpv));
    }

    /// <summary>The receiver's own estimate; from its parts where it does not give the whole.</summary>
    private static double? Accuracy(JsonElement tpv)
    {
        if (Number(tpv, "eph") is { } whole)
            return whole;
        return Number(tpv, "epx") is { } x && Number(tpv, "epy") is { } y ? Math.Sqrt(x * x + y * y) : null;
    }

    private static DateTimeOffset? TimeOf(JsonElement tpv) =>
        TextOf(tpv, "time") is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    private static int? UsedOf(JsonElement sky)
    {
        if (Number(sky, "uSat") is { } count)
            return (int)Math.Clamp(count, 0, 1000);
        if (!sky.TryGetProperty("satellites", out var list) || list.ValueKind != JsonValueKind.Array)
            return null;
        return list.EnumerateArray().Count(one =>
            one.ValueKind == JsonValueKind.Object && one.TryGetProperty("used", out var used) && used.ValueKind == JsonValueKind.True);
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && double.IsFinite(number) ? number : null;
}
