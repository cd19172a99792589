using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>The clinical record of a case: what is known of its patients, what is said, who takes part, alarms.</summary>
internal static class CareEndpoints
{
    public static void MapCare(this IEndpointRouteBuilder api)
    {
        var care = api.MapGroup("/cases/{id}").WithTags("care");
        care.MapGet("care", ShowCare).RequireAuthorization(Permission.Read)
            .Describe("showCare", "The clinical record of a case: everything that is a fact. Newest vitals come beside it.", 404)
            .Answers<CareView>();
        care.MapPut("patients/{patientId}", DescribePatient).RequireAuthorization(Permission.Guide)
            .Describe("describePatient", "Says what is known of a patient; what is missing stays as it is.", 400, 404, 409, 413, 415, 422)
            .Answers<CareView>();
        care.MapPost("guidance", Guide).RequireAuthorization(Permission.Guide).Idempotent()
            .Describe("giveGuidance", "Says something to the crew: a text, a checklist, a marked stretch of an ECG.", 400, 404, 409, 413, 415, 422)
            .Answers<GuidanceView>(201);
        care.MapPost("participants", Invite).RequireAuthorization(Permission.Guide).Idempotent()
            .Describe("inviteParticipant", "Asks a physician to take part.", 400, 404, 409, 413, 415, 422)
            .Answers<CareView>();
        care.MapPost("participants/me", TakePart).RequireAuthorization(Permission.Guide).Idempotent()
            .Describe("takePart", "Joins the care of a case, or leaves it.", 400, 404, 409, 413, 415, 422)
            .Answers<CareView>();
        care.MapPost("alarms/{alarmId}/acknowledge", AcknowledgeAlarm).RequireAuthorization(Permission.Guide).Idempotent()
            .Describe("acknowledgeVitalAlarm", "Says that somebody has seen a vital alarm; who and when is kept.", 404, 409, 422)
            .Answers<VitalAlarmView>();
        care.MapGet("patients/{patientId}/handover", Handover).RequireAuthorization(Permission.Read)
            .Describe("showHandover", "The handover report of a patient as it stands.", 404)
            .Answers<object>();
        care.MapGet("patients/{patientId}/handover/fhir", HandoverFhir).RequireAuthorization(Permission.Read)
            .Describe("showHandoverFhir", "The same as a FHIR R4 document bundle.", 404)
            .Produces<object>(StatusCodes.Status200OK, FhirJson);
    }

    private const string FhirJson = "application/fhir+json";

    private static Task<IResult> ShowCare(string id, IGrainFactory grains) =>
        OfCase(id, grains, async care => Answer.Found(await care.Get(), Codes.UnknownCase, "case"));

    private static Task<IResult> DescribePatient(
        string id, string patientId, Body<PatientFactsRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        OfPatient(id, patientId, grains, async (care, patient) =>
            Answer.Of(await care.Describe(new DescribePatient(user.ToActor(), patient, body.Value.ToFacts()))));

    private static Task<IResult> Guide(
        string id, Body<GuidanceRequest> body, CommandKey key, ClaimsPrincipal user, IGrainFactory grains, IIdSource ids) =>
        OfCase(id, grains, async care => Answer.Created(
            await care.Guide(body.Value.ToCommand(user.ToActor(), key.Id("g", ids))), $"/api/cases/{id}/care"));

    private static Task<IResult> Invite(string id, Body<InviteRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        OfCase(id, grains, async care =>
        {
            if (await grains.Accounts().FindUser(body.Value.User!) is not { Disabled: false } account)
                return Problem.NotFound(Codes.UnknownUser, "user");
            return Permission.Allows(Permission.Order, account.Roles)
                ? Answer.Of(await care.Participate(new SetParticipant(user.ToActor(), account.User, ParticipantState.Invited, account.Affiliation)))
                : new Problem(Codes.NotAPhysician, "Only physicians are invited.");
        });

    private static Task<IResult> TakePart(string id, Body<TakePartRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        OfCase(id, grains, async care => Answer.Of(await care.Participate(
            new SetParticipant(user.ToActor(), user.UserName(), body.Value.State!.Value, user.Affiliation()))));

    private static Task<IResult> AcknowledgeAlarm(string id, string alarmId, ClaimsPrincipal user, IGrainFactory grains) =>
        OfPart(id, alarmId, Codes.UnknownAlarm, "alarm", grains, async care => Answer.Of(await care.AcknowledgeAlarm(alarmId, user.ToActor())));

    private static Task<IResult> Handover(string id, string patientId, IGrainFactory grains) =>
        OfPatient(id, patientId, grains, async (care, patient) => Text(await care.GetHandover(patient), "application/json"));

    private static Task<IResult> HandoverFhir(string id, string patientId, IGrainFactory grains) =>
        OfPatient(id, patientId, grains, async (care, patient) => Text(await care.GetHandoverFhir(patient), FhirJson));

    private static IResult Text(string? json, string type) =>
        json is null ? Problem.NotFound(Codes.UnknownPatient, "patient") : TypedResults.Text(json, type, System.Text.Encoding.UTF8);

    /// <summary>Asks the clinical record of a case; none is woken for an id that is no word.</summary>
    internal static Task<IResult> OfCase(string id, IGrainFactory grains, Func<ICareGrain, Task<IResult>> ask) => PathId.Is(id, out CaseId caseId)
        ? ask(grains.Care(caseId))
        : Task.FromResult<IResult>(Problem.NotFound(Codes.UnknownCase, "case"));

    /// <summary>The same about something of the case.</summary>
    internal static Task<IResult> OfPart(
        string id, string part, string code, string what, IGrainFactory grains, Func<ICareGrain, Task<IResult>> ask) =>
        OfCase(id, grains, care => WordId.IsValid(part) ? ask(care) : Task.FromResult<IResult>(Problem.NotFound(code, what)));

    /// <summary>The same about one of its patients.</summary>
    internal static Task<IResult> OfPatient(string id, string patientId, IGrainFactory grains, Func<ICareGrain, PatientId, Task<IResult>> ask) =>
        OfPart(id, patientId, Codes.UnknownPatient, "patient", grains, care => ask(care, new PatientId(patientId)));
}
