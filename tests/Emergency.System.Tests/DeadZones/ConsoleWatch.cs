using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Emergency.System.Tests.DeadZones;

/// <summary>A console on the real hub, over a plain WebSocket as the browser does: notes the newest fix of each vehicle.</summary>
internal sealed class ConsoleWatch : IAsyncDisposable
{
    private const char EndOfRecord = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _fixes = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _listening = Task.CompletedTask;

    /// <summary>When the newest fix on the screen was taken; null when there is none.</summary>
    public DateTimeOffset? FixOf(string ambulance) => _fixes.TryGetValue(ambulance, out var at) ? at : null;

    public static async Task<ConsoleWatch> Open(Uri server)
    {
        var watch = new ConsoleWatch();
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var http = new HttpClient(handler) { BaseAddress = server };
        (await http.PostAsJsonAsync("/api/session", new { user = "dispatcher1", password = "demo" })).EnsureSuccessStatusCode();
        watch._socket.Options.Cookies = handler.CookieContainer;
        await watch._socket.ConnectAsync(new UriBuilder(server) { Scheme = Uri.UriSchemeWs, Path = "/hubs/console" }.Uri, CancellationToken.None);
        await watch.Send("{\"protocol\":\"json\",\"version\":1}");
        await watch.Send("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[]}");
        watch._listening = watch.Listen(watch._stop.Token);
        return watch;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task Listen(CancellationToken cancellation)
    {
        var (buffer, text) = (new byte[1 << 16], new List<byte>());
        var pinged = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            if (part.MessageType == WebSocketMessageType.Close) throw new IOException("the server closed the console");
            foreach (var one in buffer.AsSpan(0, part.Count))
            {
                if (one != EndOfRecord)
                {
                    text.Add(one);
                    continue;
                }

                Take(JsonNode.Parse(text.ToArray())!);
                text.Clear();
            }

            if (TimeProvider.System.GetElapsedTime(pinged) < TimeSpan.FromSeconds(5)) continue;
            pinged = TimeProvider.System.GetTimestamp();
            await Send("{\"type\":6}");
        }
    }

    private void Take(JsonNode message)
    {
        if (message["target"]?.GetValue<string>() != "Positions") return;
        foreach (var position in message["arguments"]![0]!["positions"]!.Items())
            _fixes[position.Text("ambulanceId")] = position["fixAt"]!.GetValue<DateTimeOffset>();
    }

    private Task Send(string record) => _socket.SendAsync(
        new ArraySegment<byte>(Encoding.UTF8.GetBytes(record + EndOfRecord)), WebSocketMessageType.Text, true, _stop.Token);
}
