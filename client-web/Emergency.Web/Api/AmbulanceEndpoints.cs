using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;
using Emergency.Web.Hubs;
using Emergency.Web.Live;

namespace Emergency.Web.Api;

/// <summary>Ambulances: where they are, their duty, their track, their device keys.</summary>
internal static class AmbulanceEndpoints
{
    public static void MapAmbulances(this IEndpointRouteBuilder api)
    {
        var ambulances = api.MapGroup("/ambulances").WithTags("ambulances");
        ambulances.MapGet("", (CountyProjection projection) => TypedResults.Ok(projection.Read().Units))
            .RequireAuthorization(Permission.Read)
            .Describe("listAmbulances", "Every unit with its newest fix and that fix's age.")
            .Answers<UnitView[]>();
        ambulances.MapGet("{id}", Show).RequireAuthorization(Permission.Read)
            .Describe("showAmbulance", "A unit as it stands.", 404)
            .Answers<UnitView>();
        ambulances.MapPut("{id}/duty", SetDuty).RequireAuthorization(Permission.Dispatch)
            .Describe("setDuty", "Puts a unit on or off duty.", 400, 404, 409, 413, 415, 422)
            .Answers<UnitView>();
        ambulances.MapGet("{id}/track", Track).RequireAuthorization(Permission.Read)
            .Describe("showTrack", "Where a unit was between from and to, oldest first, at most 10,000 fixes.", 400, 404, 422)
            .ReadsSpan("an hour")
            .Answers<UnitPosition[]>();
        ambulances.MapPost("{id}/device-key", RenewKey).RequireAuthorization(Permission.Administer).Idempotent()
            .Describe("renewDeviceKey", "Gives a vehicle a new device key and shows it this once; the old one ends.", 404)
            .Answers<DeviceKeyAnswer>();
    }

    private static async Task<IResult> Show(string id, CountyProjection projection, IGrainFactory grains)
    {
        if (!PathId.Is(id, out AmbulanceId ambulance))
            return Problem.NotFound(Codes.UnknownUnit, "ambulance");
        return Answer.Found(projection.FindUnit(ambulance) ?? await grains.Ambulance(ambulance).Get(), Codes.UnknownUnit, "ambulance");
    }

    private static async Task<IResult> SetDuty(string id, Body<DutyRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        PathId.Is(id, out AmbulanceId ambulance)
            ? Answer.Of(await grains.Ambulance(ambulance).SetDuty(body.Value.ToCommand(user.ToActor())))
            : Problem.NotFound(Codes.UnknownUnit, "ambulance");

    private static async Task<IResult> Track(string id, Query query, IGrainFactory grains, TimeProvider clock)
    {
        var span = Span.Of(query, clock, TimeSpan.FromHours(1));
        if (span.Problem is not null)
            return span.Problem;
        if (!PathId.Is(id, out AmbulanceId ambulance) || await grains.Ambulance(ambulance).Get() is null)
            return Problem.NotFound(Codes.UnknownUnit, "ambulance");
        return TypedResults.Ok(await grains.Ambulance(ambulance).GetTrack(span.From, span.To, RequestLimits.TrackFixes));
    }

    private static async Task<IResult> RenewKey(
        string id, ClaimsPrincipal user, IGrainFactory grains, DeviceKeys keys, AgentSessions sessions)
    {
        if (!PathId.Is(id, out AmbulanceId ambulance) || await grains.Ambulance(ambulance).Get() is null)
            return Problem.NotFound(Codes.UnknownUnit, "ambulance");
        var key = await keys.Renew(ambulance, user.ToActor());
        sessions.CutOff(ambulance);
        return TypedResults.Ok(new DeviceKeyAnswer(ambulance, key));
    }
}

/// <summary>The span that a query asks for.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset To, Problem? Problem)
{
    /// <param name="query">Holds <c>from</c> and <c>to</c>, both optional.</param>
    /// <param name="clock">Says the end when <c>to</c> is missing.</param>
    /// <param name="usual">The length when <c>from</c> is missing.</param>
    public static Span Of(Query query, TimeProvider clock, TimeSpan usual)
    {
        var to = query.Instant("to") ?? clock.GetUtcNow();
        var from = query.Instant("from") ?? Before(to, usual);
        if (from > to)
            query.Checks.Fail("from", "must not be after to");
        if (query.Checks.Failed)
            return new Span(from, to, query.Checks.ToProblem());
        return to - from > RequestLimits.Span
            ? new Span(from, to, new Problem(Codes.SpanTooLong, $"The span may have at most {RequestLimits.Span.TotalDays:0} days."))
            : new Span(from, to, null);
    }

    private static DateTimeOffset Before(DateTimeOffset instant, TimeSpan span) =>
        instant - DateTimeOffset.MinValue > span ? instant - span : DateTimeOffset.MinValue;
}
