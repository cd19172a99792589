using System.Collections.Immutable;
using System.Net;
using Emergency.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Emergency.Agent;

/// <summary>Reaches the hub <c>/hubs/agent</c> over a WebSocket.</summary>
public sealed class SignalRUplink : IUplink
{
    private const string HubPath = "hubs/agent";

    private readonly AgentOptions _options;
    private readonly TimeProvider _network;
    private readonly UplinkRoute _route;
    private readonly UriEndPoint _hub;

    /// <summary>Prepares an uplink; nothing is opened yet.</summary>
    /// <param name="options">Server, vehicle, key and timeouts.</param>
    /// <param name="network">The clock by which the network is timed: the system's, however fast events run.</param>
    /// <param name="route">Which way to take; null for the machine's own.</param>
    public SignalRUplink(AgentOptions options, TimeProvider network, UplinkRoute? route = null)
    {
        _options = options.Checked();
        _network = network;
        _route = route ?? new UplinkRoute { Name = "default" };
        _hub = new UriEndPoint(HubAddress(_route.Server ?? options.Server));
    }

    /// <inheritdoc/>
    public async Task<IUplinkSession> Connect(IAgentClient pushes, CancellationToken cancellation)
    {
        var sockets = new WebSocketConnectionFactory($"{DeviceAuthentication.Scheme} {_options.AmbulanceId}:{_options.DeviceKey}", _route);
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(sockets);
        builder.Services.AddSingleton<EndPoint>(_hub);
        var session = new Session(builder.Build(), _options, _network, sockets, pushes, _route.Name);
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
        private readonly WebSocketConnectionFactory _sockets;
        private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Session(
            HubConnection hub, AgentOptions options, TimeProvider network, WebSocketConnectionFactory sockets, IAgentClient pushes, string uplink)
        {
            (_hub, _options, _network, _sockets, Uplink) = (hub, options, network, sockets, uplink);
            _hub.On<AgentOrders>(nameof(IAgentClient.Orders), pushes.Orders);
            _hub.On<CrewCare>(nameof(IAgentClient.Care), pushes.Care);
            _hub.On<CallSignal>(nameof(IAgentClient.Signal), pushes.Signal);
            _hub.Closed += error =>
            {
                _closed.TrySetResult(error);
                return Task.CompletedTask;
            };
        }

        public string Uplink { get; }

        public long BytesSent => _sockets.BytesSent;

        public Task<Exception?> Closed => _closed.Task;

        public Task Start(CancellationToken cancellation) => _hub.StartAsync(cancellation);

        public Task<AgentWelcome> Hello(AgentHello hello, CancellationToken cancellation) =>
            Call<AgentWelcome>(nameof(IAgentHub.Hello), hello, cancellation);

        public Task<FixAck> Send(FixBatch batch, CancellationToken cancellation) =>
            Call<FixAck>(nameof(IAgentHub.Fixes), batch, cancellation);

        public Task<ImmutableArray<MilestoneAck>> Send(ImmutableArray<AgentMilestone> milestones, CancellationToken cancellation) =>
            Call<ImmutableArray<MilestoneAck>>(nameof(IAgentHub.Milestones), milestones, cancellation);

        public Task<ImmutableArray<CrewReportAck>> Send(ImmutableArray<CrewReport> reports, CancellationToken cancellation) =>
            Call<ImmutableArray<CrewReportAck>>(nameof(IAgentHub.Reports), reports, cancellation);

        public Task<TelemetryAck> Send(VitalsBatch batch, CancellationToken cancellation) =>
            Call<TelemetryAck>(nameof(IAgentHub.Vitals), batch, cancellation);

        public Task<TelemetryAck> Send(EcgBatch batch, CancellationToken cancellation) =>
            Call<TelemetryAck>(nameof(IAgentHub.Ecg), batch, cancellation);

        public Task<AttachmentState> Send(AttachmentOffer offer, CancellationToken cancellation) =>
            Call<AttachmentState>(nameof(IAgentHub.OfferAttachment), offer, cancellation);

        public Task<AttachmentState> Send(AttachmentPiece piece, CancellationToken cancellation) =>
            Call<AttachmentState>(nameof(IAgentHub.SendPiece), piece, cancellation);

        public Task<DateTimeOffset> Send(LinkReport report, CancellationToken cancellation) =>
            Call<DateTimeOffset>(nameof(IAgentHub.ReportLink), report, cancellation);

        public async Task<bool> Send(CallSignal signal, CancellationToken cancellation)
        {
            await _hub.InvokeAsync(nameof(IAgentHub.Signal), signal, cancellation).WaitAsync(_options.ReplyTimeout, _network, cancellation);
            return true;
        }

        public Task<ImmutableArray<CrewCare>> GetCare(CancellationToken cancellation) =>
            _hub.InvokeAsync<ImmutableArray<CrewCare>>(nameof(IAgentHub.GetCare), cancellation)
                .WaitAsync(_options.ReplyTimeout, _network, cancellation);

        public Task<ImmutableArray<IceServer>> GetIceServers(CancellationToken cancellation) =>
            _hub.InvokeAsync<ImmutableArray<IceServer>>(nameof(IAgentHub.GetIceServers), cancellation)
                .WaitAsync(_options.ReplyTimeout, _network, cancellation);

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
