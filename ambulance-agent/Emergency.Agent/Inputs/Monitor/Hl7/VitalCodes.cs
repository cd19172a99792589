namespace Emergency.Agent.Inputs.Hl7;

/// <summary>What a monitor measures.</summary>
internal enum VitalKind
{
    HeartRate, Pulse, SpO2, RespirationRate, Systolic, Diastolic, Mean, Temperature, EtCO2, Glucose,
}

/// <summary>The codes and units of vital signs: LOINC, and MDC of ISO/IEEE 11073-10101 by name or by number.</summary>
internal static class VitalCodes
{
    private const double MmHgPerKilopascal = 7.500617;
    private const double MgPerMmolGlucose = 18.0182;

    private static readonly Dictionary<string, VitalKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["8867-4"] = VitalKind.HeartRate,
        ["MDC_ECG_HEART_RATE"] = VitalKind.HeartRate,
        ["147842"] = VitalKind.HeartRate,
        ["MDC_ECG_CARD_BEAT_RATE"] = VitalKind.HeartRate,
        ["8889-8"] = VitalKind.Pulse,
        ["MDC_PULS_RATE"] = VitalKind.Pulse,
        ["149514"] = VitalKind.Pulse,
        ["MDC_PULS_OXIM_PULS_RATE"] = VitalKind.Pulse,
        ["149530"] = VitalKind.Pulse,
        ["MDC_PULS_RATE_NON_INV"] = VitalKind.Pulse,
        ["149546"] = VitalKind.Pulse,
        ["59408-5"] = VitalKind.SpO2,
        ["2708-6"] = VitalKind.SpO2,
        ["MDC_PULS_OXIM_SAT_O2"] = VitalKind.SpO2,
        ["150456"] = VitalKind.SpO2,
        ["9279-1"] = VitalKind.RespirationRate,
        ["MDC_RESP_RATE"] = VitalKind.RespirationRate,
        ["151562"] = VitalKind.RespirationRate,
        ["MDC_TTHOR_RESP_RATE"] = VitalKind.RespirationRate,
        ["151578"] = VitalKind.RespirationRate,
        ["MDC_CO2_RESP_RATE"] = VitalKind.RespirationRate,
        ["151594"] = VitalKind.RespirationRate,
        ["8480-6"] = VitalKind.Systolic,
        ["MDC_PRESS_BLD_NONINV_SYS"] = VitalKind.Systolic,
        ["150021"] = VitalKind.Systolic,
        ["MDC_PRESS_CUFF_SYS"] = VitalKind.Systolic,
        ["150301"] = VitalKind.Systolic,
        ["8462-4"] = VitalKind.Diastolic,
        ["MDC_PRESS_BLD_NONINV_DIA"] = VitalKind.Diastolic,
        ["150022"] = VitalKind.Diastolic,
        ["MDC_PRESS_CUFF_DIA"] = VitalKind.Diastolic,
        ["150302"] = VitalKind.Diastolic,
        ["8478-0"] = VitalKind.Mean,
        ["MDC_PRESS_BLD_NONINV_MEAN"] = VitalKind.Mean,
        ["150023"] = VitalKind.Mean,
        ["MDC_PRESS_CUFF_MEAN"] = VitalKind.Mean,
        ["150303"] = VitalKind.Mean,
        ["8310-5"] = VitalKind.Temperature,
        ["MDC_TEMP_BODY"] = VitalKind.Temperature,
        ["150364"] = VitalKind.Temperature,
        ["MDC_TEMP"] = VitalKind.Temperature,
        ["150344"] = VitalKind.Temperature,
        ["19891-1"] = VitalKind.EtCO2,
        ["MDC_CONC_AWAY_CO2_ET"] = VitalKind.EtCO2,
        ["151708"] = VitalKind.EtCO2,
        ["MDC_AWAY_CO2_ET"] = VitalKind.EtCO2,
        ["151716"] = VitalKind.EtCO2,
        ["2339-0"] = VitalKind.Glucose,
        ["15074-8"] = VitalKind.Glucose,
        ["MDC_CONC_GLU_GEN"] = VitalKind.Glucose,
        ["160184"] = VitalKind.Glucose,
    };

    /// <summary>What a code stands for; null when it is no vital sign that is taken here.</summary>
    public static VitalKind? KindOf(string code) => Kinds.TryGetValue(code, out var kind) ? kind : null;

    /// <summary>
    /// A value in the unit that is used here: per minute, per cent, mmHg, °C, mmol/L. An empty unit is taken for that.
    /// </summary>
    /// <returns>The value; null when the unit does not fit the kind.</returns>
    public static double? Convert(VitalKind kind, double value, string unit) => (kind, UnitOf(unit)) switch
    {
        (_, "") => value,
        (VitalKind.HeartRate or VitalKind.Pulse or VitalKind.RespirationRate, "/MIN") => value,
        (VitalKind.HeartRate or VitalKind.Pulse or VitalKind.RespirationRate, "HZ") => value * 60,
        (VitalKind.SpO2, "%") => value,
        (VitalKind.SpO2, "1") => value * 100,
        (VitalKind.Systolic or VitalKind.Diastolic or VitalKind.Mean or VitalKind.EtCO2, "MMHG") => value,
        (VitalKind.Systolic or VitalKind.Diastolic or VitalKind.Mean or VitalKind.EtCO2, "KPA") => value * MmHgPerKilopascal,
        (VitalKind.Systolic or VitalKind.Diastolic or VitalKind.Mean, "CMH2O") => value * 0.735559,
        // Per cent of dry gas at sea level: of 760 mmHg less 47 of water vapour.
        (VitalKind.EtCO2, "%") => value * 7.13,
        (VitalKind.Temperature, "CEL") => value,
        (VitalKind.Temperature, "FAH") => (value - 32) / 1.8,
        (VitalKind.Temperature, "K") => value - 273.15,
        (VitalKind.Glucose, "MMOL/L") => value,
        (VitalKind.Glucose, "MG/DL") => value / MgPerMmolGlucose,
        _ => null,
    };

    /// <summary>Whether a monitor can have measured that of somebody, alive or not; what is beyond is a fault of the message.</summary>
    public static bool IsPossible(VitalKind kind, double value) => kind switch
    {
        VitalKind.HeartRate or VitalKind.Pulse => value is >= 0 and <= 400,
        VitalKind.SpO2 => value is >= 0 and <= 100,
        VitalKind.RespirationRate => value is >= 0 and <= 200,
        VitalKind.Systolic or VitalKind.Diastolic or VitalKind.Mean => value is >= 0 and <= 350,
        VitalKind.Temperature => value is >= 10 and <= 48,
        VitalKind.EtCO2 => value is >= 0 and <= 200,
        _ => value is >= 0 and <= 100,
    };

    private static string UnitOf(string unit) => unit.Trim().ToUpperInvariant() switch
    {
        "1/MIN" or "/MIN" or "{BEATS}/MIN" or "{BREATHS}/MIN" or "BPM" or "MIN-1" or "MDC_DIM_BEAT_PER_MIN" or "MDC_DIM_RESP_PER_MIN"
            or "264864" or "264928" or "RPM" or "PER MINUTE" or "BEATS/MIN" or "BREATHS/MIN" or "次/分" => "/MIN",
        "HZ" or "MDC_DIM_HZ" => "HZ",
        "%" or "MDC_DIM_PERCENT" or "262688" or "VOL%" => "%",
        "1" or "MDC_DIM_DIMLESS" => "1",
        "MMHG" or "MM[HG]" or "MM HG" or "MDC_DIM_MMHG" or "266016" => "MMHG",
        "KPA" or "MDC_DIM_KILO_PASCAL" or "265987" => "KPA",
        "CMH2O" or "CM[H2O]" or "MDC_DIM_CM_H2O" => "CMH2O",
        "CEL" or "C" or "°C" or "DEGC" or "℃" or "DEG C" or "MDC_DIM_DEGC" or "268192" => "CEL",
        "[DEGF]" or "F" or "°F" or "DEGF" or "℉" or "DEG F" or "MDC_DIM_FAHR" or "266560" => "FAH",
        "K" or "MDC_DIM_KELVIN" => "K",
        "MMOL/L" or "MDC_DIM_MILLI_MOLE_PER_L" => "MMOL/L",
        "MG/DL" or "MDC_DIM_MILLI_G_PER_DL" => "MG/DL",
        var other => other,
    };
}
