using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Care;

/// <summary>
/// The clinical side of one case: patients, what was said, ordered, done, measured and alarmed, and the green channels. Immutable:
/// <see cref="Decide"/> says what a command would mean, <see cref="Apply(CareEvent)"/> gives the record after an event.
/// <para>Where an assignment goes is the case's to say. What care decides about that is written down first (<see cref="PendingDirections"/>),
/// then told to the case, then noted as settled; doing a step twice is harmless, so a crash at any line is made good by doing it again.</para>
/// </summary>
public sealed record CareRecord
{
    /// <summary>A record without any fact.</summary>
    public static CareRecord None { get; } = new();

    /// <summary>How many events it was folded from: the expected version of the next append.</summary>
    public long Version { get; init; }

    public ImmutableList<PatientInCare> Patients { get; init; } = [];

    public ImmutableList<Participant> Participants { get; init; } = [];

    public ImmutableList<GuidanceGiven> Guidance { get; init; } = [];

    /// <summary>Everything ordered or given, oldest first.</summary>
    public ImmutableList<CareOrder> Orders { get; init; } = [];

    public ImmutableList<Recording> Recordings { get; init; } = [];

    public ImmutableList<GreenChannel> Channels { get; init; } = [];

    /// <summary>Where assignments were last directed from here, with whether the case knows.</summary>
    public ImmutableDictionary<AssignmentId, (Direction Direction, bool IsSettled)> Directions { get; init; } =
        ImmutableDictionary<AssignmentId, (Direction, bool)>.Empty;

    /// <summary>Keys of reports that were taken: one that comes again changes nothing.</summary>
    public ImmutableHashSet<string> Reports { get; init; } = [];

    /// <summary>What the case must be told, still.</summary>
    [JsonIgnore]
    public IEnumerable<Direction> PendingDirections => Directions.Values.Where(d => !d.IsSettled).Select(d => d.Direction);

    /// <summary>Open channels whose hospital was not told yet, with the assignment that brings the patient.</summary>
    [JsonIgnore]
    public IEnumerable<(GreenChannel Channel, AssignmentId Assignment, HospitalId Hospital)> PendingNotices =>
        from channel in Channels
        where channel.IsOpen && channel.CurrentNotice is null && channel.TimeOf(ChannelEvent.Door) is null
        let assignment = FindPatient(channel.PatientId)?.AssignmentId
        where channel.HospitalId is not null && assignment is not null
        select (channel, assignment.GetValueOrDefault(), channel.HospitalId.GetValueOrDefault());

    /// <summary>The number that the next patient gets.</summary>
    [JsonIgnore]
    public PatientId NextPatient => new((Patients.Count + 1).ToString(CultureInfo.InvariantCulture));

    public PatientInCare? FindPatient(PatientId id) => Patients.Find(p => p.Id == id);

    /// <summary>The patient that an assignment's vehicle has; null while that is not settled.</summary>
    public PatientInCare? PatientOf(AssignmentId assignment) => Patients.Find(p => p.AssignmentId == assignment);

    public CareOrder? FindOrder(string id) => Orders.Find(o => o.Id == id);

    public GuidanceGiven? FindGuidance(string id) => Guidance.Find(g => g.Id == id);

    public Recording? FindRecording(string id) => Recordings.Find(r => r.Id == id);

    public GreenChannel? FindChannel(string id) => Channels.Find(c => c.Id == id);

    /// <summary>The open channel of a kind that a patient has; null when there is none.</summary>
    public GreenChannel? FindOpen(ChannelKind kind, PatientId patient) => Channels.Find(c => c.IsOpen && c.Kind == kind && c.PatientId == patient);

    /// <summary>What this command means now: events, nothing, or one rejection. Changes nothing.</summary>
    public Decision<CareEvent> Decide(CareCommand command, DateTimeOffset now)
    {
        if ((TextRules.Author(command.By) ?? TextRules.Optional(command.Key, TextLimits.Key, "the key")) is { } problem) return problem;
        if (command.Key is not { } key) return DecideOnce(command, now);
        if (Reports.Contains(key)) return Decision<CareEvent>.Unchanged;
        if (Reports.Count >= CareLimits.Reports) return CareText.Limit($"a case takes at most {CareLimits.Reports} reports");
        var decision = DecideOnce(command, now);
        return decision.Events.Count == 0
            ? decision
            : Decision<CareEvent>.Accept([decision.Events[0] with { Key = key }, .. decision.Events.Skip(1)]);
    }

    /// <summary>The record after this event.</summary>
    public CareRecord Apply(CareEvent happened)
    {
        var next = CareFold.Apply(this, happened) with { Version = Version + 1 };
        return happened.Key is { } key ? next with { Reports = Reports.Add(key) } : next;
    }

    /// <summary>The record after these events, oldest first.</summary>
    public CareRecord Apply(IEnumerable<CareEvent> happened) => happened.Aggregate(this, (state, e) => state.Apply(e));

    /// <summary>The record as its whole stream tells it.</summary>
    public static CareRecord Replay(IEnumerable<CareEvent> stream) => None.Apply(stream);

    /// <summary>When time alone changes something next; null when nothing is awaited.</summary>
    public DateTimeOffset? NextDue(OrderTimes times, DateTimeOffset now, bool caseIsOver) => DueRules.Next(this, times, now, caseIsOver);

    private Decision<CareEvent> DecideOnce(CareCommand command, DateTimeOffset now) => command switch
    {
        BindPatient c => PatientRules.Bind(this, c, now),
        StateFacts c => PatientRules.State(this, c, now),
        ChangeParticipant c => PatientRules.Participate(this, c, now),
        SayGuidance c => GuidanceRules.Say(this, c, now),
        SeeGuidance c => GuidanceRules.See(this, c, now),
        TickLine c => GuidanceRules.Tick(this, c, now),
        PlaceOrder c => OrderRules.Place(this, c, now),
        StepOrder c => OrderSteps.Step(this, c, now),
        WithdrawOrder c => OrderSteps.Withdraw(this, c, now),
        SeeEscalation c => OrderSteps.SeeEscalation(this, c, now),
        NoteDrug c => OrderRules.NoteDrug(this, c, now),
        NoteRecording c => RecordingRules.Note(this, c, now),
        InterpretEcg c => RecordingRules.Interpret(this, c, now),
        NoteLostWaveform c => RecordingRules.Lost(c, now),
        BeginChannel c => ChannelRules.Begin(this, c, now),
        StepChannel c => ChannelRules.Step(this, c, now),
        CloseGreenChannel c => ChannelRules.Close(this, c, now),
        SendNotice c => ChannelRules.Notice(this, c, now),
        SeeNotice c => ChannelRules.NoticeSeen(this, c, now),
        SettleDirection c => CourseRules.Settle(this, c, now),
        FollowCase c => CourseRules.Follow(this, c.Course, now),
        PassTime c => DueRules.Pass(this, c, now),
        NoteAlarms c => RecordingRules.Alarms(this, c),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
    };
}
