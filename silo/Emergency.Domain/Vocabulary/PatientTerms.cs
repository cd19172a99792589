using System.Text.Json.Serialization;

namespace Emergency.Domain;

/// <summary>Sex, as far as it matters for drugs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PatientSex>))]
public enum PatientSex
{
    /// <summary>Nobody said.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown = 0,

    /// <summary>Female.</summary>
    [JsonStringEnumMemberName("female")] Female = 1,

    /// <summary>Male.</summary>
    [JsonStringEnumMemberName("male")] Male = 2,
}

/// <summary>Whether the patient is pregnant.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Pregnancy>))]
public enum Pregnancy
{
    /// <summary>Nobody said.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown = 0,

    /// <summary>Not pregnant.</summary>
    [JsonStringEnumMemberName("no")] No = 1,

    /// <summary>Pregnant.</summary>
    [JsonStringEnumMemberName("yes")] Yes = 2,
}

/// <summary>An age in completed years, and months and days where they matter.</summary>
/// <param name="Years">0 to 130.</param>
/// <param name="Months">Completed months beyond the years, 0 to 11.</param>
/// <param name="Days">Completed days beyond the months, 0 to 30; 0 also where nobody counted them.</param>
public readonly record struct PatientAge(int Years, int Months = 0, int Days = 0)
{
    /// <summary>Under this age in days a child is a newborn.</summary>
    public const int NewbornDays = 28;

    /// <summary>The greatest age, in years.</summary>
    public const int MostYears = 130;

    private const int MonthsAYear = 12;

    /// <summary>Completed months in all.</summary>
    [JsonIgnore]
    public int TotalMonths => (Years * MonthsAYear) + Months;

    /// <summary>Under 28 days; an age of no completed month whose days nobody counted is one, too.</summary>
    [JsonIgnore]
    public bool IsNewborn => TotalMonths == 0 && Days < NewbornDays;

    /// <summary>Whether every part is in bounds.</summary>
    [JsonIgnore]
    public bool IsValid => Years is >= 0 and <= MostYears && Months is >= 0 and < MonthsAYear && Days is >= 0 and <= 30;

    /// <summary>So many completed months.</summary>
    public static PatientAge OfMonths(int months) => new(months / MonthsAYear, months % MonthsAYear);

    /// <summary>So many completed days of a child in its first month.</summary>
    public static PatientAge OfDays(int days) => new(0, 0, days);
}
