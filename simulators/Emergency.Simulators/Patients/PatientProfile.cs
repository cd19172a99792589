using System.Collections.Immutable;

namespace Emergency.Simulators;

/// <summary>A patient's sex.</summary>
internal enum Sex
{
    Female,
    Male,
}

/// <summary>Who a simulated patient is and how the illness will go. Without a name: nobody is meant.</summary>
/// <param name="AgeYears">0 to 100.</param>
/// <param name="WeightKg">2 to 150.</param>
/// <param name="Condition">What is wrong.</param>
/// <param name="Severity">How grave it is at first; 0 is well, 1 an arrest.</param>
/// <param name="Course">How it goes on.</param>
/// <param name="Allergies">Substances that the patient cannot bear, in lower case.</param>
/// <param name="IsPregnant">Whether she is.</param>
internal sealed record PatientProfile(
    double AgeYears, Sex Sex, double WeightKg, Condition Condition, double Severity, Course Course, ImmutableArray<string> Allergies,
    bool IsPregnant = false);

/// <summary>How fast illnesses go.</summary>
internal sealed record IllnessOptions
{
    /// <summary>In which an improving illness is halved; 1 minute to 1 day, by default 45 minutes.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromMinutes(45);

    /// <summary>By how much a worsening illness grows in an hour; 0 to 10, by default 0.6.</summary>
    public double WorseningPerHour { get; init; } = 0.6;

    /// <summary>When a crash begins, after the crew came to the patient; by default 14 minutes in the median.</summary>
    public SpanDistribution CrashAfter { get; init; } = SpanDistribution.Minutes(14, 0.5);

    /// <summary>From the beginning of a crash to the arrest; 10 s to 1 hour, by default 4 minutes.</summary>
    public TimeSpan CrashLasts { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (HalfLife < TimeSpan.FromMinutes(1) || HalfLife > TimeSpan.FromDays(1))
            yield return $"HalfLife is {HalfLife}: expected 1 minute to 1 day";
        if (!(WorseningPerHour is >= 0 and <= 10))
            yield return $"WorseningPerHour is {WorseningPerHour}: expected 0 to 10";
        if (CrashLasts < TimeSpan.FromSeconds(10) || CrashLasts > TimeSpan.FromHours(1))
            yield return $"CrashLasts is {CrashLasts}: expected 10 s to 1 hour";
        foreach (var problem in CrashAfter.Problems(nameof(CrashAfter)))
            yield return problem;
    }
}
