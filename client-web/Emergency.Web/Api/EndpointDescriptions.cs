using Emergency.Web.Http;
using Microsoft.AspNetCore.Mvc;

namespace Emergency.Web.Api;

/// <summary>Says of an endpoint what the OpenAPI document should know.</summary>
internal static class EndpointDescriptions
{
    private static readonly int[] Always = [401, 403, 500, 503];

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">Its operation id.</param>
    /// <param name="summary">One line.</param>
    /// <param name="problems">Statuses of problems beyond 401, 403, 500 and 503.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string summary, params int[] problems)
    {
        endpoint.WithName(name).WithSummary(summary);
        foreach (var status in Always.Concat(problems).Distinct().Order())
            endpoint.Produces<ProblemDetails>(status, "application/problem+json");
        return endpoint;
    }

    /// <summary>What it answers when all is well.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<T>(status, "application/json");

    /// <summary>What it answers when all is well, as GeoJSON.</summary>
    public static RouteHandlerBuilder AnswersGeoJson(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<object>(StatusCodes.Status200OK, GeoJson.ContentType);

    /// <summary>Reads a field of the query string.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder endpoint, string name, string description, bool required = false) =>
        endpoint.WithMetadata(new QueryField(name, description, required));

    /// <summary>Reads the fields <c>from</c> and <c>to</c>.</summary>
    public static RouteHandlerBuilder ReadsSpan(this RouteHandlerBuilder endpoint, string usual) => endpoint
        .Reads("from", $"The start, an ISO 8601 instant with its offset; {usual} before the end when missing.")
        .Reads("to", "The end, likewise; now when missing.");

    /// <summary>Honours <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter<IdempotencyFilter>().WithMetadata(new HonoursIdempotencyKey());
}

/// <summary>A field of an endpoint's query string.</summary>
internal sealed record QueryField(string Name, string Description, bool Required);

/// <summary>Marks an endpoint that honours <c>Idempotency-Key</c>.</summary>
internal sealed class HonoursIdempotencyKey;

/// <summary>Names of the GeoJSON media type.</summary>
internal static class GeoJson
{
    public const string ContentType = "application/geo+json";
}
