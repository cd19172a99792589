namespace Emergency.Simulators;

/// <summary>What is to happen, in the order of its times; at one time in the order in which it was put down. For one caller at a time.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (DateTimeOffset, long)> _items = new();
    private long _count;

    /// <summary>When the next thing happens; never, when nothing is to.</summary>
    public DateTimeOffset Due => _items.TryPeek(out _, out var first) ? first.Item1 : DateTimeOffset.MaxValue;

    /// <summary>Puts something down.</summary>
    public void Add(DateTimeOffset at, Action<DateTimeOffset> what) => _items.Enqueue(what, (at, _count++));

    /// <summary>Does the next thing; call it while <see cref="Due"/> is not in the future.</summary>
    public void Step()
    {
        if (_items.TryDequeue(out var what, out var at))
            what(at.Item1);
    }
}
