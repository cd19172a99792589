using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Emergency.Web.Tests;

/// <summary>One answer: its status, headers and body.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, HttpResponseMessage Response, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The word that ends the problem's type; null when it is no problem.</summary>
    public string? Problem => Response.Content.Headers.ContentType?.MediaType == "application/problem+json"
        ? Json["type"]!.GetValue<string>().Split('/')[^1]
        : null;

    public string this[string name] => Json[name]!.ToString();
}

/// <summary>A browser of sorts: it keeps cookies and repeats the antiforgery token.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClientHandler _handler = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
    private readonly HttpClient _http;
    private readonly Uri _url;

    public ApiClient(Uri url)
    {
        _url = url;
        _http = new HttpClient(_handler) { BaseAddress = url };
    }

    public CookieCollection Cookies => _handler.CookieContainer.GetCookies(_url);

    public string CookieHeader => _handler.CookieContainer.GetCookieHeader(_url);

    /// <summary>Sent with each change; the cookie's value unless a test says otherwise, null for none.</summary>
    public Func<string?>? AntiforgeryToken { get; set; }

    public async Task SignIn(string user, string password)
    {
        var answer = await Post("/api/session", new { user, password });
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
    }

    public Task<ApiAnswer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<ApiAnswer> Post(string path, object? body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, Json(body), headers);

    public Task<ApiAnswer> Put(string path, object? body) => Send(HttpMethod.Put, path, Json(body));

    public Task<ApiAnswer> Patch(string path, object? body) => Send(HttpMethod.Patch, path, Json(body));

    public Task<ApiAnswer> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public async Task<ApiAnswer> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (method != HttpMethod.Get && Token() is { } token)
            request.Headers.TryAddWithoutValidation("X-XSRF-TOKEN", token);
        var response = await _http.SendAsync(request);
        return new ApiAnswer(response.StatusCode, response, await response.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    /// <summary>A body of text that need not be JSON at all.</summary>
    public static StringContent Body(string text, string type = "application/json") =>
        new(text, Encoding.UTF8, new MediaTypeHeaderValue(type) { CharSet = "utf-8" });

    private static StringContent? Json(object? body) => body is null ? null : Body(System.Text.Json.JsonSerializer.Serialize(body));

    private string? Token() => AntiforgeryToken is { } given
        ? given()
        : Cookies["XSRF-TOKEN"] is { } cookie ? Uri.UnescapeDataString(cookie.Value) : null;
}
