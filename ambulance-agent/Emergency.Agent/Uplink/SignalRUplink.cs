using System.Collections.Immutable;
using System.Net;
using Emergency.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Emergency.Agent;

/// <summary>Reaches the hub <c>/hubs/agent</c> over a WebSocket.</summary>
public sealed class SignalRUplink : IUplink
{
    private const string HubPath = "hubs/agent";

    private readonly AgentOptions _options;
    private readonly TimeProvider _network;
    private readonly UriEndPoint _hub;
    private readonly WebSocketConnectionFactory _sockets;

    /// <summary>Prepares an uplink; nothing is opened yet.</summary>
    /// <param name="options">Server, vehicle, key and timeouts.</param>
    /// <param name="network">The clock by which the network is timed: the system's, however fast events run.</param>
    public SignalRUplink(AgentOptions options, TimeProvider network)
    {
        _options = options.Checked();
        _network = network;
        _hub = new UriEndPoint(HubAddress(options.Server));
        _sockets = new WebSocketConnectionFactory($"{DeviceAuthentication.Scheme} {options.AmbulanceId}:{options.DeviceKey}");
    }

    /// <inheritdoc/>
    public async Task<IUplinkSession> Connect(Action<AgentOrders> onOrders, CancellationToken cancellation)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(_sockets);
        builder.Services.AddSingleton<EndPoint>(_hub);
        var session = new Session(builder.Build(), _options, _network, onOrders);
        using var deadline = new CancellationTokenSource(_options.ConnectTimeout, _network);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await session.Start(giveUp.Token);
            return session;
        }
        catch (Exception failure)
        {
            await session.DisposeAsync();
            if (failure is OperationCanceledException && !cancellation.IsCancellationRequested)
                throw new TimeoutException($"no connection within {_options.ConnectTimeout}", failure);
            throw;
        }
    }

    private static Uri HubAddress(Uri server)
    {
        var address = new UriBuilder(server) { Scheme = server.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs };
        address.Path = address.Path.TrimEnd('/') + "/" + HubPath;
        return address.Uri;
    }

    private sealed class Session : IUplinkSession
    {
        private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

        private readonly HubConnection _hub;
        private readonly AgentOptions _options;
        private readonly TimeProvider _network;
        private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Session(HubConnection hub, AgentOptions options, TimeProvider network, Action<AgentOrders> onOrders)
        {
            (_hub, _options, _network) = (hub, options, network);
            _hub.On(nameof(IAgentClient.Orders), onOrders);
            _hub.Closed += error =>
            {
                _closed.TrySetResult(error);
                return Task.CompletedTask;
            };
        }

        public Task<Exception?> Closed => _closed.Task;

        public Task Start(CancellationToken cancellation) => _hub.StartAsync(cancellation);

        public Task<AgentWelcome> Hello(AgentHello hello, CancellationToken cancellation) =>
            Call<AgentWelcome>(nameof(IAgentHub.Hello), hello, cancellation);

        public Task<FixAck> Send(FixBatch batch, CancellationToken cancellation) =>
            Call<FixAck>(nameof(IAgentHub.Fixes), batch, cancellation);

        public Task<ImmutableArray<MilestoneAck>> Send(ImmutableArray<AgentMilestone> milestones, CancellationToken cancellation) =>
            Call<ImmutableArray<MilestoneAck>>(nameof(IAgentHub.Milestones), milestones, cancellation);

        /// <summary>A link that is half open may not even take a goodbye: what has not closed by then is left behind.</summary>
        public async ValueTask DisposeAsync()
        {
            var closing = _hub.DisposeAsync().AsTask();
            await closing.WaitAsync(CloseTimeout, _network).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        /// <summary>A half-open link never answers: a call that waits too long is the link's end.</summary>
        private Task<T> Call<T>(string method, object argument, CancellationToken cancellation) =>
            _hub.InvokeAsync<T>(method, argument, cancellation).WaitAsync(_options.ReplyTimeout, _network, cancellation);
    }
}
