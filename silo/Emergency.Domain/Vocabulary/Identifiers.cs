using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emergency.Domain;

/// <summary>An identifier that is a word: 1 to 64 characters of letters, digits, '-', '_' and '.'.</summary>
public interface IWordId<TSelf>
    where TSelf : struct, IWordId<TSelf>
{
    /// <summary>The word itself.</summary>
    string Value { get; }

    /// <summary>Wraps a word that was already checked.</summary>
    static abstract TSelf From(string value);
}

/// <summary>An ambulance (a vehicle with its crew), such as <c>A03</c>.</summary>
[JsonConverter(typeof(WordIdConverter<AmbulanceId>))]
public readonly record struct AmbulanceId(string Value) : IWordId<AmbulanceId>
{
    public static AmbulanceId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A patient case: one incident, from the ring of the telephone to the last unit's return.</summary>
[JsonConverter(typeof(WordIdConverter<CaseId>))]
public readonly record struct CaseId(string Value) : IWordId<CaseId>
{
    public static CaseId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One unit's part in one case. Milestones belong to it, never to the vehicle.</summary>
[JsonConverter(typeof(WordIdConverter<AssignmentId>))]
public readonly record struct AssignmentId(string Value) : IWordId<AssignmentId>
{
    public static AssignmentId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A hospital or a township health centre that receives patients.</summary>
[JsonConverter(typeof(WordIdConverter<HospitalId>))]
public readonly record struct HospitalId(string Value) : IWordId<HospitalId>
{
    public static HospitalId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A base where ambulances stand.</summary>
[JsonConverter(typeof(WordIdConverter<StationId>))]
public readonly record struct StationId(string Value) : IWordId<StationId>
{
    public static StationId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One patient of a case; unique within the case.</summary>
[JsonConverter(typeof(WordIdConverter<PatientId>))]
public readonly record struct PatientId(string Value) : IWordId<PatientId>
{
    public static PatientId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The rule for identifier words, and its check.</summary>
public static class WordId
{
    /// <summary>The longest word, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether <paramref name="value"/> can be an identifier.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}

/// <summary>Writes an identifier as a plain JSON string and refuses one that is not a word.</summary>
public sealed class WordIdConverter<TId> : JsonConverter<TId>
    where TId : struct, IWordId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } word && WordId.IsValid(word)
            ? TId.From(word)
            : throw new JsonException($"not an identifier: expected 1 to {WordId.MaxLength} letters, digits, '-', '_' or '.'");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
