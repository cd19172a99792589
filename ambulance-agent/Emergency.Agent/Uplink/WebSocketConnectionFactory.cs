using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Emergency.Agent;

/// <summary>Opens WebSockets for SignalR straight away, without the negotiation that only other transports need.</summary>
/// <param name="authorization">The value of the Authorization header.</param>
/// <param name="route">From which local address and over which proxy.</param>
internal sealed class WebSocketConnectionFactory(string authorization, UplinkRoute route) : IConnectionFactory
{
    private long _bytesSent;

    /// <summary>Bytes that were sent over all connections of this factory.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.SetRequestHeader("Authorization", authorization);
            // SignalR keeps the connection alive with pings of its own.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            using var way = new HttpMessageInvoker(route.Handler());
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, way, cancellationToken);
            return new WebSocketConnection(socket, endpoint, bytes => Interlocked.Add(ref _bytesSent, bytes));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class WebSocketConnection : ConnectionContext
    {
        /// <summary>How long the other side may take to say goodbye.</summary>
        private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

        private readonly ClientWebSocket _socket;
        private readonly Stream _stream;

        public WebSocketConnection(ClientWebSocket socket, EndPoint remote, Action<int> sent)
        {
            _socket = socket;
            // Binary, because a text message may not be cut within a character and SignalR's writes may be.
            _stream = WebSocketStream.Create(socket, WebSocketMessageType.Binary, CloseTimeout);
            Transport = new Duplex(
                PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true)),
                new CountingWriter(PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true)), sent));
            RemoteEndPoint = remote;
        }

        public override string ConnectionId { get; set; } = "";

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

        public override IDuplexPipe Transport { get; set; }

        public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort();

        public override async ValueTask DisposeAsync()
        {
            await _stream.DisposeAsync();
            _socket.Dispose();
            await base.DisposeAsync();
        }
    }

    /// <summary>Counts what passes.</summary>
    private sealed class CountingWriter(PipeWriter inner, Action<int> sent) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            sent(bytes);
            inner.Advance(bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
