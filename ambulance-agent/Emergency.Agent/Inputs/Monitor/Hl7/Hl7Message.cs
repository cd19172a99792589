namespace Emergency.Agent.Inputs.Hl7;

/// <summary>A fault of a message, for the segment ERR of the answer.</summary>
/// <param name="Reject">AR: it can never be right; otherwise AE: it is wrong in itself.</param>
/// <param name="Code">A code of HL7's table 0357.</param>
/// <param name="Segment">Where: the segment; empty when it is the message.</param>
/// <param name="Line">Which of its kind, from 1.</param>
/// <param name="Field">Which field; 0 for the segment.</param>
/// <param name="Text">What was wrong, in a sentence.</param>
internal sealed record Hl7Fault(bool Reject, int Code, string Segment, int Line, int Field, string Text)
{
    public const int SegmentOrder = 100;
    public const int FieldMissing = 101;
    public const int DataType = 102;
    public const int NotInTable = 103;
    public const int MessageType = 200;
    public const int Version = 203;
    public const int Internal = 207;
}

/// <summary>The characters that part a message; MSH-1 and MSH-2 name them.</summary>
internal readonly record struct Hl7Delimiters(char Field, char Component, char Repetition, char Escape, char Subcomponent)
{
    public static readonly Hl7Delimiters Usual = new('|', '^', '~', '\\', '&');

    /// <summary>Those of a header; null when it names none that can be told apart.</summary>
    public static Hl7Delimiters? Of(ReadOnlySpan<char> header)
    {
        if (header.Length < 8 || !header.StartsWith("MSH"))
            return null;
        var named = header.Slice(3, 5);
        var all = new Hl7Delimiters(named[0], named[1], named[2], named[3], named[4]);
        foreach (var one in named)
        {
            if (char.IsLetterOrDigit(one) || char.IsControl(one) || one > 126 || named.Count(one) > 1)
                return null;
        }

        return all;
    }
}

/// <summary>One segment.</summary>
internal sealed class Hl7Segment(string text, Hl7Delimiters delimiters)
{
    private readonly string[] _fields = text.Split(delimiters.Field);

    public string Name => _fields[0];

    /// <summary>A field as it stands, numbered as HL7 does; empty when there is none.</summary>
    public string Raw(int number)
    {
        // MSH-1 is the delimiter itself.
        var index = Name == "MSH" ? number - 1 : number;
        return index < _fields.Length ? _fields[index] : "";
    }

    /// <summary>A component of the first repetition of a field, unescaped; empty when there is none.</summary>
    public string Text(int number, int component = 1)
    {
        var first = Raw(number).Split(delimiters.Repetition)[0].Split(delimiters.Component);
        return component <= first.Length ? Unescape(first[component - 1].Split(delimiters.Subcomponent)[0]).Trim() : "";
    }

    private string Unescape(string text)
    {
        if (!text.Contains(delimiters.Escape))
            return text;
        var parts = text.Split(delimiters.Escape);
        for (var i = 1; i < parts.Length - 1; i += 2)
        {
            parts[i] = parts[i] switch
            {
                "F" => delimiters.Field.ToString(),
                "S" => delimiters.Component.ToString(),
                "T" => delimiters.Subcomponent.ToString(),
                "R" => delimiters.Repetition.ToString(),
                "E" => delimiters.Escape.ToString(),
                _ => "",
            };
        }

        return string.Concat(parts);
    }
}

/// <summary>A message, parted into segments by its own delimiters.</summary>
internal sealed class Hl7Message
{
    private const int MostSegments = 2_000;

    private Hl7Message(Hl7Segment header, IReadOnlyList<Hl7Segment> segments) => (Header, Segments) = (header, segments);

    /// <summary>The segment MSH.</summary>
    public Hl7Segment Header { get; }

    /// <summary>All segments, MSH first.</summary>
    public IReadOnlyList<Hl7Segment> Segments { get; }

    /// <summary>What the sender called it: MSH-10.</summary>
    public string ControlId => Header.Text(10);

    /// <summary>Reads a message.</summary>
    /// <param name="bytes">Without its frame.</param>
    /// <param name="fault">What is wrong with it; null when nothing is.</param>
    /// <returns>The message, as far as it could be read, so that it can be answered; null when not even its header could.</returns>
    public static Hl7Message? Read(ReadOnlySpan<byte> bytes, out Hl7Fault? fault)
    {
        var text = Hl7Text.Decode(bytes, out fault);
        var lines = text.Split(['\r', '\n'], MostSegments + 1, StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || Hl7Delimiters.Of(lines[0]) is not { } delimiters)
        {
            fault ??= new Hl7Fault(true, Hl7Fault.SegmentOrder, "MSH", 1, 0, "the message does not begin with MSH and five delimiters");
            return null;
        }

        var segments = lines.Take(MostSegments).Select(line => new Hl7Segment(line, delimiters)).ToList();
        if (lines.Length > MostSegments)
            fault ??= new Hl7Fault(true, Hl7Fault.Internal, "", 1, 0, $"more than {MostSegments} segments");
        if (bytes.Contains((byte)0))
            fault ??= new Hl7Fault(false, Hl7Fault.DataType, "", 1, 0, "the message holds a NUL character");
        return new Hl7Message(segments[0], segments);
    }
}
