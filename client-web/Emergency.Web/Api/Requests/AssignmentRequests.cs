using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Sends a unit to a case, or keeps it for later.</summary>
internal sealed record AssignRequest(
    AmbulanceId? AmbulanceId,
    string? OverrideReason = null,
    bool? Queue = null,
    DateTimeOffset? NotBefore = null,
    string? DivertReason = null,
    string? RecommendationId = null) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(AmbulanceId, "ambulanceId")
            .Text(RecommendationId, TextLimits.Key, "recommendationId")
            .Text(OverrideReason, TextLimits.Reason, "overrideReason")
            .Text(DivertReason, TextLimits.Reason, "divertReason");
        if (DivertReason is not null && (Queue == true || NotBefore is not null))
            checks.Fail("divertReason", "cannot go with queue or notBefore");
    }

    public AssignUnit ToCommand(ActorRef by, AssignmentId id) =>
        new(by, id, AmbulanceId!.Value, OverrideReason?.Trim(), Queue == true || NotBefore is not null, NotBefore, DivertReason?.Trim(),
            RecommendationId);
}

/// <summary>Says that an assignment reached a milestone or an exit.</summary>
internal sealed record MilestoneRequest(
    Milestone? Milestone,
    DateTimeOffset? OccurredAt,
    string? Reason = null,
    HospitalId? HospitalId = null,
    bool? Correct = null) : IRequestBody
{
    public void Check(Checks checks) => checks
        .Require(Milestone, "milestone")
        .Require(OccurredAt, "occurredAt")
        .Text(Reason, TextLimits.Reason, "reason");

    public ReportMilestone ToCommand(ActorRef by, AssignmentId id, string? dedupeKey) =>
        new(by, id, Milestone!.Value, OccurredAt!.Value, Reason?.Trim(), dedupeKey, HospitalId, Correct ?? false);
}

/// <summary>Decides where a patient is taken.</summary>
internal sealed record DestinationRequest(HospitalId? HospitalId) : IRequestBody
{
    public void Check(Checks checks) => checks.Require(HospitalId, "hospitalId");

    public SetDestination ToCommand(ActorRef by, AssignmentId id) => new(by, id, HospitalId!.Value);
}

/// <summary>Puts a unit on or off duty.</summary>
internal sealed record DutyRequest(UnitDuty? Duty, string? Reason = null) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(Duty, "duty").Text(Reason, TextLimits.Reason, "reason");
        if (Duty == UnitDuty.OnMission)
            checks.Fail("duty", "cannot be OnMission, which only an assignment brings");
    }

    public SetDuty ToCommand(ActorRef by) => new(by, Duty!.Value, Reason?.Trim());
}
