using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Silo;
using Emergency.Web.Access;
using Emergency.Web.Live;
using Emergency.Web.Operations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Web.Hubs;

/// <summary>
/// The vehicles' way in. Which vehicle speaks is settled by its device key when it connects, so nothing that it sends can touch
/// another's data. Answers mean durable. Calls of one connection run side by side, a few at a time, so that a batch that waits for the
/// disk holds up nothing more urgent.
/// </summary>
[Authorize(Permission.Vehicle)]
internal sealed partial class AgentHub(
    IGrainFactory grains,
    AgentSessions sessions,
    AttachmentKeeper attachments,
    CallSignals signals,
    IceServers ice,
    TimeProvider clock,
    WebMeters meters,
    IHubContext<AgentHub, IAgentClient> hub) : Hub<IAgentClient>, IAgentHub
{
    public const string Path = "/hubs/agent";

    /// <summary>Most milestones in one message.</summary>
    public const int MaxMilestones = 50;

    private const int MaxVersionLength = 64;

    private AmbulanceId Ambulance => Context.User!.Ambulance();

    public async Task<AgentWelcome> Hello(AgentHello hello)
    {
        if (hello is null || !WordId.IsValid(hello.DeviceId))
            throw Bad("the device id must be a word");
        if (hello.AgentVersion is null or { Length: > MaxVersionLength })
            throw Bad($"the agent version must have at most {MaxVersionLength} characters");

        var welcome = Value(await grains.Ambulance(Ambulance).AgentConnected(Context.ConnectionId, hello));
        sessions.Start(Ambulance, Context.ConnectionId, hello, welcome.Orders, hub.Clients.Client(Context.ConnectionId), Context);
        return welcome;
    }

    public async Task<FixAck> Fixes(FixBatch batch)
    {
        Device();
        if (batch is null || batch.Fixes.IsDefault || batch.Fixes.Any(fix => fix is null))
            throw Bad("the batch has no list of fixes");
        CheckDevice(batch.DeviceId);
        if (batch.Fixes.Length > FixBatch.MaxFixes)
            throw Bad($"a batch may have at most {FixBatch.MaxFixes} fixes");
        return batch.Fixes.IsEmpty ? new FixAck([], []) : Value(await grains.Ambulance(Ambulance).AcceptFixes(batch));
    }

    public async Task<ImmutableArray<MilestoneAck>> Milestones(ImmutableArray<AgentMilestone> milestones)
    {
        var device = Device();
        if (milestones.IsDefault || milestones.Any(milestone => milestone is null))
            throw Bad("there is no list of milestones");
        if (milestones.Length > MaxMilestones)
            throw Bad($"a message may have at most {MaxMilestones} milestones");
        if (milestones.Any(milestone => milestone.Source is not (FactSource.Vehicle or FactSource.Geofence)))
            throw Bad("a vehicle's milestone comes from the vehicle or a geofence");
        return milestones.IsEmpty ? [] : await grains.Ambulance(Ambulance).AcceptMilestones(device, milestones);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (sessions.End(Context.ConnectionId))
            await grains.Ambulance(Ambulance).AgentDisconnected(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }

    private AgentFeed Feed() => sessions.Find(Context.ConnectionId) ?? throw HubProblem.Of("hello-first", "a connection says hello first");

    private string Device() => Feed().Hello.DeviceId;

    private void CheckDevice(string deviceId)
    {
        if (deviceId != Device())
            throw HubProblem.Of("device-mismatch", "the batch is not of the device that said hello");
    }

    private static T Value<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Succeeded ? outcome.Value : throw HubProblem.Of(outcome.Refusal.Code, outcome.Refusal.Detail);

    private static HubException Bad(string detail) => HubProblem.Of(Http.Codes.Validation, detail);
}
