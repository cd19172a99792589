namespace Emergency.Simulators;

/// <summary>
/// When a simulated person answers something: each case has its temper, prompt, late or silent, and each thing its own span from when it was
/// first seen. The same seed, case numbers and times give the same answers. Remembers a bounded number of things; the oldest is forgotten
/// first. For one caller at a time.
/// </summary>
internal sealed class Deliberation(PhysicianOptions options, Seed seed)
{
    private const int MostThings = 10_000;

    private readonly Dictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether something of a case is to be answered now.</summary>
    /// <param name="caseNumber">The case, by its number: its temper goes by it.</param>
    /// <param name="thing">What is to be answered.</param>
    /// <param name="now">By the county's clock.</param>
    /// <param name="span">How long it takes whatever the temper is; null for the temper's own.</param>
    public bool IsDue(string caseNumber, string thing, DateTimeOffset now, SpanDistribution? span = null)
    {
        var key = $"{caseNumber}/{thing}";
        if (_due.TryGetValue(key, out var due))
            return now >= due;
        _due[key] = now + (Span(caseNumber, key, span) ?? TimeSpan.FromDays(365));
        _order.Enqueue(key);
        if (_order.Count > MostThings)
            _due.Remove(_order.Dequeue());
        return false;
    }

    private TimeSpan? Span(string caseNumber, string key, SpanDistribution? span)
    {
        var random = seed.Branch(key).Random();
        if (span is not null)
            return random.Draw(span);
        var temper = seed.Branch("temper").Branch(caseNumber).Random().NextDouble();
        return temper < options.SilentShare ? null
            : random.Draw(temper < options.SilentShare + options.LateShare ? options.Late : options.Prompt);
    }
}
