using System.Globalization;
using Emergency.Domain;
using Emergency.Domain.Recommendations;

namespace Emergency.Grains.Counties;

/// <summary>
/// What was first when dispatchers looked, so that a choice is judged by what was on the screen. In memory only, and bounded: what is
/// forgotten is judged by what is first now.
/// </summary>
/// <param name="keptFor">How long it counts.</param>
internal sealed class SeenRecommendations(TimeSpan keptFor)
{
    /// <summary>How many different firsts of one case are kept; the oldest goes first.</summary>
    private const int MostOfCase = 16;

    private readonly Dictionary<CaseId, List<Seen>> _ofCase = [];
    private long _last;

    /// <summary>Notes what is first now and names it; the name stays for as long as the same units are first.</summary>
    public string Note(CaseId caseId, SeenAdvice advice, DateTimeOffset now)
    {
        if (!_ofCase.TryGetValue(caseId, out var seen)) _ofCase[caseId] = seen = [];
        if (seen.Count > 0 && IsSame(seen[^1].Advice, advice))
        {
            seen[^1] = seen[^1] with { Advice = advice, At = now };
            return seen[^1].Id;
        }

        if (seen.Count == MostOfCase) seen.RemoveAt(0);
        _last = Math.Max(_last + 1, now.ToUnixTimeMilliseconds());
        var id = "r" + _last.ToString("x", CultureInfo.InvariantCulture);
        seen.Add(new Seen(id, advice, now));
        return id;
    }

    /// <summary>What was first under that name; null when it is unknown or too old.</summary>
    public SeenAdvice? Find(CaseId caseId, string? id, DateTimeOffset now) =>
        id is not null && _ofCase.TryGetValue(caseId, out var seen) && seen.Find(s => s.Id == id) is { } known && now - known.At <= keptFor
            ? known.Advice
            : null;

    /// <summary>The case is over.</summary>
    public void Forget(CaseId caseId) => _ofCase.Remove(caseId);

    private static bool IsSame(SeenAdvice one, SeenAdvice other) => one.FirstChoice == other.FirstChoice && one.Firsts.SequenceEqual(other.Firsts);

    private sealed record Seen(string Id, SeenAdvice Advice, DateTimeOffset At);
}
