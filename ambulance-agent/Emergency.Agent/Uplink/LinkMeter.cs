namespace Emergency.Agent;

/// <summary>What was measured of the link.</summary>
/// <param name="RttMs">Round trip of a small call, the median of the last minute; null until measured.</param>
/// <param name="LossShare">Calls without an answer in time, 0 to 1, over the last minute; null until measured.</param>
/// <param name="BytesPerSecond">What was sent, over the last ten seconds; null until measured.</param>
public sealed record LinkQuality(double? RttMs, double? LossShare, double? BytesPerSecond)
{
    /// <summary>Nothing measured yet.</summary>
    public static LinkQuality Unknown { get; } = new(null, null, null);
}

/// <summary>Measures one connection. Safe to use from several threads.</summary>
internal sealed class LinkMeter(TimeProvider network)
{
    private static readonly TimeSpan PingMemory = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ByteMemory = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, double? Ms)> _pings = new();
    private readonly Queue<(long At, long Total)> _bytes = new();

    /// <summary>What is known now.</summary>
    public LinkQuality Quality
    {
        get
        {
            lock (_gate)
            {
                var answered = _pings.Where(ping => ping.Ms is not null).Select(ping => ping.Ms!.Value).Order().ToList();
                return new LinkQuality(
                    answered.Count > 0 ? Math.Round(answered[answered.Count / 2], 1) : null,
                    _pings.Count > 0 ? 1 - (double)answered.Count / _pings.Count : null,
                    Rate());
            }
        }
    }

    /// <summary>A small call was answered after some time, or not in time.</summary>
    public void Ping(TimeSpan? answeredAfter)
    {
        lock (_gate)
        {
            _pings.Enqueue((network.GetTimestamp(), answeredAfter?.TotalMilliseconds));
            while (network.GetElapsedTime(_pings.Peek().At) > PingMemory)
                _pings.Dequeue();
        }
    }

    /// <summary>So many bytes were sent since the connection began.</summary>
    public void Sent(long total)
    {
        lock (_gate)
        {
            _bytes.Enqueue((network.GetTimestamp(), total));
            while (_bytes.Count > 2 && network.GetElapsedTime(_bytes.Peek().At) > ByteMemory)
                _bytes.Dequeue();
        }
    }

    private double? Rate()
    {
        if (_bytes.Count < 2)
            return null;
        var (first, last) = (_bytes.Peek(), _bytes.Last());
        var seconds = network.GetElapsedTime(first.At, last.At).TotalSeconds;
        return seconds > 0 ? Math.Round((last.Total - first.Total) / seconds) : null;
    }
}
