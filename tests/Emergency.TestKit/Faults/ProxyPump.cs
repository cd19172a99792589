using System.Net.Sockets;
using System.Threading.Channels;

namespace Emergency.TestKit.Faults;

/// <summary>
/// One direction of a connection: a reader that notes when bytes came, a bounded queue, and a writer that applies the faults of the
/// moment. A full queue stops the reader, so that the sender feels a slow link as it would a real one.
/// </summary>
internal sealed class ProxyPump(ProxyConnection connection, Socket from, Socket to, bool up, Random random, TimeProvider clock)
{
    private const int ChunkBytes = 16 * 1024;
    private const int MostChunks = 32;

    /// <summary>How finely a throttled link delivers.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    private readonly Channel<Chunk> _queue = Channel.CreateBounded<Chunk>(MostChunks);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _free;
    private bool _silent;

    private LinkFaults Faults => connection.Effective;

    /// <summary>Wakes the writer, because the faults changed.</summary>
    public void Look() => Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Runs until this direction has ended.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var reading = Read(cancellation);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(cancellation))
            {
                while (_queue.Reader.TryRead(out var chunk))
                    await Deliver(chunk, cancellation);
            }
        }
        catch (Exception end) when (IsEnd(end))
        {
            // The receiver is gone, or the proxy ended the connection: the sender is told by a reset.
            _queue.Writer.TryComplete();
            connection.Broken(from);
        }

        await reading;
    }

    private async Task Read(CancellationToken cancellation)
    {
        try
        {
            Chunk chunk;
            do
            {
                chunk = await Receive(cancellation);
                await _queue.Writer.WriteAsync(chunk, cancellation);
            }
            while (chunk.Kind == ChunkKind.Bytes);
        }
        catch (Exception end) when (IsEnd(end))
        {
            // The writer ended and takes nothing more.
            connection.Broken(from);
        }

        _queue.Writer.TryComplete();
    }

    /// <summary>An end is queued like bytes, so that it overtakes nothing and a silent link keeps it to itself.</summary>
    private async Task<Chunk> Receive(CancellationToken cancellation)
    {
        try
        {
            var bytes = new byte[ChunkBytes];
            var count = await from.ReceiveAsync(bytes, cancellation);
            return new Chunk(bytes.AsMemory(0, count), clock.GetTimestamp(), count > 0 ? ChunkKind.Bytes : ChunkKind.Goodbye);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            return new Chunk(default, clock.GetTimestamp(), ChunkKind.Reset);
        }
    }

    private async Task Deliver(Chunk chunk, CancellationToken cancellation)
    {
        await Until(() => Left(chunk.Came, Faults.Delay), cancellation);
        await Until(() => Faults.Hold ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation);
        if (chunk.Kind == ChunkKind.Bytes)
            await Write(chunk.Bytes, cancellation);
        else if (!IsSilent())
            End(chunk.Kind);
    }

    private async Task Write(Memory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            await Until(() => Faults.Hold ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation);
            var faults = Faults;
            if (IsSilent())
            {
                connection.Tally.Swallowed(bytes.Length);
                return;
            }

            var rate = faults.BytesPerSecond;
            var most = rate is { } r ? (int)Math.Clamp(r * Slice.TotalSeconds, 1, bytes.Length) : bytes.Length;
            var part = bytes[..most];
            Corrupt(part.Span, faults.CorruptShare);
            await to.SendAsync(part, cancellation);
            connection.Tally.Passed(up, part.Length);
            bytes = bytes[most..];
            if (rate is { } perSecond)
                await Pace(part.Length, perSecond, cancellation);
        }
    }

    /// <summary>After so many bytes a link of that rate is busy for a while.</summary>
    private Task Pace(int bytes, long perSecond, CancellationToken cancellation)
    {
        var now = clock.GetTimestamp();
        _free = Math.Max(_free, now) + (bytes * clock.TimestampFrequency / perSecond);
        // A changed rate is heeded at once: what the old one still asked for is forgiven.
        return Until(() => Faults.BytesPerSecond == perSecond ? Left(_free, TimeSpan.Zero) : TimeSpan.Zero, cancellation);
    }

    private bool IsSilent() => _silent |= up ? Faults.SwallowUp : Faults.SwallowDown;

    private void Corrupt(Span<byte> bytes, double share)
    {
        if (share <= 0)
            return;
        foreach (ref var one in bytes)
        {
            if (random.NextDouble() >= share)
                continue;
            one ^= (byte)(1 << random.Next(8));
            connection.Tally.Corrupted();
        }
    }

    private void End(ChunkKind kind)
    {
        if (kind == ChunkKind.Goodbye)
            to.Shutdown(SocketShutdown.Send);
        else
            connection.Broken(to);
    }

    /// <summary>Waits as long as there is time left, looking again whenever the faults change.</summary>
    private async Task Until(Func<TimeSpan> left, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = _changed.Task;
            var wait = left();
            if (wait <= TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan)
                return;
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(changed, Task.Delay(WholeMilliseconds(wait), clock, waiting.Token));
            await waiting.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A delay is cut to whole milliseconds; rounded up, it is never none at all.</summary>
    private static TimeSpan WholeMilliseconds(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private TimeSpan Left(long since, TimeSpan span) => span - clock.GetElapsedTime(since);

    private static bool IsEnd(Exception end) =>
        end is SocketException or OperationCanceledException or ObjectDisposedException or ChannelClosedException;

    private readonly record struct Chunk(Memory<byte> Bytes, long Came, ChunkKind Kind);

    private enum ChunkKind
    {
        Bytes,
        Goodbye,
        Reset,
    }
}
