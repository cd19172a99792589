namespace Emergency.Domain.Scores;

/// <summary>
/// Glasgow Coma Scale, 3 to 15. Source: G. Teasdale and B. Jennett, "Assessment of coma and impaired consciousness", Lancet 1974,
/// in the form of 15 points. Bands as commonly used: <c>severe</c> 3–8, <c>moderate</c> 9–12, <c>mild</c> 13–15.
/// </summary>
public static class ComaScale
{
    private const int LeastMild = 13;
    private const int LeastModerate = 9;

    /// <summary>Computes the score.</summary>
    /// <param name="eye">1 (none) to 4 (spontaneous); null is missing.</param>
    /// <param name="verbal">1 (none) to 5 (oriented); null is missing.</param>
    /// <param name="motor">1 (none) to 6 (obeys commands); null is missing.</param>
    public static ScoreAnswer Compute(int? eye, int? verbal, int? motor)
    {
        var problem = Plausible.Within(eye, 1, 4, "eye") ?? Plausible.Within(verbal, 1, 5, "verbal") ?? Plausible.Within(motor, 1, 6, "motor");
        if (problem is not null)
            return problem;
        var sheet = new ScoreSheet();
        sheet.Add("eye", eye);
        sheet.Add("verbal", verbal);
        sheet.Add("motor", motor);
        return sheet.Result(total => total >= LeastMild ? "mild" : total >= LeastModerate ? "moderate" : "severe");
    }
}

/// <summary>
/// Shock index: heart rate ÷ systolic pressure. Source: M. Allgöwer and C. Burri, 1967; prehospital flag above 0.9.
/// Band: <c>raised</c> above 0.9, else <c>normal</c>.
/// </summary>
public static class ShockIndex
{
    /// <summary>Above this the index is raised.</summary>
    public const double Raised = 0.9;

    /// <summary>Computes the index.</summary>
    /// <param name="pulse">Beats a minute, 0 to 350; null is missing.</param>
    /// <param name="systolic">mmHg, 1 to 350; null is missing. A pressure of nought has no index and is refused.</param>
    public static ScoreAnswer Compute(double? pulse, double? systolic)
    {
        if ((Plausible.Pulse(pulse) ?? Plausible.Within(systolic, 1, 350, "systolic")) is { } problem)
            return problem;
        var sheet = new ScoreSheet();
        if (pulse is null)
            sheet.Add("pulse", null);
        if (systolic is null)
            sheet.Add("systolic", null);
        return sheet.Result(_ => pulse!.Value / systolic!.Value, index => index > Raised ? "raised" : "normal");
    }
}

/// <summary>
/// Los Angeles Motor Scale, 0 to 5: face 0–1, arm 0–2, grip 0–2. Source: J. N. Llanes and others, Prehospital Emergency Care 2004.
/// Band: <c>large-vessel-suspected</c> from 4, else <c>low</c>; advice, never a diagnosis.
/// </summary>
public static class MotorScale
{
    /// <summary>From this total a large-vessel occlusion is suggested.</summary>
    public const int Suspicious = 4;

    /// <summary>Computes the score.</summary>
    /// <param name="face">0 (even) or 1 (droops); null is missing.</param>
    /// <param name="arm">0 (holds), 1 (drifts), 2 (falls); null is missing.</param>
    /// <param name="grip">0 (firm), 1 (weak), 2 (none); null is missing.</param>
    public static ScoreAnswer Compute(int? face, int? arm, int? grip)
    {
        var problem = Plausible.Within(face, 0, 1, "face") ?? Plausible.Within(arm, 0, 2, "arm") ?? Plausible.Within(grip, 0, 2, "grip");
        if (problem is not null)
            return problem;
        var sheet = new ScoreSheet();
        sheet.Add("face", face);
        sheet.Add("arm", arm);
        sheet.Add("grip", grip);
        return sheet.Result(total => total >= Suspicious ? "large-vessel-suspected" : "low");
    }
}
