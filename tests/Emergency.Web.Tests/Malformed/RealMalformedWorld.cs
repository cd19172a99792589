using System.Text.Json.Nodes;
using Emergency.Journal;
using Emergency.Silo;
using Emergency.TestKit;
using Emergency.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Emergency.Web.Tests;

/// <summary>The rows' world as it is delivered: a silo with its journal and the built-in county, in one process with the web.</summary>
public sealed class RealMalformedWorld : IMalformedWorld, IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("emergency-web-real-").FullName;
    private readonly Dictionary<string, string> _names = [];
    private WebApplication? _app;

    public IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>Whether the account of the hospital desk still says whose desk it is.</summary>
    public bool DeskHasItsHospital { get; private set; }

    internal LogRecorder Log { get; } = new();

    private WebApplication App => _app ?? throw new InvalidOperationException("not started");

    internal Uri Url => new(App.Urls.First());

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Emergency.Web", ContentRootPath = _data });
        builder.Configuration.AddInMemoryCollection(
            [new("urls", "http://127.0.0.1:0"), new("data", _data), new("demo", "true"), new("apps", Path.Combine(_data, "apps"))]);
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1000);
        builder.AddEmergencySilo();
        builder.AddSiloParts();
        builder.AddEmergencyWeb();
        _app = builder.Build();
        _app.UseEmergencyWeb();
        _app.MapEmergencyWeb();
        await _app.StartAsync();
        await UntilReady();
        await OpenCases();
    }

    async Task<ApiClient> IMalformedWorld.SignIn(string user) => await SignIn(user);

    async Task<string> IMalformedWorld.Fingerprint() =>
        (await App.Services.GetRequiredService<IJournal>().ReadHead()).ToString();

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(_data, recursive: true);
        Log.Errors.ShouldBeEmpty();
    }

    private async Task<ApiClient> SignIn(string user)
    {
        var client = new ApiClient(Url);
        await client.SignIn(user, AccountSeeding.DemoPassword);
        return client;
    }

    private async Task UntilReady()
    {
        using var client = new ApiClient(Url);
        while ((await client.Get("/health/ready")).Status != System.Net.HttpStatusCode.OK)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    private async Task OpenCases()
    {
        using var client = await SignIn("dispatcher1");
        var call = new { location = new { lon = 113.44, lat = 29.48 }, complaint = "chest pain", priority = "I" };
        _names["case"] = (await client.Post("/api/cases", call))["caseId"];
        _names["other"] = (await client.Post("/api/cases", call))["caseId"];
        var candidates = (await client.Get($"/api/cases/{_names["case"]}/recommendations")).Json["candidates"]!.AsArray();
        _names["busy"] = Text(candidates[0], "ambulanceId");
        _names["free"] = Text(candidates[^1], "ambulanceId");
        _names["assignment"] = (await client.Post($"/api/cases/{_names["case"]}/assignments", new { ambulanceId = _names["busy"] }))["assignmentId"];
        _names["now"] = Text((await client.Get("/api/clock")).Json, "now");
        await client.Post(
            $"/api/cases/{_names["case"]}/assignments/{_names["assignment"]}/milestones", new { milestone = "EnRoute", occurredAt = _names["now"] });
        using var desk = await SignIn("hospital1");
        var hospitals = (await client.Get("/api/hospitals")).Json.AsArray().Select(hospital => Text(hospital, "hospitalId")).ToArray();
        var own = (await desk.Get("/api/session")).Json["hospitalId"]?.ToString();
        DeskHasItsHospital = own is not null;
        _names["hospital"] = own ?? hospitals[0];
        _names["elsewhere"] = hospitals.First(id => id != _names["hospital"]);
    }

    private static string Text(JsonNode? node, string name) => node![name]!.ToString();
}
