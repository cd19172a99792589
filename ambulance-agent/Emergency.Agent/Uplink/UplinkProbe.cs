namespace Emergency.Agent;

/// <summary>Asks over one way whether the server is alive.</summary>
public sealed class UplinkProbe : IDisposable
{
    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _network;

    /// <param name="options">Server and timeouts.</param>
    /// <param name="route">The way.</param>
    /// <param name="network">The network's clock.</param>
    public UplinkProbe(AgentOptions options, UplinkRoute route, TimeProvider network)
    {
        _client = new HttpClient(route.Handler());
        _address = new Uri(route.Server ?? options.Server, "/health/live");
        (_timeout, _network) = (options.ConnectTimeout, network);
    }

    /// <summary>Whether it answered that it is alive, in time.</summary>
    public async Task<bool> Answers(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _client.GetAsync(_address, cancellation).WaitAsync(_timeout, _network, cancellation);
            return answer.IsSuccessStatusCode;
        }
        // No answer, whatever the reason, is a no.
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException or IOException)
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();
}
