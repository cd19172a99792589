using Emergency.Domain;

namespace Emergency.Grains;

/// <summary>The handover report.</summary>
public sealed partial class CareGrain
{
    public Task<string?> GetHandover(PatientId patient) => throw new NotSupportedException();

    public Task<string?> GetHandoverFhir(PatientId patient) => throw new NotSupportedException();
}
