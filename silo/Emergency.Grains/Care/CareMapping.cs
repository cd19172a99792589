using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Vitals;

namespace Emergency.Grains.Care;

/// <summary>A clinical record as the domain has it, turned into what crosses the wire, and back.</summary>
internal static class CareMapping
{
    public static PatientFactsView ToView(this PatientDescription d) => new(
        d.Name, d.AgeYears, d.AgeMonths, d.Sex, d.WeightKg, d.WeightEstimated, d.Pregnancy, Array(d.Allergies), Array(d.Conditions), d.OnsetAt,
        d.Gcs, d.OnOxygen, d.Consciousness);

    public static PatientDescription ToDomain(this PatientFactsView v) => new(
        v.Name, v.AgeYears, v.AgeMonths, v.Sex, v.WeightKg, v.WeightEstimated, v.Pregnancy, v.Allergies, v.Conditions, v.OnsetAt, v.Gcs, v.OnOxygen,
        v.Consciousness);

    public static OrderContent ToDomain(this OrderBody b) =>
        new(b.Kind, b.DrugCode, b.Dose, b.DoseUnit, b.Route, b.Rate, b.RateUnit, b.Procedure, b.HospitalId, b.Text);

    public static MarkedStretch? ToDomain(this EcgMark? m) => m is null ? null : new(m.EcgId, m.FromMs, m.ToMs, [.. m.Leads]);

    public static ParticipantView ToView(this Participant p) => new(p.User, p.Affiliation, p.State, p.Since, p.InvitedBy);

    public static GuidanceView ToView(this GuidanceGiven g) => new(
        g.Id, g.PatientId, g.Author, g.FromCrew, g.At, g.Text, [.. g.Checklist.Select(l => new ChecklistItem(l.Text, l.TickedAt, l.TickedBy))],
        g.Mark is { } m ? new EcgMark(m.EcgId, m.FromMs, m.ToMs, [.. m.Leads]) : null, g.DeliveredAt, g.ReadAt);

    public static OrderView ToView(this CareOrder o, OrderTimes times) => new(
        o.Id, o.PatientId, o.AssignmentId, ToView(o.Content), o.State,
        [.. o.Steps.Select(s => new OrderStep(s.State, s.At, s.RecordedAt, s.Actor, s.Text))], [.. o.Findings.Select(ToView)], o.OverrideReason,
        o.DueAt(times), o.OpenEscalation?.At, o.OpenEscalation?.SeenBy);

    public static SafetyFindingView ToView(this KeptFinding f) =>
        new(f.Severity, f.RuleId, f.Code, f.Values.ToImmutableDictionary(), f.Detail);

    public static EcgView ToView(this Recording r) => new(
        r.Id, r.Kind, r.PatientId, r.AcquiredAt, r.ReceivedAt, r.MediaType, r.Length, r.MonitorStatement,
        r.Reading is { } read ? new EcgReading(read.Statement, read.Text, read.By, read.At) : null);

    public static ChannelView ToView(this GreenChannel c, DateTimeOffset now) => new(
        c.Id, c.Kind, c.PatientId, c.OpenedAt, c.OpenedBy,
        [.. c.Course().Select(m => new ChannelStep(m.Event, m.At, m.RecordedAt, m.Actor, m.HospitalId, m.Reason))],
        [.. ChannelClocks.Read(c, now, isOver: false).Select(r => new ClockView(r.Name, r.From, r.To, r.Target.TotalSeconds, r.State))],
        c.HospitalId, c.CurrentNotice?.SentAt, c.CurrentNotice?.AcknowledgedAt, c.CurrentNotice?.AcknowledgedBy, c.ClosedAt, c.CloseReason);

    /// <summary>Alarms that stand, and those that are over and that nobody has seen.</summary>
    public static IEnumerable<VitalAlarmView> ToViews(PatientId patient, VitalAlarmBook book) =>
        book.Standing.Concat(book.Unseen).Select(a => ToView(patient, a));

    public static VitalAlarmView ToView(PatientId patient, VitalAlarm a) => new(
        AlarmIdOf(patient, a.Id), patient, a.Vital is { } kind ? VitalWords.Of(kind) : "monitor",
        a.IsTechnical ? "technical" : LevelOf(a.Level),
        a.Condition switch { VitalAlarmCondition.Low => "low", VitalAlarmCondition.High => "high", _ => null },
        a.Value, a.Limit, a.RaisedAt, a.Escalation, a.AcknowledgedAt, a.AcknowledgedBy, a.EndedAt);

    public static string LevelOf(VitalAlarmLevel level) => level is VitalAlarmLevel.Danger ? "danger" : "warning";

    /// <summary>Unique in the case, not only at the patient.</summary>
    public static string AlarmIdOf(PatientId patient, string alarm) => $"{patient}.{alarm}";

    /// <summary>What the record must know of a case.</summary>
    public static CaseCourse ToCourse(this CaseView view) => new(
        view.EndedAt is not null,
        [.. view.Assignments.Select(a => new AssignmentCourse(
            a.AssignmentId, a.Active, IsOver(a), TimeOf(a, Milestone.AtPatient), TimeOf(a, Milestone.AtHospital), a.HospitalId))]);

    /// <summary>Whether the patient is no longer with the vehicle: handed over, or the assignment ended.</summary>
    public static bool HasLetGo(AssignmentView a) => IsOver(a) || a.Milestone is >= Milestone.HandedOver;

    private static OrderBody ToView(OrderContent o) =>
        new(o.Kind, o.DrugCode, o.Dose, o.DoseUnit, o.Route, o.Rate, o.RateUnit, o.Procedure, o.HospitalId, o.Text);

    private static bool IsOver(AssignmentView a) => a is { Active: false, Pending: false } && a.Milestone is not Milestone.Reserved;

    private static DateTimeOffset? TimeOf(AssignmentView a, Milestone milestone) => a.Milestones.FirstOrDefault(m => m.Milestone == milestone)?.OccurredAt;

    private static ImmutableArray<string>? Array(IReadOnlyList<string>? words) => words is null ? null : [.. words];
}
