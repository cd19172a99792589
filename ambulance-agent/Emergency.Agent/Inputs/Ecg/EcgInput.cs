using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using Emergency.Contracts;

namespace Emergency.Agent.Inputs;

/// <summary>Takes the waveform from a monitor's socket or from a recording, and tells it on in blocks.</summary>
public sealed class EcgInput
{
    /// <summary>How much of a recording is told at a time.</summary>
    private static readonly TimeSpan ReplayStep = TimeSpan.FromMilliseconds(100);

    private readonly EcgOptions _options;
    private readonly Func<EcgSegment, ValueTask> _sink;
    private readonly TimeProvider _events;
    private readonly TimeProvider _machine;
    private readonly InputMeter _meter;
    private readonly LocalListener? _listener;

    /// <summary>Prepares the input; <see cref="Run"/> opens it.</summary>
    /// <param name="options">Where the waveform comes from.</param>
    /// <param name="sink">Takes every block.</param>
    /// <param name="events">By which samples are dated.</param>
    /// <param name="machine">By which connections are timed.</param>
    /// <param name="logger">For what an operator must know.</param>
    public EcgInput(EcgOptions options, Func<EcgSegment, ValueTask> sink, TimeProvider events, TimeProvider machine, ILogger<EcgInput> logger)
    {
        (_options, _sink, _events, _machine) = (options, sink, events, machine);
        _meter = new InputMeter("ecg", machine, options.SilentAfter);
        Recent = new EcgRecent(options.Recent);
        // One monitor at a time: two would be two patients on one trace.
        if (options.Replay is null && EcgOptions.EndPointOf(options.Listen) is { } endpoint)
            _listener = new LocalListener("ecg", endpoint, 1, _meter, logger);
    }

    /// <summary>The last moments, for the tablet and for recordings.</summary>
    public EcgRecent Recent { get; }

    /// <summary>Counts what it brings.</summary>
    internal InputMeter Meter => _meter;

    /// <summary>How it is.</summary>
    public InputHealth Health => _listener is null && _options.Replay is null ? _meter.Health with { State = InputState.Off } : _meter.Health;

    /// <summary>Where it listens, once it does; never when it does not.</summary>
    public Task<EndPoint> Bound => _listener?.Bound ?? Task.FromException<EndPoint>(new InvalidOperationException("the ECG input does not listen"));

    /// <summary>Listens or replays until cancelled.</summary>
    public Task Run(CancellationToken cancellation) =>
        _options.Replay is { } file ? Replay(file, cancellation) : _listener?.Run(Serve, cancellation) ?? Task.CompletedTask;

    private async Task Serve(Stream stream, CancellationToken cancellation)
    {
        var assembler = new EcgAssembler(_options, _events);
        var length = new byte[4];
        while (await stream.ReadAtLeastAsync(length, 4, throwOnEndOfStream: false, cancellation) == 4)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(length);
            if (size is < 1 or > EcgFrame.Largest)
                throw Refused($"a frame of {size} bytes: expected 1 to {EcgFrame.Largest}");
            var body = new byte[size];
            await stream.ReadExactlyAsync(body, cancellation);
            await Take(assembler, Read(body));
        }
    }

    private EcgFrame Read(byte[] body)
    {
        try
        {
            return EcgFrame.Read(body);
        }
        catch (InvalidDataException wrong)
        {
            throw Refused(wrong.Message);
        }
    }

    private InvalidDataException Refused(string why)
    {
        _meter.Refused("malformed", why);
        return new InvalidDataException(why);
    }

    private async Task Take(EcgAssembler assembler, EcgFrame frame)
    {
        var lost = assembler.LostFrames;
        var blocks = assembler.Take(frame);
        if (assembler.LostFrames > lost)
            _meter.Refused("lost-frames", $"{assembler.LostFrames - lost} frames were lost before frame {frame.Number}");
        _meter.Good("frames");
        foreach (var block in blocks)
        {
            Recent.Add(block);
            await Keep(block);
        }
    }

    private async Task Keep(EcgSegment block)
    {
        try
        {
            await _sink(block);
        }
        // The monitor must not lose its connection because the disk is full; the trace goes on and the loss is counted.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _meter.Refused("not-kept", failure.Message);
        }
    }

    private async Task Replay(string file, CancellationToken cancellation)
    {
        var whole = EcgRecording.Read(file);
        _meter.Up();
        var (assembler, step) = (new EcgAssembler(_options, _events), Math.Max(1, (int)(whole.SampleRateHz * ReplayStep.TotalSeconds)));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)step / whole.SampleRateHz), _machine);
        ulong number = 0;
        for (var at = 0; await Tick(timer, cancellation); at = at + 2 * step > whole.SampleCount ? 0 : at + step)
        {
            var part = whole with { Samples = [.. whole.Samples.Select(lead => lead.AsSpan().Slice(at, Math.Min(step, lead.Length - at)).ToImmutableArray())] };
            await Take(assembler, new EcgFrame(++number, null, part));
        }
    }

    private static async ValueTask<bool> Tick(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
