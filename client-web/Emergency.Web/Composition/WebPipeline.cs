using Emergency.Web.Access;
using Emergency.Web.Api;
using Emergency.Web.Http;
using Emergency.Web.Hubs;
using Emergency.Web.Operations;
using Microsoft.AspNetCore.Http.Connections;

namespace Emergency.Web;

/// <summary>The order in which requests pass, and where they lead.</summary>
public static class WebPipeline
{
    public static WebApplication UseEmergencyWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler(_ => { });
        app.Use(SecurityHeaders.Invoke);
        app.UseStatusCodePages(pages => BareStatus(pages.HttpContext).ExecuteAsync(pages.HttpContext));
        app.UseResponseCompression();
        app.UseRouting();
        app.UseWebApps();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(AntiforgeryGuard.Invoke);
        return app;
    }

    public static WebApplication MapEmergencyWeb(this WebApplication app)
    {
        app.MapApi();
        app.MapOperations();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapHub<ConsoleHub>(ConsoleHub.Path);
        app.MapHub<CareHub>(CareHub.Path);
        app.MapHub<AgentHub>(AgentHub.Path, options => options.Transports = HttpTransportType.WebSockets);
        return app;
    }

    private static Problem BareStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new Problem(Codes.NotFound, "Nothing is served at this address."),
        StatusCodes.Status405MethodNotAllowed =>
            new Problem(Codes.MethodNotAllowed, $"This address does not take {context.Request.Method}."),
        var status => new Problem(ProblemCatalog.CodeOf(status), "The request was refused."),
    };
}
