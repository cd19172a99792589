using System.Security.Claims;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Units on cases: sending them, their milestones, where they take the patient.</summary>
internal static class AssignmentEndpoints
{
    public static void MapAssignments(this IEndpointRouteBuilder api)
    {
        var assignments = api.MapGroup("/cases/{id}/assignments").WithTags("assignments").RequireAuthorization(Permission.Dispatch);
        assignments.MapPost("", Assign).Idempotent()
            .Describe("assignUnit", "Sends a unit, or keeps it for later; refused with unit-not-free and its kin, and with override-reason-required when the choice "
                + "is not the first one, or lacks something, and no reason is given.",
                400, 404, 409, 413, 415, 422)
            .Answers<AssignmentView>(201);
        assignments.MapPost("{assignmentId}/milestones", Report).Idempotent()
            .Describe("reportMilestone", "Records a milestone or an exit of an assignment.", 400, 404, 409, 413, 415, 422)
            .Answers<AssignmentView>();
        assignments.MapPut("{assignmentId}/destination", Direct)
            .Describe("directAssignment", "Decides where the patient is taken.", 400, 404, 409, 413, 415, 422)
            .Answers<AssignmentView>();
    }

    private static async Task<IResult> Assign(
        string id, Body<AssignRequest> body, CommandKey key, ClaimsPrincipal user, IGrainFactory grains, IIdSource ids)
    {
        if (!PathId.Is(id, out CaseId caseId))
            return Problem.NotFound(Codes.UnknownCase, "case");
        var assignment = new AssignmentId(key.Id("a", ids));
        return Answer.Created(await grains.Case(caseId).Assign(body.Value.ToCommand(user.ToActor(), assignment)), $"/api/cases/{caseId}");
    }

    private static async Task<IResult> Report(
        string id, string assignmentId, Body<MilestoneRequest> body, CommandKey key, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (Find(id, assignmentId, out var caseId, out var assignment) is { } problem)
            return problem;
        return Answer.Of(await grains.Case(caseId).Report(body.Value.ToCommand(user.ToActor(), assignment, key.DedupeKey)));
    }

    private static async Task<IResult> Direct(
        string id, string assignmentId, Body<DestinationRequest> body, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (Find(id, assignmentId, out var caseId, out var assignment) is { } problem)
            return problem;
        return Answer.Of(await grains.Case(caseId).Direct(body.Value.ToCommand(user.ToActor(), assignment)));
    }

    private static Problem? Find(string id, string assignmentId, out CaseId caseId, out AssignmentId assignment)
    {
        assignment = default;
        if (!PathId.Is(id, out caseId))
            return Problem.NotFound(Codes.UnknownCase, "case");
        return PathId.Is(assignmentId, out assignment) ? null : Problem.NotFound(Codes.UnknownAssignment, "assignment");
    }
}
