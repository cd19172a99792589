using Emergency.Contracts;
using Emergency.Web.Access;
using Emergency.Web.Http;
using Emergency.Web.Live;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Api;

/// <summary>The county itself: its facts, its clock, who is reached in time, how quick it was.</summary>
internal static class CountyEndpoints
{
    /// <summary>The span of a report that names none.</summary>
    private static readonly TimeSpan UsualReport = TimeSpan.FromDays(1);

    public static void MapCounty(this IEndpointRouteBuilder api)
    {
        var county = api.MapGroup("").WithTags("county");
        county.MapGet("/county", (CountyProjection projection) => TypedResults.Ok(projection.Read().County))
            .RequireAuthorization(Permission.Read)
            .Describe("showCounty", "What the county is called, where it lies, and what must be said of its data.")
            .Answers<CountyInfo>();
        county.MapGet("/clock", (TimeProvider clock, IOptions<WebOptions> options) =>
                TypedResults.Ok(new ClockAnswer(clock.GetUtcNow(), options.Value.ClockSpeed)))
            .AllowAnonymous()
            .Describe("showClock", "The domain's clock and how fast it runs; for everybody.")
            .Answers<ClockAnswer>();
        county.MapGet("/reports/response-times", ResponseTimes).RequireAuthorization(Permission.Report)
            .Describe("reportResponseTimes", "Medians and 90th percentiles of the cases received between from and to.", 400, 422)
            .ReadsSpan("a day")
            .Answers<ResponseTimeReport>();
    }

    private static async Task<IResult> ResponseTimes(Query query, IGrainFactory grains, TimeProvider clock)
    {
        var span = Span.Of(query, clock, UsualReport);
        return span.Problem is null ? TypedResults.Ok(await grains.County().GetResponseTimes(span.From, span.To)) : span.Problem;
    }
}
