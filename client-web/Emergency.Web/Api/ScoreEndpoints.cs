using Emergency.Domain.Scores;
using Emergency.Web.Access;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Clinical scores: pure calculators. They compute and show; they never diagnose.</summary>
internal static class ScoreEndpoints
{
    public static void MapScores(this IEndpointRouteBuilder api)
    {
        var scores = api.MapGroup("/scores").WithTags("scores").RequireAuthorization(Permission.Score);
        Map<News2Request>(scores, "news2", "National Early Warning Score 2 (Royal College of Physicians, 2017).");
        Map<ComaScaleRequest>(scores, "gcs", "Glasgow Coma Scale.");
        Map<ShockIndexRequest>(scores, "shock-index", "Pulse divided by systolic pressure.");
        Map<TraumaScoreRequest>(scores, "rts", "Revised Trauma Score.");
        Map<MotorScaleRequest>(scores, "lams", "Los Angeles Motor Scale.");
        Map<StartTriageRequest>(scores, "start", "START triage; the band is the colour.");
    }

    private static void Map<T>(RouteGroupBuilder scores, string name, string summary)
        where T : class, IScoreRequest =>
        scores.MapPost(name, (Body<T> body) => Answer(body.Value.Compute()))
            .Describe("score-" + name, summary, 400, 413, 415, 422)
            .Answers<ScoreResult>();

    private static IResult Answer(ScoreAnswer answer) => answer.Rejection is { } rejection
        ? new Problem(rejection.Code, rejection.Detail + ".")
        : TypedResults.Ok(answer.Result);
}
