using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Tablet;

/// <summary>What a crew set on the tablet, and where it is. It is on disk before the crew is told that it was taken.</summary>
/// <param name="Milestone">For a milestone; null for an act.</param>
/// <param name="Act">For an act; null for a milestone.</param>
/// <param name="Sequence">Its sequence in the outbox; null before it is there.</param>
/// <param name="DeviceId">The device to which the sequence belongs.</param>
internal sealed record TabletReport(
    string ReportId,
    CaseId CaseId,
    AssignmentId AssignmentId,
    DateTimeOffset OccurredAt,
    ReportedMilestone? Milestone,
    CrewAct? Act,
    ReportState State,
    long? Sequence = null,
    Refusal? Refusal = null,
    string? DeviceId = null)
{
    /// <summary>Whether it stands as far as this vehicle knows.</summary>
    public bool Stands => State is not ReportState.Refused;

    public ReportLane Lane => Milestone is null ? ReportLane.Acts : ReportLane.Milestones;

    public TabletReportView View => new(ReportId, Kind, About, OccurredAt, State, AssignmentId, Refusal);

    private string Kind => Act switch
    {
        null => "milestone",
        OrderProgress => "order-progress",
        GuidanceSeen => "guidance-seen",
        ChecklistTicked => "checklist-ticked",
        CrewSaid => "crew-said",
        PatientDescribed => "patient-described",
        ChannelOpened => "channel-opened",
        ChannelHappened => "channel-happened",
        DrugGiven => "drug-given",
        AlarmSeen => "alarm-seen",
        _ => "waveform-thinned",
    };

    private string About => Act switch
    {
        null => Milestone!.Milestone.ToString(),
        OrderProgress act => act.OrderId,
        GuidanceSeen act => act.GuidanceId,
        ChecklistTicked act => act.GuidanceId,
        CrewSaid act => act.GuidanceId,
        ChannelOpened act => act.ChannelId,
        ChannelHappened act => act.ChannelId,
        DrugGiven act => act.OrderId,
        AlarmSeen act => act.AlarmId,
        _ => "",
    };
}

/// <summary>The milestone of a report.</summary>
internal sealed record ReportedMilestone(Milestone Milestone, FactSource Source, string? Reason, HospitalId? HospitalId);
