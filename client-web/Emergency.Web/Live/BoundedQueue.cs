using System.Diagnostics.CodeAnalysis;

namespace Emergency.Web.Live;

/// <summary>A queue with a bound; when it is full the oldest is dropped. Not safe for several threads: its owner locks.</summary>
internal sealed class BoundedQueue<T>(int capacity)
{
    private readonly Queue<T> _items = new();

    /// <returns>False when the oldest was dropped for it.</returns>
    public bool Add(T item)
    {
        _items.Enqueue(item);
        if (_items.Count <= capacity)
            return true;
        _items.Dequeue();
        return false;
    }

    public bool TryTake([MaybeNullWhen(false)] out T item) => _items.TryDequeue(out item);
}

/// <summary>Lets a number of calls through within each span of real time, and refuses the rest.</summary>
internal sealed class RateGate(int most, TimeSpan window, RealTime time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _endsAt;
    private int _count;

    public bool TryPass()
    {
        lock (_lock)
        {
            if (time.Now >= _endsAt)
                (_endsAt, _count) = (time.Now + window, 0);
            return ++_count <= most;
        }
    }
}
