using System.Globalization;
using System.Text;

namespace Emergency.Web.Operations;

/// <summary>The Prometheus text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>An instrument's name with its unit and, for a counter, its suffix.</summary>
    public static string NameOf(string instrument, string? unit, MetricKind kind)
    {
        var name = Identifier(instrument);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        if (!name.EndsWith(suffix, StringComparison.Ordinal))
            name += suffix;
        return kind == MetricKind.Counter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>Tags as labels, in the order of their names.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var labels = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            labels[i] = $"{Identifier(tags[i].Key)}=\"{Escape(Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "")}\"";
        Array.Sort(labels, StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    public static string Join(string labels, string more) => labels.Length == 0 ? more : $"{labels},{more}";

    public static void Sample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    public static string Help(string? description) => (description ?? "").Replace("\\", "\\\\").Replace("\n", "\\n");

    private static string Identifier(string name) =>
        string.Create(name.Length, name, (chars, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                chars[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
        });

    private static string Escape(string value) => value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
}
