using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Domain.Scores;

namespace Emergency.Domain.Vitals;

/// <summary>Something that a person observed, and when.</summary>
public sealed record Observed<T>(T Value, DateTimeOffset At);

/// <summary>What scores need besides vital signs. Null was not observed, or is not known.</summary>
/// <param name="Age">Null when unknown.</param>
/// <param name="Spo2Scale">1, or 2 where a physician set a target of 88–92 %. It does not grow old.</param>
/// <param name="ComaEye">1 to 4.</param>
/// <param name="ComaVerbal">1 to 5.</param>
/// <param name="ComaMotor">1 to 6.</param>
public sealed record ScorePatient(
    PatientAge? Age = null,
    Pregnancy Pregnancy = Pregnancy.Unknown,
    int? Spo2Scale = null,
    Observed<Consciousness>? Consciousness = null,
    Observed<bool>? OnOxygen = null,
    Observed<int>? ComaEye = null,
    Observed<int>? ComaVerbal = null,
    Observed<int>? ComaMotor = null);

/// <summary>A score of a patient now.</summary>
/// <param name="Name"><c>news2</c>, <c>shock-index</c>, <c>gcs</c> or <c>rts</c>.</param>
/// <param name="Result">Complete, incomplete or not applicable; null when an input cannot be true.</param>
/// <param name="Rejection">Which input cannot be true; null when all can.</param>
/// <param name="TooOld">Inputs among the missing that were measured, but too long ago.</param>
/// <param name="OldestAt">When the oldest input that was used was measured; null where none was used. The score is as old as that.</param>
public sealed record CurrentScore(
    string Name, ScoreResult? Result, Rejection? Rejection, ImmutableArray<string> TooOld, DateTimeOffset? OldestAt)
{
    /// <summary>Whether there is a total to show.</summary>
    [JsonIgnore]
    public bool IsComplete => Result?.Status is ScoreStatus.Complete;
}

/// <summary>
/// The scores of <see cref="Scores"/> from a patient's newest vital signs. An input that is older than the greatest age counts as missing, and
/// is named as too old: a score never mixes now with long ago.
/// </summary>
public static class VitalScores
{
    /// <summary>The greatest age of an input, by default: 15 minutes.</summary>
    public static readonly TimeSpan DefaultGreatestAge = TimeSpan.FromMinutes(15);

    private const double MonthsAYear = 12;

    /// <summary>NEWS2, shock index, GCS and RTS, in this order.</summary>
    /// <param name="newest">Readings in any order; of each vital sign the newest with a value counts.</param>
    /// <param name="greatestAge">Null for <see cref="DefaultGreatestAge"/>.</param>
    public static ImmutableArray<CurrentScore> Of(
        IEnumerable<VitalReading> newest, ScorePatient patient, DateTimeOffset now, TimeSpan? greatestAge = null)
    {
        var inputs = new Inputs(newest, now, greatestAge ?? DefaultGreatestAge);
        return [News(inputs, patient), Shock(inputs), Coma(inputs, patient), Trauma(inputs, patient)];
    }

    private static CurrentScore News(Inputs inputs, ScorePatient patient)
    {
        var age = patient.Age is { } a ? a.TotalMonths / MonthsAYear : (double?)null;
        bool? isPregnant = patient.Pregnancy is Pregnancy.Unknown ? null : patient.Pregnancy is Pregnancy.Yes;
        return inputs.Score("news2", use => News2.Compute(new(
            use.Vital("respirationRate", VitalKind.RespirationRate), use.Vital("spo2", VitalKind.SpO2), patient.Spo2Scale, use.Seen("onOxygen", patient.OnOxygen),
            use.Vital("systolic", VitalKind.SystolicPressure), use.Vital("pulse", VitalKind.HeartRate, VitalKind.Pulse),
            use.Seen("consciousness", patient.Consciousness), use.Vital("temperature", VitalKind.Temperature), age, isPregnant)));
    }

    private static CurrentScore Shock(Inputs inputs) => inputs.Score("shock-index", use => ShockIndex.Compute(
        use.Vital("pulse", VitalKind.HeartRate, VitalKind.Pulse), use.Vital("systolic", VitalKind.SystolicPressure)));

    private static CurrentScore Coma(Inputs inputs, ScorePatient patient) => inputs.Score("gcs", use => ComaScale.Compute(
        use.Seen("eye", patient.ComaEye), use.Seen("verbal", patient.ComaVerbal), use.Seen("motor", patient.ComaMotor)));

    private static CurrentScore Trauma(Inputs inputs, ScorePatient patient) => inputs.Score("rts", use => TraumaScore.Compute(
        ComaTotal(use, patient), use.Vital("systolic", VitalKind.SystolicPressure), use.Vital("respirationRate", VitalKind.RespirationRate)));

    /// <summary>The sum of the three parts when all were observed, else a total that was entered.</summary>
    private static int? ComaTotal(Use use, ScorePatient patient)
    {
        var parts = new[] { patient.ComaEye, patient.ComaVerbal, patient.ComaMotor };
        if (parts.All(p => p is not null && use.IsNew(p.At)))
            return parts.Sum(p => use.Seen("gcs", p));
        return use.Vital("gcs", VitalKind.ComaScale) is { } total ? (int)total : null;
    }

    /// <summary>The newest of each vital sign, and what is too old.</summary>
    private sealed class Inputs(IEnumerable<VitalReading> readings, DateTimeOffset now, TimeSpan greatestAge)
    {
        private readonly Dictionary<VitalKind, VitalReading> _newest = readings.Where(r => r.Value is not null).GroupBy(r => r.Kind)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => r.At)!);

        public CurrentScore Score(string name, Func<Use, ScoreAnswer> compute)
        {
            var use = new Use(this);
            var answer = compute(use);
            var missing = answer.Result?.Missing ?? [];
            return new(name, answer.Result, answer.Rejection, [.. use.TooOld.Where(missing.Contains)], use.OldestAt);
        }

        public bool IsNew(DateTimeOffset at) => now - at <= greatestAge;

        public VitalReading? Find(VitalKind kind) => _newest.GetValueOrDefault(kind);
    }

    /// <summary>What one score used.</summary>
    private sealed class Use(Inputs inputs)
    {
        public List<string> TooOld { get; } = [];

        public DateTimeOffset? OldestAt { get; private set; }

        public bool IsNew(DateTimeOffset at) => inputs.IsNew(at);

        /// <summary>The value of the kind that was measured last; of two at the same moment the first kind's.</summary>
        public double? Vital(string name, params ReadOnlySpan<VitalKind> kinds)
        {
            VitalReading? newest = null;
            foreach (var kind in kinds)
                if (inputs.Find(kind) is { } reading && !(reading.At <= newest?.At)) newest = reading;
            return newest is not null && Take(name, newest.At) ? newest.Value : null;
        }

        public T? Seen<T>(string name, Observed<T>? observed)
            where T : struct =>
            observed is not null && Take(name, observed.At) ? observed.Value : null;

        private bool Take(string name, DateTimeOffset at)
        {
            if (!inputs.IsNew(at))
            {
                TooOld.Add(name);
                return false;
            }
            if (!(at >= OldestAt)) OldestAt = at;
            return true;
        }
    }
}
