using System.Collections.Immutable;

namespace Emergency.Agent.Inputs;

/// <summary>How an input is.</summary>
public enum InputState
{
    /// <summary>Not configured.</summary>
    Off = 0,

    /// <summary>Nobody is connected, or the source cannot be reached.</summary>
    Down = 1,

    /// <summary>Connected, and nothing usable has come for too long.</summary>
    Silent = 2,

    /// <summary>Usable data comes.</summary>
    Good = 3,
}

/// <summary>An input as it is now.</summary>
/// <param name="Name">Such as <c>gps</c>.</param>
/// <param name="State">How it is.</param>
/// <param name="LastGoodAt">When the last usable thing came; null when none did.</param>
/// <param name="Age">How long ago that was; null when none came.</param>
/// <param name="Problem">Why it is not good; null when it is, or when nobody knows.</param>
/// <param name="Counts">What came, by word: what was taken, and what was refused by its reason.</param>
public sealed record InputHealth(
    string Name, InputState State, DateTimeOffset? LastGoodAt, TimeSpan? Age, string? Problem, ImmutableSortedDictionary<string, long> Counts);

/// <summary>Counts what an input brings. Safe to use from several threads.</summary>
/// <param name="name">The input's name.</param>
/// <param name="clock">By which ages are told.</param>
/// <param name="silentAfter">After how long without anything usable it is silent.</param>
public sealed class InputMeter(string name, TimeProvider clock, TimeSpan silentAfter)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _counts = [];
    private bool _up;
    private string? _problem;
    private DateTimeOffset? _goodAt;
    private long _goodStamp;

    /// <summary>The input as it is now.</summary>
    public InputHealth Health
    {
        get
        {
            lock (_gate)
            {
                TimeSpan? age = _goodAt is null ? null : clock.GetElapsedTime(_goodStamp);
                var state = !_up ? InputState.Down : age is { } known && known <= silentAfter ? InputState.Good : InputState.Silent;
                return new InputHealth(
                    name, state, _goodAt, age, state == InputState.Good ? null : _problem, _counts.ToImmutableSortedDictionary(StringComparer.Ordinal));
            }
        }
    }

    /// <summary>Something is connected.</summary>
    public void Up()
    {
        lock (_gate)
        {
            (_up, _problem) = (true, null);
        }
    }

    /// <summary>Nothing is connected any more.</summary>
    public void Down(string problem)
    {
        lock (_gate)
        {
            (_up, _problem) = (false, problem);
        }
    }

    /// <summary>Something usable came.</summary>
    public void Good(string word)
    {
        lock (_gate)
        {
            (_goodAt, _goodStamp) = (clock.GetUtcNow(), clock.GetTimestamp());
            _counts[word] = _counts.GetValueOrDefault(word) + 1;
        }
    }

    /// <summary>Something was refused.</summary>
    public void Refused(string word, string? why = null)
    {
        lock (_gate)
        {
            _counts[word] = _counts.GetValueOrDefault(word) + 1;
            _problem = why ?? word;
        }
    }
}
