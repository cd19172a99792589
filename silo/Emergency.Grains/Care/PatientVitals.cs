using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Scores;
using Emergency.Domain.Vitals;

namespace Emergency.Grains.Care;

/// <summary>What is known of one patient's vital signs now: the newest of each kind, and the alarms. The samples themselves are in the track store.</summary>
internal sealed class PatientVitals(VitalAlarmOptions options, PatientAge? age, IEnumerable<VitalAlarmEvent> facts)
{
    private readonly Dictionary<VitalKind, VitalReading> _newest = [];
    private readonly Dictionary<VitalKind, DateTimeOffset> _offAt = [];

    public VitalAlarmBook Book { get; } = VitalAlarmBook.Restore(options, age, facts);

    /// <summary>The vehicle that measured last.</summary>
    public AmbulanceId? Unit { get; private set; }

    /// <summary>Whether a monitor is heard, or alarms stand: then the book must be asked once a tick.</summary>
    public bool IsWatched { get; private set; }

    /// <summary>The newest value of each kind that was measured.</summary>
    public IEnumerable<VitalReading> Newest => _newest.Values;

    /// <summary>Takes a sample's values where they are newer; tells whether any was.</summary>
    public bool Take(AmbulanceId? unit, VitalsSample sample)
    {
        var changed = false;
        foreach (var reading in VitalWords.ReadingsIn(sample))
        {
            if (reading.Value is null)
            {
                if (_offAt.TryGetValue(reading.Kind, out var off) && off >= reading.At) continue;
                _offAt[reading.Kind] = reading.At;
            }
            else
            {
                if (_newest.TryGetValue(reading.Kind, out var known) && known.At >= reading.At) continue;
                _newest[reading.Kind] = reading;
            }

            changed = true;
        }

        if (changed) Unit = unit ?? Unit;
        return changed;
    }

    /// <summary>Puts a sample before the alarm book; what it says is to be recorded.</summary>
    public IReadOnlyList<VitalAlarmEvent> Judge(VitalsSample sample, DateTimeOffset now)
    {
        IsWatched = true;
        return VitalWords.ReadingsIn(sample).SelectMany(r => Book.Offer(r, now).Events).ToList();
    }

    /// <summary>Puts what was known before a restart before the book again, so that silence that began before it is noticed.</summary>
    public IReadOnlyList<VitalAlarmEvent> Recall(DateTimeOffset now)
    {
        IsWatched = _newest.Count > 0;
        return _newest.Values.OrderBy(r => r.At).SelectMany(r => Book.Offer(r, now).Events).ToList();
    }

    /// <summary>The patient is no longer on the monitor.</summary>
    public IReadOnlyList<VitalAlarmEvent> Detach(FactAuthor by, DateTimeOffset now)
    {
        if (!IsWatched && Book.Standing.Count == 0) return [];
        IsWatched = false;
        return Book.Detach(by, now);
    }

    public NewestVitals ToView(CaseId caseId, PatientId patient, long version) => new(
        caseId, patient, Unit,
        [.. _newest.Values.OrderBy(r => r.Kind).Select(r => new VitalValue(VitalWords.Of(r.Kind), r.Value!.Value, r.At, IsOff(r), LevelOf(r)))], version);

    /// <summary>The scores of the patient from what is new enough.</summary>
    public static ImmutableArray<ScoreView> ScoresOf(PatientInCare patient, IEnumerable<VitalReading> newest, DateTimeOffset now) =>
        [.. CurrentScoresOf(patient, newest, now).Select(s => ToView(s, patient))];

    public static ImmutableArray<CurrentScore> CurrentScoresOf(PatientInCare patient, IEnumerable<VitalReading> newest, DateTimeOffset now)
    {
        var (facts, origins) = (patient.Known.Facts, patient.Known.Origins);
        var readings = facts.Gcs is { } gcs ? newest.Append(new VitalReading(VitalKind.ComaScale, gcs, origins["gcs"].At)) : newest;
        var about = new ScorePatient(
            OrderCheck.AgeOf(facts), facts.Pregnancy,
            Consciousness: Enum.TryParse<Consciousness>(facts.Consciousness, out var level) ? new(level, origins["consciousness"].At) : null,
            OnOxygen: facts.OnOxygen is { } oxygen ? new(oxygen, origins["oxygen"].At) : null);
        return VitalScores.Of(readings, about, now);
    }

    /// <summary>A coma scale that was said as a total is one, though its parts are not known.</summary>
    private static ScoreView ToView(CurrentScore score, PatientInCare patient)
    {
        if (score.Name == "gcs" && !score.IsComplete && patient.Known.Facts.Gcs is { } total)
            return new ScoreView(score.Name, total, "complete", null, [], patient.Known.Origins["gcs"].At);
        if (score.Result is not { } result) return new ScoreView(score.Name, null, "incomplete", null, [score.Rejection!.Detail], null);
        var status = result.Status switch
        {
            ScoreStatus.Complete => "complete",
            ScoreStatus.Incomplete => "incomplete",
            _ => "notApplicable",
        };
        return new ScoreView(score.Name, result.Total, status, result.Band, [.. result.Missing], score.IsComplete ? score.OldestAt : null);
    }

    private bool IsOff(VitalReading reading) => _offAt.TryGetValue(reading.Kind, out var off) && off > reading.At;

    /// <summary>By the limits of the patient's age; null when the age is unknown, or the value has no limits.</summary>
    private string? LevelOf(VitalReading reading)
    {
        if (Book.Age is null || options.Find(reading.Kind, AgeBands.Of(Book.Age)) is not { } limits) return null;
        return reading.Value < limits.DangerLow || reading.Value > limits.DangerHigh ? "danger"
            : reading.Value < limits.WarningLow || reading.Value > limits.WarningHigh ? "warning"
            : "normal";
    }
}
