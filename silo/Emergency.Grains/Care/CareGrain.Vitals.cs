using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Vitals;
using Emergency.Grains.Care;
using Emergency.Grains.Live;

namespace Emergency.Grains;

/// <summary>Vital signs: the newest of each patient, alarms, scores. What was measured is durable before it comes here.</summary>
public sealed partial class CareGrain
{
    /// <summary>After a start, what was measured in this time is read to know the newest of each kind.</summary>
    private static readonly TimeSpan RecallFor = TimeSpan.FromMinutes(30);

    private const int RecallSamples = 5000;

    private readonly Dictionary<PatientId, PatientVitals> _vitals = [];
    private readonly ViewVersion _vitalsVersion = new(clock);
    private readonly VitalAlarmOptions _alarmOptions = VitalAlarmOptions.Default with { LostAfter = options.Value.VitalsLostAfter };
    private string _scoresTold = "";

    /// <summary>Patients whose monitors were heard before this activation: whether they still should be is asked of the case.</summary>
    private readonly HashSet<PatientId> _toRecall = [];

    private bool IsWatching => _toRecall.Count > 0 || _vitals.Values.Any(v => v.IsWatched || v.Book.Standing.Count > 0);

    public Task<ImmutableArray<NewestVitals>> GetNewestVitals() => Task.FromResult<ImmutableArray<NewestVitals>>(
        [.. _vitals.Where(v => v.Value.Newest.Any()).Select(v => v.Value.ToView(Id, v.Key, _vitalsVersion.Current))]);

    public async Task TakeVitals(AmbulanceId unit, AssignmentId? assignment, ImmutableArray<VitalsSample> samples)
    {
        if (samples.IsEmpty || await FindCase() is null) return;
        var own = assignment is { } id ? await PatientOf(id) : (PatientId?)null;
        foreach (var ofPatient in samples.GroupBy(s => s.PatientId ?? own))
        {
            if (ofPatient.Key is { } patient) await TakeVitals(unit, assignment, patient, [.. ofPatient.OrderBy(s => s.At)]);
        }

        if (ScoreWords() != _scoresTold && MayRenew()) await PublishView();
        Arm();
    }

    public async Task<Outcome<VitalAlarmView>> AcknowledgeAlarm(string alarmId, ActorRef by)
    {
        foreach (var (patient, vitals) in _vitals)
        {
            if (vitals.Book.Standing.Concat(vitals.Book.Unseen).FirstOrDefault(a => CareMapping.AlarmIdOf(patient, a.Id) == alarmId) is not { } alarm) continue;
            var decision = vitals.Book.Acknowledge(alarm.Id, Author(by), clock.GetUtcNow());
            if (decision.Rejection is { } no) return new Refusal(no.Code, no.Detail);
            await Record(patient, decision.Events);
            // One that is over and seen is put away; its answer still says who saw it.
            return decision.Events is [VitalAlarmAcknowledged seen]
                ? CareMapping.ToView(patient, alarm with { AcknowledgedAt = seen.At, AcknowledgedBy = seen.Actor })
                : CareMapping.ToView(patient, alarm);
        }

        return FindSettled(alarmId) is { } settled ? settled : new Refusal(RejectionCodes.UnknownAlarm, $"the case has no alarm {alarmId}");
    }

    /// <summary>An alarm that is over and was seen: who sees it again gets the same answer.</summary>
    private VitalAlarmView? FindSettled(string alarmId)
    {
        foreach (var patient in State.Patients)
        {
            var facts = patient.AlarmFacts.FindAll(f => CareMapping.AlarmIdOf(patient.Id, f.AlarmId) == alarmId);
            if (facts is not [VitalAlarmRaised r, ..]) continue;
            var (seen, ended) = (facts.OfType<VitalAlarmAcknowledged>().FirstOrDefault(), facts.OfType<VitalAlarmEnded>().FirstOrDefault());
            return CareMapping.ToView(patient.Id, new VitalAlarm(
                r.AlarmId, r.Vital, r.Condition, r.Level, r.At, r.Value, r.Limit, AcknowledgedBy: seen?.Actor, AcknowledgedAt: seen?.At, EndedAt: ended?.At));
        }

        return null;
    }

    private async Task TakeVitals(AmbulanceId unit, AssignmentId? assignment, PatientId patient, ImmutableArray<VitalsSample> samples)
    {
        if (State.FindPatient(patient) is null) return;
        var vitals = VitalsOf(patient);
        var now = clock.GetUtcNow();
        var changed = false;
        var facts = new List<VitalAlarmEvent>();
        var isOnMonitor = assignment is not { } id || FindKnown(id) is not { } known || !CareMapping.HasLetGo(known);
        foreach (var sample in samples)
        {
            changed |= vitals.Take(unit, sample);
            if (isOnMonitor) facts.AddRange(vitals.Judge(sample, now));
        }

        await Record(patient, facts);
        if (!changed) return;
        _vitalsVersion.Next();
        await _live.Publish(LiveStreams.Vitals, vitals.ToView(Id, patient, _vitalsVersion.Current));
    }

