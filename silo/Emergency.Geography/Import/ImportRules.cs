using System.Text.Json;
using System.Text.Json.Serialization;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>How a map is read for this service's vehicles: what they may pass, and how fast they are.</summary>
public sealed record ImportRules
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        // A misspelt rule must not be ignored in silence.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Driving speeds by road class, where the data has none.</summary>
    public RoadSpeeds Speeds { get; init; } = RoadSpeeds.Default;

    /// <summary>Whether gates and lifting barriers are opened for an ambulance; by default yes. One that is tagged closed to it stays closed.</summary>
    public bool PassGates { get; init; } = true;

    /// <summary>What opening a gate costs, 0 to 10 minutes; by default 15 s.</summary>
    public TimeSpan GateDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether ambulances use bus lanes and busways, also against a one-way that is open to buses; by default yes.</summary>
    public bool UseBusLanes { get; init; } = true;

    /// <summary>
    /// Whether forbidden turns hold, with siren and without; by default yes. A country whose ambulances may turn anywhere on a blue-light run
    /// may say no.
    /// </summary>
    public bool RespectTurns { get; init; } = true;

    /// <summary>How far around the boundary's box roads are taken, where a boundary is given, 0 to 200 km; by default 10 km.</summary>
    public Metres Margin { get; init; } = new(10_000);

    /// <summary>The usual rules.</summary>
    public static ImportRules Default { get; } = new();

    /// <summary>
    /// Reads rules from a file such as <c>{"gates":"closed","speeds":{"national":{"siren":75,"normal":50,"sirenBuiltUp":55}}}</c>; null, with an
    /// error found, where it cannot be used.
    /// </summary>
    public static ImportRules? Load(string path, CountyFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var file = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            findings.Error(path, "", "there is no such file");
            return null;
        }

        try
        {
            var json = JsonSerializer.Deserialize<RulesJson>(File.ReadAllBytes(path), Options) ?? throw new JsonException("is null");
            var problems = json.Problems().ToList();
            problems.ForEach(p => findings.Error(file, "", p));
            return problems.Count == 0 ? json.ToRules() : null;
        }
        catch (JsonException e)
        {
            findings.Error(file, e.LineNumber is { } line ? CountyFindings.Line(line + 1) : "", e.Message.Split(" Path:")[0]);
            return null;
        }
    }

    private sealed record RulesJson
    {
        public Dictionary<RoadClass, SpeedJson> Speeds { get; init; } = [];

        public string Gates { get; init; } = "pass";

        public double GateSeconds { get; init; } = 15;

        public bool BusLanes { get; init; } = true;

        public bool TurnRestrictions { get; init; } = true;

        public double MarginKm { get; init; } = 10;

        public IEnumerable<string> Problems() =>
            Speeds.SelectMany(s => s.Value.Problems(JsonNamingPolicy.CamelCase.ConvertName(s.Key.ToString()))).Concat(
                new[]
                {
                    Gates is "pass" or "closed" ? null : $"gates is {Gates}: expected pass or closed",
                    Range("gateSeconds", GateSeconds, 0, 600),
                    Range("marginKm", MarginKm, 0, 200),
                }.OfType<string>());

        public ImportRules ToRules() => new()
        {
            Speeds = new RoadSpeeds(
                Speeds.ToDictionary(s => s.Key, s => s.Value.Outside(s.Key)),
                Speeds.Where(s => s.Value.SirenBuiltUp is not null || s.Value.NormalBuiltUp is not null).ToDictionary(s => s.Key, s => s.Value.BuiltUp(s.Key))),
            PassGates = Gates == "pass",
            GateDelay = TimeSpan.FromSeconds(GateSeconds),
            UseBusLanes = BusLanes,
            RespectTurns = TurnRestrictions,
            Margin = new Metres(MarginKm * 1000),
        };

        internal static string? Range(string name, double? value, double min, double max) =>
            value is null || (value >= min && value <= max) ? null : FormattableString.Invariant($"{name} is {value}: expected {min} to {max}");
    }

    private sealed record SpeedJson(double? Siren = null, double? Normal = null, double? SirenBuiltUp = null, double? NormalBuiltUp = null)
    {
        public IEnumerable<string> Problems(string kind) => new[]
        {
            Range("siren", Siren), Range("normal", Normal), Range("sirenBuiltUp", SirenBuiltUp), Range("normalBuiltUp", NormalBuiltUp),
        }.OfType<string>().Select(p => $"speeds.{kind}.{p}");

        public DriveSpeed Outside(RoadClass kind) => Or(RoadSpeeds.Default.Of(kind), Siren, Normal);

        public DriveSpeed BuiltUp(RoadClass kind) => Or(RoadSpeeds.Default.Of(kind, builtUp: true), SirenBuiltUp, NormalBuiltUp);

        private static DriveSpeed Or(DriveSpeed usual, double? siren, double? normal) => new(siren ?? usual.SirenKmh, normal ?? usual.NormalKmh);

        private static string? Range(string name, double? value) => RulesJson.Range(name, value, DriveSpeed.Least, DriveSpeed.Largest);
    }
}
