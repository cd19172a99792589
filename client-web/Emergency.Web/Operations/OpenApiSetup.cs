using Emergency.Web.Access;
using Emergency.Web.Api;
using Emergency.Web.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Emergency.Web.Operations;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiSetup
{
    private const string Description =
        "Dispatch of ambulances for one county. Bodies are JSON in UTF-8, read strictly: unknown fields and words are refused. "
        + "Instants are ISO 8601 with an offset; positions are degrees in WGS-84 unless a field says otherwise. "
        + "Errors are RFC 9457 problem details whose type ends in a stable word; GET it for what it means. "
        + "Sign in with POST /api/session; on every change repeat the cookie " + AntiforgeryGuard.CookieName
        + " in the header " + AntiforgeryGuard.HeaderName + ".";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Emergency", Version = "1", Description = Description };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<HonoursIdempotencyKey>().Any())
                AddKeyHeader(operation);
            foreach (var (status, response) in operation.Responses ?? [])
                response.Description = DescriptionOf(status, response.Description);
            return Task.CompletedTask;
        });
    }

    private static void AddKeyHeader(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = CommandKey.Header,
            In = ParameterLocation.Header,
            Description = "1 to 128 visible ASCII characters. A request repeated with the same key and body is carried out once and answered alike.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128 },
        });
    }

    /// <summary>For a problem: the words that its type may end in.</summary>
    private static string? DescriptionOf(string status, string? otherwise)
    {
        if (!int.TryParse(status, out var code) || code < 400)
            return otherwise;
        return string.Join(", ", ProblemCatalog.Kinds.Where(kind => kind.Status == code).Select(kind => kind.Code));
    }
}
