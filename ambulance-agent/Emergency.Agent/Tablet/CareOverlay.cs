using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Agent.Tablet;

/// <summary>
/// Lays what this crew said over the care that the server told last, so that a tablet in a dead zone shows what was done. What the
/// server knows already changes nothing; a refused report is left out.
/// </summary>
internal static class CareOverlay
{
    private const string Crew = "crew";

    /// <summary>A case of which the server has told nothing yet.</summary>
    public static CrewCare Empty(AmbulanceId ambulanceId, CaseId caseId, AssignmentId assignmentId) =>
        new(ambulanceId, caseId, assignmentId, 0, null, [], [], [], [], [], [], []);

    /// <summary>The care with everything laid over it.</summary>
    /// <param name="reports">All reports of the vehicle, in order.</param>
    /// <param name="ecgs">Recordings made on this vehicle.</param>
    public static CrewCare Apply(CrewCare care, IEnumerable<TabletReport> reports, IReadOnlyList<TabletEcg> ecgs, DateTimeOffset now)
    {
        var mine = reports.Where(report => report.Stands && report.CaseId == care.CaseId).ToList();
        var contact = FirstContact(mine, care.AssignmentId);
        foreach (var report in mine.Where(report => report.Act is not null))
            care = Apply(care, report, contact);
        return care with { Channels = [.. care.Channels.Select(channel => ChannelSteps.Complete(channel, ecgs, now))] };
    }

    private static DateTimeOffset? FirstContact(List<TabletReport> mine, AssignmentId assignment) => mine
        .Find(report => report.AssignmentId == assignment && report.Milestone?.Milestone is Milestone.AtPatient)?.OccurredAt;

    private static CrewCare Apply(CrewCare care, TabletReport report, DateTimeOffset? contact) => report.Act switch
    {
        OrderProgress act => care with { Orders = Change(care.Orders, order => order.OrderId == act.OrderId, order => Advance(order, act, report)) },
        GuidanceSeen act => care with { Guidance = Change(care.Guidance, item => item.GuidanceId == act.GuidanceId, item => See(item, act, report)) },
        ChecklistTicked act => care with { Guidance = Change(care.Guidance, item => item.GuidanceId == act.GuidanceId, item => Tick(item, act, report)) },
        CrewSaid act when care.Guidance.All(item => item.GuidanceId != act.GuidanceId) => care with
        {
            Guidance = care.Guidance.Add(new GuidanceView(
                act.GuidanceId, care.PatientId, Crew, true, report.OccurredAt, act.Text, [], null, null, null)),
        },
        PatientDescribed act => Describe(care, act),
        ChannelOpened act when care.Channels.All(channel => channel.ChannelId != act.ChannelId) => care with
        {
            Channels = care.Channels.Add(ChannelSteps.Open(act, PatientOf(care), report.OccurredAt, contact, Crew)),
        },
        ChannelHappened act => care with
        {
            Channels = Change(care.Channels, channel => channel.ChannelId == act.ChannelId, channel =>
                ChannelSteps.Add(channel, new ChannelStep(act.Event, report.OccurredAt, report.OccurredAt, Crew, null, act.Reason))),
        },
        DrugGiven act when care.Orders.All(order => order.OrderId != act.OrderId) => care with { Orders = care.Orders.Add(Given(care, act, report)) },
        AlarmSeen act => care with
        {
            Alarms = Change(care.Alarms, alarm => alarm.AlarmId == act.AlarmId && alarm.AcknowledgedAt is null, alarm =>
                alarm with { AcknowledgedAt = report.OccurredAt, AcknowledgedBy = Crew }),
        },
        _ => care,
    };

    private static OrderView Advance(OrderView order, OrderProgress act, TabletReport report) => order.State >= act.State
        ? order
        : order with
        {
            State = act.State,
            Steps = order.Steps.Add(new OrderStep(act.State, report.OccurredAt, report.OccurredAt, Crew, act.Text)),
            DueAt = null,
        };

    private static GuidanceView See(GuidanceView item, GuidanceSeen act, TabletReport report) => item with
    {
        DeliveredAt = item.DeliveredAt ?? report.OccurredAt,
        ReadAt = act.Read ? item.ReadAt ?? report.OccurredAt : item.ReadAt,
    };

    private static GuidanceView Tick(GuidanceView item, ChecklistTicked act, TabletReport report) =>
        act.Item >= item.Checklist.Length || item.Checklist[act.Item].TickedAt is not null
            ? item
            : item with
            {
                Checklist = item.Checklist.SetItem(act.Item, item.Checklist[act.Item] with { TickedAt = report.OccurredAt, TickedBy = Crew }),
            };

    private static OrderView Given(CrewCare care, DrugGiven act, TabletReport report) => new(
        act.OrderId, act.PatientId ?? PatientOf(care), report.AssignmentId, act.Body, OrderState.Done,
        [new OrderStep(OrderState.Done, report.OccurredAt, report.OccurredAt, Crew)], [], null, null, null, null);

    private static CrewCare Describe(CrewCare care, PatientDescribed act)
    {
        var id = act.PatientId ?? PatientOf(care);
        return care.Patients.Any(patient => patient.PatientId == id)
            ? care with { Patients = Change(care.Patients, patient => patient.PatientId == id, patient => patient with { Facts = Merge(patient.Facts, act.Facts) }) }
            : care with { PatientId = care.PatientId ?? id, Patients = care.Patients.Add(new CarePatient(id, care.AssignmentId, act.Facts, [])) };
    }

    /// <summary>A partial description: what is null in it stays as it was.</summary>
    private static PatientFactsView Merge(PatientFactsView known, PatientFactsView said) => new(
        said.Name ?? known.Name,
        said.AgeMonths is null ? said.AgeYears ?? known.AgeYears : null,
        said.AgeYears is null ? said.AgeMonths ?? known.AgeMonths : null,
        said.Sex ?? known.Sex,
        said.WeightKg ?? known.WeightKg,
        said.WeightKg is null ? known.WeightEstimated : said.WeightEstimated,
        said.Pregnancy is Pregnancy.Unknown ? known.Pregnancy : said.Pregnancy,
        said.Allergies ?? known.Allergies,
        said.Conditions ?? known.Conditions,
        said.OnsetAt ?? known.OnsetAt,
        said.Gcs ?? known.Gcs,
        said.OnOxygen ?? known.OnOxygen,
        said.Consciousness ?? known.Consciousness);

    /// <summary>The patient of this assignment; the first there can be, while nothing is settled.</summary>
    private static PatientId PatientOf(CrewCare care) => care.PatientId ?? new PatientId("1");

    private static ImmutableArray<T> Change<T>(ImmutableArray<T> items, Func<T, bool> which, Func<T, T> how) =>
        [.. items.Select(item => which(item) ? how(item) : item)];
}
