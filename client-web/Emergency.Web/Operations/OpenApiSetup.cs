using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Api;
using Emergency.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Emergency.Web.Operations;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiSetup
{
    private const string SessionScheme = "session";

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
            Introduce(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Complete(operation, context);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Complete(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "Emergency", Version = "1", Description = Description };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[SessionScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = StaffCookie.CookieName,
            Description = "The session cookie that POST /api/session sets.",
        };
    }

    private static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var field in metadata.OfType<QueryField>())
            operation.Parameters.Add(ParameterOf(field));
        if (metadata.OfType<HonoursIdempotencyKey>().Any())
            operation.Parameters.Add(KeyHeader());
        if (metadata.OfType<IAuthorizeData>().Any() && context.Document is { } document)
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SessionScheme, document)] = [] }];
        foreach (var (status, response) in operation.Responses ?? [])
            response.Description = DescriptionOf(status, response.Description);
    }

    /// <summary>Types that write themselves as words.</summary>
    private static void Complete(OpenApiSchema schema, Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value.IsEnum)
            schema.Type = JsonSchemaType.String;
        if (!value.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IWordId<>)))
            return;
        schema.Type = JsonSchemaType.String;
        schema.MinLength = 1;
        schema.MaxLength = WordId.MaxLength;
        schema.Pattern = "^[A-Za-z0-9._-]+$";
    }

    private static OpenApiParameter ParameterOf(QueryField field) => new()
    {
        Name = field.Name,
        In = ParameterLocation.Query,
        Description = field.Description,
        Required = field.Required,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter KeyHeader() => new()
    {
        Name = CommandKey.Header,
        In = ParameterLocation.Header,
        Description = "1 to 128 visible ASCII characters. A request repeated with the same key and body is carried out once.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128 },
    };

    /// <summary>For a problem: the words that its type may end in.</summary>
    private static string? DescriptionOf(string status, string? otherwise)
    {
        if (!int.TryParse(status, out var code) || code < 400)
            return otherwise;
        return string.Join(", ", ProblemCatalog.Kinds.Where(kind => kind.Status == code).Select(kind => kind.Code));
    }
}
