using System.Net;
using System.Text.Json;
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

/// <summary>The product as it is delivered: a silo with its journal and the built-in county, in one process with the web.</summary>
internal sealed class RealWeb : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LogRecorder _log;

    private RealWeb(WebApplication app, LogRecorder log)
    {
        (_app, _log) = (app, log);
        Url = new Uri(app.Urls.First());
    }

    public Uri Url { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Where the journal stands, as text.</summary>
    public async Task<string> JournalHead() => (await Services.GetRequiredService<IJournal>().ReadHead()).ToString();

    public static async Task<RealWeb> Start(string data, params string[] arguments)
    {
        var log = new LogRecorder();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "Emergency.Web", ContentRootPath = data });
        builder.Configuration.AddInMemoryCollection(
            [new("urls", "http://127.0.0.1:0"), new("data", data), new("demo", "true"), new("apps", Path.Combine(data, "apps"))]);
        builder.Configuration.AddCommandLine(arguments);
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1000);
        builder.AddEmergencySilo();
        builder.AddSiloParts();
        builder.AddEmergencyWeb();
        var app = builder.Build();
        app.UseEmergencyWeb();
        app.MapEmergencyWeb();
        await app.StartAsync();
        var web = new RealWeb(app, log);
        await web.UntilReady();
        return web;
    }

    public async Task<ApiClient> SignIn(string user)
    {
        var client = new ApiClient(Url);
        await client.SignIn(user, AccountSeeding.DemoPassword);
        return client;
    }

    public string DeviceKey(string ambulance) => JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Services.GetRequiredService<DemoDevices>().File))![ambulance];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _log.Errors.ShouldBeEmpty();
    }

    private async Task UntilReady()
    {
        using var client = new ApiClient(Url);
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await client.Get("/health/ready")).Status != HttpStatusCode.OK)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, bound.Token);
    }
}
