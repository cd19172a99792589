namespace Emergency.Web;

/// <summary>
/// The wall clock, for cookies, rate limits, beats and probes. The <see cref="TimeProvider"/> without a name is the domain's
/// clock, which a demonstration may run faster; nothing that guards a connection or a password may follow it.
/// </summary>
public sealed class RealTime(TimeProvider provider)
{
    /// <summary>The clock itself.</summary>
    public TimeProvider Provider { get; } = provider;

    public DateTimeOffset Now => Provider.GetUtcNow();
}
