using System.Net.Http.Json;
using System.Text.Json;
using Emergency.Agent.Tablet;
using Emergency.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Emergency.Agent.Tests.Tablet;

/// <summary>The tablet on a real server, on a free loopback port.</summary>
internal sealed class ServedTablet : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LogRecorder _log = new();

    private ServedTablet(WebApplication app, FakeVehicle vehicle) => (_app, Vehicle) = (app, vehicle);

    public FakeVehicle Vehicle { get; }

    public TabletBoard Board => _app.Services.GetRequiredService<TabletBoard>();

    public HttpClient Client { get; } = new();

    public static async Task<ServedTablet> Start(TabletOptions? options = null)
    {
        var vehicle = new FakeVehicle();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ITabletAgent>(vehicle)
            .AddSingleton(new TabletClocks(TimeProvider.System, TimeProvider.System))
            .AddTablet(options ?? new TabletOptions());
        var served = new ServedTablet(builder.Build(), vehicle);
        served._app.Services.GetRequiredService<ILoggerFactory>().AddProvider(served._log);
        served._app.MapTablet();
        await served._app.StartAsync();
        var addresses = served._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        served.Client.BaseAddress = new Uri(addresses.Addresses.Single());
        served.Board.Take(TabletWorld.Orders(1, TabletWorld.Order()));
        served.Board.Take(TabletWorld.Care(1));
        return served;
    }

    public Task<HttpResponseMessage> Post(string path, string json) =>
        Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> Post(string path, HttpContent content) => Client.PostAsync(new Uri(path, UriKind.Relative), content);

    public Task<HttpResponseMessage> Get(string path) =>
        Client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

    public Task<HttpResponseMessage> Delete(string path) => Client.DeleteAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => Client.SendAsync(request);

    public async Task<JsonElement> Json(string path) => await Json(await Get(path));

    public static async Task<JsonElement> Json(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    public static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    public async Task<JsonElement> State() => await Client.GetFromJsonAsync<JsonElement>(new Uri("/api/tablet/state", UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _log.Errors.ShouldBeEmpty();
        _log.Dispose();
    }
}
