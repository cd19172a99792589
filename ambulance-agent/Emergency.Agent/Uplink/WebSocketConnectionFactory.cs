using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Emergency.Agent;

/// <summary>Opens WebSockets for SignalR straight away, without the negotiation that only other transports need.</summary>
/// <param name="authorization">The value of the Authorization header.</param>
internal sealed class WebSocketConnectionFactory(string authorization) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.SetRequestHeader("Authorization", authorization);
            // SignalR keeps the connection alive with pings of its own.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
            return new WebSocketConnection(socket, endpoint);
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

        public WebSocketConnection(ClientWebSocket socket, EndPoint remote)
        {
            _socket = socket;
            // Binary, because a text message may not be cut within a character and SignalR's writes may be.
            _stream = WebSocketStream.Create(socket, WebSocketMessageType.Binary, CloseTimeout);
            Transport = new Duplex(
                PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true)),
                PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true)));
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

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
