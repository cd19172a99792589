using System.Collections.Concurrent;

namespace Emergency.Web.Live;

/// <summary>Who has a live page open on this node: the consoles and bedside pages that are connected, by user.</summary>
internal sealed class StaffPresence
{
    private readonly ConcurrentDictionary<string, string> _users = new(StringComparer.Ordinal);

    public void Enter(string connection, string user) => _users[connection] = user;

    public void Leave(string connection) => _users.TryRemove(connection, out _);

    public bool IsOnline(string user) => _users.Values.Contains(user, StringComparer.Ordinal);
}
