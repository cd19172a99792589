using Emergency.Domain;

namespace Emergency.Contracts;

/// <summary>An identifier word on the wire between silos: the vocabulary itself knows nothing of Orleans.</summary>
/// <param name="Value">The word.</param>
[GenerateSerializer, Immutable, Alias("Emergency.Word")]
public readonly record struct WordSurrogate([property: Id(0)] string Value);

/// <summary>Carries <see cref="AmbulanceId"/> between silos.</summary>
[RegisterConverter]
public sealed class AmbulanceIdSurrogateConverter : IConverter<AmbulanceId, WordSurrogate>
{
    public AmbulanceId ConvertFromSurrogate(in WordSurrogate surrogate) => new(surrogate.Value);

    public WordSurrogate ConvertToSurrogate(in AmbulanceId value) => new(value.Value);
}

/// <summary>Carries <see cref="CaseId"/> between silos.</summary>
[RegisterConverter]
public sealed class CaseIdSurrogateConverter : IConverter<CaseId, WordSurrogate>
{
    public CaseId ConvertFromSurrogate(in WordSurrogate surrogate) => new(surrogate.Value);

    public WordSurrogate ConvertToSurrogate(in CaseId value) => new(value.Value);
}

/// <summary>Carries <see cref="AssignmentId"/> between silos.</summary>
[RegisterConverter]
public sealed class AssignmentIdSurrogateConverter : IConverter<AssignmentId, WordSurrogate>
{
    public AssignmentId ConvertFromSurrogate(in WordSurrogate surrogate) => new(surrogate.Value);

    public WordSurrogate ConvertToSurrogate(in AssignmentId value) => new(value.Value);
}

/// <summary>Carries <see cref="HospitalId"/> between silos.</summary>
[RegisterConverter]
public sealed class HospitalIdSurrogateConverter : IConverter<HospitalId, WordSurrogate>
{
    public HospitalId ConvertFromSurrogate(in WordSurrogate surrogate) => new(surrogate.Value);

    public WordSurrogate ConvertToSurrogate(in HospitalId value) => new(value.Value);
}

/// <summary>Carries <see cref="StationId"/> between silos.</summary>
[RegisterConverter]
public sealed class StationIdSurrogateConverter : IConverter<StationId, WordSurrogate>
{
    public StationId ConvertFromSurrogate(in WordSurrogate surrogate) => new(surrogate.Value);

    public WordSurrogate ConvertToSurrogate(in StationId value) => new(value.Value);
}

/// <summary>Carries <see cref="PatientId"/> between silos.</summary>
[RegisterConverter]
public sealed class PatientIdSurrogateConverter : IConverter<PatientId, WordSurrogate>
{
    public PatientId ConvertFromSurrogate(in WordSurrogate surrogate) => new(surrogate.Value);

    public WordSurrogate ConvertToSurrogate(in PatientId value) => new(value.Value);
}
