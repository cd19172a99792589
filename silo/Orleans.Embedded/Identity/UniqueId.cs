namespace Orleans.Runtime;

/// <summary>Names for the runtime's own bookkeeping: call chains, observers, subscriptions. No rule of a grain depends on them.</summary>
internal static class UniqueId
{
#pragma warning disable RS0030 // The one place where the runtime makes up a name.
    public static Guid Next() => Guid.NewGuid();
#pragma warning restore RS0030
}
