using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Emergency.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Emergency.Web.Http;

/// <summary>An answer that says what was wrong, as RFC 9457 problem details.</summary>
/// <param name="Code">A word of <see cref="ProblemCatalog"/>.</param>
/// <param name="Detail">One sentence on this occurrence; never caller or patient data.</param>
/// <param name="Errors">For a validation problem: field → what is wrong with it.</param>
/// <param name="RetryAfter">When to try again.</param>
/// <param name="Findings">For an unsafe order: what the safety check found.</param>
internal sealed record Problem(
    string Code,
    string Detail,
    IReadOnlyDictionary<string, string[]>? Errors = null,
    TimeSpan? RetryAfter = null,
    ImmutableArray<SafetyFindingView>? Findings = null) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => ProblemCatalog.Of(Code).Status;

    public static Problem Of(Refusal refusal) => new(refusal.Code, refusal.Detail);

    public static Problem NotFound(string code, string what) => new(code, $"There is no {what} with this id.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var kind = ProblemCatalog.Of(Code);
        var details = new ProblemDetails
        {
            Type = ProblemCatalog.TypePrefix + kind.Code,
            Title = kind.Title,
            Status = kind.Status,
            Detail = Detail,
            Instance = httpContext.Request.Path,
        };
        details.Extensions["traceId"] = Activity.Current?.Id ?? httpContext.TraceIdentifier;
        if (Errors is not null)
            details.Extensions["errors"] = Errors;
        if (Findings is { } findings)
            details.Extensions["findings"] = findings;
        if (RetryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        httpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(details).ExecuteAsync(httpContext);
    }
}
