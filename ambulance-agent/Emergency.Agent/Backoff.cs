namespace Emergency.Agent;

/// <summary>Waits that grow with every failure.</summary>
public sealed record BackoffOptions
{
    /// <summary>The longest first wait; 10 ms to 1 minute, by default 1 s.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest wait of all; <see cref="First"/> to 1 hour, by default 5 s: a county's fleet is small, and a vehicle out of a dead
    /// zone must be seen soon.
    /// </summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>By how much a wait grows; 1 to 10, by default 2.</summary>
    public double Growth { get; init; } = 2;

    /// <summary>The share of a wait that is left to chance, so that a fleet does not return all at once; 0 to 1, by default 0.5.</summary>
    public double Jitter { get; init; } = 0.5;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (First < TimeSpan.FromMilliseconds(10) || First > TimeSpan.FromMinutes(1))
            yield return $"Backoff.First is {First}: expected 10 ms to 1 minute";
        if (Longest < First || Longest > TimeSpan.FromHours(1))
            yield return $"Backoff.Longest is {Longest}: expected {First} to 1 hour";
        if (!(Growth is >= 1 and <= 10))
            yield return $"Backoff.Growth is {Growth}: expected 1 to 10";
        if (!(Jitter is >= 0 and <= 1))
            yield return $"Backoff.Jitter is {Jitter}: expected 0 to 1";
    }
}

/// <summary>Exponential waits with jitter. For one caller at a time.</summary>
internal sealed class Backoff(BackoffOptions options, Random random)
{
    private TimeSpan _next = options.First;

    /// <summary>The next wait; the one after it is longer, up to the bound.</summary>
    public TimeSpan Next()
    {
        var longest = _next;
        _next = TimeSpan.FromTicks(Math.Min(options.Longest.Ticks, (long)(longest.Ticks * options.Growth)));
        return longest * (1 - options.Jitter * random.NextDouble());
    }

    /// <summary>What failed works again.</summary>
    public void Reset() => _next = options.First;
}
