using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Simulators;

/// <summary>A hospital that a crew drives to.</summary>
internal readonly record struct Destination(HospitalId Id, GeoPoint Position);

/// <summary>Where crews take patients when nobody tells them: the nearest by driving time that is suitable.</summary>
internal sealed class Hospitals(ImmutableArray<CountyHospital> hospitals, DrivePlanner roads)
{
    /// <summary>How many of the nearest in a straight line are compared by driving time.</summary>
    private const int Compared = 4;

    /// <summary>The nearest suitable hospital, or null where the county has none at all.</summary>
    /// <param name="scene">Where the patient is.</param>
    /// <param name="priority">I and II go to a hospital with an emergency centre, where there is one.</param>
    public Destination? NearestTo(GeoPoint scene, Priority priority)
    {
        var suitable = priority <= Priority.II && hospitals.Any(HasCentre) ? hospitals.Where(HasCentre) : hospitals;
        var nearest = suitable
            .OrderBy(hospital => hospital.Position.DistanceTo(scene))
            .Take(Compared)
            .MinBy(hospital => roads.Time(scene, hospital.Position, siren: true) ?? TimeSpan.MaxValue);
        return nearest is null ? null : new Destination(nearest.Id, nearest.Position);
    }

    /// <summary>The hospital of that name, or null.</summary>
    public Destination? Find(HospitalId id) =>
        hospitals.FirstOrDefault(hospital => hospital.Id == id) is { } found ? new Destination(found.Id, found.Position) : null;

    private static bool HasCentre(CountyHospital hospital) => !hospital.Centres.IsEmpty;
}
