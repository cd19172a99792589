using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Emergency.Domain.Tests.Handover;

/// <summary>
/// What FHIR R4 asks of the resources that we make, as a table: which members must be there, which may be, and the required bindings. The
/// schema test of the web apps checks more; this one needs no Node and also holds what a JSON schema cannot say (required members of value sets).
/// </summary>
internal static partial class FhirStructure
{
    private static readonly Dictionary<string, (string[] Needs, string[] May)> Resources = new()
    {
        ["Composition"] = (["status", "type", "date", "author", "title"], ["subject", "encounter", "section"]),
        ["Patient"] = ([], ["identifier", "name", "gender", "_birthDate"]),
        ["Organization"] = (["name"], []),
        ["Location"] = ([], ["identifier", "status", "name", "mode", "type", "physicalType"]),
        ["Encounter"] = (["status", "class"], ["identifier", "priority", "subject", "participant", "period", "reasonCode", "hospitalization", "location", "serviceProvider"]),
        ["Observation"] = (["status", "code"], ["category", "subject", "encounter", "effectiveDateTime", "valueQuantity", "dataAbsentReason", "interpretation", "component"]),
        ["DiagnosticReport"] = (["status", "code"], ["identifier", "category", "subject", "encounter", "effectiveDateTime", "issued", "resultsInterpreter", "conclusion"]),
        ["MedicationRequest"] = (["status", "intent", "medicationCodeableConcept", "subject"],
            ["identifier", "statusReason", "encounter", "authoredOn", "requester", "note", "dosageInstruction"]),
        ["MedicationAdministration"] = (["status", "medicationCodeableConcept", "subject", "effectiveDateTime"], ["context", "performer", "request", "dosage"]),
        ["ServiceRequest"] = (["status", "intent", "subject"], ["identifier", "category", "code", "encounter", "authoredOn", "requester", "locationReference", "note"]),
    };

    private static readonly Dictionary<string, string[]> Bindings = new()
    {
        ["Composition.status"] = ["preliminary", "final", "amended", "entered-in-error"],
        ["Patient.gender"] = ["male", "female", "other", "unknown"],
        ["Location.status"] = ["active", "suspended", "inactive"],
        ["Location.mode"] = ["instance", "kind"],
        ["Encounter.status"] = ["planned", "arrived", "triaged", "in-progress", "onleave", "finished", "cancelled", "entered-in-error", "unknown"],
        ["Observation.status"] = ["registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"],
        ["DiagnosticReport.status"] = ["registered", "partial", "preliminary", "final", "amended", "corrected", "appended", "cancelled", "entered-in-error", "unknown"],
        ["MedicationRequest.status"] = ["active", "on-hold", "cancelled", "completed", "entered-in-error", "stopped", "draft", "unknown"],
        ["MedicationRequest.intent"] = ["proposal", "plan", "order", "original-order", "reflex-order", "filler-order", "instance-order", "option"],
        ["MedicationAdministration.status"] = ["in-progress", "not-done", "on-hold", "completed", "entered-in-error", "stopped", "unknown"],
        ["ServiceRequest.status"] = ["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"],
        ["ServiceRequest.intent"] =
            ["proposal", "plan", "directive", "order", "original-order", "reflex-order", "filler-order", "instance-order", "option"],
    };

    private static readonly string[] Absences = ["unknown", "error", "not-applicable"];

    public static IReadOnlyList<string> Problems(JsonObject bundle)
    {
        var problems = new List<string>();
        foreach (var member in new[] { "resourceType", "identifier", "type", "timestamp", "entry" })
            if (bundle[member] is null) problems.Add($"Bundle.{member} is missing");
        foreach (var entry in bundle["entry"]!.AsArray()) Resource(entry!["resource"]!.AsObject(), problems);
        Walk(bundle, "Bundle", problems);
        return problems;
    }

    private static void Resource(JsonObject resource, List<string> problems)
    {
        var type = resource["resourceType"]!.GetValue<string>();
        if (!Resources.TryGetValue(type, out var form))
        {
            problems.Add($"{type} is not in the table");
            return;
        }
        problems.AddRange(form.Needs.Where(m => resource[m] is null).Select(m => $"{type}.{m} is missing"));
        problems.AddRange(resource.Select(m => m.Key).Except([.. form.Needs, .. form.May, "resourceType", "id"]).Select(m => $"{type}.{m} is unknown"));
        foreach (var (binding, values) in Bindings.Where(b => b.Key.StartsWith(type + ".", StringComparison.Ordinal)))
            if (resource[binding[(type.Length + 1)..]]?.GetValue<string>() is { } value && !values.Contains(value)) problems.Add($"{binding} is {value}");
        if (type == "Observation") Observation(resource, problems);
        // Invariant cmp-1 of R4: a section has text, entries or sections.
        foreach (var section in resource["section"]?.AsArray() ?? [])
            if (section!["text"] is null && section["entry"] is null) problems.Add($"section {section["title"]} has neither text nor entries");
    }

    /// <summary>A value or the reason why there is none, never both and never neither; a panel has neither.</summary>
    private static void Observation(JsonObject resource, List<string> problems)
    {
        var parts = resource["component"] is JsonArray components ? components.Select(c => c!.AsObject()) : [resource];
        foreach (var part in parts)
        {
            if (part["valueQuantity"] is null == part["dataAbsentReason"] is null) problems.Add("an Observation has both or neither of value and reason");
            if (part["dataAbsentReason"] is { } reason && !Absences.Contains(reason["coding"]![0]!["code"]!.GetValue<string>())) problems.Add($"unknown reason {reason}");
        }
    }

    /// <summary>FHIR has no empty objects, lists or texts and no nulls; moments have a zone; ids are words.</summary>
    private static void Walk(JsonNode? node, string path, List<string> problems)
    {
        if (node is null or JsonObject { Count: 0 } or JsonArray { Count: 0 }) problems.Add($"{path} is empty");
        else if (node is JsonObject o)
            foreach (var (name, value) in o)
            {
                var isMoment = name is "timestamp" or "date" or "issued" or "authoredOn" or "effectiveDateTime" or "start" or "end" or "time";
                if (isMoment && !Moment().IsMatch(value!.GetValue<string>())) problems.Add($"{path}.{name} is not a moment: {value}");
                Walk(value, $"{path}.{name}", problems);
            }
        else if (node is JsonArray a)
            for (var i = 0; i < a.Count; i++) Walk(a[i], $"{path}[{i}]", problems);
        else if (node.GetValueKind() is System.Text.Json.JsonValueKind.String && node.GetValue<string>().Length == 0) problems.Add($"{path} is an empty text");
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$")]
    private static partial Regex Moment();
}
