using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Emergency.Benchmarks;

/// <summary>A signed-in user over plain HTTP.</summary>
internal sealed class LiveDesk : IDisposable
{
    private readonly HttpClientHandler _handler = new() { CookieContainer = new CookieContainer() };
    private readonly HttpClient _http;

    private LiveDesk(Uri server) => _http = new HttpClient(_handler) { BaseAddress = server };

    /// <summary>The cookies of the session, for the hubs.</summary>
    public CookieContainer Cookies => _handler.CookieContainer;

    public static async Task<LiveDesk> SignIn(Uri server, string user, CancellationToken cancellation)
    {
        var desk = new LiveDesk(server);
        using var answer = await desk._http.PostAsJsonAsync("/api/session", new { user, password = "demo" }, cancellation);
        answer.EnsureSuccessStatusCode();
        var token = desk.Cookies.GetCookies(server)["XSRF-TOKEN"]!.Value;
        desk._http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", Uri.UnescapeDataString(token));
        return desk;
    }

    /// <summary>Posts and answers the body.</summary>
    public async Task<JsonNode> Post(string path, object body, CancellationToken cancellation)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidDataException($"POST {path}: {(int)answer.StatusCode} {text}");
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }
}
