using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emergency.Geography;

/// <summary>Elements of a map that an import dropped, or took otherwise than they were drawn, for one reason.</summary>
/// <param name="Element">What they are: <c>way</c>, <c>node</c> or <c>relation</c>.</param>
/// <param name="Reason">What was done with them and why.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Examples">The ids of the first few.</param>
public sealed record ImportReportLine(string Element, string Reason, long Count, IReadOnlyList<long> Examples);

/// <summary>Says what an import dropped and why, and what it found.</summary>
public sealed class ImportReport
{
    /// <summary>How many ids are kept as examples of one reason.</summary>
    public const int MostExamples = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SortedDictionary<(string Element, string Reason), (long Count, List<long> Examples)> _lines = [];
    private readonly SortedDictionary<string, double> _figures = new(StringComparer.Ordinal);

    /// <summary>What was dropped or changed, the most frequent first.</summary>
    public IReadOnlyList<ImportReportLine> Lines =>
    [
        .. _lines.OrderByDescending(l => l.Value.Count).ThenBy(l => l.Key.Reason, StringComparer.Ordinal)
            .Select(l => new ImportReportLine(l.Key.Element, l.Key.Reason, l.Value.Count, l.Value.Examples)),
    ];

    /// <summary>What was found, by name: counts, and lengths in the unit that the name tells.</summary>
    public IReadOnlyDictionary<string, double> Figures => _figures;

    /// <summary>Writes the report as JSON, with the findings of the import.</summary>
    public byte[] ToJson(IReadOnlyList<CountyFinding> findings) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Figures = _figures,
            Dropped = Lines,
            Findings = findings.Select(f => new { Severity = f.Severity.ToString().ToLowerInvariant(), f.File, f.Where, f.Message }),
        },
        Json);

    /// <summary>Counts one element.</summary>
    internal void Count(string element, long id, string reason)
    {
        if (!_lines.TryGetValue((element, reason), out var line))
        {
            line = (0, []);
        }

        if (line.Examples.Count < MostExamples)
        {
            line.Examples.Add(id);
        }

        _lines[(element, reason)] = (line.Count + 1, line.Examples);
    }

    /// <summary>Notes a figure.</summary>
    internal void Figure(string name, double value) => _figures[name] = value;

    /// <summary>Adds the lines to the findings, as notes about a file.</summary>
    internal void TellTo(CountyFindings findings, string file)
    {
        foreach (var line in Lines)
        {
            var where = $"{line.Element} {string.Join(", ", line.Examples)}{(line.Count > line.Examples.Count ? " …" : "")}";
            findings.Note(file, where, $"{line.Count} {line.Element}s {line.Reason}");
        }
    }
}
