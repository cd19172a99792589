using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Live;

namespace Emergency.Web.Api;

/// <summary>When patients arrive at hospitals: the time of the unit that carries each, from where it was last seen.</summary>
internal static class Arrivals
{
    public static ImmutableArray<HospitalView> Of(CountyBoard board) => [.. board.Hospitals.Select(hospital => Of(hospital, board.Units))];

    /// <summary>The hospital with the arrival of each inbound patient; null where the unit's position or way is not known.</summary>
    public static HospitalView Of(HospitalView hospital, ImmutableArray<UnitView> units) => hospital.Inbound.IsEmpty
        ? hospital
        : hospital with { Inbound = [.. hospital.Inbound.Select(inbound => WithArrival(inbound, units))] };

    private static InboundView WithArrival(InboundView inbound, ImmutableArray<UnitView> units)
    {
        var carrier = units.FirstOrDefault(unit => unit.AmbulanceId == inbound.AmbulanceId);
        // Its time is to where it drives now: to the hospital only with this patient on board.
        return carrier is { Milestone: Milestone.PatientLoaded or Milestone.LeftScene } && carrier.AssignmentId == inbound.AssignmentId
            ? inbound with { EtaSeconds = carrier.EtaSeconds, EtaAt = carrier.EtaSeconds is null ? null : carrier.EtaAt }
            : inbound with { EtaSeconds = null, EtaAt = null };
    }
}
