using Emergency.Domain;
using Emergency.Journal;

namespace Emergency.Grains.Persistence;

/// <summary>Where each aggregate stands in the journal.</summary>
internal static class StreamNames
{
    /// <summary>What every case's stream name begins with.</summary>
    public const string CasePrefix = "case/";

    /// <summary>What every clinical record's stream name begins with.</summary>
    public const string CarePrefix = "care/";

    public static StreamName Case(CaseId id) => StreamName.Of("case", id.Value);

    public static StreamName Care(CaseId id) => StreamName.Of("care", id.Value);

    public static StreamName Unit(AmbulanceId id) => StreamName.Of("unit", id.Value);

    public static StreamName Hospital(HospitalId id) => StreamName.Of("hospital", id.Value);

    public static StreamName Coverage { get; } = new("coverage");

    public static StreamName Roads { get; } = new("roads");

    public static StreamName Relocations { get; } = new("relocations");

    public static StreamName Accounts { get; } = new("accounts");

    public static StreamName CaseNumbers { get; } = new("case-numbers");
}
