using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Emergency.Domain.Orders.Safety;

namespace Emergency.Domain.Handover;

/// <summary>Small pieces of FHIR R4 as JSON.</summary>
internal static class Fhir
{
    public const string Loinc = "http://loinc.org";
    public const string Ucum = "http://unitsofmeasure.org";
    public const string Terminology = "http://terminology.hl7.org/CodeSystem/";
    public const string DataAbsent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /// <summary>Our own code systems, as names that are nowhere to be fetched from.</summary>
    public const string Own = "urn:emergency:";

    private const int UuidBytes = 16;

    /// <summary>
    /// A resource's id from what it is about: the same input gives the same bundle. RFC 9562 version 8, from SHA-256 of the words.
    /// </summary>
    public static string Id(string caseNumber, string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{caseNumber}\n{key}"))[..UuidBytes];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>A moment with its zone, to the millisecond.</summary>
    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    public static JsonObject Coding(string system, string code, string? display = null) =>
        new JsonObject { ["system"] = system, ["code"] = code }.With("display", display);

    public static JsonObject Concept(string? text, params JsonObject[] codings)
    {
        var concept = new JsonObject();
        if (codings.Length > 0) concept["coding"] = List(codings);
        return concept.With("text", text);
    }

    public static JsonArray List(params IEnumerable<JsonNode> nodes) => [.. nodes];

    public static JsonObject Display(string name) => new() { ["display"] = name };

    /// <summary>A value that is not there, and why: <c>unknown</c>, <c>error</c>, <c>not-applicable</c>.</summary>
    public static JsonObject Absent(string reason = "unknown") => new()
    {
        ["extension"] = List(new JsonObject { ["url"] = DataAbsent, ["valueCode"] = reason }),
    };

    /// <summary>The reason as an Observation and its components carry it.</summary>
    public static JsonObject AbsentReason(string reason, string? text = null) =>
        Concept(text, Coding($"{Terminology}data-absent-reason", reason));

    public static JsonObject Quantity(decimal value, string unit, string ucum) =>
        new() { ["value"] = value, ["unit"] = unit, ["system"] = Ucum, ["code"] = ucum };

    public static JsonObject Quantity(Quantity amount) => Quantity(amount.Value, amount.Unit.Symbol, UcumOf(amount.Unit));

    /// <summary>The UCUM code of a unit: <c>ug/kg/min</c>, <c>[iU]/h</c>.</summary>
    public static string UcumOf(MedicalUnit unit) =>
        unit.Symbol.Replace("µ", "u", StringComparison.Ordinal).Replace("IU", "[iU]", StringComparison.Ordinal);

    /// <summary>Sets a member where there is something to set.</summary>
    public static JsonObject With(this JsonObject node, string name, JsonNode? value)
    {
        if (value is not null) node[name] = value;
        return node;
    }

    /// <summary>Sets a member to a list where it is not empty: FHIR has no empty lists.</summary>
    public static JsonObject WithList(this JsonObject node, string name, IEnumerable<JsonNode> values)
    {
        var list = List(values);
        if (list.Count > 0) node[name] = list;
        return node;
    }
}
