using System.Text;

namespace Emergency.Agent.Inputs.Hl7;

/// <summary>
/// Makes characters of bytes by the character set that MSH-18 names: UTF-8 (also when none is named), ASCII, Latin-1 or GB18030.
/// </summary>
internal static class Hl7Text
{
    private const int CharacterSet = 18;
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            ?? throw new NotSupportedException("this machine has no GB18030");

    /// <summary>Decodes a message. When its bytes do not fit their character set it is read as Latin-1, so that it can still be answered.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, out Hl7Fault? fault)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var named = NameOf(bytes);
        fault = null;
        if (EncodingOf(named) is not { } encoding)
        {
            fault = new Hl7Fault(false, Hl7Fault.NotInTable, "MSH", 1, CharacterSet, $"character set '{named}' is not known here");
            return Encoding.Latin1.GetString(bytes);
        }

        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            fault = new Hl7Fault(false, Hl7Fault.DataType, "MSH", 1, CharacterSet, $"the bytes are not {encoding.WebName}");
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>
    /// The second byte of a GB18030 character may look like a delimiter, so that the header has to be tried as that when it says so
    /// or says nothing understandable.
    /// </summary>
    private static string NameOf(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        var header = end < 0 ? bytes : bytes[..end];
        var plain = FieldOf(Encoding.Latin1.GetString(header));
        if (header.IndexOfAnyExceptInRange((byte)0, (byte)127) < 0)
            return plain;
        try
        {
            var chinese = FieldOf(Gb18030.GetString(header));
            return EncodingOf(chinese) == Gb18030 ? chinese : plain;
        }
        catch (DecoderFallbackException)
        {
            return plain;
        }
    }

    private static string FieldOf(string header) =>
        Hl7Delimiters.Of(header) is { } delimiters ? new Hl7Segment(header, delimiters).Text(CharacterSet) : "";

    private static Encoding? EncodingOf(string name) => name.Replace(" ", "").Replace("-", "").ToUpperInvariant() switch
    {
        "" or "UNICODEUTF8" or "UTF8" or "ASCII" or "UNICODE" => Utf8,
        "8859/1" or "ISO88591" => Encoding.Latin1,
        "GB18030" or "GB180302000" or "GB2312" or "GBK" => Gb18030,
        _ => null,
    };
}
