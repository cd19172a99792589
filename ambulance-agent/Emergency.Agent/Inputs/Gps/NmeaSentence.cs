using System.Globalization;

namespace Emergency.Agent.Inputs;

/// <summary>One NMEA 0183 sentence whose checksum agrees.</summary>
/// <param name="Kind">The three letters after the talker, such as <c>GGA</c>; any talker counts (GP, GN, GL, GA, GB, BD, …).</param>
/// <param name="Fields">What follows, comma by comma.</param>
internal sealed record NmeaSentence(string Kind, string[] Fields)
{
    /// <summary>Longer than the standard's 82 characters, as receivers are.</summary>
    public const int Longest = 164;

    /// <summary>Reads a line.</summary>
    /// <param name="line">Without its end; noise before the <c>$</c> is passed over.</param>
    /// <param name="sentence">The sentence; null when it is none.</param>
    /// <returns>A word for what is wrong; null when nothing is.</returns>
    public static string? Read(string line, out NmeaSentence? sentence)
    {
        sentence = null;
        var start = line.LastIndexOf('$');
        if (start < 0 || line.Length - start > Longest)
            return "malformed";
        var star = line.IndexOf('*', start);
        if (star < 0)
            return "no-checksum";
        var sum = 0;
        for (var i = start + 1; i < star; i++)
            sum ^= line[i];
        if (!byte.TryParse(line.AsSpan(star + 1).TrimEnd(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var stated) || stated != sum)
            return "bad-checksum";
        var parts = line[(start + 1)..star].Split(',');
        if (parts[0].Length != 5)
            return "malformed";
        sentence = new NmeaSentence(parts[0][2..], parts[1..]);
        return null;
    }

    /// <summary>A field as text; empty when there is none.</summary>
    public string Text(int index) => index < Fields.Length ? Fields[index] : "";

    /// <summary>A field as a number; null when it is empty or none.</summary>
    public double? Number(int index) =>
        double.TryParse(Text(index), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? value : null;

    /// <summary>Degrees and minutes with a hemisphere in the field after them, as degrees.</summary>
    public double? Angle(int index, char positive, char negative)
    {
        if (Number(index) is not { } value || value < 0 || Text(index + 1) is not [var side])
            return null;
        var degrees = Math.Floor(value / 100);
        var minutes = value - degrees * 100;
        if (minutes >= 60 || (side != positive && side != negative))
            return null;
        return (degrees + minutes / 60) * (side == positive ? 1 : -1);
    }

    /// <summary>A time of day, <c>hhmmss</c> or <c>hhmmss.sss</c>; a leap second counts as the next.</summary>
    public TimeSpan? TimeOfDay(int index)
    {
        var text = Text(index);
        if (text.Length < 6 || !int.TryParse(text.AsSpan(0, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            return null;
        var (hours, minutes, seconds) = (whole / 10_000, whole / 100 % 100, whole % 100);
        var fraction = 0d;
        if (text.Length > 6 && !double.TryParse("0" + text[6..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out fraction))
            return null;
        return hours > 23 || minutes > 59 || seconds > 60 ? null : new TimeSpan(hours, minutes, seconds) + TimeSpan.FromSeconds(fraction);
    }

    /// <summary>A date, <c>ddmmyy</c>, in the century that begins with 1980, when satellites began to tell the time.</summary>
    public DateOnly? Date(int index)
    {
        if (Text(index) is not { Length: 6 } text || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var (day, month, year) = (number / 10_000, number / 100 % 100, number % 100);
        year += year >= 80 ? 1900 : 2000;
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }
}
