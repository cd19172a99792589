namespace Emergency.Domain.Vitals;

/// <summary>
/// The alarms of one patient on one monitor: raised when a value stays beyond its limit, acknowledged by somebody, ended when it is back
/// beyond limit and margin; escalated while nobody acknowledges. A value holds until the next one or until its signal is lost, so that a monitor
/// that speaks seldom alarms no later. A signal that is lost alarms on its own and never ends an alarm of the patient.
/// Pure but for its memory: time comes in, facts come out and are applied at once. When a fact could not be persisted, make a new book from
/// the persisted ones. Not thread-safe.
/// </summary>
/// <param name="age">Null when unknown: then an adult's limits hold, and every alarm says so.</param>
public sealed class VitalAlarmBook(VitalAlarmOptions options, PatientAge? age)
{
    /// <summary>The most ended alarms that are kept until somebody has seen them; beyond it the oldest is forgotten.</summary>
    public const int MostUnseen = 100;

    /// <summary>A reading at most this far ahead of the server's clock counts as now; further ahead it is refused.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    private readonly VitalTracker[] _trackers = [.. VitalCatalogue.All.Select(d => new VitalTracker(d, options))];
    private readonly List<VitalAlarm> _standing = [];
    private readonly List<VitalAlarm> _unseen = [];
    private Rhythm _monitor;
    private DateTimeOffset? _backAt;

    /// <summary>What age the limits are for; may become known on the way.</summary>
    public PatientAge? Age { get; set; } = age;

    /// <summary>Alarms that stand, oldest first.</summary>
    public IReadOnlyList<VitalAlarm> Standing => _standing;

    /// <summary>Alarms that are over and that nobody has seen, oldest first.</summary>
    public IReadOnlyList<VitalAlarm> Unseen => _unseen;

    /// <summary>
    /// A book as its persisted facts tell, oldest first. How long a value has been beyond a limit is not persisted and counts anew. Offer the newest
    /// reading of each vital sign afterwards, however old: then silence that began before is noticed.
    /// </summary>
    public static VitalAlarmBook Restore(VitalAlarmOptions options, PatientAge? age, IEnumerable<VitalAlarmEvent> facts)
    {
        var book = new VitalAlarmBook(options, age);
        foreach (var fact in facts) book.Apply(fact);
        return book;
    }

    /// <summary>Takes what the monitor says.</summary>
    /// <param name="reading">One that is not newer than what is known of its vital sign changes nothing: backlog never alarms.</param>
    /// <returns>What follows; or <see cref="RejectionCodes.ImplausibleValue"/> or <see cref="RejectionCodes.Validation"/> (a time ahead of the clock).</returns>
    public Decision<VitalAlarmEvent> Offer(VitalReading reading, DateTimeOffset now)
    {
        if (VitalCatalogue.Check(reading.Kind, reading.Value ?? VitalCatalogue.Of(reading.Kind).Low) is { } problem) return problem;
        if (reading.At > now + Tolerance) return TextRules.Invalid("the reading is ahead of the clock");
        var at = reading.At > now ? now : reading.At;
        var tracker = _trackers[(int)reading.Kind];
        if (!tracker.Take(reading.Value, at, LimitsOf(reading.Kind), Find(reading.Kind))) return Decision<VitalAlarmEvent>.Unchanged;

        var facts = new List<VitalAlarmEvent>();
        if (tracker.Definition.IsContinuous) HearAgain(tracker, reading.Value, at, now, facts);
        if (reading.Value is not null) Judge(tracker, at, now, facts, canEnd: true);
        Sweep(now, facts);
        return Decision<VitalAlarmEvent>.Accept(facts);
    }

    /// <summary>What follows from time alone: a value that has stayed where it was, a signal that is lost, an alarm that nobody acknowledges. Ask once a second.</summary>
    public IReadOnlyList<VitalAlarmEvent> Tick(DateTimeOffset now)
    {
        var facts = new List<VitalAlarmEvent>();
        foreach (var tracker in _trackers)
            if (tracker.Definition.IsContinuous && !tracker.IsLost(now, null)) Judge(tracker, now, now, facts, canEnd: false);
        Sweep(now, facts);
        return facts;
    }

