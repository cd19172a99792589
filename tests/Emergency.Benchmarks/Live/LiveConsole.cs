using System.Buffers;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Emergency.Contracts;

namespace Emergency.Benchmarks;

/// <summary>
/// A console that speaks the hub's protocol over a plain WebSocket, as the browser does, and notes how old the coverage figure on its screen
/// was at each moment.
/// </summary>
internal sealed class LiveConsole : IAsyncDisposable
{
    /// <summary>Ends each message of the hub's JSON protocol.</summary>
    private const byte EndOfRecord = 0x1e;

    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket _socket = new();
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset Seen, DateTimeOffset AsOf)> _figures = [];
    private int _unitsKnown;

    /// <summary>Units that counted in the newest figure.</summary>
    public int Units => Volatile.Read(ref _unitsKnown);

    public static async Task<LiveConsole> Connect(Uri server, CancellationToken cancellation)
    {
        var console = new LiveConsole();
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var http = new HttpClient(handler) { BaseAddress = server };
        using var signedIn = await http.PostAsJsonAsync("/api/session", new { user = "dispatcher1", password = "demo" }, cancellation);
        signedIn.EnsureSuccessStatusCode();
        console._socket.Options.Cookies = handler.CookieContainer;
        await console._socket.ConnectAsync(new UriBuilder(server) { Scheme = Uri.UriSchemeWs, Path = "/hubs/console" }.Uri, cancellation);
        await console.Send("{\"protocol\":\"json\",\"version\":1}", cancellation);
        await console.Send("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[]}", cancellation);
        return console;
    }

    /// <summary>Reads until cancelled.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public async Task Listen(CancellationToken cancellation)
    {
        var pinging = Ping(cancellation);
        var buffer = new byte[1 << 16];
        var record = new ArrayBufferWriter<byte>();
        while (!cancellation.IsCancellationRequested)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            if (part.MessageType is WebSocketMessageType.Close) throw new IOException($"the server closed the console: {_socket.CloseStatusDescription}");
            for (var rest = buffer.AsSpan(0, part.Count); !rest.IsEmpty;)
            {
                var end = rest.IndexOf(EndOfRecord);
                record.Write(end < 0 ? rest : rest[..end]);
                rest = end < 0 ? [] : rest[(end + 1)..];
                if (end < 0) continue;
                Take(record.WrittenMemory, TimeProvider.System.GetUtcNow());
                record.ResetWrittenCount();
            }
        }

        await pinging;
    }

    /// <summary>
    /// How old the figure on the screen was, in milliseconds, at each millisecond of a span; and its greatest age, which is just before the
    /// next one came.
    /// </summary>
    public (double[] Ages, double Most) Ages(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_gate)
        {
            var ages = new List<double>();
            var most = 0.0;
            for (var i = 0; i < _figures.Count; i++)
            {
                var start = _figures[i].Seen > from ? _figures[i].Seen : from;
                var end = i + 1 < _figures.Count && _figures[i + 1].Seen < to ? _figures[i + 1].Seen : to;
                if (start >= end) continue;
                most = Math.Max(most, (end - _figures[i].AsOf).TotalMilliseconds);
                for (var at = start; at < end; at += TimeSpan.FromMilliseconds(1)) ages.Add((at - _figures[i].AsOf).TotalMilliseconds);
            }

            return ([.. ages], most);
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Take(ReadOnlyMemory<byte> record, DateTimeOffset seen)
    {
        using var message = JsonDocument.Parse(record);
        if (!message.RootElement.TryGetProperty("target", out var target) || target.GetString() != nameof(IConsoleClient.Coverage)) return;
        var coverage = message.RootElement.GetProperty("arguments")[0];
        Volatile.Write(ref _unitsKnown, coverage.GetProperty("units").GetInt32());
        lock (_gate) _figures.Add((seen, coverage.GetProperty("asOf").GetDateTimeOffset()));
    }

    private async Task Ping(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(PingInterval, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellation)) await Send("{\"type\":6}", cancellation);
    }

    private Task Send(string record, CancellationToken cancellation) => _socket.SendAsync(
        new ArraySegment<byte>([.. System.Text.Encoding.UTF8.GetBytes(record), EndOfRecord]), WebSocketMessageType.Text, true, cancellation);
}
