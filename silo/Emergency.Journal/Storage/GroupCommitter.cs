using System.Diagnostics;

namespace Emergency.Journal.Storage;

/// <summary>What makes a group of writes durable. Called by one thread only.</summary>
internal interface IGroupSink<TRequest, TResult>
{
    /// <summary>Makes the group durable with one commit, having called Accept or Reject on every write. An exception means that nobody
    /// knows what was written: the committer then fails the group and takes no more.</summary>
    void Commit(IReadOnlyList<PendingWrite<TRequest, TResult>> group);

    /// <summary>Housekeeping between commits.</summary>
    /// <param name="quiet">Whether nobody is waiting just now.</param>
    void Tidy(bool quiet);
}

/// <summary>
/// The one writer of a store: a thread of its own that takes whatever is waiting, commits it as one group, and tells the callers. Callers
/// wait without a thread, first for room in the queue, then for the commit.
/// </summary>
internal sealed class GroupCommitter<TRequest, TResult> : IAsyncDisposable
{
    private const string Closed = "the store is closed";

    private readonly IGroupSink<TRequest, TResult> _sink;
    private readonly WriteQueue<TRequest, TResult> _queue;
    private readonly List<PendingWrite<TRequest, TResult>> _group = [];
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Exception> _onFailure;
    private readonly StoreMeters _meters;
    private volatile StoreHealth _health = StoreHealth.Good;

    /// <summary>Starts the writer.</summary>
    /// <param name="name">The store's name, for its thread and its meters.</param>
    /// <param name="sink">What commits.</param>
    /// <param name="options">Checked bounds.</param>
    /// <param name="onFailure">Told once, from the writer's thread, when a commit has failed.</param>
    public GroupCommitter(string name, IGroupSink<TRequest, TResult> sink, CommitOptions options, Action<Exception> onFailure)
    {
        _sink = sink;
        _queue = new WriteQueue<TRequest, TResult>(options);
        _onFailure = onFailure;
        _meters = new StoreMeters(name);
        new Thread(Run) { Name = name, IsBackground = true }.Start();
    }

    /// <summary>Whether writes are taken.</summary>
    public StoreHealth Health => _health;

    /// <summary>Queues a write and completes when it is durable.</summary>
    public ValueTask<TResult> Write(TRequest request, int bytes, CancellationToken cancellationToken)
    {
        var write = new PendingWrite<TRequest, TResult>(request, bytes);
        return !cancellationToken.CanBeCanceled && _queue.TryAdd(write)
            ? new ValueTask<TResult>(write.Task)
            : new ValueTask<TResult>(AddAndAwait(write, cancellationToken));
    }

    /// <summary>Takes no more writes, commits those that wait, and completes when the thread has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close(Closed);
        await _stopped.Task.ConfigureAwait(false);
        if (_health.IsWritable) _health = new StoreHealth(false, Closed);
        _queue.Dispose();
    }

    private async Task<TResult> AddAndAwait(PendingWrite<TRequest, TResult> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _queue.Add(write, cancellationToken).ConfigureAwait(false);
        await using var withdrawal = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingWrite<TRequest, TResult>)state!).Withdraw(token), write).ConfigureAwait(false);
        return await write.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        try
        {
            while (_queue.Take(_group))
            {
                var start = Stopwatch.GetTimestamp();
                _sink.Commit(_group);
                _meters.Committed(start, _group.Count);
                foreach (var write in _group) write.Publish();
                _sink.Tidy(quiet: !_queue.Linger(_group.Count));
                _group.Clear();
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

    private void Break(Exception failure)
    {
        _health = new StoreHealth(false, failure.Message);
        _queue.Close(failure.Message);
        foreach (var write in _group)
            write.TrySetException(new JournalUnavailableException(failure.Message, outcomeUnknown: true, failure));
        _group.Clear();
        while (_queue.Take(_group))
        {
            foreach (var write in _group) write.TrySetException(new JournalUnavailableException(failure.Message, innerException: failure));
            _group.Clear();
        }

        _onFailure(failure);
    }
}
