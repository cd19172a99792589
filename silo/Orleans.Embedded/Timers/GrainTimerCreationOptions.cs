using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain timer fires, and how.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time until the first callback; zero for at once, infinite for never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a callback to the next; infinite for a timer that fires once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a callback may start while a call awaits. By default it waits like any other call.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether callbacks count as use, so that the idle collector leaves the grain alone.</summary>
    public bool KeepAlive { get; init; }
}

/// <summary>A timer of one activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets the time to the next callback and the period anew.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
