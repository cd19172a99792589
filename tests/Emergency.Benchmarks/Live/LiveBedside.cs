using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Emergency.Benchmarks;

/// <summary>What a vehicle put in, by the time that it carries, and when that was by the machine's stopwatch.</summary>
internal sealed class Inputs
{
    private readonly ConcurrentDictionary<(char Kind, long At), long> _stamps = new();

    /// <summary>How late each thing was at the page, in milliseconds, by kind.</summary>
    public ConcurrentBag<double> Ecg { get; } = [];

    public ConcurrentBag<double> Vitals { get; } = [];

    /// <summary>How many things were put in.</summary>
    public int Count => _stamps.Count;

    public void Put(char kind, DateTimeOffset at) => _stamps[(kind, Key(at))] = TimeProvider.System.GetTimestamp();

    /// <summary>Something is at the page; what is seen again, such as a value that did not change, is passed over.</summary>
    public void Seen(char kind, DateTimeOffset at)
    {
        if (_stamps.TryRemove((kind, Key(at)), out var stamp))
            (kind == 'e' ? Ecg : Vitals).Add(TimeProvider.System.GetElapsedTime(stamp).TotalMilliseconds);
    }

    /// <summary>Kept to the microsecond, as blocks are.</summary>
    private static long Key(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMicrosecond;
}

/// <summary>A physician's page that watches one case on the care hub over a plain WebSocket, as the browser does.</summary>
internal sealed class LiveBedside(Uri server, CookieContainer cookies, string caseId, Inputs inputs) : IDisposable
{
    /// <summary>Ends each message of the hub's JSON protocol.</summary>
    private const byte EndOfRecord = 0x1e;

    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket _socket = new();
    private long _bytes;
    private long _dropped;

    /// <summary>Bytes that came to the page.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>ECG blocks that the page was not sent.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Watches until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        _socket.Options.Cookies = cookies;
        await _socket.ConnectAsync(new UriBuilder(server) { Scheme = Uri.UriSchemeWs, Path = "/hubs/care" }.Uri, cancellation);
        await Send("{\"protocol\":\"json\",\"version\":1}", cancellation);
        await Send($"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"Watch\",\"arguments\":[\"{caseId}\"]}}", cancellation);
        var (buffer, record) = (new byte[1 << 16], new ArrayBufferWriter<byte>());
        var pinged = TimeProvider.System.GetTimestamp();
        while (!cancellation.IsCancellationRequested)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            if (part.MessageType is WebSocketMessageType.Close) throw new IOException($"the server closed the page: {_socket.CloseStatusDescription}");
            Interlocked.Add(ref _bytes, part.Count);
            Split(buffer.AsSpan(0, part.Count), record);
            if (TimeProvider.System.GetElapsedTime(pinged) < PingInterval) continue;
            pinged = TimeProvider.System.GetTimestamp();
            await Send("{\"type\":6}", cancellation);
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Split(Span<byte> rest, ArrayBufferWriter<byte> record)
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(EndOfRecord);
            record.Write(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (end < 0) continue;
            using (var message = JsonDocument.Parse(record.WrittenMemory)) Take(message.RootElement);
            record.ResetWrittenCount();
        }
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("error", out var error)) throw new IOException($"the hub refused: {error}");
        if (!message.TryGetProperty("target", out var target)) return;
        var body = message.GetProperty("arguments")[0];
        if (target.ValueEquals("Ecg"))
        {
            inputs.Seen('e', body.GetProperty("block").GetProperty("at").GetDateTimeOffset());
            Interlocked.Add(ref _dropped, body.GetProperty("dropped").GetInt32());
        }
        else if (target.ValueEquals("Vitals"))
        {
            foreach (var value in body.GetProperty("values").EnumerateArray()) inputs.Seen('v', value.GetProperty("at").GetDateTimeOffset());
        }
    }

    private Task Send(string text, CancellationToken cancellation) => _socket.SendAsync(
        new ArraySegment<byte>([.. Encoding.UTF8.GetBytes(text), EndOfRecord]), WebSocketMessageType.Text, true, cancellation);
}
