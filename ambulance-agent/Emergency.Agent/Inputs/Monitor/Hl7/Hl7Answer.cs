using System.Globalization;
using System.Text;

namespace Emergency.Agent.Inputs.Hl7;

/// <summary>Writes acknowledgements.</summary>
internal static class Hl7Answer
{
    /// <summary>The answer to a message, in its frame.</summary>
    /// <param name="message">What is answered; null when not even its header could be read.</param>
    /// <param name="fault">What was wrong; null for AA.</param>
    /// <param name="controlId">The answer's own id.</param>
    /// <param name="now">When it is given.</param>
    public static byte[] Write(Hl7Message? message, Hl7Fault? fault, string controlId, DateTimeOffset now)
    {
        var header = message?.Header;
        var code = fault is null ? "AA" : fault.Reject ? "AR" : "AE";
        var version = header?.Text(12) is { Length: > 0 and <= 8 } stated ? stated : "2.6";
        var trigger = header?.Text(9, 2) is { Length: > 0 and <= 3 } named ? $"ACK^{named}^ACK" : "ACK";
        var text = new StringBuilder()
            .Append('\v')
            .Append(CultureInfo.InvariantCulture, $"MSH|^~\\&|EMERGENCY-AGENT||{Safe(header?.Text(3))}|{Safe(header?.Text(4))}|")
            .Append(CultureInfo.InvariantCulture, $"{now:yyyyMMddHHmmss.fff}+0000||{Safe(trigger, keepComponents: true)}|{controlId}|P|")
            .Append(CultureInfo.InvariantCulture, $"{Safe(version)}||||||UNICODE UTF-8\r")
            .Append(CultureInfo.InvariantCulture, $"MSA|{code}|{Safe(message?.ControlId)}\r");
        if (fault is not null)
        {
            var place = fault.Segment.Length == 0 ? "" : fault.Field == 0 ? $"{fault.Segment}^{fault.Line}" : $"{fault.Segment}^{fault.Line}^{fault.Field}";
            text.Append(CultureInfo.InvariantCulture, $"ERR||{place}|{fault.Code}^^HL70357|E||||{Safe(fault.Text)}\r");
        }

        return Encoding.UTF8.GetBytes(text.Append("\u001c\r").ToString());
    }

    /// <summary>Text with the delimiters escaped and nothing that could end a segment or the frame; bounded.</summary>
    private static string Safe(string? text, bool keepComponents = false)
    {
        const int Longest = 200;
        var safe = new StringBuilder();
        foreach (var letter in (text ?? "").Take(Longest))
        {
            safe.Append(letter switch
            {
                '|' => "\\F\\",
                '^' when !keepComponents => "\\S\\",
                '&' => "\\T\\",
                '~' => "\\R\\",
                '\\' => "\\E\\",
                _ when char.IsControl(letter) || char.IsSurrogate(letter) => "",
                _ => letter.ToString(),
            });
        }

        return safe.ToString();
    }
}
