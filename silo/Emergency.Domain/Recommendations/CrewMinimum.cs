using Emergency.Domain.Units;

namespace Emergency.Domain.Recommendations;

/// <summary>The least crew with which a unit counts as one of a level.</summary>
/// <param name="Capability">The capability word of the level.</param>
/// <param name="Drivers">At least so many drivers, 0 to 9.</param>
/// <param name="Attendants">At least so many physicians and nurses together, 0 to 9.</param>
/// <param name="Physicians">Of them at least so many physicians, 0 to 9.</param>
public sealed record CrewMinimum(string Capability, int Drivers, int Attendants, int Physicians)
{
    /// <summary>The defaults: a driver and an attendant on every ambulance; on advanced life support the attendant is a physician.</summary>
    public static IReadOnlyList<CrewMinimum> Default { get; } =
    [
        new(ComplaintRules.Advanced, Drivers: 1, Attendants: 1, Physicians: 1),
        new(ComplaintRules.Basic, Drivers: 1, Attendants: 1, Physicians: 0),
    ];

    /// <summary>Which role this crew lacks and how many; null when it is complete.</summary>
    public (string Role, int Missing)? ShortfallOf(CrewComplement crew)
    {
        if (crew.Drivers < Drivers) return ("driver", Drivers - crew.Drivers);
        if (crew.Physicians < Physicians) return ("doctor", Physicians - crew.Physicians);
        var attendants = crew.Physicians + crew.Nurses;
        return attendants < Attendants ? ("nurse", Attendants - attendants) : null;
    }

    internal static IEnumerable<string> Problems(IReadOnlyList<CrewMinimum> all)
    {
        foreach (var minimum in all)
        {
            if (!WordId.IsValid(minimum.Capability)) yield return $"crew.capability '{minimum.Capability}' is not a word";
            if (Out(minimum.Drivers) || Out(minimum.Attendants) || Out(minimum.Physicians))
                yield return $"crew of '{minimum.Capability}' has a number that is not 0 to {UnitLimits.CrewOfOneRole}";
        }

        foreach (var twice in all.GroupBy(m => m.Capability).Where(g => g.Count() > 1))
            yield return $"crew.capability '{twice.Key}' is listed twice";

        static bool Out(int count) => count is < 0 or > UnitLimits.CrewOfOneRole;
    }
}

/// <summary>What a crew makes of a vehicle.</summary>
public static class CrewRules
{
    /// <summary>Nobody said who rides on the vehicle: county data has no crew for it.</summary>
    public static bool IsUnknown(CrewComplement? crew) => crew is null or { Physicians: 0, Nurses: 0, Drivers: 0, Bearers: 0 };

    /// <summary>
    /// Why a unit cannot go with this crew at all: it falls short of every level that the vehicle is equipped for. Null when it can go,
    /// also when nobody said who rides on it.
    /// </summary>
    public static RecommendationReason? WhyIncomplete(IReadOnlyList<string> capabilities, CrewComplement? crew, IReadOnlyList<CrewMinimum> minimums)
    {
        if (IsUnknown(crew)) return null;
        (string Role, int Missing)? least = null;
        foreach (var minimum in minimums)
        {
            if (!Has(capabilities, minimum.Capability)) continue;
            if (minimum.ShortfallOf(crew!) is not { } shortfall) return null;
            least = shortfall;
        }

        return least is { } lack
            ? RecommendationReason.Of(ReasonCodes.CrewIncomplete, "role", lack.Role, "missing", Number(lack.Missing))
            : null;
    }

    /// <summary>The levels that the vehicle is equipped for and its crew falls short of, each with what is lacking; none is the usual answer.</summary>
    internal static IReadOnlyList<(string Capability, RecommendationReason Why)> LevelsLost(
        IReadOnlyList<string> capabilities, CrewComplement? crew, IReadOnlyList<CrewMinimum> minimums)
    {
        if (IsUnknown(crew)) return [];
        List<(string, RecommendationReason)>? lost = null;
        foreach (var minimum in minimums)
        {
            if (!Has(capabilities, minimum.Capability) || minimum.ShortfallOf(crew!) is not var (role, missing)) continue;
            var arguments = RecommendationReason.Of(ReasonCodes.CrewShort, "capability", minimum.Capability, "role", role).Arguments;
            (lost ??= []).Add((minimum.Capability, new(ReasonCodes.CrewShort, arguments.Add("missing", Number(missing)))));
        }

        return lost ?? (IReadOnlyList<(string, RecommendationReason)>)[];
    }

    /// <summary>Whether a unit can go with its crew, and has with it all that is needed.</summary>
    public static bool CanServe(
        IReadOnlyList<string> capabilities, CrewComplement? crew, IReadOnlyList<CrewMinimum> minimums, IReadOnlyList<string> needs)
    {
        foreach (var word in needs)
        {
            if (!Has(capabilities, word)) return false;
        }

        if (WhyIncomplete(capabilities, crew, minimums) is not null) return false;
        return needs.Count == 0 || !LevelsLost(capabilities, crew, minimums).Any(lost => Has(needs, lost.Capability));
    }

    /// <summary>Whether a list has a capability word, whatever the case.</summary>
    public static bool Has(IReadOnlyList<string> capabilities, string word)
    {
        for (var i = 0; i < capabilities.Count; i++)
        {
            if (string.Equals(capabilities[i], word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
