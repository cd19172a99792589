using System.Globalization;

namespace Emergency.Agent.Inputs.Hl7;

/// <summary>What an ORU^R01 held.</summary>
/// <param name="Reading">The vital signs; null when it had none.</param>
/// <param name="Fault">Why it is refused; null when it is taken.</param>
/// <param name="Passed">Observations that were passed over because nobody here knows their code.</param>
internal sealed record OruResult(VitalsReading? Reading, Hl7Fault? Fault, int Passed);

/// <summary>Reads vital signs out of ORU^R01 messages, all or nothing: one value that cannot be right refuses the message.</summary>
/// <param name="skew">How far a monitor's clock may be off before its time is not believed.</param>
/// <param name="clock">The clock of events.</param>
internal sealed class OruReader(TimeSpan skew, TimeProvider clock)
{
    public OruResult Read(Hl7Message message)
    {
        if (HeaderFault(message.Header) is { } fault)
            return new OruResult(null, fault, 0);
        var reading = new VitalsReading(clock.GetUtcNow());
        DateTimeOffset? measured = null;
        List<string> off = [];
        var (line, passed) = (0, 0);
        foreach (var segment in message.Segments)
        {
            if (segment.Name == "OBR")
                measured = TimeOf(segment.Text(7)) ?? measured;
            if (segment.Name != "OBX")
                continue;
            line++;
            if (Take(segment, line, ref reading, off) is not { } outcome)
                passed++;
            else if (outcome.Fault is not null)
                return new OruResult(null, outcome.Fault, passed);
            measured = TimeOf(segment.Text(14)) ?? measured;
        }

        if (line == 0)
            return new OruResult(null, new Hl7Fault(false, Hl7Fault.SegmentOrder, "OBX", 1, 0, "the message holds no observation"), 0);
        reading = reading with { At = Believable(measured ?? TimeOf(message.Header.Text(7))), Off = off.Count > 0 ? [.. off] : null };
        return new OruResult(reading.IsEmpty ? null : reading, null, passed);
    }

    private static Hl7Fault? HeaderFault(Hl7Segment header)
    {
        if (header.Text(10).Length == 0)
            return new Hl7Fault(true, Hl7Fault.FieldMissing, "MSH", 1, 10, "the message has no control id");
        if (header.Text(9) != "ORU" || header.Text(9, 2) is not ("R01" or ""))
            return new Hl7Fault(true, Hl7Fault.MessageType, "MSH", 1, 9, $"'{header.Raw(9)}' is not taken here, only ORU^R01");
        if (!header.Text(12).StartsWith("2.", StringComparison.Ordinal))
            return new Hl7Fault(true, Hl7Fault.Version, "MSH", 1, 12, $"version '{header.Text(12)}' is not taken here, only 2.x");
        return null;
    }

    /// <summary>What became of an observation; null when nobody here knows its code.</summary>
    private static Outcome? Take(Hl7Segment obx, int line, ref VitalsReading reading, List<string> off)
    {
        var kind = VitalCodes.KindOf(obx.Text(3)) ?? VitalCodes.KindOf(obx.Text(3, 2)) ?? VitalCodes.KindOf(obx.Text(3, 4));
        if (kind is not { } known)
            return null;
        // X: cannot be had; and monitors leave the value empty when a sensor is off.
        if (obx.Text(5).Length == 0 || obx.Text(11) == "X")
        {
            off.Add(WordOf(known));
            return new Outcome(null);
        }

        if (obx.Text(2) is not ("NM" or "SN" or "ST" or "")
            || !double.TryParse(obx.Text(5, obx.Text(2) == "SN" ? 2 : 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return Wrong(Hl7Fault.DataType, 5, $"'{obx.Raw(5)}' is no number");
        if (VitalCodes.Convert(known, value, obx.Text(6)) is not { } converted)
            return Wrong(Hl7Fault.NotInTable, 6, $"unit '{obx.Raw(6)}' does not fit {WordOf(known)}");
        if (!VitalCodes.IsPossible(known, converted))
            return Wrong(Hl7Fault.DataType, 5, $"{WordOf(known)} cannot be {value} {obx.Text(6)}");
        reading = With(reading, known, Math.Round(converted, 2));
        return new Outcome(null);

        Outcome Wrong(int code, int field, string text) => new(new Hl7Fault(false, code, "OBX", line, field, text));
    }

    private static VitalsReading With(VitalsReading reading, VitalKind kind, double value) => kind switch
    {
        VitalKind.HeartRate => reading with { HeartRate = value },
        VitalKind.Pulse => reading with { Pulse = value },
        VitalKind.SpO2 => reading with { SpO2 = value },
        VitalKind.RespirationRate => reading with { RespirationRate = value },
        VitalKind.Systolic => reading with { Systolic = value },
        VitalKind.Diastolic => reading with { Diastolic = value },
        VitalKind.Mean => reading with { Mean = value },
        VitalKind.Temperature => reading with { Temperature = value },
        VitalKind.EtCO2 => reading with { EtCO2 = value },
        _ => reading with { Glucose = value },
    };

    /// <summary>The word of a value on the wire.</summary>
    private static string WordOf(VitalKind kind) => kind switch
    {
        VitalKind.SpO2 => "spO2",
        VitalKind.EtCO2 => "etCO2",
        _ => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..],
    };

    /// <summary>A monitor with a wrong clock must not put vitals into the future or the day before: then they are of now.</summary>
    private DateTimeOffset Believable(DateTimeOffset? measured)
    {
        var now = clock.GetUtcNow();
        return measured is { } time && time <= now && now - time <= skew ? time : now;
    }

    /// <summary>A time stamp <c>yyyyMMddHHmmss[.f][±zzzz]</c>; without a zone it is not believed, since nobody knows which was meant.</summary>
    private static DateTimeOffset? TimeOf(string text)
    {
        var zone = text.IndexOfAny(['+', '-']);
        if (zone < 12)
            return null;
        var digits = text[..zone];
        var dot = digits.IndexOf('.');
        var whole = (dot < 0 ? digits : digits[..dot]).PadRight(14, '0');
        if (text.Length != zone + 5
            || !DateTimeOffset.TryParseExact(whole + text[zone..], "yyyyMMddHHmmsszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return null;
        return dot >= 0 && double.TryParse("0" + digits[dot..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fraction)
            ? time.AddSeconds(fraction)
            : time;
    }

    private sealed record Outcome(Hl7Fault? Fault);
}
