using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;
using Emergency.Web.Live;

namespace Emergency.Web.Api;

/// <summary>Hospitals and their desks.</summary>
internal static class HospitalEndpoints
{
    public static void MapHospitals(this IEndpointRouteBuilder api)
    {
        var hospitals = api.MapGroup("/hospitals").WithTags("hospitals");
        hospitals.MapGet("", (CountyProjection projection) => TypedResults.Ok(Arrivals.Of(projection.Read())))
            .RequireAuthorization(Permission.Read)
            .Describe("listHospitals", "Every hospital with its capacity, diversion and the patients on their way.")
            .Answers<HospitalView[]>();
        hospitals.MapGet("{id}", Show).RequireAuthorization(Permission.Read)
            .Describe("showHospital", "A hospital as it stands.", 404)
            .Answers<HospitalView>();
        hospitals.MapPut("{id}/diversion", SetDiversion).RequireAuthorization(Permission.HospitalDesk)
            .Describe("setDiversion", "Asks not to be sent patients, or with a null reason takes them again.", 400, 404, 413, 415, 422)
            .Answers<HospitalView>();
        hospitals.MapPut("{id}/capacity", SetCapacity).RequireAuthorization(Permission.HospitalDesk)
            .Describe("setCapacity", "Says how many emergency beds are free.", 400, 404, 413, 415, 422)
            .Answers<HospitalView>();
        hospitals.MapPost("{id}/inbound/{assignmentId}/acknowledge", Acknowledge).RequireAuthorization(Permission.HospitalDesk).Idempotent()
            .Describe("acknowledgeInbound", "The desk has seen that a patient is coming.", 404, 422)
            .Answers<HospitalView>();
    }

    private static async Task<IResult> Show(string id, IGrainFactory grains, CountyProjection projection) => Answer.Found(
        PathId.Is(id, out HospitalId hospital) && await grains.Hospital(hospital).Get() is { } view ? Arrivals.Of(view, projection.Read().Units) : null,
        Codes.UnknownHospital, "hospital");

    private static Task<IResult> SetDiversion(string id, Body<DiversionRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        AtDesk(id, user, grains, hospital => hospital.SetDiversion(body.Value.Reason?.Trim(), body.Value.Until, user.ToActor()));

    private static Task<IResult> SetCapacity(string id, Body<CapacityRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        AtDesk(id, user, grains, hospital => hospital.SetCapacity(body.Value.FreeBeds!.Value, user.ToActor()));

    private static Task<IResult> Acknowledge(string id, string assignmentId, ClaimsPrincipal user, IGrainFactory grains) =>
        PathId.Is(assignmentId, out AssignmentId assignment)
            ? AtDesk(id, user, grains, hospital => hospital.Acknowledge(assignment, user.ToActor()))
            : Task.FromResult<IResult>(Problem.NotFound(Codes.UnknownInbound, "inbound patient"));

    /// <summary>Runs a command of a desk. Only a supervisor may speak for a hospital that is not the account's own.</summary>
    private static async Task<IResult> AtDesk(
        string id, ClaimsPrincipal user, IGrainFactory grains, Func<IHospitalGrain, Task<Outcome<HospitalView>>> command)
    {
        if (!PathId.Is(id, out HospitalId hospital) || await grains.Hospital(hospital).Get() is null)
            return Problem.NotFound(Codes.UnknownHospital, "hospital");
        if (!user.IsInRole(Roles.Supervisor) && user.Hospital() != hospital)
            return new Problem(Codes.OtherHospital, "A hospital desk may only change its own hospital.");
        return Answer.Of(await command(grains.Hospital(hospital)));
    }
}
