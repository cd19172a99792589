using System.Text.Json.Serialization;

namespace Emergency.Domain.Scores;

/// <summary>Level of consciousness as NEWS2 asks for it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Consciousness>))]
public enum Consciousness
{
    /// <summary>Alert.</summary>
    A = 0,

    /// <summary>New confusion.</summary>
    C = 1,

    /// <summary>Responds to voice.</summary>
    V = 2,

    /// <summary>Responds to pain.</summary>
    P = 3,

    /// <summary>Unresponsive.</summary>
    U = 4,
}

/// <summary>What NEWS2 is computed from. Null is missing.</summary>
/// <param name="RespirationRate">Breaths a minute, 0 to 100.</param>
/// <param name="Spo2">Percent, 30 to 100.</param>
/// <param name="Spo2Scale">1, or 2 where a physician set a target of 88–92 % (hypercapnic respiratory failure).</param>
/// <param name="OnOxygen">Whether the patient breathes added oxygen.</param>
/// <param name="Systolic">mmHg, 0 to 350.</param>
/// <param name="Pulse">Beats a minute, 0 to 350.</param>
/// <param name="Temperature">°C, 15 to 46; read to one decimal.</param>
/// <param name="AgeYears">0 to 130.</param>
/// <param name="IsPregnant">Null when nobody said; taken as not.</param>
public sealed record News2Input(
    double? RespirationRate,
    double? Spo2,
    int? Spo2Scale,
    bool? OnOxygen,
    double? Systolic,
    double? Pulse,
    Consciousness? Consciousness,
    double? Temperature,
    double? AgeYears,
    bool? IsPregnant = null);

/// <summary>
/// National Early Warning Score 2. Source: Royal College of Physicians, "National Early Warning Score (NEWS) 2", London 2017, chart 1.
/// Not valid under 16 years or in pregnancy. Counts (respiration, saturation, pressure, pulse) are read as whole numbers and temperature
/// to one decimal, as the chart does; a value in between is rounded first, halves up.
/// Bands: <c>emergency</c> 7 or more; <c>urgent</c> 5 or 6; <c>urgent-single</c> less, with 3 in any one parameter; else <c>low</c>.
/// </summary>
public static class News2
{
    /// <summary>Under this age the score is not valid.</summary>
    public const int YoungestYears = 16;

    private const int UrgentTotal = 5;
    private const int EmergencyTotal = 7;
    private const int RedPart = 3;

    /// <summary>Computes the score.</summary>
    public static ScoreAnswer Compute(News2Input input)
    {
        if (Problem(input) is { } problem)
            return problem;
        if (input.AgeYears < YoungestYears || input.IsPregnant is true)
            return new ScoreResult(ScoreStatus.NotApplicable, null, new Dictionary<string, int>(), null, []);
        var sheet = new ScoreSheet();
        sheet.Add("respirationRate", Whole(input.RespirationRate) is { } rate ? Respiration(rate) : null);
        AddSaturation(sheet, input);
        sheet.Add("onOxygen", input.OnOxygen is { } oxygen ? (oxygen ? 2 : 0) : null);
        sheet.Add("systolic", Whole(input.Systolic) is { } pressure ? Systolic(pressure) : null);
        sheet.Add("pulse", Whole(input.Pulse) is { } pulse ? Pulse(pulse) : null);
        sheet.Add("consciousness", input.Consciousness is { } mind ? (mind is Scores.Consciousness.A ? 0 : 3) : null);
        sheet.Add("temperature", input.Temperature is { } celsius ? Temperature(Tenths(celsius)) : null);
        if (input.AgeYears is null)
            sheet.Add("ageYears", null);
        return sheet.Result(total => Band(total, sheet.Parts));
    }

    private static string Band(int total, IReadOnlyDictionary<string, int> parts) =>
        total >= EmergencyTotal ? "emergency"
        : total >= UrgentTotal ? "urgent"
        : parts.Values.Contains(RedPart) ? "urgent-single"
        : "low";

    /// <summary>Scale 2 needs to know of oxygen only above 92 %.</summary>
    private static void AddSaturation(ScoreSheet sheet, News2Input input)
    {
        if (input.Spo2Scale is null)
            sheet.Add("spo2Scale", null);
        if (Whole(input.Spo2) is not { } percent)
            sheet.Add("spo2", null);
        else if (input.Spo2Scale is 1)
            sheet.Add("spo2", Scale1(percent));
        else if (input.Spo2Scale is 2 && (percent < FirstAboveTarget || input.OnOxygen is not null))
            sheet.Add("spo2", Scale2(percent, input.OnOxygen is true));
    }

    private const int FirstAboveTarget = 93;

    private static int Respiration(int perMinute) => perMinute switch
    {
        <= 8 => 3,
        <= 11 => 1,
        <= 20 => 0,
        <= 24 => 2,
        _ => 3,
    };

    private static int Scale1(int percent) => percent switch
    {
        <= 91 => 3,
        <= 93 => 2,
        <= 95 => 1,
        _ => 0,
    };

    private static int Scale2(int percent, bool onOxygen) => percent switch
    {
        <= 83 => 3,
        <= 85 => 2,
        <= 87 => 1,
        < FirstAboveTarget => 0,
        _ when !onOxygen => 0,
        <= 94 => 1,
        <= 96 => 2,
        _ => 3,
    };

    private static int Systolic(int mmHg) => mmHg switch
    {
        <= 90 => 3,
        <= 100 => 2,
        <= 110 => 1,
        <= 219 => 0,
        _ => 3,
    };

    private static int Pulse(int perMinute) => perMinute switch
    {
        <= 40 => 3,
        <= 50 => 1,
        <= 90 => 0,
        <= 110 => 1,
        <= 130 => 2,
        _ => 3,
    };

    private static int Temperature(int tenths) => tenths switch
    {
        <= 350 => 3,
        <= 360 => 1,
        <= 380 => 0,
        <= 390 => 1,
        _ => 2,
    };

    private static int? Whole(double? value) => value is { } v ? (int)Math.Round(v, MidpointRounding.AwayFromZero) : null;

    private static int Tenths(double celsius) => (int)Math.Round(celsius * 10, MidpointRounding.AwayFromZero);

    private static Rejection? Problem(News2Input input) =>
        Plausible.Respiration(input.RespirationRate)
        ?? Plausible.Saturation(input.Spo2)
        ?? Plausible.Within(input.Spo2Scale, 1, 2, "spo2Scale")
        ?? Plausible.Systolic(input.Systolic)
        ?? Plausible.Pulse(input.Pulse)
        ?? Plausible.Temperature(input.Temperature)
        ?? Plausible.Age(input.AgeYears)
        ?? (input.Consciousness is { } mind && !Enum.IsDefined(mind)
            ? new(RejectionCodes.ImplausibleValue, "consciousness must be A, C, V, P or U")
            : null);
}
