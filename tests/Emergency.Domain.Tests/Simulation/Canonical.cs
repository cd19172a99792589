using System.Text.Json;
using Emergency.Domain.Cases;
using Emergency.Domain.Hospitals;
using Emergency.Domain.Units;

namespace Emergency.Domain.Tests.Simulation;

/// <summary>A state or an event as one text, so that two are equal exactly when their texts are.</summary>
internal static class Canonical
{
    public static string Of<T>(T value) => JsonSerializer.Serialize(value);

    /// <summary>An event as the journal would give it back.</summary>
    public static T Persisted<T>(T happened) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(happened))!;

    /// <summary>The state is what its persisted events tell, and what its own snapshot tells.</summary>
    public static void ShouldReplay(PatientCase state, IEnumerable<CaseEvent> stream, string because)
    {
        Of(PatientCase.Replay(stream.Select(Persisted))).ShouldBe(Of(state), because);
        if (state.Version > 0)
            Of(Persisted(state)).ShouldBe(Of(state), because);
    }

    public static void ShouldReplay(AmbulanceUnit state, IEnumerable<UnitEvent> stream, string because)
    {
        Of(AmbulanceUnit.Replay(stream.Select(Persisted))).ShouldBe(Of(state), because);
        if (state.Version > 0)
            Of(Persisted(state)).ShouldBe(Of(state), because);
    }

    public static void ShouldReplay(Hospital state, IEnumerable<HospitalEvent> stream, string because)
    {
        Of(Hospital.Replay(stream.Select(Persisted))).ShouldBe(Of(state), because);
        if (state.Version > 0)
            Of(Persisted(state)).ShouldBe(Of(state), because);
    }
}
