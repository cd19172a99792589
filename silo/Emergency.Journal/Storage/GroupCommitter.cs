namespace Emergency.Journal.Storage;

/// <summary>What makes a group of writes durable. Called by one thread only.</summary>
internal interface IGroupSink<TRequest, TResult>
{
    /// <summary>Makes the group durable with one commit, having called Accept or Reject on every write. An exception means that nobody knows
    /// what was written: the committer then fails the group and takes no more.</summary>
    void Commit(IReadOnlyList<PendingWrite<TRequest, TResult>> group);

    /// <summary>Housekeeping between commits.</summary>
    /// <param name="idle">Whether nobody is waiting just now.</param>
    void Tidy(bool idle);
}

/// <summary>
/// The one writer of a store: a thread of its own that takes whatever is waiting, commits it as one group, and tells the callers. Callers wait without a
/// thread, first for room in the queue, then for the commit.
/// </summary>
internal sealed class GroupCommitter<TRequest, TResult> : IAsyncDisposable
{
    private readonly IGroupSink<TRequest, TResult> _sink;
    private readonly CommitOptions _options;
    private readonly SemaphoreSlim _room;
    private readonly object _gate = new();
    private readonly Queue<PendingWrite<TRequest, TResult>> _queue = new();
    private readonly List<PendingWrite<TRequest, TResult>> _group = [];
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Exception> _onFailure;
    private volatile StoreHealth _health = StoreHealth.Good;
    private bool _closing;

    /// <summary>Starts the writer.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="sink">What commits.</param>
    /// <param name="options">Checked bounds.</param>
    /// <param name="onFailure">Told once, from the writer's thread, when a commit has failed.</param>
    public GroupCommitter(string name, IGroupSink<TRequest, TResult> sink, CommitOptions options, Action<Exception> onFailure)
    {
        _sink = sink;
        _options = options;
        _onFailure = onFailure;
        _room = new SemaphoreSlim(options.QueueCapacity, options.QueueCapacity);
        new Thread(Run) { Name = name, IsBackground = true }.Start();
    }

    /// <summary>Whether writes are taken.</summary>
    public StoreHealth Health => _health;

    /// <summary>Queues a write and completes when it is durable.</summary>
    public async ValueTask<TResult> Write(TRequest request, int bytes, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        var write = new PendingWrite<TRequest, TResult>(request, bytes);
        Enqueue(write);
        await using var withdrawal = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingWrite<TRequest, TResult>)state!).Withdraw(token), write).ConfigureAwait(false);
        return await write.Completion.ConfigureAwait(false);
    }

    /// <summary>Takes no more writes, commits those that wait, and completes when the thread has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        await _stopped.Task.ConfigureAwait(false);
        if (_health.IsWritable) _health = new StoreHealth(false, "closed");
    }

    private void Enqueue(PendingWrite<TRequest, TResult> write)
    {
        lock (_gate)
        {
            if (!_closing && _health.IsWritable)
            {
                _queue.Enqueue(write);
                Monitor.Pulse(_gate);
                return;
            }
        }

        _room.Release();
        throw new JournalUnavailableException(_health.Fault ?? "closed");
    }

    private void Run()
    {
        try
        {
            while (TakeGroup())
            {
                _sink.Commit(_group);
                foreach (var write in _group) write.Publish();
                _group.Clear();
                _sink.Tidy(IsIdle());
            }
        }
        catch (Exception failure)
        {
            // Whatever it was, the disk's state is unknown: stop for good and say so to everyone.
            Break(failure);
        }
        finally
        {
            _stopped.SetResult();
        }
    }

    private bool IsIdle()
    {
        lock (_gate) return _queue.Count == 0;
    }

    /// <summary>Waits for writes and moves up to a group's worth of them into the group.</summary>
    /// <returns>False when the committer is closing and nothing waits.</returns>
    private bool TakeGroup()
    {
        var left = 0;
        lock (_gate)
        {
            do
            {
                while (_queue.Count == 0)
                {
                    if (_closing) return false;
                    Monitor.Wait(_gate);
                }

                left += FillGroup();
            }
            while (_group.Count == 0);
        }

        _room.Release(left);
        return true;
    }

    private int FillGroup()
    {
        var left = 0;
        var bytes = 0;
        while (_queue.Count > 0 && _group.Count < _options.MaxGroupWrites && (_group.Count == 0 || bytes < _options.MaxGroupBytes))
        {
            var write = _queue.Dequeue();
            left++;
            if (!write.TryTake()) continue;
            _group.Add(write);
            bytes += write.Bytes;
        }

        return left;
    }

    private void Break(Exception failure)
    {
        _onFailure(failure);
        List<PendingWrite<TRequest, TResult>> waiting;
        lock (_gate)
        {
            _health = new StoreHealth(false, failure.Message);
            waiting = [.. _queue];
            _queue.Clear();
        }

        foreach (var write in _group) write.Fail(new JournalUnavailableException(failure.Message, outcomeUnknown: true, failure));
        foreach (var write in waiting.Where(w => w.TryTake())) write.Fail(new JournalUnavailableException(failure.Message, innerException: failure));
        if (waiting.Count > 0) _room.Release(waiting.Count);
    }
}
