namespace Emergency.Domain.Recommendations;

/// <summary>What a choice of a unit means against the recommendation.</summary>
/// <param name="FirstChoice">The unit that was recommended first, as the dispatcher saw it where that is known; null when nobody could go.</param>
/// <param name="FirstChoiceEta">Its time to the scene; null when unknown.</param>
/// <param name="Rank">Where the chosen unit ranks now; null when it is no candidate.</param>
/// <param name="Override">Why the choice needs a reason in words, as a sentence that names the first choice; null when it needs none.</param>
public sealed record ChoiceVerdict(AmbulanceId? FirstChoice, TimeSpan? FirstChoiceEta, int? Rank, string? Override);

/// <summary>
/// Which units were first when somebody looked: the first choice with those that are no worse, and the first for each further unit that was advised.
/// </summary>
public sealed record SeenAdvice(AmbulanceId? FirstChoice, TimeSpan? FirstChoiceEta, IReadOnlyList<AmbulanceId> Firsts)
{
    /// <summary>What somebody sees who looks at this advice.</summary>
    public static SeenAdvice Of(Advice advice, RecommendationOptions options)
    {
        var first = advice.Candidates.Count > 0 ? advice.Candidates[0] : null;
        var firsts = new List<AmbulanceId>();
        for (var i = 0; first is { NeedsOverride: false } && i < advice.Candidates.Count && IsNoWorse(advice.Candidates[i], first, options); i++)
            firsts.Add(advice.Candidates[i].AmbulanceId);
        foreach (var further in advice.Additional)
        {
            if (further.Candidates.Count > 0) firsts.Add(further.Candidates[0].AmbulanceId);
        }

        return new SeenAdvice(first?.AmbulanceId, first?.Eta, firsts);
    }

    private static bool IsNoWorse(Candidate candidate, Candidate first, RecommendationOptions options) =>
        candidate.AmbulanceId == first.AmbulanceId
        || (!candidate.NeedsOverride && candidate.RequiresDivert == first.RequiresDivert && candidate.MeetsStandard == first.MeetsStandard
            && candidate.CoverageCost == first.CoverageCost && candidate.Eta - first.Eta <= options.SameArrival);
}

/// <summary>
/// When sending a unit needs a reason: when it is neither the first choice now (or the first for a further unit that is advised), nor was
/// that on the dispatcher's screen a short while ago; and always when it lacks what the case asks for. When nobody could go, any choice is
/// as good as another.
/// </summary>
public static class ChoiceRule
{
    /// <param name="chosen">The unit that somebody wants to send.</param>
    /// <param name="now">The advice as it is now.</param>
    /// <param name="seen">What the dispatcher saw; null when that is not known, or too long ago.</param>
    /// <param name="options">The county's policy; null for the defaults.</param>
    public static ChoiceVerdict Judge(AmbulanceId chosen, Advice now, SeenAdvice? seen, RecommendationOptions? options = null)
    {
        var current = SeenAdvice.Of(now, options ?? RecommendationOptions.Default);
        var candidate = Find(now, chosen);
        var shown = seen ?? current;
        var isFirst = current.Firsts.Contains(chosen) || seen?.Firsts.Contains(chosen) == true;
        var isAdvised = now.Additional.Any(a => a.Candidates.Count > 0 && a.Candidates[0].AmbulanceId == chosen);
        // Whoever chose what was first on the screen is held to that; whoever did not, to what is first now.
        var first = isFirst && seen is not null ? shown : current;
        var why = now.Candidates.Count == 0 ? null
            : candidate is { NeedsOverride: true } && !isAdvised ? $"{chosen} lacks what the case asks for ({Said(candidate)}); {Named(now)}"
            : isFirst ? null
            : candidate is null ? $"{chosen} is not among the units that could go; {Named(now)}"
            : $"{chosen} ranks {candidate.Rank} ({Said(candidate)}); {Named(now)}";
        return new ChoiceVerdict(first.FirstChoice, first.FirstChoiceEta, candidate?.Rank, why);
    }

    private static string Named(Advice now) => $"the first choice is {now.Candidates[0].AmbulanceId} ({Said(now.Candidates[0])})";

    private static string Said(Candidate candidate)
    {
        var eta = candidate.Eta is { } time ? $"{RecommendationReason.Seconds(time)} s" : "time unknown";
        return string.Join("; ", candidate.Reasons.Select(r => r.ToString()).Prepend(eta));
    }

    private static Candidate? Find(Advice advice, AmbulanceId id)
    {
        foreach (var candidate in advice.Candidates)
        {
            if (candidate.AmbulanceId == id) return candidate;
        }

        return null;
    }
}
