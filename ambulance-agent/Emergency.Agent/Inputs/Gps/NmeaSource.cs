using System.Diagnostics;
using System.Net.Sockets;

namespace Emergency.Agent.Inputs;

/// <summary>Reads NMEA 0183 from anything that streams it.</summary>
/// <param name="open">Opens the stream.</param>
/// <param name="silence">How long nothing may come before the source counts as dead.</param>
/// <param name="clock">The clock.</param>
/// <param name="replay">
/// The stream is a recording: its moments are told at the pace at which they were recorded, as if they were now.
/// </param>
internal sealed class NmeaSource(Func<CancellationToken, Task<Stream>> open, TimeSpan silence, TimeProvider clock, bool replay = false) : IGpsSource
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>A TCP server that streams sentences.</summary>
    public static Func<CancellationToken, Task<Stream>> Tcp(string host, int port) => async cancellation =>
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    };

    /// <summary>A serial device; its line is set by <c>stty</c> when a speed is given.</summary>
    public static Func<CancellationToken, Task<Stream>> Serial(string path, int? baud) => async cancellation =>
    {
        if (baud is { } speed)
        {
            using var stty = Process.Start(new ProcessStartInfo("stty", ["-F", path, $"{speed}", "raw", "-echo"]) { RedirectStandardError = true })
                ?? throw new IOException("stty did not start");
            await stty.WaitForExitAsync(cancellation);
            if (stty.ExitCode != 0)
                throw new IOException($"stty: {(await stty.StandardError.ReadToEndAsync(cancellation)).Trim()}");
        }

        return OpenFile(path);
    };

    /// <summary>A file.</summary>
    public static Func<CancellationToken, Task<Stream>> File(string path) => _ => Task.FromResult<Stream>(OpenFile(path));

    public async Task Run(Action<GpsSample> onSample, InputMeter meter, CancellationToken cancellation)
    {
        await using var stream = await open(cancellation).WaitAsync(silence, clock, cancellation);
        meter.Up();
        var lines = new BoundedLines(stream, NmeaSentence.Longest * 2, silence, clock);
        var epochs = new NmeaEpochs(clock);
        DateTimeOffset? before = null;
        await foreach (var line in lines.Read(cancellation))
        {
            if (NmeaSentence.Read(line, out var sentence) is { } problem)
                meter.Refused(problem);
            if (sentence is null || epochs.Take(sentence) is not { } sample)
                continue;
            if (replay)
            {
                await Pace(sample.Time - before, cancellation);
                before = sample.Time;
                sample = sample with { Time = clock.GetUtcNow() };
            }

            onSample(sample);
        }
    }

    private async Task Pace(TimeSpan? pause, CancellationToken cancellation)
    {
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause.Value < LongestPause ? pause.Value : LongestPause, clock, cancellation);
    }

    private static FileStream OpenFile(string path) => new(
        path, new FileStreamOptions { Share = FileShare.ReadWrite, BufferSize = 0, Options = FileOptions.Asynchronous });
}
