using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Emergency.Agent.Tests;

/// <summary>What a centre got and how it answers. It outlives its server, so that a server can be stopped and started again.</summary>
internal sealed class FakeCentre : IAsyncDisposable
{
    public static readonly AmbulanceId Vehicle = new("A01");
    private readonly ConcurrentQueue<FixBatch> _batches = new();
    private readonly ConcurrentQueue<AgentMilestone> _milestones = new();
    private readonly ConcurrentQueue<AgentHello> _hellos = new();
    private WebApplication? _server;
    private int _port;

    public string Key { get; init; } = "secret";

    public AgentOrders Orders { get; set; } = new(Vehicle, 1, []);

    public long FixesThrough { get; set; }

    /// <summary>What the centre answers to fixes; by default that all are durable.</summary>
    public Func<FixBatch, Task<FixAck>> OnFixes { get; set; } = batch => Task.FromResult(Durable(batch));

    /// <summary>What the centre answers to a milestone; by default that it is durable.</summary>
    public Func<AgentMilestone, Refusal?> OnMilestone { get; set; } = _ => null;

    public IReadOnlyList<FixBatch> Batches => [.. _batches];

    public IReadOnlyList<long> FixSequences => [.. _batches.SelectMany(batch => batch.Fixes).Select(fix => fix.Sequence)];

    public IReadOnlyList<AgentMilestone> Milestones => [.. _milestones];

    public IReadOnlyList<AgentHello> Hellos => [.. _hellos];

    public ConcurrentQueue<string> RefusedHeaders { get; } = new();

    /// <summary>What the centre answers to a report; by default that it is durable.</summary>
    public Func<CrewReport, Refusal?> OnReport { get; set; } = _ => null;

    /// <summary>What happens before ECG is taken.</summary>
    public Func<EcgBatch, Task> OnEcg { get; set; } = _ => Task.CompletedTask;

    public ImmutableArray<CrewCare> Care { get; set; } = [];

    public ConcurrentQueue<CrewReport> Reports { get; } = new();

    public ConcurrentQueue<VitalsSample> Vitals { get; } = new();

    public ConcurrentQueue<EcgWaveBlock> Ecg { get; } = new();

    public ConcurrentQueue<LinkReport> Links { get; } = new();

    public ConcurrentQueue<CallSignal> Signals { get; } = new();

    /// <summary>The bulky calls in the order in which they came.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public FakeAttachments Attachments { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public static FixAck Durable(FixBatch batch) => new([.. batch.Fixes.Select(fix => fix.Sequence)], []);

