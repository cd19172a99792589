using System.Text.Json;

namespace Emergency.Domain.Orders.Safety;

/// <summary>Reads the head of a rule set: format, version, id, edition, sample, notice.</summary>
internal sealed class RuleSetHead
{
    private readonly Dictionary<string, string> _words = [];
    private bool _hasFormat;
    private bool _hasVersion;
    private bool _isSample;
    private SafetyText? _notice;

    /// <summary>What is wrong with this member; null when it was taken.</summary>
    public string? Take(string member, JsonElement value)
    {
        try
        {
            return member switch
            {
                "format" => Is(value.ValueKind is JsonValueKind.String && value.GetString() == OrderRuleReader.Format, ref _hasFormat, OrderRuleReader.Format),
                "version" => Is(
                    value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var v) && v == OrderRuleReader.Version, ref _hasVersion, "1"),
                "id" or "edition" => Word(member, value),
                "sample" => Sample(value),
                "notice" => Notice(value),
                _ => "unknown member",
            };
        }
        catch (RefusedElementException refused)
        {
            // Becomes a named problem of this member.
            return refused.Message;
        }
    }

    /// <summary>Names of what a whole file must have and this one had not.</summary>
    public IEnumerable<string> Missing(int listsBegun, string[] lists) =>
        new[]
        {
            _hasFormat ? null : "format", _hasVersion ? null : "version", _words.ContainsKey("id") ? null : "id",
            _words.ContainsKey("edition") ? null : "edition", listsBegun < lists.Length ? lists[^1] : null,
            _isSample && _notice is null ? "notice" : null,
        }.OfType<string>();

    public OrderRulesHeader ToHeader() => new(_words["id"], _words["edition"], _isSample, _notice);

    private static string? Is(bool isRight, ref bool had, string expected)
    {
        had |= isRight;
        return isRight ? null : $"expected {expected}";
    }

    private string? Word(string member, JsonElement value)
    {
        var word = value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        if (!WordId.IsValid(word)) return $"expected 1 to {WordId.MaxLength} letters, digits, '-', '_' or '.'";
        _words[member] = word!;
        return null;
    }

    private string? Sample(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return "expected true or false";
        _isSample = value.GetBoolean();
        return null;
    }

    private string? Notice(JsonElement value)
    {
        _notice = RuleFields.BothLanguages(value, "notice");
        return null;
    }
}