    /// <summary>Time went on: values that stayed beyond a limit, signals that are lost, alarms that nobody acknowledged.</summary>
    private async Task WatchVitals()
    {
        await RecallVitals();
        foreach (var (patient, vitals) in _vitals.Where(v => v.Value.IsWatched || v.Value.Book.Standing.Count > 0).ToList())
            await Record(patient, vitals.Book.Tick(clock.GetUtcNow()));
    }

    /// <summary>
    /// After a start: alarms that stood go on, and a monitor that fell silent meanwhile is noticed. A patient who was handed over is on none.
    /// </summary>
    private async Task RecallVitals()
    {
        if (_toRecall.Count == 0 || await FindCase() is null) return;
        var patients = _toRecall.ToList();
        _toRecall.Clear();
        foreach (var patient in patients)
        {
            if (State.FindPatient(patient)?.AssignmentId is { } id && FindKnown(id) is { } assignment && !CareMapping.HasLetGo(assignment))
                await Record(patient, _vitals[patient].Recall(clock.GetUtcNow()));
        }
    }

    /// <summary>Patients who were handed over are on no monitor any more.</summary>
    private async Task Detach(CaseView view)
    {
        foreach (var assignment in view.Assignments.Where(CareMapping.HasLetGo))
        {
            if (State.PatientOf(assignment.AssignmentId) is { } patient && _vitals.TryGetValue(patient.Id, out var vitals))
                await Record(patient.Id, vitals.Detach(Author(Self), clock.GetUtcNow()));
        }
    }

    private async Task Record(PatientId patient, IReadOnlyList<VitalAlarmEvent> facts)
    {
        if (facts.Count > 0) await Carry(new NoteAlarms(Author(Self), patient, facts));
    }

    /// <summary>Reads what the track store has of each patient, so that the newest values are there at once after a start.</summary>
    private async Task LoadVitals(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var patient in State.Patients)
        {
            var vitals = VitalsOf(patient.Id);
            var subject = TelemetryLanes.SubjectOf(Id, patient.Id);
            await foreach (var entry in tracks.Read(subject, TelemetryLanes.Vitals, now - RecallFor, now + VitalAlarmBook.Tolerance, RecallSamples, cancellationToken))
                vitals.Take(null, TelemetryLanes.ToSample(entry));
            if (!vitals.Newest.Any() && await tracks.ReadLatest(subject, TelemetryLanes.Vitals, cancellationToken) is { } latest)
                vitals.Take(null, TelemetryLanes.ToSample(latest));
            if (vitals.Newest.Any()) _toRecall.Add(patient.Id);
        }

        _vitalsVersion.Next();
    }

    private PatientVitals VitalsOf(PatientId patient)
    {
        if (_vitals.TryGetValue(patient, out var known)) return known;
        var state = State.FindPatient(patient);
        return _vitals[patient] = new PatientVitals(_alarmOptions, OrderCheck.AgeOf(state?.Known.Facts ?? PatientDescription.Nothing), state?.AlarmFacts ?? []);
    }

    /// <summary>Limits go by age: when somebody says it, the alarm book must know.</summary>
    private void AgesMayHaveChanged(IReadOnlyList<CareEvent> events)
    {
        foreach (var stated in events.OfType<FactsStated>())
            VitalsOf(stated.PatientId).Book.Age = OrderCheck.AgeOf(State.FindPatient(stated.PatientId)!.Known.Facts);
    }

    private IEnumerable<VitalReading> NewestOf(PatientId patient) => _vitals.TryGetValue(patient, out var vitals) ? vitals.Newest : [];

    private ImmutableArray<ScoreView> ScoresOf(PatientInCare patient) =>
        PatientVitals.ScoresOf(patient, NewestOf(patient.Id), clock.GetUtcNow());

    private ImmutableArray<VitalAlarmView> Alarms() => [.. _vitals.SelectMany(v => CareMapping.ToViews(v.Key, v.Value.Book))];

    /// <summary>The scores as words, to see whether any changed enough to be told.</summary>
    private string ScoreWords() => string.Join(
        ';', State.Patients.SelectMany(p => ScoresOf(p).Select(s => FormattableString.Invariant($"{p.Id}:{s.Name}:{s.Status}:{s.Total:0.0}"))));
}
