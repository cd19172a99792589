using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Emergency.Contracts;

namespace Emergency.Agent.Inputs;

/// <summary>Reads recordings: WFDB records with signals in format 16, and CSV files.</summary>
public static class EcgRecording
{
    private const int DefaultGain = 200;
    private const double NanovoltsPerMillivolt = 1e6;

    /// <summary>In what steps the millivolts of a CSV file are taken.</summary>
    private const int CsvStepNanovolts = 500;

    /// <summary>Reads a file by its ending.</summary>
    /// <exception cref="InvalidDataException">It is no recording that can be read; the message names what is wrong.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static EcgSegment Read(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".hea" => ReadWfdb(path),
        ".csv" => ReadCsv(path),
        _ => throw new InvalidDataException($"'{path}' ends neither with .hea nor with .csv"),
    };

    /// <summary>Reads the leads of a WFDB record; signals that are no leads are passed over.</summary>
    private static EcgSegment ReadWfdb(string path)
    {
        var lines = File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var record = lines.Count > 0 ? Words(lines[0]) : [];
        if (record.Length < 3 || !int.TryParse(record[1], out var count) || count is < 1 or > 100 || lines.Count < count + 1)
            throw new InvalidDataException($"'{path}' is no WFDB header");
        var rate = (int)Number(record[2].Split('/', '(')[0], "samples per second");
        var signals = lines.Skip(1).Take(count).Select(WfdbSignal.Read).ToList();
        var leads = signals.Where(signal => signal.Lead is not null).ToList();
        if (leads.Count == 0)
            throw new InvalidDataException($"'{path}' holds no lead");
        if (leads.Any(signal => signal.Gain != leads[0].Gain))
            throw new InvalidDataException($"'{path}' has leads of different gain");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var files = leads.Select(signal => signal.File).Distinct()
            .ToDictionary(file => file, file => File.ReadAllBytes(Beside(path, folder, file)));
        var samples = leads.Select(signal =>
            signal.Samples(files[signal.File], signals.Where(other => other.File == signal.File).ToList())).ToList();
        return Checked(path, new EcgSegment(
            DateTimeOffset.UnixEpoch, rate, (int)Math.Round(NanovoltsPerMillivolt / leads[0].Gain), [.. leads.Select(signal => signal.Lead!.Value)],
            [.. samples]));
    }

    /// <summary>The file of a signal; a record that was renamed has it under the header's own name.</summary>
    private static string Beside(string header, string folder, string file)
    {
        var named = Path.Combine(folder, Path.GetFileName(file));
        return File.Exists(named) ? named : Path.ChangeExtension(header, ".dat");
    }

    /// <summary>Reads a file with a column of seconds and one of millivolts for each lead.</summary>
    private static EcgSegment ReadCsv(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines.Length > 2 ? lines[0].Split(',') : [];
        if (names.Length < 2)
            throw new InvalidDataException($"'{path}' needs a column of seconds and one for each lead");
        var leads = names.Skip(1).Select(name =>
            EcgLeads.TryParse(name, out var lead) ? lead : throw new InvalidDataException($"'{path}': '{name}' is no lead")).ToImmutableArray();
        var rows = lines.Skip(1).Where(line => line.Length > 0)
            .Select(line => line.Split(',').Select(value => Number(value, "a value")).ToArray()).ToList();
        if (rows.Any(row => row.Length != names.Length))
            throw new InvalidDataException($"'{path}' has rows of different length");
        var seconds = rows[^1][0] - rows[0][0];
        var rate = seconds > 0 ? (int)Math.Round((rows.Count - 1) / seconds) : 0;
        var samples = leads.Select((_, lead) => rows.Select(row => Step(row[lead + 1])).ToImmutableArray());
        return Checked(path, new EcgSegment(DateTimeOffset.UnixEpoch, rate, CsvStepNanovolts, leads, [.. samples]));
    }

    private static short Step(double millivolts) =>
        (short)Math.Clamp(Math.Round(millivolts * NanovoltsPerMillivolt / CsvStepNanovolts), -short.MaxValue, short.MaxValue);

    private static EcgSegment Checked(string path, EcgSegment segment) =>
        segment.Problem() is { } problem ? throw new InvalidDataException($"'{path}': {problem}") : segment;

    private static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string text, string what) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new InvalidDataException($"'{text}' is no number where {what} is expected");

    /// <summary>One line of a WFDB header.</summary>
    /// <param name="Lead">Null when the signal is no lead.</param>
    private sealed record WfdbSignal(string File, string Format, double Gain, int Baseline, int? Checksum, EcgLead? Lead)
    {
        public static WfdbSignal Read(string line)
        {
            var words = Words(line);
            if (words.Length < 2)
                throw new InvalidDataException($"'{line}' describes no signal");
            var gain = words.Length > 2 ? words[2].Split('/')[0] : "";
            var zero = words.Length > 4 ? (int)Number(words[4], "the zero") : 0;
            var open = gain.IndexOf('(');
            var baseline = open >= 0 ? (int)Number(gain[(open + 1)..].TrimEnd(')'), "the baseline") : zero;
            var perUnit = gain.Length > 0 ? Number(open >= 0 ? gain[..open] : gain, "the gain") : 0;
            EcgLead? lead = EcgLeads.TryParse(words[^1], out var known) ? known : null;
            return new WfdbSignal(
                words[0], words[1], perUnit > 0 ? perUnit : DefaultGain, baseline, words.Length > 6 ? (int)Number(words[6], "the checksum") : null, lead);
        }

        /// <summary>Its samples, of a file in which it is interleaved with others.</summary>
        public ImmutableArray<short> Samples(byte[] bytes, List<WfdbSignal> inFile)
        {
            if (Format != "16")
                throw new InvalidDataException($"signal format {Format} is not read here, only 16");
            var (place, width) = (inFile.IndexOf(this), inFile.Count);
            var samples = ImmutableArray.CreateBuilder<short>(bytes.Length / 2 / width);
            short sum = 0;
            for (var at = 2 * place; at + 1 < bytes.Length - bytes.Length % (2 * width); at += 2 * width)
            {
                var raw = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at));
                sum += raw;
                samples.Add(raw == EcgSegment.NoSignal ? raw : (short)Math.Clamp(raw - Baseline, -short.MaxValue, short.MaxValue));
            }

            if (Checksum is { } stated && (short)stated != sum)
                throw new InvalidDataException($"the checksum of {File} does not agree");
            return samples.ToImmutable();
        }
    }
}
