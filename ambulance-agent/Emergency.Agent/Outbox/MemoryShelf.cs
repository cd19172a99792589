using System.Collections.Immutable;

namespace Emergency.Agent;

/// <summary>A shelf in memory.</summary>
/// <param name="rules">Its rules.</param>
/// <param name="thinned">Is told what was given up; called while the shelf is locked.</param>
internal class MemoryShelf<T>(ShelfRules<T> rules, Action<IReadOnlyList<(T Item, ItemNote Note)>>? thinned = null) : IShelf<T>
{
    private readonly Lock _gate = new();
    private readonly List<(T Item, ItemNote Note)> _items = [];
    private long _last;
    private long _highestSettled;
    private int _thinAt;
    private ShelfStatus _status = ShelfStatus.Empty;

    public ShelfStatus Status
    {
        get
        {
            lock (_gate)
            {
                DateTimeOffset? oldest = _items.Count > 0 ? rules.AtOf(_items[0].Item) : null;
                return _status with { Waiting = _items.Count, OldestAt = oldest };
            }
        }
    }

    public ValueTask<long> Add(Func<long, T> make, ItemNote note = default)
    {
        lock (_gate)
        {
            if (_items.Count >= Math.Max(rules.Max, _thinAt))
                Thin();
            _items.Add((make(++_last), note));
            return new(_last);
        }
    }

    public ValueTask<ImmutableArray<T>> Next(NextItems ask)
    {
        lock (_gate)
        {
            List<T> fresh = [.. Fresh(Math.Min(rules.Fresh, ask.Max))];
            if (ask.FreshOnly)
                return new([.. fresh]);
            var newest = fresh.Select(rules.SequenceOf).ToHashSet();
            var backlog = _items.Select(one => one.Item).Where(item => !newest.Contains(rules.SequenceOf(item)));
            return new([.. fresh, .. backlog.Take(ask.Max - fresh.Count)]);
        }
    }

    public ValueTask<int> Settle(IReadOnlyCollection<long> accepted, IReadOnlyCollection<long> rejected)
    {
        lock (_gate)
        {
            _highestSettled = accepted.Where(sequence => sequence <= _last).Append(_highestSettled).Max();
            var (taken, refused) = (Remove(accepted), Remove(rejected));
            _status = _status with { Acknowledged = _status.Acknowledged + taken, Rejected = _status.Rejected + refused };
            return new(taken + refused);
        }
    }

    public ValueTask ContinueAfter(long sequence)
    {
        lock (_gate)
        {
            _last = Math.Max(_last, sequence);
            return ValueTask.CompletedTask;
        }
    }

    public ValueTask<ImmutableArray<long>> Waiting()
    {
        lock (_gate)
        {
            return new([.. _items.Select(one => rules.SequenceOf(one.Item))]);
        }
    }

    /// <summary>A few of the newest, in order, as far as nothing newer was taken.</summary>
    private IEnumerable<T> Fresh(int most)
    {
        if (most <= 0 || _items.Count == 0)
            return [];
        return _items.AsEnumerable().Reverse().TakeWhile(one => rules.SequenceOf(one.Item) > _highestSettled)
            .Where(one => !one.Note.Deferred).Take(most).Select(one => one.Item).Reverse();
    }

    private int Remove(IReadOnlyCollection<long> sequences)
    {
        if (sequences.Count == 0)
            return 0;
        var leaving = sequences.ToHashSet();
        return _items.RemoveAll(one => leaving.Contains(rules.SequenceOf(one.Item)));
    }

    private void Thin()
    {
        if (rules.Rule == Thinning.Never)
            throw new OutboxFullException($"{_items.Count} wait already");
        var lookAt = rules.LookAt(_items.Count);
        var oldest = _items.Take(lookAt).Select(one => new ShelfItem(rules.SequenceOf(one.Item), rules.AtOf(one.Item))).ToList();
        var leave = ShelfRules.Choose(rules.Rule, oldest);
        _thinAt = rules.ThinAgainAt(_items.Count - leave.Count);
        if (leave.Count == 0)
            return;
        var leaving = leave.Select(item => item.Sequence).ToHashSet();
        if (thinned is not null)
            thinned([.. _items.Take(lookAt).Where(one => leaving.Contains(rules.SequenceOf(one.Item)))]);
        _status = _status.WithThinned(leave);
        Remove(leaving);
    }
}

internal static class ShelfStatusExtensions
{
    /// <summary>The status after something was given up.</summary>
    public static ShelfStatus WithThinned(this ShelfStatus status, IReadOnlyList<ShelfItem> given)
    {
        var (from, to) = (given.Min(item => item.At), given.Max(item => item.At));
        return status with
        {
            Thinned = status.Thinned + given.Count,
            ThinnedFrom = status.ThinnedFrom < from ? status.ThinnedFrom : from,
            ThinnedTo = status.ThinnedTo > to ? status.ThinnedTo : to,
        };
    }
}
