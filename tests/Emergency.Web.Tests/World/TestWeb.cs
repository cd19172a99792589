using Emergency.Journal;
using Emergency.Silo;
using Emergency.TestKit;
using Emergency.Web.Access;
using Emergency.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Emergency.Web.Tests;

/// <summary>The real web on a free loopback port, in front of a fake county.</summary>
internal sealed class TestWeb : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string? _ownData;

    private TestWeb(WebApplication app, FakeCounty county, LogRecorder log, string data, bool ownsData)
    {
        (_app, County, Log, Data) = (app, county, log, data);
        _ownData = ownsData ? data : null;
        Url = new Uri(app.Urls.First());
    }

    public FakeCounty County { get; }

    public LogRecorder Log { get; }

    public string Data { get; }

    public Uri Url { get; }

    public IServiceProvider Services => _app.Services;

    public CountyProjection Projection => Services.GetRequiredService<CountyProjection>();

    /// <summary>Errors that the test provokes.</summary>
    public bool ExpectErrors { get; set; }

    /// <param name="configure">Changes services.</param>
    /// <param name="options">Changes options.</param>
    /// <param name="county">The county; a new one when null.</param>
    /// <param name="data">The data directory; one that is deleted at the end when null.</param>
    /// <param name="ownsData">Whether that directory is deleted at the end, too.</param>
    /// <param name="arguments">What the command line says.</param>
    public static async Task<TestWeb> Start(
        Action<IServiceCollection>? configure = null,
        Action<WebOptions>? options = null,
        FakeCounty? county = null,
        string? data = null,
        bool ownsData = false,
        params string[] arguments)
    {
        county ??= new FakeCounty();
        var log = new LogRecorder();
        var folder = data ?? Directory.CreateTempSubdirectory("emergency-web-").FullName;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = arguments, ApplicationName = "Emergency.Web" });
        builder.WebHost.UseKestrel();
        builder.Configuration.AddInMemoryCollection(
            [new("urls", "http://127.0.0.1:0"), new("data", folder), new("demo", "true"), new("apps", Path.Combine(folder, "apps"))]);
        builder.Configuration.AddCommandLine(arguments);
        builder.Services.AddRouting();
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton(county.Client).AddSingleton<IGrainFactory>(county.Client);
        builder.Services.AddSingleton<ICountyMap, FakeMap>().AddSingleton<IOrderRules, FakeRules>();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<AttachmentKeeper>().AddSqliteAttachments(Attachments);
        configure?.Invoke(builder.Services);
        builder.AddEmergencyWeb();
        builder.Services.PostConfigure<WebOptions>(Quick);
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1000);
        if (options is not null)
            builder.Services.PostConfigure(options);
        var app = builder.Build();
        app.UseEmergencyWeb();
        app.MapEmergencyWeb();
        await app.StartAsync();
        var web = new TestWeb(app, county, log, folder, ownsData || data is null);
        await Eventually.Holds(() => web.Projection.IsLoaded);
        return web;

        void Attachments(AttachmentOptions attachments)
        {
            attachments.DataDirectory = folder;
            attachments.Commit.CheckpointBytes = 256 << 10; // A small log opens quickly.
        }
    }

    public ApiClient Anonymous() => new(Url);

    /// <summary>Signs a demonstration account in.</summary>
    public async Task<ApiClient> SignIn(string user)
    {
        var client = Anonymous();
        await client.SignIn(user, AccountSeeding.DemoPassword);
        return client;
    }

    /// <summary>The device key that the demonstration gave a vehicle.</summary>
    public string DeviceKey(string ambulance) => System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Services.GetRequiredService<DemoDevices>().File))![ambulance];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownData is not null)
            Directory.Delete(_ownData, recursive: true);
        if (!ExpectErrors)
            Log.Errors.ShouldBeEmpty();
    }

    /// <summary>Real time passes as little as possible in tests.</summary>
    private static void Quick(WebOptions options)
    {
        options.Live.PositionInterval = TimeSpan.FromMilliseconds(50);
        options.Live.BeatInterval = TimeSpan.FromMilliseconds(50);
        options.Live.RetryDelay = TimeSpan.FromMilliseconds(50);
        options.ProbeInterval = TimeSpan.FromMilliseconds(100);
    }
}
