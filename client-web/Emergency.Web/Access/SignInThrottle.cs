using Microsoft.Extensions.Options;

namespace Emergency.Web.Access;

/// <summary>
/// Counts failed sign-ins by address and by user at that address, over a span of real time. A user is never locked out for
/// everybody: that would let a stranger keep a dispatcher from the desk.
/// </summary>
internal sealed class SignInThrottle(IOptions<WebOptions> options, RealTime time)
{
    /// <summary>Most counters at once. Full of live ones, strangers are refused until some expire.</summary>
    private const int MaxCounters = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Address, string? User), Counter> _counters = [];

    /// <summary>Takes an attempt before the password is looked at; null when it may go on, else how long to wait.</summary>
    public TimeSpan? Enter(string address, string user)
    {
        var now = time.Now;
        lock (_lock)
        {
            Expire(now);
            var byAddress = Wait((address, null), options.Value.SignInFailuresPerAddress, now);
            var byUser = Wait((address, user), options.Value.SignInFailuresPerUser, now);
            if (byAddress is not null || byUser is not null)
                return byAddress > byUser || byUser is null ? byAddress : byUser;
            if (_counters.Count >= MaxCounters && !_counters.ContainsKey((address, user)))
                return options.Value.SignInWindow;
            Count((address, null), now);
            Count((address, user), now);
            return null;
        }
    }

    /// <summary>The attempt was right after all: it is taken back.</summary>
    public void Succeeded(string address, string user)
    {
        lock (_lock)
        {
            _counters.Remove((address, user));
            if (_counters.TryGetValue((address, null), out var counter))
                counter.Attempts = Math.Max(0, counter.Attempts - 1);
        }
    }

    private TimeSpan? Wait((string, string?) key, int limit, DateTimeOffset now) =>
        _counters.TryGetValue(key, out var counter) && counter.Attempts >= limit ? counter.EndsAt - now : null;

    private void Count((string, string?) key, DateTimeOffset now)
    {
        if (!_counters.TryGetValue(key, out var counter))
            _counters.Add(key, counter = new Counter { EndsAt = now + options.Value.SignInWindow });
        counter.Attempts++;
    }

    private void Expire(DateTimeOffset now)
    {
        foreach (var (key, counter) in _counters)
        {
            if (counter.EndsAt <= now)
                _counters.Remove(key);
        }
    }

    private sealed class Counter
    {
        public int Attempts { get; set; }

        public DateTimeOffset EndsAt { get; init; }
    }
}
