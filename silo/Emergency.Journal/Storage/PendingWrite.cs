namespace Emergency.Journal.Storage;

/// <summary>One caller's write on its way to the disk. Withdrawn by its caller or taken by the writer, whichever comes first.</summary>
internal sealed class PendingWrite<TRequest, TResult>(TRequest request, int bytes)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    // Continuations run elsewhere: a caller's code must never run on the writer's thread.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Waiting;
    private TResult? _result;
    private Exception? _rejection;

    /// <summary>What is to be written.</summary>
    public TRequest Request { get; } = request;

    /// <summary>Roughly how much, bytes.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>Completes when the write is durable, refused or withdrawn.</summary>
    public Task<TResult> Completion => _completion.Task;

    /// <summary>Claims the write for the writer.</summary>
    /// <returns>False when its caller has withdrawn it.</returns>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>Withdraws the write, unless the writer has it already.</summary>
    public void Withdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting) _completion.TrySetCanceled(cancellationToken);
    }

    /// <summary>Says what the caller is to be told once the commit has succeeded.</summary>
    public void Accept(TResult result) => _result = result;

    /// <summary>Says why this write is refused, to be told once the commit has succeeded: the reason may rest on it.</summary>
    public void Reject(Exception rejection) => _rejection = rejection;

    /// <summary>Tells the caller what <see cref="Accept"/> or <see cref="Reject"/> said.</summary>
    public void Publish()
    {
        if (_rejection is not null) _completion.SetException(_rejection);
        else _completion.SetResult(_result!);
    }

    /// <summary>Tells the caller that the write failed.</summary>
    public void Fail(Exception failure) => _completion.TrySetException(failure);
}
