using System.Net;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emergency.System.Tests;

/// <summary>A signed-in user over plain HTTP, as a script would be: cookies, antiforgery header, JSON.</summary>
public sealed class DispatchClient : IDisposable
{
    private readonly HttpClientHandler _handler = new() { CookieContainer = new CookieContainer() };
    private readonly HttpClient _http;

    private DispatchClient(Uri url) => _http = new HttpClient(_handler) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) };

    public static async Task<DispatchClient> SignIn(Uri url, string user = "dispatcher1", string password = "demo")
    {
        var client = new DispatchClient(url);
        var answer = await client._http.PostAsJsonAsync("/api/session", new { user, password });
        answer.EnsureSuccessStatusCode();
        var token = client._handler.CookieContainer.GetCookies(url)["XSRF-TOKEN"]!.Value;
        client._http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", Uri.UnescapeDataString(token));
        return client;
    }

    public async Task<JsonNode> Get(string path)
    {
        var answer = await _http.GetAsync(path);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(body)! : throw new HttpRequestException($"GET {path}: {(int)answer.StatusCode} {body}");
    }

    /// <summary>What is not JSON, such as an attachment.</summary>
    public Task<byte[]> GetBytes(string path) => _http.GetByteArrayAsync(path);

    /// <summary>Sends and answers status and body, whatever the status is.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> Send(HttpMethod method, string path, object? body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>Posts and expects success.</summary>
    public async Task<JsonNode> Post(string path, object body, string? idempotencyKey = null)
    {
        var (status, answer) = await Send(HttpMethod.Post, path, body, idempotencyKey);
        return (int)status < 300 ? answer! : throw new HttpRequestException($"POST {path}: {(int)status} {answer?.ToJsonString()}");
    }

    public async Task<string> OpenCase(double lon, double lat, string complaint = "胸痛", string priority = "II")
    {
        var opened = await Post("/api/cases", new { location = new { lon, lat }, complaint, priority });
        return opened["caseId"]!.GetValue<string>();
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }
}

/// <summary>Short ways into JSON answers.</summary>
internal static class JsonReading
{
    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static double Number(this JsonNode node, string name) => node[name]!.GetValue<double>();

    public static IEnumerable<JsonNode> Items(this JsonNode node) => node.AsArray().Select(item => item!);

    /// <summary>The last word of a problem's type.</summary>
    public static string? ProblemCode(this JsonNode? problem) => problem?["type"]?.GetValue<string>().Split('/')[^1];

    /// <summary>As a person reads it.</summary>
    public static string Pretty(this JsonNode node) => node.ToJsonString(Readable);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