    public static async Task<FakeCentre> Started(FakeCentre? centre = null)
    {
        centre ??= new FakeCentre();
        await centre.Start();
        return centre;
    }

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        builder.Services.AddSingleton(this);
        builder.Services.AddSignalR(options => (options.EnableDetailedErrors, options.MaximumReceiveMessageSize) = (true, 256 * 1024));
        _server = builder.Build();
        _server.UseWebSockets();
        _server.MapGet("/health/live", () => "alive");
        _server.Use(Authenticate);
        _server.MapHub<Hub>("/hubs/agent");
        await _server.StartAsync();
        var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        _port = new Uri(addresses.Addresses.Single()).Port;
    }

    public async Task Stop()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _server!.StopAsync(atOnce.Token);
        await _server.DisposeAsync();
        _server = null;
    }

    public Task Push(AgentOrders orders) =>
        _server!.Services.GetRequiredService<IHubContext<Hub, IAgentClient>>().Clients.All.Orders(orders);

    public Task Push(CrewCare care) =>
        _server!.Services.GetRequiredService<IHubContext<Hub, IAgentClient>>().Clients.All.Care(care);

    public Task Push(CallSignal signal) =>
        _server!.Services.GetRequiredService<IHubContext<Hub, IAgentClient>>().Clients.All.Signal(signal);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await Stop();
    }

    private Task Authenticate(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header == $"{DeviceAuthentication.Scheme} {Vehicle}:{Key}" || context.Request.Path.StartsWithSegments("/health"))
            return next(context);
        RefusedHeaders.Enqueue(header);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    internal sealed class Hub(FakeCentre centre) : Hub<IAgentClient>, IAgentHub
    {
        public Task<AgentWelcome> Hello(AgentHello hello)
        {
            centre._hellos.Enqueue(hello);
            return Task.FromResult(new AgentWelcome(
                Vehicle, hello.DeviceTime, centre.FixesThrough, centre.Orders, UnitDuty.AvailableAtStation, new LonLat(113.4, 29.4)));
        }

        public async Task<FixAck> Fixes(FixBatch batch)
        {
            centre._batches.Enqueue(batch);
            return await centre.OnFixes(batch);
        }

        public Task<ImmutableArray<MilestoneAck>> Milestones(ImmutableArray<AgentMilestone> milestones)
        {
            foreach (var milestone in milestones)
                centre._milestones.Enqueue(milestone);
            return Task.FromResult(milestones.Select(item => new MilestoneAck(item.Sequence, centre.OnMilestone(item))).ToImmutableArray());
        }

        public Task<ImmutableArray<CrewReportAck>> Reports(ImmutableArray<CrewReport> reports)
        {
            foreach (var report in reports)
                centre.Reports.Enqueue(report);
            return Task.FromResult(reports.Select(item => new CrewReportAck(item.Sequence, centre.OnReport(item))).ToImmutableArray());
        }

        public Task<TelemetryAck> Vitals(VitalsBatch batch)
        {
            centre.Calls.Enqueue("vitals");
            foreach (var sample in batch.Samples)
                centre.Vitals.Enqueue(sample);
            return Task.FromResult(new TelemetryAck([.. batch.Samples.Select(sample => sample.Sequence)], []));
        }

        public async Task<TelemetryAck> Ecg(EcgBatch batch)
        {
            centre.Calls.Enqueue("ecg");
            await centre.OnEcg(batch);
            foreach (var block in batch.Blocks)
                centre.Ecg.Enqueue(block);
            return new TelemetryAck([.. batch.Blocks.Select(block => block.Sequence)], []);
        }

        public Task<AttachmentState> OfferAttachment(AttachmentOffer offer)
        {
            centre.Calls.Enqueue("offer");
            return Task.FromResult(centre.Attachments.Offer(offer));
        }

        public Task<AttachmentState> SendPiece(AttachmentPiece piece)
        {
            centre.Calls.Enqueue("piece");
            return Task.FromResult(centre.Attachments.Take(piece));
        }

        public Task<DateTimeOffset> ReportLink(LinkReport report)
        {
            centre.Links.Enqueue(report);
            return Task.FromResult(report.At);
        }

        public Task<ImmutableArray<CrewCare>> GetCare() => Task.FromResult(centre.Care);

        public Task Signal(CallSignal signal)
        {
            centre.Signals.Enqueue(signal);
            return Task.CompletedTask;
        }

        public Task<ImmutableArray<IceServer>> GetIceServers() => Task.FromResult<ImmutableArray<IceServer>>([new IceServer(["stun:127.0.0.1"])]);
    }
}

/// <summary>Attachments as a centre keeps them.</summary>
internal sealed class FakeAttachments
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (AttachmentOffer Offer, List<byte> Bytes)> _held = [];

    /// <summary>What the next attachment is refused with; null for nothing.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>Called after every piece.</summary>
    public Action OnPiece { get; set; } = () => { };

    public ConcurrentQueue<(AttachmentOffer Offer, byte[] Bytes)> Complete { get; } = new();

    public int Pieces { get; private set; }

    public AttachmentState Offer(AttachmentOffer offer)
    {
        lock (_gate)
        {
            if (Refusal is not null)
                return new AttachmentState(offer.AttachmentId, 0, false, Refusal);
            _held.TryAdd(offer.AttachmentId, (offer, []));
            return StateOf(offer.AttachmentId);
        }
    }

    public AttachmentState Take(AttachmentPiece piece)
    {
        lock (_gate)
        {
            var bytes = _held[piece.AttachmentId].Bytes;
            if (piece.Offset == bytes.Count)
                bytes.AddRange(piece.Data);
            Pieces++;
            OnPiece();
            return StateOf(piece.AttachmentId);
        }
    }

    private AttachmentState StateOf(string id)
    {
        var (offer, bytes) = _held[id];
        var complete = bytes.Count == offer.Length
            && Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([.. bytes])) == offer.Sha256;
        if (complete && Complete.All(one => one.Offer.AttachmentId != id))
            Complete.Enqueue((offer, [.. bytes]));
        return new AttachmentState(id, bytes.Count, complete);
    }
}
