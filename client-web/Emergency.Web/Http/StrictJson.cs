using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emergency.Web.Http;

/// <summary>How request bodies are read: exactly as documented, or not at all. A misspelt "notBefore" must not send a unit now.</summary>
internal static class StrictJson
{
    private const int MaxDepth = 16;

    public static readonly JsonSerializerOptions Input = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = MaxDepth,
        Converters = { new WordEnumConverterFactory(), new InstantConverter() },
    };

    public static readonly JsonDocumentOptions Syntax = new() { MaxDepth = MaxDepth };
}

/// <summary>Reads an enum from exactly one of its words; numbers and other spellings are refused.</summary>
internal sealed class WordEnumConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(WordEnumConverter<>).MakeGenericType(typeToConvert))!;
}

internal sealed class WordEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<string, TEnum> Values =
        Enum.GetValues<TEnum>().ToFrozenDictionary(WordOf, StringComparer.Ordinal);

    private static readonly string Expected = string.Join(", ", Enum.GetValues<TEnum>().Select(WordOf));

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new JsonException($"must be one of {Expected}");

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(WordOf(value));

    private static string WordOf(TEnum value)
    {
        var name = value.ToString();
        return typeof(TEnum).GetField(name)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? name;
    }
}

/// <summary>Reads an instant in ISO 8601 that says its offset; a local time without one means nothing to a server.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const DateTimeStyles InUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public const string Rule = "must be an ISO 8601 instant with its offset, such as 2026-11-22T08:40:00+08:00";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var instant)
            ? instant
            : throw new JsonException(Rule);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        return SaysOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, InUtc, out instant);
    }

    private static bool SaysOffset(string text)
    {
        const int dateAndTime = 16; // yyyy-MM-ddTHH:mm
        if (text.Length <= dateAndTime || text[4] != '-' || text[10] != 'T')
            return false;
        return text[^1] == 'Z' || text.AsSpan(dateAndTime).IndexOfAny('+', '-') >= 0;
    }
}
