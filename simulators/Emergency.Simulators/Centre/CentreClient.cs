using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.Extensions.Logging;

namespace Emergency.Simulators;

/// <summary>The centre cannot be reached, or will not have us.</summary>
internal sealed class CentreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// A signed-in user of the centre's REST API. Requests are sent again when the link or the centre fails; changes carry an
/// idempotency key, so that a repeated one is the same one.
/// </summary>
internal sealed partial class CentreClient : IDisposable
{
    private const string XsrfCookie = "XSRF-TOKEN";
    private const string XsrfHeader = "X-XSRF-TOKEN";
    private const string KeyHeader = "Idempotency-Key";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly CentreOptions _options;
    private readonly TimeProvider _network;
    private readonly ILogger _logger;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    /// <param name="options">Address, user and patience.</param>
    /// <param name="network">The clock by which the network is timed: the system's.</param>
    /// <param name="logger">For what an operator must know.</param>
    public CentreClient(CentreOptions options, TimeProvider network, ILogger<CentreClient> logger)
    {
        (_options, _network, _logger) = (options, network, logger);
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false })
        {
            BaseAddress = options.Address,
            Timeout = options.Timeout,
        };
    }

    /// <summary>The county's clock.</summary>
    public Task<ClockAnswer> Clock(CancellationToken cancellation) => Get<ClockAnswer>("/api/clock", cancellation);

    /// <summary>All units.</summary>
    public Task<UnitView[]> Units(CancellationToken cancellation) => Get<UnitView[]>("/api/ambulances", cancellation);

    /// <summary>All open cases.</summary>
    public Task<CaseView[]> OpenCases(CancellationToken cancellation) => Get<CaseView[]>("/api/cases?status=open", cancellation);

    /// <summary>The units that could go to a case, best first.</summary>
    public Task<RecommendationsView> Recommendations(CaseId id, CancellationToken cancellation) =>
        Get<RecommendationsView>($"/api/cases/{id}/recommendations", cancellation);

    /// <summary>Opens a case.</summary>
    public Task<CentreAnswer<CaseView>> Open(OpenCaseRequest request, string key, CancellationToken cancellation) =>
        Post<OpenCaseRequest, CaseView>("/api/cases", request, key, cancellation);

    /// <summary>Sends a unit.</summary>
    public Task<CentreAnswer<AssignmentView>> Assign(CaseId id, AssignRequest request, string key, CancellationToken cancellation) =>
        Post<AssignRequest, AssignmentView>($"/api/cases/{id}/assignments", request, key, cancellation);

    /// <summary>Waits until the centre is ready to serve, and signs in.</summary>
    /// <exception cref="CentreException">It did not become ready in time, or refuses the user.</exception>
    public async Task Start(CancellationToken cancellation)
    {
        var started = _network.GetTimestamp();
        while (!await IsReady(cancellation))
        {
            if (_network.GetElapsedTime(started) > _options.StartTimeout)
                throw new CentreException($"the centre at {_options.Address} is not ready");
            await Task.Delay(_options.Pause, _network, cancellation);
        }

        await SignIn(cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception unreachable) when (IsPassing(unreachable, cancellation))
        {
            LogNotReady(_logger, unreachable.Message);
            return false;
        }
    }

    private async Task SignIn(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session");
        request.Content = JsonContent.Create(new SessionRequest(_options.User, _options.Password), options: Json);
        using var answer = await _http.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode)
            throw new CentreException($"the centre does not sign {_options.User} in: {(int)answer.StatusCode}");
    }

    private async Task<T> Get<T>(string path, CancellationToken cancellation)
        where T : class
    {
        using var answer = await Send(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        if (!answer.IsSuccessStatusCode)
            throw new CentreException($"GET {path}: {(int)answer.StatusCode}");
        return await answer.Content.ReadFromJsonAsync<T>(Json, cancellation) ?? throw new CentreException($"GET {path}: empty");
    }

    private async Task<CentreAnswer<TAnswer>> Post<TRequest, TAnswer>(
        string path, TRequest body, string key, CancellationToken cancellation)
        where TAnswer : class
    {
        using var answer = await Send(Request, cancellation);
        var status = (int)answer.StatusCode;
        if (answer.IsSuccessStatusCode)
            return new CentreAnswer<TAnswer>(status, await answer.Content.ReadFromJsonAsync<TAnswer>(Json, cancellation), null);
        return new CentreAnswer<TAnswer>(status, null, await ReadProblem(answer, cancellation));

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Json) };
            request.Headers.Add(KeyHeader, key);
            if (_cookies.GetCookies(_options.Address)[XsrfCookie] is { } cookie)
                request.Headers.Add(XsrfHeader, cookie.Value);
            return request;
        }
    }

    private static async Task<ProblemAnswer> ReadProblem(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<ProblemAnswer>(Json, cancellation) ?? new ProblemAnswer(null, null, null);
        }
        catch (JsonException unreadable)
        {
            // Something between us and the centre answered; the status says enough.
            return new ProblemAnswer(null, answer.ReasonPhrase, unreadable.Message);
        }
    }

    /// <summary>Sends until there is an answer that another attempt would not better.</summary>
    private async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var last = attempt >= _options.Attempts;
            try
            {
                using var message = request();
                var answer = await _http.SendAsync(message, cancellation);
                if (last || !WorthRepeating(answer.StatusCode))
                    return answer;
                answer.Dispose();
                if (answer.StatusCode == HttpStatusCode.Unauthorized)
                    await SignIn(cancellation);
            }
            catch (Exception failure) when (IsPassing(failure, cancellation))
            {
                if (last)
                    throw new CentreException(failure.Message, failure);
                LogAgain(_logger, attempt, failure.Message);
            }

            await Task.Delay(_options.Pause, _network, cancellation);
        }
    }

    private static bool WorthRepeating(HttpStatusCode status) => status is
        HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>A failure of the link or a timeout, and not our own stopping.</summary>
    private static bool IsPassing(Exception failure, CancellationToken cancellation) =>
        failure is HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The centre is not ready: {Reason}")]
    private static partial void LogNotReady(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Attempt {Attempt} failed: {Reason}")]
    private static partial void LogAgain(ILogger logger, int attempt, string reason);
}
