namespace Emergency.Web;

/// <summary>Something this node cannot serve without; composition registers any number of them.</summary>
public interface IReadinessCheck
{
    /// <summary>What consoles are told while it fails: a kebab-case word such as <c>journal-failed</c>.</summary>
    string Degraded { get; }

    /// <summary>Whether it works now. Must answer quickly and must not throw for a fault it knows.</summary>
    ValueTask<bool> IsReady(CancellationToken cancellation);
}
