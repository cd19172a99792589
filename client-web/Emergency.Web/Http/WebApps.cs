using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Http;

/// <summary>Serves the built web apps. A path that is no file and no endpoint is a page of an app, which finds its own way.</summary>
internal static class WebApps
{
    private const string IndexFile = "/index.html";

    /// <summary>Files whose names change with their content.</summary>
    private const string HashedFolder = "/assets";

    private const string KeepForever = "public, max-age=31536000, immutable";
    private const string AskEachTime = "no-cache";

    /// <summary>Where no page ever is, so that a mistyped address there is a 404 and not a page.</summary>
    private static readonly PathString[] NoPages = ["/api", "/hubs", "/health", "/metrics", "/openapi", "/problems", HashedFolder];

    public static void UseWebApps(this WebApplication app)
    {
        var folder = Path.GetFullPath(app.Services.GetRequiredService<IOptions<WebOptions>>().Value.DistDirectory);
        if (!Directory.Exists(folder))
            return;
        var files = new PhysicalFileProvider(folder);
        app.Lifetime.ApplicationStopped.Register(files.Dispose);
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            if (IsPage(context))
                context.Request.Path = PageOf(context.Request.Path, files);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = prepared => prepared.Context.Response.Headers.CacheControl =
                prepared.Context.Request.Path.StartsWithSegments(HashedFolder, StringComparison.Ordinal) ? KeepForever : AskEachTime,
        });
    }

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !Path.HasExtension(context.Request.Path.Value)
        && !Array.Exists(NoPages, prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal));

    /// <summary>The page of the app that the first part of the path names, else the first page.</summary>
    private static string PageOf(PathString path, PhysicalFileProvider files)
    {
        var app = path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        string[] candidates = app is null ? [] : [$"/{app}.html", $"/{app}{IndexFile}"];
        return candidates.FirstOrDefault(candidate => files.GetFileInfo(candidate).Exists) ?? IndexFile;
    }
}
