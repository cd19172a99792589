using System.Text.Json.Serialization;

namespace Emergency.Geography;

/// <summary>Where a unit goes that has become free.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReturnPolicy>))]
public enum ReturnPolicy
{
    /// <summary>To its own station.</summary>
    [JsonStringEnumMemberName("home")] Home = 0,

    /// <summary>To the station where it adds most expected coverage: DMEXCLP as published.</summary>
    [JsonStringEnumMemberName("coverage")] Coverage = 1,
}

/// <summary>How relocations are suggested. Suggestions only: nothing moves by itself.</summary>
public sealed record RelocationOptions
{
    /// <summary>
    /// The share of its time that a unit is busy, 0.01 to 0.95; by default 0.3. The larger, the more a second and a third unit near the same
    /// people are worth. Measure it: unit-hours on missions over unit-hours on duty.
    /// </summary>
    public double BusyFraction { get; init; } = 0.3;

    /// <summary>The least that a move must gain to be suggested, as a share of all people, 0 to 1; by default 0.01.</summary>
    public double LeastGain { get; init; } = 0.01;

    /// <summary>The most moves of one crew in one shift, 0 to 100; by default 3. A move counts when it was accepted.</summary>
    public int MovesPerShift { get; init; } = 3;

    /// <summary>
    /// For how long after a move or a dismissed suggestion the same crew is left alone, and nobody is suggested the same way back; 0 to 24 h,
    /// by default 30 min.
    /// </summary>
    public TimeSpan HoldOff { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The longest drive that is suggested, without siren; 1 to 120 min, by default 25 min.</summary>
    public TimeSpan LongestDrive { get; init; } = TimeSpan.FromMinutes(25);

    /// <summary>How many moves are suggested at once, 1 to 20; by default 2. Each is reckoned on top of those before it.</summary>
    public int MostSuggestions { get; init; } = 2;

    /// <summary>Where a unit that becomes free is advised to go; by default where it adds most coverage.</summary>
    public ReturnPolicy Return { get; init; } = ReturnPolicy.Coverage;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(BusyFraction is >= 0.01 and <= 0.95))
        {
            yield return FormattableString.Invariant($"BusyFraction is {BusyFraction}: expected 0.01 to 0.95");
        }

        if (!(LeastGain is >= 0 and <= 1))
        {
            yield return FormattableString.Invariant($"LeastGain is {LeastGain}: expected 0 to 1");
        }

        if (MovesPerShift is < 0 or > 100)
        {
            yield return $"MovesPerShift is {MovesPerShift}: expected 0 to 100";
        }

        if (HoldOff < TimeSpan.Zero || HoldOff > TimeSpan.FromHours(24))
        {
            yield return $"HoldOff is {HoldOff}: expected 0 to 24 h";
        }

        if (LongestDrive < TimeSpan.FromMinutes(1) || LongestDrive > TimeSpan.FromMinutes(120))
        {
            yield return $"LongestDrive is {LongestDrive}: expected 1 to 120 min";
        }

        if (MostSuggestions is < 1 or > 20)
        {
            yield return $"MostSuggestions is {MostSuggestions}: expected 1 to 20";
        }

        if (!Enum.IsDefined(Return))
        {
            yield return $"Return is {(int)Return}: expected home or coverage";
        }
    }
}
