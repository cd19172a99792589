using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Emergency.Simulators.Tests;

/// <summary>A request as a centre got it.</summary>
internal sealed record GotRequest(string Method, string Path, string Key, JsonElement Body);

/// <summary>A centre on a loopback port that signs in with cookie and antiforgery token, and answers as a test says.</summary>
internal sealed class FakeCentre : IAsyncDisposable
{
    private const string SessionCookie = "session";
    private readonly WebApplication _server;
    private string _session = "first";

    private FakeCentre()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(Answer);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public ConcurrentQueue<GotRequest> Requests { get; } = new();

    public int SignIns { get; private set; }

    public bool Ready { get; set; } = true;

    /// <summary>What the centre answers: status and body, by method and path.</summary>
    public Func<GotRequest, (int Status, object? Body)> OnRequest { get; set; } = _ => (StatusCodes.Status404NotFound, null);

    public static async Task<FakeCentre> Started()
    {
        var centre = new FakeCentre();
        await centre._server.StartAsync();
        var addresses = centre._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        centre.Address = new Uri(addresses.Addresses.Single());
        return centre;
    }

    /// <summary>Forgets who is signed in, as after a restart with new keys.</summary>
    public void ForgetSessions() => _session = Guid.CreateVersion7().ToString();

    public CentreClient Client(CentreOptions? options = null) => new(
        (options ?? new CentreOptions { Address = Address }) with { Address = Address, Pause = TimeSpan.FromMilliseconds(100) },
        TimeProvider.System,
        new TestKit.LogRecorder().For<CentreClient>());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/health/ready")
        {
            context.Response.StatusCode = Ready ? 200 : 503;
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        var body = text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        var request = new GotRequest(
            context.Request.Method, path + context.Request.QueryString, context.Request.Headers["Idempotency-Key"].ToString(), body);
        if (path == "/api/session")
        {
            SignIn(context, body);
            return;
        }

        Requests.Enqueue(request);
        var (status, answer) = IsSignedIn(context) ? OnRequest(request) : (401, null);
        context.Response.StatusCode = status;
        if (answer is not null)
            await context.Response.WriteAsJsonAsync(answer);
    }

    private void SignIn(HttpContext context, JsonElement body)
    {
        SignIns++;
        context.Response.StatusCode = body.GetProperty("password").GetString() == "demo" ? 200 : 401;
        context.Response.Cookies.Append(SessionCookie, _session);
        context.Response.Cookies.Append("XSRF-TOKEN", "token-" + _session);
    }

    private bool IsSignedIn(HttpContext context) =>
        context.Request.Cookies[SessionCookie] == _session
        && (context.Request.Method == HttpMethods.Get || context.Request.Headers["X-XSRF-TOKEN"] == "token-" + _session);
}
