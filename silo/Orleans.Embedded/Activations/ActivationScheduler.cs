using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>
/// Runs everything that one activation does, one item at a time: messages, and the continuations of its awaits. It uses a thread of the
/// pool only while there is something to run, and gives it back after a slice, so that a busy grain does not starve the others.
/// </summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>How many items are run before other grains get their chance.</summary>
    private const int ItemsPerSlice = 64;

    private static readonly object WakeUp = new();

    private readonly ConcurrentQueue<object> _items = new();
    private int _scheduled;
    private Task? _slice;

    public Activation Activation { get; } = activation;

    public override int MaximumConcurrencyLevel => 1;

    public void Enqueue(GrainMessage message) => Add(message);

    /// <summary>Makes the activation look at its own state.</summary>
    public void Wake() => Add(WakeUp);

    void IThreadPoolWorkItem.Execute()
    {
        // The slice is a task of this scheduler, so that awaits within it come back here.
        _slice = new Task(static state => ((ActivationScheduler)state!).RunSlice(), this, TaskCreationOptions.DenyChildAttach);
        _slice.RunSynchronously(this);
        Interlocked.Exchange(ref _scheduled, 0);
        if (!_items.IsEmpty) Schedule();
    }

    protected override void QueueTask(Task task) => Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (task == _slice || (!taskWasPreviouslyQueued && Current == this)) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _items.OfType<Task>();

    private void Add(object item)
    {
        _items.Enqueue(item);
        Schedule();
    }

    private void Schedule()
    {
        if (Volatile.Read(ref _scheduled) == 0 && Interlocked.Exchange(ref _scheduled, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void RunSlice()
    {
        Activation.BeginSlice();
        for (var i = 0; i < ItemsPerSlice && _items.TryDequeue(out var item); i++)
        {
            if (item is Task task) TryExecuteTask(task);
            else if (item is GrainMessage message) Activation.Admit(message);
            Activation.Settle();
        }
    }
}
