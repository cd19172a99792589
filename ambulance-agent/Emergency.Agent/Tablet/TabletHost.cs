using Microsoft.Extensions.FileProviders;

namespace Emergency.Agent.Tablet;

/// <summary>Puts the crew tablet into the agent's host.</summary>
public static class TabletHost
{
    private const string Page = "/tablet.html";
    private const string HashedFolder = "/assets";

    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; media-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the tablet. The host must also have an <see cref="ITabletAgent"/> and <see cref="TabletClocks"/>.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static IServiceCollection AddTablet(this IServiceCollection services, TabletOptions options) => services
        .AddSingleton(options.Checked())
        .AddSingleton<TabletBoard>()
        .AddSingleton<TabletPages>()
        .AddSingleton(provider => new TabletAccess(options, provider.GetRequiredService<TabletClocks>().Network))
        .AddHostedService<TabletBeat>();

    /// <summary>Maps the pages and the interface behind them.</summary>
    public static void MapTablet(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<TabletOptions>();
        app.Use(Guard);
        if (options.PagesFolder is { } folder && Directory.Exists(folder))
            ServePages(app, Path.GetFullPath(folder));
        TabletEndpoints.MapEntrance(app);
        TabletEndpoints.Map(app);
    }

    private static Task Guard(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self)";
        var path = context.Request.Path;
        if (!path.StartsWithSegments("/api", StringComparison.Ordinal))
            return next(context);
        headers.CacheControl = "no-store";
        var refusal = context.RequestServices.GetRequiredService<TabletAccess>().WhyNot(context);
        return refusal is null || (refusal.Code == "pin-required" && path == "/api/tablet/pin")
            ? next(context)
            : TabletEndpoints.Problem(refusal).ExecuteAsync(context);
    }

    /// <summary>The pages hold nothing secret: a device may load them before it enters the PIN.</summary>
    private static void ServePages(WebApplication app, string folder)
    {
        var files = new PhysicalFileProvider(folder);
        app.Lifetime.ApplicationStopped.Register(files.Dispose);
        app.Use((context, next) =>
        {
            if (context.Request.Path == "/" && HttpMethods.IsGet(context.Request.Method))
                context.Request.Path = Page;
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = prepared => prepared.Context.Response.Headers.CacheControl =
                prepared.Context.Request.Path.StartsWithSegments(HashedFolder, StringComparison.Ordinal)
                    ? "public, max-age=31536000, immutable"
                    : "no-cache",
        });
    }

    private sealed class TabletBeat(TabletBoard board) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => board.Run(stoppingToken);
    }
}
