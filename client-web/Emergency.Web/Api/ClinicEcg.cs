using System.Collections.Immutable;
using System.Globalization;
using Emergency.Contracts;

namespace Emergency.Web.Api;

/// <summary>Reads an ECG as clinics' devices export it: a table of millivolts.</summary>
internal static class ClinicEcg
{
    /// <summary>A step of the samples made from millivolts: 1 µV, finer than any recorder.</summary>
    private const int LsbNanovolts = 1000;

    private const double StepsPerMillivolt = 1_000_000.0 / LsbNanovolts;

    private const string TimeColumn = "t_s";

    /// <summary>Why the ECG of a request cannot be read; null when it can.</summary>
    public static string? ProblemOf(ClinicEcgRequest request)
    {
        if (request.Data is { } data)
            return EcgBlock.TryDecode(data, out _, out var broken) ? null : broken;
        return FromCsv(request.Csv!, DateTimeOffset.UnixEpoch, out var problem) is { } segment ? segment.Problem() : problem;
    }

    /// <summary>The block of a request whose ECG can be read.</summary>
    /// <param name="request">A block is passed on as it is.</param>
    /// <param name="acquiredAt">When a table's first sample was taken.</param>
    public static byte[] Read(ClinicEcgRequest request, DateTimeOffset acquiredAt) =>
        request.Data ?? EcgBlock.Encode(FromCsv(request.Csv!, acquiredAt, out var problem) ?? throw new InvalidDataException(problem));

    private static EcgSegment? FromCsv(string csv, DateTimeOffset startedAt, out string? problem)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        problem = ReadHead(lines.FirstOrDefault(), out var leads);
        if (problem is not null)
            return null;
        if (lines.Length - 1 is < 2 or > EcgSegment.MaxSamples)
        {
            problem = $"the table must have 2 to {EcgSegment.MaxSamples} samples";
            return null;
        }

        var samples = leads.Select(_ => new short[lines.Length - 1]).ToArray();
        var times = new double[lines.Length - 1];
        for (var row = 0; row < times.Length; row++)
        {
            if (ReadRow(lines[row + 1], row, times, samples))
                continue;
            problem = $"line {row + 2} of the table cannot be read";
            return null;
        }

        return new EcgSegment(startedAt, RateOf(times), LsbNanovolts, leads, [.. samples.Select(lead => ImmutableArray.Create(lead))]);
    }

    private static string? ReadHead(string? line, out ImmutableArray<EcgLead> leads)
    {
        leads = [];
        var names = line?.Split(',') ?? [];
        if (names.Length < 2 || names[0].Trim() != TimeColumn)
            return $"the table must begin with {TimeColumn} and the names of leads";
        var found = ImmutableArray.CreateBuilder<EcgLead>(names.Length - 1);
        foreach (var name in names.Skip(1))
        {
            if (!EcgLeads.TryParse(name, out var lead))
                return $"'{name.Trim()[..Math.Min(name.Trim().Length, 20)]}' is no lead";
            found.Add(lead);
        }

        leads = found.ToImmutable();
        return null;
    }

    /// <summary>An empty field, or one that says it is no number, is a lead without signal.</summary>
    private static bool ReadRow(string line, int row, double[] times, short[][] samples)
    {
        var fields = line.Split(',');
        if (fields.Length != samples.Length + 1 || !TryNumber(fields[0], out times[row]) || !double.IsFinite(times[row]))
            return false;
        for (var lead = 0; lead < samples.Length; lead++)
        {
            var field = fields[lead + 1];
            var millivolts = double.NaN;
            if (!string.IsNullOrWhiteSpace(field) && !TryNumber(field, out millivolts))
                return false;
            var steps = Math.Round(millivolts * StepsPerMillivolt);
            samples[lead][row] = Math.Abs(steps) <= short.MaxValue ? (short)steps : EcgSegment.NoSignal;
        }

        return true;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    /// <summary>Samples per second by the first and the last time; 0 when they do not grow, which is no rate.</summary>
    private static int RateOf(double[] times)
    {
        var seconds = times[^1] - times[0];
        var rate = seconds > 0 ? Math.Round((times.Length - 1) / seconds) : 0;
        return rate <= ushort.MaxValue ? (int)rate : 0;
    }
}
