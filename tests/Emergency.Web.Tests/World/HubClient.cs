using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Emergency.Web.Tests;

/// <summary>Connects to a hub over a WebSocket, without negotiation.</summary>
internal static class HubClient
{
    /// <param name="web">Where the hub is.</param>
    /// <param name="path">The hub.</param>
    /// <param name="header">One header, such as a cookie or a device key.</param>
    /// <param name="listen">Attaches handlers before the connection starts.</param>
    public static async Task<HubConnection> Connect(Uri web, string path, (string Name, string Value)? header, Action<HubConnection>? listen = null)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSockets(header));
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(web) { Scheme = "ws", Path = path }.Uri));
        var connection = builder.Build();
        listen?.Invoke(connection);
        await connection.StartAsync();
        return connection;
    }

    /// <summary>Calls a hub method as long as the test runs.</summary>
    public static Task<T> Ask<T>(this HubConnection hub, string method, params object?[] arguments) =>
        hub.InvokeCoreAsync<T>(method, arguments, TestContext.Current.CancellationToken);

    private sealed class WebSockets((string Name, string Value)? header) : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            var socket = new ClientWebSocket();
            if (header is { } given)
                socket.Options.SetRequestHeader(given.Name, given.Value);
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
            return new Connection(socket);
        }
    }

    private sealed class Connection : ConnectionContext
    {
        private readonly ClientWebSocket _socket;
        private readonly Stream _stream;

        public Connection(ClientWebSocket socket)
        {
            _socket = socket;
            _stream = WebSocketStream.Create(socket, WebSocketMessageType.Binary, TimeSpan.FromSeconds(1));
            Transport = new Duplex(PipeReader.Create(_stream), PipeWriter.Create(_stream));
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
