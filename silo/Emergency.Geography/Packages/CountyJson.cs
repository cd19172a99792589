using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>The form of <c>county.json</c>: a text that people read and change.</summary>
internal sealed record CountyJson
{
    public const string FormatName = "emergency-county";
    public const int CurrentVersion = 1;

    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A misspelt setting must not be ignored in silence.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required string TimeZone { get; init; }

    public bool Synthetic { get; init; }

    public LocalText? Notice { get; init; }

    public StandardsJson Standards { get; init; } = new(15, 30);

    public DelaysJson Delays { get; init; } = new(60, 90, 15);

    public PriorityJson[]? Priorities { get; init; }

    public ShiftJson[]? Shifts { get; init; }

    public SnappingJson Snapping { get; init; } = new(15, 5_000, 1);

    public TrafficJson? Traffic { get; init; }

    public RecommendationJson? Recommendation { get; init; }

    public CoverageJson? Coverage { get; init; }

    public double BoundaryToleranceMetres { get; init; } = 500;

    public ProvenanceJson[] Provenance { get; init; } = [];

    public static CountyJson Of(CountyProfile p) => new()
    {
        Format = FormatName,
        Version = CurrentVersion,
        Id = p.Id,
        Name = p.Name,
        TimeZone = p.TimeZone,
        Synthetic = p.Synthetic,
        Notice = p.Notice,
        Standards = new(p.Standards.Urban.TotalMinutes, p.Standards.Rural.TotalMinutes),
        Delays = new(p.Delays.Dispatch.TotalSeconds, p.Delays.TurnoutAtStation.TotalSeconds, p.Delays.TurnoutMobile.TotalSeconds),
        Priorities = [.. p.Priorities.Select(x => new PriorityJson(x.Priority, x.Name.Zh, x.Name.En))],
        Shifts = [.. p.Shifts.Select(x => new ShiftJson(x.Name.Zh, x.Name.En, x.Start, x.End))],
        Snapping = new(p.Snapping.OffRoadKmh, p.Snapping.FarthestRoad.Value, p.Snapping.SmallestPart),
        Traffic = TrafficJson.Of(p.Traffic),
        Recommendation = RecommendationJson.Of(p.Recommendation),
        Coverage = CoverageJson.Of(p.Coverage),
        BoundaryToleranceMetres = p.BoundaryTolerance.Value,
        Provenance = [.. p.Provenance.Select(x => new ProvenanceJson(x.Part, x.Kind, x.Note.Zh, x.Note.En))],
    };

    public CountyProfile ToProfile()
    {
        var usual = new CountyProfile { Id = Id, Name = Name };
        return usual with
        {
            TimeZone = TimeZone,
            Synthetic = Synthetic,
            Notice = Notice,
            Standards = new(TimeSpan.FromMinutes(Standards.UrbanMinutes), TimeSpan.FromMinutes(Standards.RuralMinutes)),
            Delays = new()
            {
                Dispatch = TimeSpan.FromSeconds(Delays.DispatchSeconds),
                TurnoutAtStation = TimeSpan.FromSeconds(Delays.TurnoutAtStationSeconds),
                TurnoutMobile = TimeSpan.FromSeconds(Delays.TurnoutMobileSeconds),
            },
            Priorities = Priorities is null ? usual.Priorities : [.. Priorities.Select(x => new PriorityName(x.Priority, new(x.Zh, x.En)))],
            Shifts = Shifts is null ? usual.Shifts : [.. Shifts.Select(x => new Shift(new(x.Zh, x.En), x.Start, x.End))],
            Snapping = new()
            {
                OffRoadKmh = Snapping.OffRoadKmh,
                FarthestRoad = new Metres(Snapping.FarthestMetres),
                SmallestPart = Snapping.SmallestPartNodes,
            },
            Traffic = Traffic?.ToFactors() ?? TrafficFactors.None,
            Recommendation = Recommendation?.ToOptions() ?? usual.Recommendation,
            Coverage = Coverage?.ToPolicy() ?? usual.Coverage,
            BoundaryTolerance = new Metres(BoundaryToleranceMetres),
            Provenance = [.. Provenance.Select(x => new Provenance(x.Part, x.Kind, new(x.Zh, x.En)))],
        };
    }

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems() =>
        new[]
        {
            Format == FormatName ? null : $"format is {Format}: expected {FormatName}",
            Version == CurrentVersion ? null : $"version is {Version}: this program reads version {CurrentVersion}",
            WordId.IsValid(Id) ? null : $"id {Id} is not a word of letters, digits, '-', '_' and '.'",
            TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _) ? null : $"timeZone {TimeZone} is unknown: expected a name such as Asia/Shanghai",
            Range("standards.urbanMinutes", Standards.UrbanMinutes, 1, 240),
            Range("standards.ruralMinutes", Standards.RuralMinutes, 1, 240),
            Range("delays.dispatchSeconds", Delays.DispatchSeconds, 0, 1800),
            Range("delays.turnoutAtStationSeconds", Delays.TurnoutAtStationSeconds, 0, 1800),
            Range("delays.turnoutMobileSeconds", Delays.TurnoutMobileSeconds, 0, 1800),
            Range("snapping.offRoadKmh", Snapping.OffRoadKmh, 1, 120),
            Range("snapping.farthestMetres", Snapping.FarthestMetres, 1, 100_000),
            Range("snapping.smallestPartNodes", Snapping.SmallestPartNodes, 1, 1_000_000),
            Range("boundaryToleranceMetres", BoundaryToleranceMetres, 0, 50_000),
        }.OfType<string>().Concat(Traffic?.Problems() ?? []).Concat(Recommendation?.Problems() ?? []).Concat(Coverage?.Problems() ?? []);

    private static string? Range(string name, double value, double min, double max) =>
        value >= min && value <= max ? null : FormattableString.Invariant($"{name} is {value}: expected {min} to {max}");
}

internal sealed record StandardsJson(double UrbanMinutes, double RuralMinutes);

internal sealed record DelaysJson(double DispatchSeconds, double TurnoutAtStationSeconds, double TurnoutMobileSeconds);

internal sealed record PriorityJson(Priority Priority, string Zh, string En);

internal sealed record ShiftJson(string Zh, string En, TimeOnly Start, TimeOnly End);

internal sealed record SnappingJson(double OffRoadKmh, double FarthestMetres, int SmallestPartNodes);

internal sealed record ProvenanceJson(string Part, ProvenanceKind Kind, string Zh, string En);
