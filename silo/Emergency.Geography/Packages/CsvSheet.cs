using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Reads a CSV file with a header row by columns' names, and says file, line and reason for every value that cannot be used. UTF-8 only.
/// </summary>
internal sealed class CsvSheet : IDisposable
{
    private readonly StreamReader _reader;
    private readonly CsvParser _parser;
    private readonly CountyFindings _findings;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private bool _isBroken;

    private CsvSheet(string path, string file, CountyFindings findings)
    {
        File = file;
        _findings = findings;
        _reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        _parser = new CsvParser(_reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim,
            BadDataFound = bad => Error($"cannot read the quotes in: {Shortened(bad.RawRecord)}"),
        });
    }

    /// <summary>The file's name, for findings.</summary>
    public string File { get; }

    /// <summary>The line of the row that was read, counted from 1, the header included.</summary>
    public int Line => _parser.RawRow;

    /// <summary>Opens a file; null, with an error found, where it lacks a column or cannot be read.</summary>
    public static CsvSheet? Open(string path, CountyFindings findings, params ReadOnlySpan<string> required)
    {
        var file = Path.GetFileName(path);
        var sheet = new CsvSheet(path, file, findings);
        if (sheet.ReadHeader(required))
        {
            return sheet;
        }

        sheet.Dispose();
        return null;
    }

    /// <summary>Goes to the next row that is not empty; false at the end.</summary>
    public bool Read()
    {
        while (!_isBroken && ReadRow())
        {
            if (_parser.Count > 1 || _parser[0].Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the file has the column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The value, or null where the column is missing or empty.</summary>
    public string? Text(string column) =>
        _columns.TryGetValue(column, out var i) && i < _parser.Count && _parser[i].Length > 0 ? _parser[i] : null;

    /// <summary>The value; false, with an error found, where it is missing.</summary>
    public bool TryText(string column, out string value)
    {
        value = Text(column) ?? "";
        if (value.Length == 0)
        {
            Error($"{column} is missing");
        }

        return value.Length > 0;
    }

    /// <summary>The value as a number; false, with an error found, where it is none or out of bounds.</summary>
    public bool TryNumber(string column, double min, double max, out double value)
    {
        value = 0;
        if (!TryText(column, out var text))
        {
            return false;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !double.IsFinite(value))
        {
            Error($"{column} is not a number: {Shortened(text)}");
            return false;
        }

        if (value < min || value > max)
        {
            Error(FormattableString.Invariant($"{column} is {value}: expected {min} to {max}"));
            return false;
        }

        return true;
    }

    /// <summary>The columns <c>lon</c> and <c>lat</c>; false, with an error found, where they are no position.</summary>
    public bool TryPoint(out GeoPoint point)
    {
        point = default;
        if (!TryNumber("lon", double.MinValue, double.MaxValue, out var lon) || !TryNumber("lat", double.MinValue, double.MaxValue, out var lat))
        {
            return false;
        }

        point = new GeoPoint(lon, lat);
        if (!point.IsValid)
        {
            Error(FormattableString.Invariant($"lon {lon}, lat {lat} is not a position in degrees")
                + (new GeoPoint(lat, lon).IsValid ? ": longitude and latitude look exchanged" : ": is it in another coordinate system?"));
        }

        return point.IsValid;
    }

    /// <summary>A word that identifies something and was not seen before; false, with an error found, otherwise.</summary>
    public bool TryNewId(HashSet<string> seen, out string id)
    {
        if (!TryText("id", out id))
        {
            return false;
        }

        if (!WordId.IsValid(id))
        {
            Error($"id {Shortened(id)} is not a word of letters, digits, '-', '_' and '.'");
            return false;
        }

        if (!seen.Add(id))
        {
            Error($"id {id} was used before");
            return false;
        }

        return true;
    }

    /// <summary>A list of words separated by semicolons.</summary>
    public IEnumerable<string> Words(string column) =>
        (Text(column) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Says that the row cannot be used.</summary>
    public void Error(string message) => _findings.Error(File, CountyFindings.Line(Line), message);

    /// <inheritdoc/>
    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    private bool ReadHeader(ReadOnlySpan<string> required)
    {
        if (!ReadRow())
        {
            if (!_isBroken)
            {
                _findings.Error(File, "", "is empty");
            }

            return false;
        }

        for (var i = 0; i < _parser.Count; i++)
        {
            _columns.TryAdd(_parser[i], i);
        }

        var isComplete = true;
        foreach (var column in required)
        {
            if (!Has(column))
            {
                _findings.Error(File, CountyFindings.Line(1), $"has no column {column}");
                isComplete = false;
            }
        }

        return isComplete;
    }

    private bool ReadRow()
    {
        try
        {
            return _parser.Read();
        }
        catch (DecoderFallbackException)
        {
            _isBroken = true;
            _findings.Error(File, $"after line {_parser.RawRow}", "is not UTF-8 text");
            return false;
        }
    }

    private static string Shortened(string text) => text.Length > 40 ? text[..40] + "…" : text.Trim();
}
