using System.Collections.Immutable;
using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;
using Emergency.Web.Live;

namespace Emergency.Web.Api;

/// <summary>Cases: opening, reading, amending, ending.</summary>
internal static class CaseEndpoints
{
    private const string Open = "open";
    private const string Ended = "ended";
    private const string All = "all";

    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("cases");
        cases.MapPost("", OpenCase).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("openCase", "Opens a case from a call that was answered.", 400, 409, 413, 415, 422)
            .Answers<CaseView>(201);
        cases.MapGet("", List).RequireAuthorization(Permission.Read)
            .Describe("listCases", "Open cases as whole views (status=open), or any as list items (status=ended, all).", 400, 422)
            .Reads("status", "open, ended or all; open when missing.")
            .Reads("limit", "Most items of a list, 1 to 1000.")
            .Reads("from", "Received from this instant on; not for open cases.")
            .Reads("to", "Received before this instant; not for open cases.")
            .Answers<CaseView[]>();
        cases.MapGet("{id}", Show).RequireAuthorization(Permission.Read)
            .Describe("showCase", "A case as it stands.", 404)
            .Answers<CaseView>();
        cases.MapPatch("{id}", Amend).RequireAuthorization(Permission.Note)
            .Describe("amendCase", "Changes what is known of a case; a physician may only add a note.", 400, 404, 409, 413, 415, 422)
            .Answers<CaseView>();
        cases.MapPost("{id}/end", End).RequireAuthorization(Permission.Dispatch).Idempotent()
            .Describe("endCase", "Closes a case that is served, or cancels one that needs nobody.", 400, 404, 409, 413, 415, 422)
            .Answers<CaseView>();
        cases.MapGet("{id}/timeline", Timeline).RequireAuthorization(Permission.Read)
            .Describe("showTimeline", "Everything that happened in a case and in its care, in the order it was recorded; sequences are counted for each of the two.", 404)
            .Answers<TimelineEntry[]>();
        cases.MapGet("{id}/recommendations", Recommend).RequireAuthorization(Permission.Read)
            .Describe("recommendUnits", "Units that could go, best first, and why each ranks where it does.", 404)
            .Answers<RecommendationsView>();
        cases.MapGet("{id}/hospital-recommendations", RecommendHospitals).RequireAuthorization(Permission.Read)
            .Describe("recommendHospitals", "Where the patient could be taken, best first, and why each ranks where it does.", 404, 409)
            .Answers<HospitalRecommendationsView>();
    }

    private static async Task<IResult> OpenCase(
        Body<OpenCaseRequest> body, CommandKey key, ClaimsPrincipal user, IGrainFactory grains, ICountyMap map, IIdSource ids)
    {
        var id = new CaseId(key.Id("c", ids));
        var outcome = await grains.Case(id).Open(body.Value.ToCommand(user.ToActor(), map));
        return Answer.Created(outcome, $"/api/cases/{id}");
    }

    private static async Task<IResult> List(Query query, CountyProjection projection, IGrainFactory grains)
    {
        var status = query.Word("status", Open, Ended, All) ?? Open;
        var (from, to) = (query.Instant("from"), query.Instant("to"));
        var limit = (int)(query.Number("limit", 1, RequestLimits.ListItems) ?? RequestLimits.ListItems);
        if (query.Checks.Failed)
            return query.Checks.ToProblem();
        if (status == Open)
            return TypedResults.Ok(projection.Read().Cases.Where(CaseBoard.IsOpen).ToImmutableArray());
        return TypedResults.Ok(await grains.County().ListCases(status == Ended ? false : null, from, to, limit));
    }

    private static async Task<IResult> Show(string id, IGrainFactory grains) =>
        Answer.Found(PathId.Is(id, out CaseId caseId) ? await grains.Case(caseId).Get() : null, Codes.UnknownCase, "case");

    private static async Task<IResult> Amend(
        string id, Body<AmendCaseRequest> body, ClaimsPrincipal user, IGrainFactory grains, ICountyMap map)
    {
        if (!body.Value.IsNoteOnly && !user.May(Permission.Dispatch))
            return new Problem(Codes.Forbidden, "Your role may add a note and nothing else.");
        return PathId.Is(id, out CaseId caseId)
            ? Answer.Of(await grains.Case(caseId).Amend(body.Value.ToCommand(user.ToActor(), map)))
            : Problem.NotFound(Codes.UnknownCase, "case");
    }

    private static async Task<IResult> End(string id, Body<EndCaseRequest> body, ClaimsPrincipal user, IGrainFactory grains) =>
        PathId.Is(id, out CaseId caseId)
            ? Answer.Of(await grains.Case(caseId).End(body.Value.ToCommand(user.ToActor())))
            : Problem.NotFound(Codes.UnknownCase, "case");

    private static async Task<IResult> Timeline(string id, IGrainFactory grains)
    {
        var timeline = PathId.Is(id, out CaseId caseId) ? await grains.Case(caseId).GetTimeline() : [];
        if (timeline.IsEmpty)
            return Problem.NotFound(Codes.UnknownCase, "case");
        // Both are in the order of their recording; of what was recorded at one moment the case's own comes first.
        return TypedResults.Ok(timeline.Concat(await grains.Care(caseId).GetTimeline()).OrderBy(entry => entry.RecordedAt).ToArray());
    }

    private static async Task<IResult> Recommend(string id, IGrainFactory grains)
    {
        if (!PathId.Is(id, out CaseId caseId) || await grains.Case(caseId).Get() is not { } view)
            return Problem.NotFound(Codes.UnknownCase, "case");
        return TypedResults.Ok(await grains.Coverage().Recommend(view.ToQuery()));
    }

    private static async Task<IResult> RecommendHospitals(string id, IGrainFactory grains)
    {
        if (!PathId.Is(id, out CaseId caseId) || await grains.Case(caseId).Get() is not { } view)
            return Problem.NotFound(Codes.UnknownCase, "case");
        return await grains.County().RecommendHospitals(caseId) is { } advice
            ? TypedResults.Ok(advice)
            : new Problem(CaseBoard.IsOpen(view) ? Codes.NotReady : "case-closed", "Hospitals are recommended while the case is open.");
    }
}
