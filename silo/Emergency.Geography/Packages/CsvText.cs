using System.Globalization;
using CsvHelper;

namespace Emergency.Geography;

/// <summary>Writes CSV files as the package has them: comma, header, line feed, UTF-8 without a mark, numbers in invariant form.</summary>
internal static class CsvText
{
    public static void Write<T>(string path, IEnumerable<T> items, params ReadOnlySpan<(string Column, Func<T, object?> Value)> columns)
    {
        using var stream = new StreamWriter(path) { NewLine = "\n" };
        using var csv = new CsvWriter(stream, new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var (column, _) in columns)
        {
            csv.WriteField(column);
        }

        csv.NextRecord();
        foreach (var item in items)
        {
            foreach (var (_, value) in columns)
            {
                csv.WriteField(Convert.ToString(value(item), CultureInfo.InvariantCulture));
            }

            csv.NextRecord();
        }
    }

    public static string Words(IEnumerable<string> words) => string.Join(';', words);
}
