using System.Text;
using System.Text.Json;

namespace Emergency.Domain.Orders.Safety;

/// <summary>
/// Reads the format <c>order-rules</c> version 1 (see deploy/ORDER-RULES.md) as a stream: of the file only a buffer is in memory, and
/// of its drugs and rules one at a time. Head first, then <c>terms</c>, <c>drugs</c>, <c>rules</c>, in this order.
/// </summary>
public sealed class OrderRuleReader
{
    /// <summary>The name of the format.</summary>
    public const string Format = "order-rules";

    /// <summary>The version of the format that is read.</summary>
    public const int Version = 1;

    /// <summary>The largest single drug or rule, in bytes of JSON.</summary>
    public const int MostElementBytes = 1 << 20;

    private const int FirstBuffer = 1 << 17;
    private const string WholeFile = "the file";
    private static readonly string[] Lists = ["terms", "drugs", "rules"];

    private readonly Stream _source;
    private readonly OrderRuleSetBuilder _builder = new();
    private readonly List<OrderRulesProblem> _problems = [];
    private readonly RuleSetHead _head = new();
    private byte[] _buffer = new byte[FirstBuffer];
    private int _filled;
    private bool _isLast;
    private long _linesBefore;
    private JsonReaderState _state = new(new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    private string? _member;
    private int _listsBegun;
    private int _index;
    private int _depth;
    private bool _isOver;

    private OrderRuleReader(Stream source) => _source = source;

    /// <summary>Reads a whole set.</summary>
    /// <param name="source">UTF-8 JSON, from where it stands to its end.</param>
    /// <exception cref="OrderRulesException">Something is wrong, by line, path and what.</exception>
    public static OrderRuleSet Read(Stream source)
    {
        var reader = new OrderRuleReader(source);
        try
        {
            while (!reader._isOver) reader.Step();
        }
        catch (JsonException broken)
        {
            // The JSON itself breaks here: nothing behind it can be understood.
            reader._problems.Add(new(1 + (broken.LineNumber ?? 0), reader.Path(""), $"not JSON: {broken.Message}"));
        }
        catch (InvalidOperationException broken) when (broken.InnerException is DecoderFallbackException)
        {
            reader.Problem(0, reader.Path(""), "not UTF-8");
        }
        return reader.Finish();
    }

    private OrderRuleSet Finish()
    {
        if (_problems.Count == 0)
            foreach (var missing in _head.Missing(_listsBegun, Lists)) _problems.Add(new(1, missing, "is missing"));
        return _problems.Count == 0 ? _builder.Build(_head.ToHeader()) : throw new OrderRulesException([.. _problems]);
    }

    /// <summary>Works through what is in the buffer, then moves what is left to its start and fills it up.</summary>
    private void Step()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(0, _filled), _isLast, _state);
        while (!_isOver && Take(ref reader))
            if (_problems.Count >= OrderRulesException.MostProblems) _isOver = true;
        if (_isOver || _isLast)
        {
            _isOver = true;
            return;
        }
        _state = reader.CurrentState;
        var used = (int)reader.BytesConsumed;
        _linesBefore += _buffer.AsSpan(0, used).Count((byte)'\n');
        _buffer.AsSpan(used, _filled - used).CopyTo(_buffer);
        _filled -= used;
        Fill();
    }

    private void Fill()
    {
        if (_filled == _buffer.Length)
        {
            if (_buffer.Length >= MostElementBytes)
            {
                Problem(0, "", $"one element is larger than {MostElementBytes} bytes");
                _isOver = true;
                return;
            }
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var count = _source.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += count;
        _isLast = count == 0;
    }

    /// <summary>Takes one token or one whole element; false when the buffer holds no more.</summary>
    private bool Take(ref Utf8JsonReader reader)
    {
        var before = reader;
        if (!reader.Read()) return false;
        var isTaken = _depth switch
        {
            0 => TakeRoot(ref reader),
            1 => TakeMember(ref reader),
            _ => TakeElement(ref reader),
        };
        if (!isTaken) reader = before;
        return isTaken;
    }

    private bool TakeRoot(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject && _listsBegun == 0 && _member is null)
        {
            _depth = 1;
            return true;
        }
        Problem(reader.TokenStartIndex, "", "expected one object");
        _isOver = true;
        return true;
    }

    private bool TakeMember(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.EndObject)
        {
            (_depth, _member) = (0, "");
            return true;
        }
        if (reader.TokenType is JsonTokenType.PropertyName)
        {
            _member = reader.GetString()!;
            return true;
        }
        var list = Array.IndexOf(Lists, _member);
        if (list >= 0) return BeginList(ref reader, list);
        var at = reader.TokenStartIndex;
        if (!JsonDocument.TryParseValue(ref reader, out var value)) return false;
        using (value)
        {
            if (_head.Take(_member!, value.RootElement) is { } problem) Problem(at, _member!, problem);
        }
        return true;
    }

    private bool BeginList(ref Utf8JsonReader reader, int list)
    {
        if (reader.TokenType is not JsonTokenType.StartArray || list < _listsBegun)
        {
            Problem(reader.TokenStartIndex, _member!, list < _listsBegun ? "stands twice, or after what must follow it" : "expected a list");
            _isOver = true;
            return true;
        }
        if (list == 2 && _listsBegun < 2) Problem(reader.TokenStartIndex, _member!, "drugs must stand before rules");
        (_listsBegun, _index, _depth) = (list + 1, 0, 2);
        return true;
    }

    private bool TakeElement(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.EndArray)
        {
            _depth = 1;
            return true;
        }
        var at = reader.TokenStartIndex;
        if (!JsonDocument.TryParseValue(ref reader, out var value)) return false;
        using (value)
        {
            Element(value.RootElement, at);
        }
        _index++;
        return true;
    }

    private void Element(JsonElement value, long at)
    {
        try
        {
            switch (_listsBegun)
            {
                case 1: DrugJson.Term(value, _builder); break;
                case 2: DrugJson.Drug(value, _builder); break;
                default: RuleJson.Rule(value, _builder); break;
            }
        }
        catch (RefusedElementException refused)
        {
            // Kept and told with the others at the end: one run names everything that is wrong.
            Problem(at, Path(refused.Member), refused.Message);
        }
    }

    private string Path(string member)
    {
        var list = _depth >= 2 ? $"{Lists[_listsBegun - 1]}[{_index}]" : string.IsNullOrEmpty(_member) ? WholeFile : _member;
        return member.Length == 0 ? list : $"{list}.{member}";
    }

    private void Problem(long at, string path, string text) =>
        _problems.Add(new(1 + _linesBefore + _buffer.AsSpan(0, (int)at).Count((byte)'\n'), path.Length == 0 ? WholeFile : path, text));
}
