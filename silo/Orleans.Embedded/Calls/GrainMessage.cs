namespace Orleans.Runtime;

/// <summary>One thing that a grain does from beginning to end: a call, a timer's tick, a stream's event.</summary>
internal abstract class GrainMessage
{
    /// <summary>The grain it is for.</summary>
    public GrainId Target { get; protected init; }

    /// <summary>Whether it may start while any other message awaits.</summary>
    public bool AlwaysInterleave { get; protected init; }

    /// <summary>Whether it may start while messages like it await.</summary>
    public bool ReadOnly { get; protected init; }

    /// <summary>Whether it keeps the idle collector away.</summary>
    public virtual bool CountsAsUse => true;

    /// <summary>What the sender's request context held.</summary>
    public RequestContextData? Context { get; protected set; }

    /// <summary>Whether nobody waits for it any more, so that it need not start.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>
    /// Does it, as a turn. Never throws: a failure goes to whoever waits, or to the log. False if it still awaits something; then it says
    /// <see cref="Activation.Finish"/> when it is done.
    /// </summary>
    public abstract bool Run(Activation activation);

    /// <summary>Ends it undone.</summary>
    public abstract void Reject(Exception reason);
}
