namespace Emergency.Simulators;

/// <summary>
/// A connection over the air: what is sent leaves at the pace of the link, lost packets are sent again, what comes takes the round trip, and in
/// a dead valley everything stands, as TCP does. Who stays in one for too long has lost the connection.
/// </summary>
/// <param name="inner">The connection itself.</param>
/// <param name="link">What the network gives where the vehicle is now.</param>
/// <param name="clock">The network's.</param>
/// <param name="random">Decides which packets are lost.</param>
internal sealed class RadioStream(Stream inner, Func<RadioLink> link, TimeProvider clock, Random random) : Stream
{
    private const int PacketBytes = 1_400;

    /// <summary>A lost packet is missed after so much more than the round trip.</summary>
    private static readonly TimeSpan Resend = TimeSpan.FromMilliseconds(200);

    /// <summary>How often a vehicle in a dead valley looks for the network.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>After so long without a network the connection is gone.</summary>
    private static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(25);

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        if (buffer.IsEmpty)
            return count; // somebody only asks whether there is anything
        var now = await Wait(cancellationToken);
        await Pause(now.RoundTrip, cancellationToken);
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var now = await Wait(cancellationToken);
            var packet = buffer[..Math.Min(PacketBytes, buffer.Length)];
            var span = TimeSpan.FromSeconds(packet.Length / now.BytesPerSecond);
            while (random.Chance(now.Loss))
                span += now.RoundTrip + Resend;
            await Pause(span, cancellationToken);
            await inner.WriteAsync(packet, cancellationToken);
            buffer = buffer[packet.Length..];
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Waits for a network, for a while.</summary>
    private async ValueTask<RadioLink> Wait(CancellationToken cancellation)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            var now = link();
            if (now.IsUp)
                return now;
            if (clock.GetElapsedTime(since) > GoneAfter)
                throw new IOException("the vehicle was without a network for too long");
            await Task.Delay(Look, clock, cancellation);
        }
    }

    /// <summary>Less than a millisecond is not worth a timer.</summary>
    private async ValueTask Pause(TimeSpan span, CancellationToken cancellation)
    {
        if (span >= TimeSpan.FromMilliseconds(1))
            await Task.Delay(span, clock, cancellation);
    }
}
