namespace Emergency.TestKit.Faults;

/// <summary>What a faulty link does to the bytes of a connection. Each value takes effect on bytes that have not left the proxy yet.</summary>
public sealed record LinkFaults
{
    /// <summary>A perfect link.</summary>
    public static LinkFaults None { get; } = new();

    /// <summary>How much later bytes leave than they came, in each direction; 0 to 1 minute. Rate is not touched by it.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The most bytes per second in each direction, from 1; null for as many as come.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>The probability that one bit of a byte is turned over; 0 to 1.</summary>
    public double CorruptShare { get; init; }

    /// <summary>
    /// Half open: what the client sends is taken and never arrives, its goodbye included. A direction in which something was swallowed
    /// stays silent until the connection is cut, because a stream with a hole in it is no stream.
    /// </summary>
    public bool SwallowUp { get; init; }

    /// <summary>The same for what the server sends.</summary>
    public bool SwallowDown { get; init; }

    /// <summary>Nothing passes as long as this holds, and nothing is lost: TCP over a link that is away for a while.</summary>
    public bool Hold { get; init; }

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Delay < TimeSpan.Zero || Delay > TimeSpan.FromMinutes(1))
            yield return $"Delay is {Delay}: expected 0 to 1 minute";
        if (BytesPerSecond < 1)
            yield return $"BytesPerSecond is {BytesPerSecond}: expected 1 or more, or none";
        if (!(CorruptShare is >= 0 and <= 1))
            yield return $"CorruptShare is {CorruptShare}: expected 0 to 1";
    }

    internal LinkFaults Checked() =>
        Problems().FirstOrDefault() is { } problem ? throw new ArgumentException(problem) : this;
}

/// <summary>What a proxy did so far, all connections together.</summary>
/// <param name="Accepted">Connections taken and joined to the server.</param>
/// <param name="Refused">Connections turned away, or that found no server.</param>
/// <param name="Cut">Connections ended by a reset of the proxy's.</param>
/// <param name="Closed">Connections ended by a goodbye of the proxy's.</param>
/// <param name="BytesUp">Bytes passed on to the server.</param>
/// <param name="BytesDown">Bytes passed on to clients.</param>
/// <param name="Swallowed">Bytes taken and never passed on.</param>
/// <param name="Corrupted">Bytes passed on with a bit turned over.</param>
public sealed record ProxyCounts(
    long Accepted, long Refused, long Cut, long Closed, long BytesUp, long BytesDown, long Swallowed, long Corrupted);
