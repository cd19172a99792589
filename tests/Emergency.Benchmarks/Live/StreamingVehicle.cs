using System.Runtime.InteropServices;
using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Simulators;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.Benchmarks;

/// <summary>A vehicle with the real agent that sends twelve leads at 500 Hz in blocks and vital signs each second.</summary>
internal sealed class StreamingVehicle : IAgentObserver
{
    private static readonly EcgOptions Recorder = new();
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(0.2);
    private const int BlocksPerVitals = 5;

    private readonly AgentConnection _agent;
    private readonly EcgSynthesizer _heart;
    private readonly Random _random;
    private readonly Inputs _inputs;
    private long _ecgBytes;
    private long _blocks;

    public StreamingVehicle(Uri server, AmbulanceId id, string key, int seed, Inputs inputs)
    {
        (_inputs, _random) = (inputs, new Random(seed));
        _heart = new EcgSynthesizer(Recorder, new Random(seed));
        var options = new AgentOptions { AmbulanceId = id, DeviceKey = key, Server = server };
        _agent = new AgentConnection(
            options, new MemoryOutbox($"stream-{id}"), new SignalRUplink(options, TimeProvider.System),
            new AgentClocks(TimeProvider.System, TimeProvider.System), new Random(seed), this, NullLogger<AgentConnection>.Instance);
    }

    /// <summary>Whether the agent knows what it was sent to.</summary>
    public bool HasOrder => _agent.ActiveOrder is not null;

    /// <summary>Bytes of the compressed ECG in a second of it; 0 before there was any.</summary>
    public double EcgBytesPerSecond => _blocks == 0 ? 0 : _ecgBytes / (_blocks * Block.TotalSeconds);

    /// <summary>Blocks recorded so far.</summary>
    public long Blocks => _blocks;

    public LinkStatus Link => _agent.Status.Link;

    /// <summary>Runs the agent until cancelled.</summary>
    public Task Connect(CancellationToken cancellation) => _agent.Run(cancellation);

    /// <summary>Sends after its share of a block, so that vehicles do not all send at once, until cancelled.</summary>
    public async Task Stream(double offset, CancellationToken cancellation)
    {
        await Task.Delay(Block * offset, TimeProvider.System, cancellation);
        using var timer = new PeriodicTimer(Block, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            var segment = Record();
            _ecgBytes += EcgBlock.Encode(segment).Length;
            _inputs.Put('e', segment.StartedAt);
            await _agent.Report(segment);
            if (++_blocks % BlocksPerVitals != 0) continue;
            var reading = new VitalsReading(
                ToMicroseconds(TimeProvider.System.GetUtcNow()), 60 + _random.Next(40), 60 + _random.Next(40), 90 + _random.Next(10), 12 + _random.Next(8));
            _inputs.Put('v', reading.At);
            await _agent.Report(reading);
        }
    }

    public void Welcomed(AgentWelcome welcome)
    {
    }

    public void OrdersChanged(AgentOrders orders)
    {
    }

    public void MilestoneRefused(AgentMilestone milestone, Refusal refusal)
    {
    }

    public void LinkChanged(LinkStatus link)
    {
    }

    private EcgSegment Record()
    {
        var count = (int)(Block.TotalSeconds * Recorder.SampleRate);
        var leads = Enumerable.Range(0, EcgSynthesizer.LeadCount).Select(_ => new short[count]).ToArray();
        _heart.Record(leads, 0, count, new HeartState(Rhythm.Sinus, 84, Territory.Anterior, 0.2), motion: 0.5, hasContact: true);
        return new EcgSegment(
            ToMicroseconds(TimeProvider.System.GetUtcNow()) - Block, Recorder.SampleRate, Recorder.LsbNanovolts, [.. EcgLeads.Standard],
            [.. leads.Select(ImmutableCollectionsMarshal.AsImmutableArray)]);
    }

    private static DateTimeOffset ToMicroseconds(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
