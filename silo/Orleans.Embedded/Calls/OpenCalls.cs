namespace Orleans.Runtime;

/// <summary>
/// The calls that somebody waits for, so that none waits for ever. Kept apart from the grains, since a grain that blocks its thread
/// cannot look after its own callers. Real time counts here, not the injected clock: this bounds waiting, it is no rule of the domain.
/// </summary>
internal sealed class OpenCalls(TimeSpan defaultTimeout) : IDisposable
{
    private const int Shards = 16;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard())];
    private ITimer? _timer;

    /// <summary>Looks for overdue calls ten times within the timeout, but at least once a second.</summary>
    public void Start()
    {
        var interval = TimeSpan.FromMilliseconds(Math.Clamp(defaultTimeout.TotalMilliseconds / 10, 10, 1000));
        _timer = TimeProvider.System.CreateTimer(static s => ((OpenCalls)s!).Sweep(), this, interval, interval);
    }

    public void Add(GrainCall call)
    {
        var timeout = call.Method.Timeout ?? defaultTimeout;
        call.Deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        call.List = this;
        ShardOf(call).Add(call);
    }

    public void Remove(GrainCall call) => ShardOf(call).Remove(call);

    /// <summary>Fails every open call.</summary>
    public void RejectAll(Exception reason)
    {
        foreach (var call in _shards.SelectMany(s => s.Take(long.MaxValue))) call.Reject(reason);
    }

    public void Dispose() => _timer?.Dispose();

    private Shard ShardOf(GrainCall call) => _shards[call.Target.GetHashCode() & (Shards - 1)];

    private void Sweep()
    {
        var now = Environment.TickCount64;
        foreach (var shard in _shards)
            foreach (var call in shard.Take(now))
            {
                call.TimeOut(call.Method.Timeout ?? defaultTimeout);
                shard.Remove(call);
            }
    }

    private sealed class Shard
    {
        private readonly Lock _gate = new();
        private GrainCall? _head;

        public void Add(GrainCall call)
        {
            lock (_gate)
            {
                call.Next = _head;
                _head?.Previous = call;
                _head = call;
            }
        }

        public void Remove(GrainCall call)
        {
            lock (_gate)
            {
                if (call.Previous is null && _head != call) return;
                if (call.Previous is { } previous) previous.Next = call.Next;
                else _head = call.Next;
                call.Next?.Previous = call.Previous;
                call.Previous = call.Next = null;
            }
        }

        public List<GrainCall> Take(long deadline)
        {
            lock (_gate)
            {
                var due = new List<GrainCall>();
                for (var call = _head; call is not null; call = call.Next)
                    if (call.Deadline <= deadline)
                        due.Add(call);
                return due;
            }
        }
    }
}
