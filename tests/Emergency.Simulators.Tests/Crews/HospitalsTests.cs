using Emergency.Domain;

namespace Emergency.Simulators.Tests;

public sealed class HospitalsTests
{
    [Theory]
    [InlineData(Priority.I)]
    [InlineData(Priority.II)]
    public void NearestTo_GravePatient_IsAHospitalWithACentre(Priority priority)
    {
        foreach (var number in Enumerable.Range(0, 20))
            Worlds.Crews().Hospitals.NearestTo(Worlds.Home(number), priority)!.Value.Id.ShouldBe(new HospitalId("H01"));
    }

    [Fact]
    public void NearestTo_OtherPatients_IsOftenNearer() =>
        Enumerable.Range(0, 20)
            .Select(number => Worlds.Crews().Hospitals.NearestTo(Worlds.Home(number), Priority.III)!.Value.Id)
            .Distinct().Count()
            .ShouldBeGreaterThan(3);
}
