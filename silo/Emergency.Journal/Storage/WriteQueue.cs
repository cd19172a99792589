using System.Diagnostics;

namespace Emergency.Journal.Storage;

/// <summary>
/// Where writes wait for the writer: bounded by <see cref="CommitOptions.QueueCapacity"/>. When full, callers wait for room without a
/// thread.
/// </summary>
internal sealed class WriteQueue<TRequest, TResult>(CommitOptions options) : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<PendingWrite<TRequest, TResult>> _waiting = new();
    private readonly SemaphoreSlim _room = new(0);
    private readonly long _lingerTicks = (long)(options.Linger.TotalSeconds * Stopwatch.Frequency);
    private int _waitingForRoom;
    private volatile int _count;
    private string? _closed;

    /// <summary>Adds a write when there is room.</summary>
    /// <returns>False when there is none just now.</returns>
    /// <exception cref="JournalUnavailableException">The queue is closed.</exception>
    public bool TryAdd(PendingWrite<TRequest, TResult> write)
    {
        lock (_gate)
        {
            if (_closed is not null) throw new JournalUnavailableException(_closed);
            if (_waiting.Count >= options.QueueCapacity) return false;
            _waiting.Enqueue(write);
            _count = _waiting.Count;
            if (_count == 1) Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Waits for room and adds a write.</summary>
    /// <exception cref="JournalUnavailableException">The queue is closed.</exception>
    public async Task Add(PendingWrite<TRequest, TResult> write, CancellationToken cancellationToken)
    {
        while (!TryAdd(write))
        {
            Interlocked.Increment(ref _waitingForRoom);
            try
            {
                // Room made between the look and the count would be missed: look again.
                if (TryAdd(write)) return;
                await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                throw new JournalUnavailableException(_closed ?? "closed");
            }
            finally
            {
                Interlocked.Decrement(ref _waitingForRoom);
            }
        }
    }

    /// <summary>Moves up to one group's worth of writes into <paramref name="group"/>, waiting for the first.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<PendingWrite<TRequest, TResult>> group)
    {
        lock (_gate)
        {
            do
            {
                while (_waiting.Count == 0)
                {
                    if (_closed is not null) return false;
                    Monitor.Wait(_gate);
                }

                Fill(group);
            }
            while (group.Count == 0);
        }

        if (Volatile.Read(ref _waitingForRoom) is var callers and > 0) _room.Release(callers);
        return true;
    }

    /// <summary>
    /// Waits a moment for the callers just answered to come back, so that they share the next commit instead of one of them taking a commit
    /// for itself and the rest waiting for it. Bounded by <see cref="CommitOptions.Linger"/>; ends at once when <paramref name="writes"/>
    /// are there.
    /// </summary>
    /// <returns>Whether anybody is waiting now.</returns>
    public bool Linger(int writes)
    {
        var start = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (_count < writes && Stopwatch.GetTimestamp() - start < _lingerTicks) spin.SpinOnce(sleep1Threshold: -1);
        return _count > 0;
    }

    /// <summary>Takes no more writes; those that wait can still be taken.</summary>
    public void Close(string reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            Monitor.Pulse(_gate);
        }

        if (Volatile.Read(ref _waitingForRoom) is var callers and > 0) _room.Release(callers);
    }

    public void Dispose() => _room.Dispose();

    private void Fill(List<PendingWrite<TRequest, TResult>> group)
    {
        var bytes = 0L;
        while (_waiting.Count > 0 && group.Count < options.MaxGroupWrites && (group.Count == 0 || bytes < options.MaxGroupBytes))
        {
            var write = _waiting.Dequeue();
            if (!write.TryTake()) continue;
            group.Add(write);
            bytes += write.Bytes;
        }

        _count = _waiting.Count;
    }
}
