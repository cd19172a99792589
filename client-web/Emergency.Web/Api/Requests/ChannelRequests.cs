using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Opens a green channel.</summary>
internal sealed record OpenChannelRequest(ChannelKind? Kind, PatientId? PatientId = null, HospitalId? HospitalId = null) : IRequestBody
{
    public void Check(Checks checks) => checks.Require(Kind, "kind");

    public OpenChannel ToCommand(ActorRef by, string id) => new(by, id, Kind!.Value, PatientId, HospitalId);
}

/// <summary>Says that something happened on a channel.</summary>
internal sealed record ChannelEventRequest(
    ChannelEvent? Event, DateTimeOffset? OccurredAt, HospitalId? HospitalId = null, string? Reason = null) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(Event, "event").Require(OccurredAt, "occurredAt").Text(Reason, TextLimits.Reason, "reason");
        if (Event == ChannelEvent.BypassDecided)
            checks.RequireText(Reason, TextLimits.Reason, "reason");
        else if (HospitalId is not null)
            checks.Fail("hospitalId", "goes with bypass-decided only");
    }

    public RecordChannelEvent ToCommand(ActorRef by, string channel) =>
        new(by, channel, Event!.Value, OccurredAt!.Value, HospitalId, Reason?.Trim());
}
