using System.Globalization;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Silo.Commands;

/// <summary>
/// Reads pairs of places and writes each row again with the least time and the length of the way. Rows are answered in order; a place
/// too far from any road makes the row unreachable and is told on standard error, as is a row that cannot be read.
/// </summary>
internal sealed class TimesCommand(County county, string pairs, TextWriter stdout, TextWriter stderr)
{
    private const string Columns = "from_lon,from_lat,to_lon,to_lat";
    private const string Unreachable = "unreachable,";

    /// <summary>How many rows are read, answered on all processors and written at a time.</summary>
    private const int Batch = 512;

    private readonly string _file = Path.GetFileName(pairs);

    /// <summary>Answers all rows; false where a row could not be read.</summary>
    public async Task<bool> Run(CancellationToken cancellation)
    {
        using var reader = new StreamReader(pairs);
        var rows = new List<(int Line, string Text)>(Batch);
        var (line, isFine) = (0, true);
        while (await reader.ReadLineAsync(cancellation) is { } text)
        {
            line++;
            if (line == 1 && IsHeader(text))
            {
                await stdout.WriteLineAsync(text.TrimEnd() + ",seconds,metres");
            }
            else if (!string.IsNullOrWhiteSpace(text))
            {
                rows.Add((line, text.Trim()));
            }

            if (rows.Count == Batch)
            {
                isFine &= await Answer(rows, cancellation);
            }
        }

        return await Answer(rows, cancellation) && isFine;
    }

    private static bool IsHeader(string text) => text.TrimStart('\uFEFF').Trim().StartsWith("from_lon", StringComparison.OrdinalIgnoreCase);

    private async Task<bool> Answer(List<(int Line, string Text)> rows, CancellationToken cancellation)
    {
        var answers = new (string? Row, string? Complaint)[rows.Count];
        Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = cancellation }, i => answers[i] = Answer(rows[i].Text));
        for (var i = 0; i < rows.Count; i++)
        {
            if (answers[i].Row is { } row)
            {
                await stdout.WriteLineAsync(row);
            }

            if (answers[i].Complaint is { } complaint)
            {
                await stderr.WriteLineAsync($"{(answers[i].Row is null ? "error" : "note")}: {_file}: line {rows[i].Line}: {complaint}");
            }
        }

        rows.Clear();
        return answers.All(a => a.Row is not null);
    }

    private (string? Row, string? Complaint) Answer(string text)
    {
        var fields = text.Split(',');
        if (fields.Length < 4 || !TryPoint(fields, 0, out var from) || !TryPoint(fields, 2, out var to))
        {
            return (null, $"expected {Columns}, found {text}");
        }

        var start = county.Snapper.Snap(from);
        var end = county.Snapper.Snap(to);
        if (start.Place is not { } here || end.Place is not { } there)
        {
            return ($"{text},{Unreachable}", start.Place is null ? $"from: {Explain(from, start)}" : $"to: {Explain(to, end)}");
        }

        return county.TravelTimes.Between(here, there, TravelProfile.Siren) is { } way
            ? (FormattableString.Invariant($"{text},{way.Duration.TotalSeconds:0.000},{way.Length.Value:0.0}"), null)
            : ($"{text},{Unreachable}", null);
    }

    private string Explain(GeoPoint point, SnapResult snap) => county.Areas.Locate(point) == CountyPosition.LooksSwapped
        ? $"{snap.Explanation}; longitude and latitude look exchanged"
        : snap.Explanation;

    private static bool TryPoint(string[] fields, int first, out GeoPoint point)
    {
        var isNumber = double.TryParse(fields[first], NumberStyles.Float, CultureInfo.InvariantCulture, out var lon)
            & double.TryParse(fields[first + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat);
        point = new GeoPoint(lon, lat);
        return isNumber && double.IsFinite(lon) && double.IsFinite(lat);
    }
}
