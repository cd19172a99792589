using System.Net;

namespace Emergency.Web.Tests;

public sealed class WebAppsTests
{
    [Theory]
    [InlineData("/", "console")]
    [InlineData("/cases/c-1", "console")]
    [InlineData("/crew", "crew")]
    [InlineData("/crew/orders", "crew")]
    [InlineData("/hospital/inbound", "hospital")]
    [InlineData("/physician", "physician")]
    [InlineData("/physician/cases/c-1", "physician")]
    [InlineData("/physician.html", "physician")]
    [InlineData("/tablet", "tablet")]
    [InlineData("/clinic", "clinic")]
    [InlineData("/camera", "camera")]
    public async Task Page_AnyPath_IsThatOfItsApp(string path, string expected)
    {
        await using var web = await Start();
        using var client = web.Anonymous();

        var page = await client.Get(path);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldBe(expected);
        page.Response.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task Page_OfOurs_MayUseCameraAndMicrophoneAndNobodyElses()
    {
        await using var web = await Start();
        using var client = web.Anonymous();

        var page = await client.Get("/physician");

        var policy = page.Response.Headers.GetValues("Permissions-Policy").Single();
        policy.ShouldContain("camera=(self)");
        policy.ShouldContain("microphone=(self)");
        page.Response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("media-src 'self' blob:");
    }

    [Fact]
    public async Task Asset_WithAHashedName_IsKeptForEver()
    {
        await using var web = await Start();
        using var client = web.Anonymous();

        var asset = await client.Get("/assets/app-1a2b.js");

        asset.Response.Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await client.Get("/assets/gone.js")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await client.Get("/api/gone")).Problem.ShouldBe("not-found");
    }

    [Fact]
    public async Task File_OutsideTheFolder_IsNotServed()
    {
        await using var web = await Start();
        using var client = web.Anonymous();

        (await client.Get("/..%2f..%2fdemo%2fdevice-keys.json")).Text.ShouldNotContain("A01");
        (await client.Get("/%2e%2e/demo/device-keys.json")).Text.ShouldNotContain("A01");
    }

    private static Task<TestWeb> Start()
    {
        var data = Directory.CreateTempSubdirectory("emergency-web-").FullName;
        Write("index.html", "console");
        foreach (var app in new[] { "crew", "physician", "tablet", "clinic", "camera" })
            Write($"{app}.html", app);
        Write("hospital/index.html", "hospital");
        Write("assets/app-1a2b.js", "let x = 1;");
        return TestWeb.Start(data: data, ownsData: true);

        void Write(string name, string text)
        {
            var path = Path.Combine(data, "apps", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
