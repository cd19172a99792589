using System.Text.Json.Nodes;

namespace Emergency.Domain.Handover;

/// <summary>
/// A handover as an HL7 FHIR R4 (4.0.1) document: a Bundle whose first entry is a Composition, then Patient, Encounter (the transport; class FLD,
/// care in the field, priority EM), Location (the vehicle, the hospital), Organization (the centre), Observations (vital signs with LOINC codes and
/// UCUM units, blood pressure as panel 85354-9, scores, age, weight), DiagnosticReports (12-lead ECGs), MedicationRequests and
/// MedicationAdministrations, ServiceRequests. What is unknown carries a data-absent-reason. The same input gives the same document, byte for byte.
/// </summary>
public static class FhirBundle
{
    /// <summary>Makes the document.</summary>
    /// <exception cref="ArgumentException">There are more readings than <see cref="HandoverInput.MostReadings"/>.</exception>
    public static JsonObject Of(HandoverInput input)
    {
        if (input.Vitals.Count > HandoverInput.MostReadings)
            throw new ArgumentException($"more than {HandoverInput.MostReadings} readings; reduce the course first", nameof(input));
        var book = new FhirEntries(input);
        var composition = book.Reserve("composition");
        FhirPeople.Add(book);
        var vitals = FhirObservations.AddVitals(book);
        var scores = FhirObservations.AddScores(book);
        var ecgs = FhirOrders.AddEcgs(book);
        var treatment = FhirOrders.AddOrders(book);
        book.Fill(composition, FhirComposition.Of(book, vitals, scores, ecgs, treatment));
        return new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["id"] = Fhir.Id(input.CaseNumber, "bundle"),
            ["identifier"] = new JsonObject { ["system"] = $"{Fhir.Own}handover", ["value"] = $"{input.CaseNumber}-{input.MadeAt.UtcDateTime:yyyyMMddHHmmss}" },
            ["type"] = "document",
            ["timestamp"] = Fhir.Instant(input.MadeAt),
            ["entry"] = book.ToArray(),
        };
    }
}

/// <summary>The entries of a bundle in the order in which they were added, and references to them.</summary>
internal sealed class FhirEntries(HandoverInput input)
{
    private readonly List<(string Url, JsonObject? Resource)> _entries = [];

    public HandoverInput Input { get; } = input;

    /// <summary>Keeps a place for a resource that is made later.</summary>
    public string Reserve(string key)
    {
        var url = UrlOf(key);
        _entries.Add((url, null));
        return url;
    }

    /// <summary>Puts a resource into its kept place.</summary>
    public void Fill(string url, JsonObject resource) => _entries[_entries.FindIndex(e => e.Url == url)] = (url, resource);

    /// <summary>Adds a resource under a key that is unique in the case, and returns its reference.</summary>
    public string Add(string key, string resourceType, JsonObject members)
    {
        var resource = new JsonObject { ["resourceType"] = resourceType, ["id"] = Fhir.Id(Input.CaseNumber, key) };
        foreach (var (name, value) in members.ToList())
        {
            members.Remove(name);
            resource[name] = value;
        }
        _entries.Add((UrlOf(key), resource));
        return UrlOf(key);
    }

    public JsonObject Reference(string key) => new() { ["reference"] = UrlOf(key) };

    public static JsonObject To(string url) => new() { ["reference"] = url };

    /// <summary>Whether something was added under that key.</summary>
    public bool Has(string key) => _entries.Exists(e => e.Url == UrlOf(key));

    public JsonArray ToArray() => Fhir.List(_entries.Select(e => new JsonObject { ["fullUrl"] = e.Url, ["resource"] = e.Resource }));

    private string UrlOf(string key) => $"urn:uuid:{Fhir.Id(Input.CaseNumber, key)}";
}