    /// <summary>Somebody has seen an alarm, standing or over.</summary>
    /// <returns>Unchanged when it was seen before; <see cref="RejectionCodes.UnknownAlarm"/> when there is none of that id.</returns>
    public Decision<VitalAlarmEvent> Acknowledge(string id, FactAuthor by, DateTimeOffset now)
    {
        if (TextRules.Author(by) is { } nobody) return nobody;
        if (_standing.Concat(_unseen).FirstOrDefault(a => a.Id == id) is not { } alarm)
            return new Rejection(RejectionCodes.UnknownAlarm, $"no alarm {id} stands or waits to be seen");
        if (alarm.AcknowledgedAt is not null) return Decision<VitalAlarmEvent>.Unchanged;
        var fact = new VitalAlarmAcknowledged(now, now, by.Actor, by.Source, id);
        Apply(fact);
        return fact;
    }

    /// <summary>
    /// A sensor, or the whole monitor, was taken off on purpose (the patient was handed over): its alarms end, and its silence is no longer one.
    /// </summary>
    /// <param name="kind">Null for the whole monitor.</param>
    public IReadOnlyList<VitalAlarmEvent> Detach(FactAuthor by, DateTimeOffset now, VitalKind? kind = null)
    {
        var facts = new List<VitalAlarmEvent>();
        foreach (var alarm in _standing.Where(a => kind is null || a.Vital == kind).ToList())
            Say(new VitalAlarmEnded(now, now, by.Actor, by.Source, alarm.Id, VitalAlarmEnd.Detached), facts);
        for (var i = 0; i < _trackers.Length; i++)
            if (kind is null || (int)kind == i) _trackers[i] = new(VitalCatalogue.All[i], options);
        if (kind is null) (_monitor, _backAt) = (default, null);
        return facts;
    }

    /// <summary>Takes a persisted fact. One that does not fit is passed over: a replay never fails.</summary>
    public void Apply(VitalAlarmEvent fact)
    {
        if (fact is VitalAlarmRaised r)
        {
            _standing.Add(new(r.AlarmId, r.Vital, r.Condition, r.Level, r.At, r.Value, r.Limit, r.Band, r.IsAgeKnown));
            return;
        }
        var list = _standing.Exists(a => a.Id == fact.AlarmId) ? _standing : _unseen;
        var index = list.FindIndex(a => a.Id == fact.AlarmId);
        if (index < 0) return;
        list[index] = fact switch
        {
            VitalAlarmEscalated e => list[index] with { Escalation = e.Escalation, EscalatedAt = e.At },
            VitalAlarmAcknowledged a => list[index] with { AcknowledgedBy = a.Actor, AcknowledgedAt = a.At },
            VitalAlarmEnded e => list[index] with { EndedAt = e.At, EndReason = e.Reason },
            _ => list[index],
        };
        PutAway(list, index);
    }

    private void PutAway(List<VitalAlarm> list, int index)
    {
        var alarm = list[index];
        if (alarm.EndedAt is null) return;
        if (alarm.IsSettled) list.RemoveAt(index);
        else if (list == _standing)
        {
            _standing.RemoveAt(index);
            _unseen.Add(alarm);
            if (_unseen.Count > MostUnseen) _unseen.RemoveAt(0);
        }
    }

    /// <summary>The monitor speaks: it is not silent, and this signal is there if it has a value.</summary>
    private void HearAgain(VitalTracker tracker, double? value, DateTimeOffset at, DateTimeOffset now, List<VitalAlarmEvent> facts)
    {
        _monitor.Hear(at);
        if (_standing.Find(a => a.Condition is VitalAlarmCondition.MonitorSilent) is { } silent && now - at <= options.LostAfter)
        {
            _backAt = now;
            End(silent, VitalAlarmEnd.Recovered, null, at, now, facts);
        }
        var lost = _standing.Find(a => a.Condition is VitalAlarmCondition.SignalLost && a.Vital == tracker.Definition.Kind);
        if (lost is not null && value is not null && now - at <= options.LostAfter) End(lost, VitalAlarmEnd.Recovered, value, at, now, facts);
    }

