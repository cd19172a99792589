using System.Text.Json.Serialization;

namespace Emergency.Domain.Scores;

/// <summary>Whether a score could be computed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScoreStatus>))]
public enum ScoreStatus
{
    /// <summary>Every input was there.</summary>
    [JsonStringEnumMemberName("complete")] Complete = 0,

    /// <summary>Something is missing: no total is given.</summary>
    [JsonStringEnumMemberName("incomplete")] Incomplete = 1,

    /// <summary>The score is not valid for this patient: no total is given.</summary>
    [JsonStringEnumMemberName("notApplicable")] NotApplicable = 2,
}

/// <summary>
/// What a score says. The software computes and shows; it does not diagnose.
/// </summary>
/// <param name="Total">Only when complete.</param>
/// <param name="Parts">Points by input, also when incomplete, for the inputs that are there.</param>
/// <param name="Band">A word that the score's own publication gives the total; null unless complete, or where there is none.</param>
/// <param name="Missing">Names of the inputs that are missing.</param>
public sealed record ScoreResult(
    ScoreStatus Status,
    double? Total,
    IReadOnlyDictionary<string, int> Parts,
    string? Band,
    IReadOnlyList<string> Missing);

/// <summary>A score, or why the input cannot be true.</summary>
/// <param name="Result">Null when rejected.</param>
/// <param name="Rejection">Always <see cref="RejectionCodes.ImplausibleValue"/> and the input's name; null when computed.</param>
public readonly record struct ScoreAnswer(ScoreResult? Result, Rejection? Rejection)
{
    public static implicit operator ScoreAnswer(ScoreResult result) => new(result, null);

    public static implicit operator ScoreAnswer(Rejection rejection) => new(null, rejection);
}

/// <summary>What can be measured on a living patient; anything outside is a slip of the finger or of a sensor.</summary>
internal static class Plausible
{
    public static Rejection? Respiration(double? perMinute) => Within(perMinute, 0, 100, "respirationRate");

    public static Rejection? Saturation(double? percent) => Within(percent, 30, 100, "spo2");

    public static Rejection? Systolic(double? mmHg) => Within(mmHg, 0, 350, "systolic");

    public static Rejection? Pulse(double? perMinute) => Within(perMinute, 0, 350, "pulse");

    public static Rejection? Temperature(double? celsius) => Within(celsius, 15, 46, "temperature");

    public static Rejection? Age(double? years) => Within(years, 0, 130, "ageYears");

    public static Rejection? Within(double? value, double low, double high, string name) =>
        value is null || (value >= low && value <= high)
            ? null
            : new(RejectionCodes.ImplausibleValue, FormattableString.Invariant($"{name} must be {low} to {high}"));
}

/// <summary>Collects points and what is missing.</summary>
internal sealed class ScoreSheet
{
    private readonly Dictionary<string, int> _parts = [];
    private readonly List<string> _missing = [];

    public IReadOnlyDictionary<string, int> Parts => _parts;

    public void Add(string name, int? points)
    {
        if (points is { } p)
            _parts.Add(name, p);
        else
            _missing.Add(name);
    }

    /// <summary>The result: complete with a total and its band, or incomplete without.</summary>
    public ScoreResult Result(Func<int, string?> band) =>
        Result(parts => parts.Values.Sum(), total => band((int)total));

    public ScoreResult Result(Func<IReadOnlyDictionary<string, int>, double> total, Func<double, string?> band)
    {
        if (_missing.Count > 0)
            return new(ScoreStatus.Incomplete, null, _parts, null, _missing);
        var sum = total(_parts);
        return new(ScoreStatus.Complete, sum, _parts, band(sum), _missing);
    }
}
