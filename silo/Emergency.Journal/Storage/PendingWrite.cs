namespace Emergency.Journal.Storage;

/// <summary>
/// One caller's write on its way to the disk, and the task that its caller awaits. Withdrawn by its caller or taken by the writer,
/// whichever comes first. Continuations run elsewhere: a caller's code never runs on the writer's thread.
/// </summary>
internal sealed class PendingWrite<TRequest, TResult>(TRequest request, int bytes)
    : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private int _state = Waiting;
    private TResult? _result;
    private Exception? _rejection;

    /// <summary>What is to be written.</summary>
    public TRequest Request { get; } = request;

    /// <summary>Roughly how much, bytes.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>Claims the write for the writer.</summary>
    /// <returns>False when its caller has withdrawn it.</returns>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>Withdraws the write, unless the writer has it already.</summary>
    public void Withdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting) TrySetCanceled(cancellationToken);
    }

    /// <summary>Says what the caller is to be told once the commit has succeeded.</summary>
    public void Accept(TResult result) => _result = result;

    /// <summary>Says why this write is refused, to be told once the commit has succeeded: the reason may rest on it.</summary>
    public void Reject(Exception rejection) => _rejection = rejection;

    /// <summary>Tells the caller what <see cref="Accept"/> or <see cref="Reject"/> said.</summary>
    public void Publish()
    {
        if (_rejection is not null) SetException(_rejection);
        else SetResult(_result!);
    }
}