    /// <summary>
    /// An alarm may be raised because the newest value stays the newest for long enough; it ends only when a further value says so.
    /// </summary>
    private void Judge(VitalTracker tracker, DateTimeOffset asOf, DateTimeOffset now, List<VitalAlarmEvent> facts, bool canEnd)
    {
        var kind = tracker.Definition.Kind;
        var grade = tracker.Grade(asOf);
        if (Find(kind) is { } standing)
        {
            var isGraver = grade is { } g && (g.Level > standing.Level || g.Side != standing.Condition);
            if (!isGraver && !(canEnd && tracker.HasRecovered(asOf))) return;
            End(standing, isGraver ? VitalAlarmEnd.Superseded : VitalAlarmEnd.Recovered, tracker.Value, asOf, now, facts);
            tracker.ForgetBack();
        }
        if (grade is not { } raised || LimitsOf(kind) is not { } limits) return;
        var limit = VitalTracker.LimitOf(limits, raised.Side, raised.Level);
        Raise(kind, raised.Side, raised.Level, tracker.Value, limit, asOf, now, facts);
    }

    /// <summary>Lost signals and escalation.</summary>
    private void Sweep(DateTimeOffset now, List<VitalAlarmEvent> facts)
    {
        var isSilent = _monitor.IsOverdue(now, options.LostAfter);
        if (isSilent && !_standing.Exists(a => a.Condition is VitalAlarmCondition.MonitorSilent))
            Raise(null, VitalAlarmCondition.MonitorSilent, VitalAlarmLevel.Warning, null, null, now, now, facts);
        foreach (var tracker in _trackers)
        {
            if (isSilent || !tracker.IsLost(now, _backAt)) continue;
            var kind = tracker.Definition.Kind;
            if (!_standing.Exists(a => a.Condition is VitalAlarmCondition.SignalLost && a.Vital == kind))
                Raise(kind, VitalAlarmCondition.SignalLost, VitalAlarmLevel.Warning, null, null, now, now, facts);
        }
        foreach (var alarm in _standing.ToList()) Escalate(alarm, now, facts);
    }

    /// <summary>Each level has its own moment, however seldom somebody asks.</summary>
    private void Escalate(VitalAlarm alarm, DateTimeOffset now, List<VitalAlarmEvent> facts)
    {
        if (alarm.AcknowledgedAt is not null) return;
        var after = alarm.Level is VitalAlarmLevel.Danger ? options.EscalateDangerAfter : options.EscalateWarningAfter;
        var due = (alarm.EscalatedAt ?? alarm.RaisedAt) + after;
        for (var level = alarm.Escalation + 1; level <= VitalAlarm.MostEscalation && due <= now; level++, due += after)
            Say(new VitalAlarmEscalated(due, now, FactAuthor.System.Actor, FactAuthor.System.Source, alarm.Id, level), facts);
    }

    private VitalLimits? LimitsOf(VitalKind kind) => options.Find(kind, AgeBands.Of(Age));

    /// <summary>The standing alarm about a vital sign's value.</summary>
    private VitalAlarm? Find(VitalKind kind) => _standing.Find(a => a.Vital == kind && !a.IsTechnical);

    private void Raise(
        VitalKind? kind, VitalAlarmCondition condition, VitalAlarmLevel level, double? value, double? limit, DateTimeOffset at, DateTimeOffset now,
        List<VitalAlarmEvent> facts)
    {
        var what = kind is { } k ? VitalCatalogue.Of(k).Name : "monitor";
        var word = condition switch
        {
            VitalAlarmCondition.Low => "low",
            VitalAlarmCondition.High => "high",
            VitalAlarmCondition.SignalLost => "lost",
            _ => "silent",
        };
        var id = FormattableString.Invariant($"{what}-{word}-{(level is VitalAlarmLevel.Danger ? "danger" : "warning")}-{at.UtcDateTime:yyyyMMddHHmmssfff}");
        Say(
            new VitalAlarmRaised(
                at, now, FactAuthor.System.Actor, FactAuthor.System.Source, id, kind, condition, level, value, limit, AgeBands.Of(Age), Age is not null),
            facts);
    }

    private void End(VitalAlarm alarm, VitalAlarmEnd reason, double? value, DateTimeOffset at, DateTimeOffset now, List<VitalAlarmEvent> facts) =>
        Say(new VitalAlarmEnded(at, now, FactAuthor.System.Actor, FactAuthor.System.Source, alarm.Id, reason, value), facts);

    private void Say(VitalAlarmEvent fact, List<VitalAlarmEvent> facts)
    {
        Apply(fact);
        facts.Add(fact);
    }
}
