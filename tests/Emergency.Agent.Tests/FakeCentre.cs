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
        builder.Services.AddSignalR(options => options.EnableDetailedErrors = true);
        _server = builder.Build();
        _server.UseWebSockets();
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

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await Stop();
    }

    private Task Authenticate(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header == $"{DeviceAuthentication.Scheme} {Vehicle}:{Key}")
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

        public Task<ImmutableArray<CrewReportAck>> Reports(ImmutableArray<CrewReport> reports) => throw new NotSupportedException();

        public Task<TelemetryAck> Vitals(VitalsBatch batch) => throw new NotSupportedException();

        public Task<TelemetryAck> Ecg(EcgBatch batch) => throw new NotSupportedException();

        public Task<AttachmentState> OfferAttachment(AttachmentOffer offer) => throw new NotSupportedException();

        public Task<AttachmentState> SendPiece(AttachmentPiece piece) => throw new NotSupportedException();

        public Task<DateTimeOffset> ReportLink(LinkReport report) => throw new NotSupportedException();

        public Task<ImmutableArray<CrewCare>> GetCare() => throw new NotSupportedException();

        public Task Signal(CallSignal signal) => throw new NotSupportedException();

        public Task<ImmutableArray<IceServer>> GetIceServers() => throw new NotSupportedException();
    }
}
