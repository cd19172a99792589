using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Green channels: opening them, what happens on them, closing them.</summary>
internal static class ChannelEndpoints
{
    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        var channels = api.MapGroup("/cases/{id}/channels").WithTags("channels").RequireAuthorization(Permission.Channel);
        channels.MapPost("", Open).Idempotent()
            .Describe("openChannel", "Opens a green channel; one of the same kind that is open already is answered instead.", 400, 404, 409, 413, 415, 422)
            .Answers<ChannelView>(201);
        channels.MapPost("{channelId}/events", Record).Idempotent()
            .Describe("recordChannelEvent", "Records that something happened on a channel; clocks begin and end at it.", 400, 404, 409, 413, 415, 422)
            .Answers<ChannelView>();
        channels.MapPost("{channelId}/close", Close).Idempotent()
            .Describe("closeChannel", "Closes a channel that is served or was opened in error.", 400, 404, 409, 413, 415, 422)
            .Answers<ChannelView>();
    }

    private static Task<IResult> Open(
        string id, Body<OpenChannelRequest> body, CommandKey key, ClaimsPrincipal user, IGrainFactory grains, IIdSource ids)
    {
        if (IsBoundTo(user, out var own) && body.Value.HospitalId != own)
            return Task.FromResult<IResult>(NotOwn());
        return CareEndpoints.OfCase(id, grains, async care => Answer.Created(
            await care.OpenChannel(body.Value.ToCommand(user.ToActor(), key.Id("ch", ids))), $"/api/cases/{id}/care"));
    }

    private static Task<IResult> Record(string id, string channelId, Body<ChannelEventRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        OfChannel(id, channelId, user, grains, care => care.RecordChannelEvent(body.Value.ToCommand(user.ToActor(), channelId)));

    private static Task<IResult> Close(string id, string channelId, Body<ReasonRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        OfChannel(id, channelId, user, grains, care => care.CloseChannel(new CloseChannel(user.ToActor(), channelId, body.Value.Reason!.Trim())));

    private static Task<IResult> OfChannel(
        string id, string channelId, ClaimsPrincipal user, IGrainFactory grains, Func<ICareGrain, Task<Outcome<ChannelView>>> command) =>
        CareEndpoints.OfPart(id, channelId, Codes.UnknownChannel, "channel", grains, async care =>
        {
            if (IsBoundTo(user, out var own) && await LeadsElsewhere(care, channelId, own))
                return NotOwn();
            return Answer.Of(await command(care));
        });

    /// <summary>Whether the user is a hospital desk and nothing more: it speaks for its own hospital only.</summary>
    private static bool IsBoundTo(ClaimsPrincipal user, out HospitalId? hospital)
    {
        hospital = user.Hospital();
        return user.RoleNames().All(role => role == Roles.Hospital);
    }

    private static async Task<bool> LeadsElsewhere(ICareGrain care, string channelId, HospitalId? own) =>
        (await care.Get())?.Channels.FirstOrDefault(channel => channel.ChannelId == channelId) is { } known && known.HospitalId != own;

    private static Problem NotOwn() => new(Codes.OtherHospital, "A hospital desk speaks for channels that lead to it.");
}
