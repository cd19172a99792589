using System.Globalization;
using System.Net;
using Emergency.Agent.Inputs.Hl7;

namespace Emergency.Agent.Inputs;

/// <summary>Takes vital signs from patient monitors: HL7 v2 ORU^R01 over MLLP, each acknowledged once it is in the outbox.</summary>
public sealed class MonitorInput
{
    private readonly MonitorOptions _options;
    private readonly Func<VitalsReading, ValueTask> _sink;
    private readonly TimeProvider _events;
    private readonly TimeProvider _machine;
    private readonly OruReader _reader;
    private readonly InputMeter _meter;
    private readonly LocalListener _listener;
    private long _answers;

    /// <summary>Prepares the input; <see cref="Run"/> listens.</summary>
    /// <param name="options">Where, and how much.</param>
    /// <param name="sink">Makes a reading durable; it is acknowledged when this has ended.</param>
    /// <param name="events">By which readings are dated.</param>
    /// <param name="machine">By which connections are timed.</param>
    /// <param name="logger">For what an operator must know.</param>
    public MonitorInput(
        MonitorOptions options, Func<VitalsReading, ValueTask> sink, TimeProvider events, TimeProvider machine, ILogger<MonitorInput> logger)
    {
        (_options, _sink, _events, _machine) = (options, sink, events, machine);
        _reader = new OruReader(options.BelieveTimeWithin, events);
        _meter = new InputMeter("monitor", machine, options.SilentAfter);
        _listener = new LocalListener(
            "monitor", new IPEndPoint(IPAddress.Parse(options.Address), options.Port), options.MaxConnections, _meter, logger);
    }

    /// <summary>Counts what it brings.</summary>
    internal InputMeter Meter => _meter;

    /// <summary>How it is.</summary>
    public InputHealth Health => _options.Enabled ? _meter.Health : _meter.Health with { State = InputState.Off };

    /// <summary>Where it listens, once it does.</summary>
    public Task<EndPoint> Bound => _listener.Bound;

    /// <summary>Listens until cancelled.</summary>
    public Task Run(CancellationToken cancellation) => _options.Enabled ? _listener.Run(Serve, cancellation) : Task.CompletedTask;

    private async Task Serve(Stream stream, CancellationToken cancellation)
    {
        var framer = new MllpFramer(_options.LargestMessage);
        var buffer = new byte[8192];
        while (await stream.ReadAsync(buffer, cancellation).AsTask().WaitAsync(_options.IdleTimeout, _machine, cancellation) is var count and > 0)
        {
            foreach (var frame in framer.Take(buffer.AsSpan(0, count)))
            {
                if (await Answer(frame) is { } answer)
                    await stream.WriteAsync(answer, cancellation);
            }
        }

        if (framer.IsWithin)
            _meter.Refused("cut-off", "the connection ended within a message");
    }

    /// <summary>The answer to a frame; null for noise, which nobody waits on.</summary>
    private async Task<byte[]?> Answer(MllpFrame frame)
    {
        if (frame.Message is null && frame.Problem == "noise")
        {
            _meter.Refused("noise", "bytes between messages");
            return null;
        }

        Hl7Fault? fault = null;
        var message = frame.Message is { } bytes ? Hl7Message.Read(bytes, out fault) : null;
        if (frame.Problem is { } problem)
        {
            var why = problem == "too-large" ? $"a message may hold {_options.LargestMessage} bytes" : "the message has no end";
            fault = new Hl7Fault(true, Hl7Fault.Internal, "", 1, 0, why);
        }

        fault ??= await Take(message!);
        if (fault is not null)
            _meter.Refused(fault.Reject ? "rejected" : "in-error", fault.Text);
        var id = Interlocked.Increment(ref _answers).ToString(CultureInfo.InvariantCulture);
        return Hl7Answer.Write(message, fault, id, _events.GetUtcNow());
    }

    private async Task<Hl7Fault?> Take(Hl7Message message)
    {
        var result = _reader.Read(message);
        if (result.Fault is not null || result.Reading is null)
            return result.Fault;
        try
        {
            await _sink(result.Reading);
            _meter.Good("readings");
            return null;
        }
        // What cannot be kept is not acknowledged: the monitor holds it and may send it again.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new Hl7Fault(false, Hl7Fault.Internal, "", 1, 0, $"the reading could not be kept: {failure.Message}");
        }
    }
}
