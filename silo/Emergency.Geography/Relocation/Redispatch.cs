using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>When a case should change over from the unit that is under way to one that has become free nearer to it.</summary>
public sealed record RedispatchOptions
{
    /// <summary>The least time that the patient must gain, 0 to 60 min; by default 2 min. Below it a change is not worth the confusion.</summary>
    public TimeSpan LeastGain { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Only where the unit under way would be late; by default false.</summary>
    public bool OnlyWhenLate { get; init; }

    /// <summary>How often one case changes over at most, 0 to 10; by default 1.</summary>
    public int ChangesPerCase { get; init; } = 1;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (LeastGain < TimeSpan.Zero || LeastGain > TimeSpan.FromMinutes(60))
        {
            yield return $"LeastGain is {LeastGain}: expected 0 to 60 min";
        }

        if (ChangesPerCase is < 0 or > 10)
        {
            yield return $"ChangesPerCase is {ChangesPerCase}: expected 0 to 10";
        }
    }
}

/// <summary>A case that a unit is under way to, and what a free unit could do for it.</summary>
/// <param name="Case">Which case.</param>
/// <param name="UnderWay">The unit that is under way.</param>
/// <param name="Remaining">From now until that one is there.</param>
/// <param name="Free">The free unit.</param>
/// <param name="Eta">From now until the free one could be there, turnout included.</param>
/// <param name="LeftOfStandard">From now until the response is late; negative when it is already.</param>
/// <param name="Priority">How urgent the case is.</param>
/// <param name="Changes">How often it has changed over already.</param>
public readonly record struct RedispatchChance(
    CaseId Case, AmbulanceId UnderWay, TimeSpan Remaining, AmbulanceId Free, TimeSpan Eta, TimeSpan LeftOfStandard, Priority Priority, int Changes)
{
    /// <summary>What the patient would gain; negative when the free unit is farther.</summary>
    public TimeSpan Gain => Remaining - Eta;

    /// <summary>The unit under way would be late, and the free one would not.</summary>
    public bool Rescues => Remaining > LeftOfStandard && Eta <= LeftOfStandard;
}

/// <summary>Whether a unit that has become free should take over a case from one that is farther away. Advice: the dispatcher decides.</summary>
public static class Redispatch
{
    /// <summary>
    /// The change that helps most, or null: first those that turn a late response into one in time, then the more urgent case, then the
    /// larger gain; ties by the names of case and unit.
    /// </summary>
    public static RedispatchChance? Best(IEnumerable<RedispatchChance> chances, RedispatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(chances);
        ArgumentNullException.ThrowIfNull(options);
        return chances
            .Where(c => c.Changes < options.ChangesPerCase && c.Gain > TimeSpan.Zero && c.Gain >= options.LeastGain)
            .Where(c => !options.OnlyWhenLate || c.Remaining > c.LeftOfStandard)
            .OrderBy(c => c.Rescues ? 0 : 1)
            .ThenBy(c => c.Priority)
            .ThenByDescending(c => c.Gain)
            .ThenBy(c => c.Case.Value, StringComparer.Ordinal)
            .ThenBy(c => c.Free.Value, StringComparer.Ordinal)
            .Cast<RedispatchChance?>()
            .FirstOrDefault();
    }
}
