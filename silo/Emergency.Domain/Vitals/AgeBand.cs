using System.Text.Json.Serialization;

namespace Emergency.Domain.Vitals;

/// <summary>Ages that have limits of their own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgeBand>))]
public enum AgeBand
{
    /// <summary>Under 28 days.</summary>
    [JsonStringEnumMemberName("newborn")] Newborn = 0,

    /// <summary>28 days to under a year.</summary>
    [JsonStringEnumMemberName("infant")] Infant = 1,

    /// <summary>1 to 4 years.</summary>
    [JsonStringEnumMemberName("toddler")] Toddler = 2,

    /// <summary>5 to 11 years.</summary>
    [JsonStringEnumMemberName("child")] Child = 3,

    /// <summary>12 to 15 years.</summary>
    [JsonStringEnumMemberName("adolescent")] Adolescent = 4,

    /// <summary>16 years and over; also where the age is unknown, which an alarm then says.</summary>
    [JsonStringEnumMemberName("adult")] Adult = 5,
}

/// <summary>Which band an age is in.</summary>
public static class AgeBands
{
    /// <summary>The band of an age; adult when it is unknown.</summary>
    public static AgeBand Of(PatientAge? age) => age switch
    {
        null => AgeBand.Adult,
        { IsNewborn: true } => AgeBand.Newborn,
        { Years: < 1 } => AgeBand.Infant,
        { Years: < 5 } => AgeBand.Toddler,
        { Years: < 12 } => AgeBand.Child,
        { Years: < 16 } => AgeBand.Adolescent,
        _ => AgeBand.Adult,
    };
}
