using System.Collections.Concurrent;

namespace Emergency.Journal.Storage;

/// <summary>A bounded set of read-only connections, each with its prepared statements. Callers wait for one without a thread.</summary>
internal sealed class ReaderPool<TReader>(int capacity, Func<TReader> open) : IDisposable
    where TReader : class, IDisposable
{
    private readonly SemaphoreSlim _free = new(capacity, capacity);
    private readonly ConcurrentBag<TReader> _idle = [];
    private volatile bool _closed;

    /// <summary>Runs <paramref name="read"/> on a connection of its own. A connection on which a read failed is not used again.</summary>
    /// <exception cref="JournalUnavailableException">The store is closed.</exception>
    public async ValueTask<TResult> Use<TState, TResult>(
        TState state, Func<TReader, TState, TResult> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        TReader? reader = null;
        try
        {
            if (_closed) throw new JournalUnavailableException("closed");
            if (!_idle.TryTake(out reader)) reader = open();
            var result = read(reader, state);
            Return(reader);
            return result;
        }
        catch (Exception failure)
        {
            reader?.Dispose();
            if (failure is SqliteStoreException store) throw store.ToJournalException();
            throw;
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }

    private void Return(TReader reader)
    {
        _idle.Add(reader);
        // Closing while a read was under way: whoever comes last closes the connection.
        if (_closed) Dispose();
    }
}
