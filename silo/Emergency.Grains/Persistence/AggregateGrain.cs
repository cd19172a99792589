using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Journal;

namespace Emergency.Grains.Persistence;

/// <summary>A grain whose truth is a journal stream: validate, decide, persist, then tell.</summary>
public abstract class AggregateGrain<TState, TEvent> : Grain
    where TEvent : class
{
    private AggregateStream<TState, TEvent>? _stream;

    /// <summary>The aggregate as of the last durable event.</summary>
    private protected TState State => Stream.State;

    /// <summary>How many events it was folded from.</summary>
    private protected long Version => Stream.Version;

    private protected AggregateStream<TState, TEvent> Stream =>
        _stream ?? throw new InvalidOperationException("the grain is not activated");

    /// <summary>Names the stream and how it folds.</summary>
    private protected abstract AggregateStream<TState, TEvent> OpenStream();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = OpenStream();
        await _stream.Load(cancellationToken);
    }

    /// <summary>Makes a decision's events durable. Null when that is done, or the refusal when there was nothing to do.</summary>
    /// <exception cref="JournalException">The journal did not take them. The grain forgets what it knew: its next activation reads the truth.</exception>
    private protected async ValueTask<Refusal?> Commit(Decision<TEvent> decision)
    {
        if (decision.Rejection is { } rejection) return new Refusal(rejection.Code, rejection.Detail);
        try
        {
            await Stream.Commit(decision.Events);
            return null;
        }
        catch (JournalException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
