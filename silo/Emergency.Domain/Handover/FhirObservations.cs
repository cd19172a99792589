using System.Text.Json.Nodes;
using Emergency.Domain.Scores;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Handover;

/// <summary>Vital signs, age, weight and scores as Observations.</summary>
internal static class FhirObservations
{
    private const string Age = "30525-0";
    private const string BodyWeight = "29463-7";
    private const string BodyWeightEstimated = "8335-2";

    private static readonly VitalKind[] Pressures = [VitalKind.SystolicPressure, VitalKind.DiastolicPressure, VitalKind.MeanPressure];

    /// <summary>Every reading in the order of time; pressures of one moment are one panel.</summary>
    public static IReadOnlyList<string> AddVitals(FhirEntries book)
    {
        var urls = new List<string> { AddAge(book), AddWeight(book) };
        var distinct = book.Input.Vitals.GroupBy(v => (v.Kind, v.At)).Select(g => g.Last()).ToList();
        foreach (var moment in distinct.GroupBy(v => v.At).OrderBy(g => g.Key))
        {
            VitalReading[] pressures = [.. moment.Where(v => Pressures.Contains(v.Kind))];
            if (pressures.Length > 0) urls.Add(AddPanel(book, pressures));
            urls.AddRange(moment.Except(pressures).OrderBy(v => v.Kind).Select(v => AddSingle(book, v)));
        }
        return urls;
    }

    public static IReadOnlyList<string> AddScores(FhirEntries book) => [.. book.Input.Scores.Select(s => AddScore(book, s))];

    private static string AddAge(FhirEntries book)
    {
        var observation = Head(book, Fhir.Concept(null, Fhir.Coding(Fhir.Loinc, Age, "Age")), book.Input.ReceivedAt, "social-history");
        var value = book.Input.Patient.Age switch
        {
            null => null,
            { Years: > 0 } a => Fhir.Quantity(a.Years, "a", "a"),
            { Months: > 0 } a => Fhir.Quantity(a.Months, "mo", "mo"),
            { } a => Fhir.Quantity(a.Days, "d", "d"),
        };
        return book.Add("age", "Observation", Valued(observation, value));
    }

    private static string AddWeight(FhirEntries book)
    {
        var weight = book.Input.Patient.Weight;
        var code = weight is { IsEstimated: true }
            ? Fhir.Coding(Fhir.Loinc, BodyWeightEstimated, "Body weight estimated")
            : Fhir.Coding(Fhir.Loinc, BodyWeight, "Body weight");
        var observation = Head(book, Fhir.Concept(null, code), book.Input.ReceivedAt);
        return book.Add("weight", "Observation", Valued(observation, weight is { } w ? Fhir.Quantity(w.Kilograms, "kg", "kg") : null));
    }

    private static string AddSingle(FhirEntries book, VitalReading reading)
    {
        var observation = Head(book, CodeOf(reading.Kind), reading.At);
        return book.Add($"vital {VitalCatalogue.Of(reading.Kind).Name} {Fhir.Instant(reading.At)}", "Observation", Valued(observation, ValueOf(reading), "error"));
    }

    /// <summary>Systolic and diastolic always stand in a panel; what was not measured says so.</summary>
    private static string AddPanel(FhirEntries book, VitalReading[] readings)
    {
        var at = readings[0].At;
        var code = Fhir.Coding(Fhir.Loinc, VitalCatalogue.BloodPressurePanelLoinc, "Blood pressure panel with all children optional");
        var panel = Head(book, Fhir.Concept(null, code), at);
        panel["component"] = Fhir.List(Pressures.Where(k => k is not VitalKind.MeanPressure || readings.Any(r => r.Kind == k)).Select(kind =>
        {
            var reading = readings.FirstOrDefault(r => r.Kind == kind);
            return Valued(new JsonObject { ["code"] = CodeOf(kind) }, reading is null ? null : ValueOf(reading), reading is null ? "unknown" : "error");
        }));
        return book.Add($"pressure {Fhir.Instant(at)}", "Observation", panel);
    }

    private static string AddScore(FhirEntries book, CurrentScore score)
    {
        var coding = score.Name == "gcs"
            ? Fhir.Coding(Fhir.Loinc, VitalCatalogue.Of(VitalKind.ComaScale).Loinc, VitalCatalogue.Of(VitalKind.ComaScale).Display)
            : Fhir.Coding($"{Fhir.Own}score", score.Name);
        var observation = Head(book, Fhir.Concept(score.Name, coding), score.OldestAt ?? book.Input.MadeAt, "survey");
        var (reason, text) = score.Result switch
        {
            { Status: ScoreStatus.NotApplicable } => ("not-applicable", null),
            { Status: ScoreStatus.Incomplete } r => ("unknown", $"missing: {string.Join(", ", r.Missing)}"),
            _ => ("error", score.Rejection?.Detail),
        };
        var value = score is { IsComplete: true, Result.Total: { } total } ? Fhir.Quantity((decimal)Math.Round(total, 4), "{score}", "{score}") : null;
        Valued(observation, value, reason, text);
        if (score.Result?.Band is { } band) observation["interpretation"] = Fhir.List(Fhir.Concept(band));
        return book.Add($"score {score.Name}", "Observation", observation);
    }

    private static JsonObject Head(FhirEntries book, JsonObject code, DateTimeOffset at, string category = "vital-signs") => new()
    {
        ["status"] = "final",
        ["category"] = Fhir.List(Fhir.Concept(null, Fhir.Coding($"{Fhir.Terminology}observation-category", category))),
        ["code"] = code,
        ["subject"] = book.Reference("patient"),
        ["encounter"] = book.Reference("encounter"),
        ["effectiveDateTime"] = Fhir.Instant(at),
    };

    private static JsonObject Valued(JsonObject observation, JsonObject? value, string reason = "unknown", string? text = null) =>
        value is not null ? observation.With("valueQuantity", value) : observation.With("dataAbsentReason", Fhir.AbsentReason(reason, text));

    private static JsonObject? ValueOf(VitalReading reading)
    {
        var d = VitalCatalogue.Of(reading.Kind);
        return reading.Value is { } value ? Fhir.Quantity((decimal)value, d.Unit.Length > 0 ? d.Unit : d.Ucum, d.Ucum) : null;
    }

    private static JsonObject CodeOf(VitalKind kind)
    {
        var d = VitalCatalogue.Of(kind);
        var coding = Fhir.Coding(Fhir.Loinc, d.Loinc, d.Display);
        return kind is VitalKind.SpO2
            ? Fhir.Concept(null, coding, Fhir.Coding(Fhir.Loinc, VitalCatalogue.OxygenSaturationLoinc, "Oxygen saturation in Arterial blood"))
            : Fhir.Concept(null, coding);
    }
}
