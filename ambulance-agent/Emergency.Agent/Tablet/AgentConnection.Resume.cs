using Emergency.Contracts;

namespace Emergency.Agent;

/// <content>Going on after a restart in a dead zone.</content>
public sealed partial class AgentConnection
{
    /// <summary>
    /// Goes by orders that were kept over a restart, until the server says its own: whatever their version, because a server that was
    /// replaced counts anew. Does nothing when the server has spoken already.
    /// </summary>
    internal void Resume(AgentOrders kept)
    {
        lock (_telling)
        {
            if (_orders is null)
                Volatile.Write(ref _orders, kept with { Version = BeforeAll });
        }
    }

    /// <summary>A version that every server's is newer than.</summary>
    internal const long BeforeAll = -1;
}
