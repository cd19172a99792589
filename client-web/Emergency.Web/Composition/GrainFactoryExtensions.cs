using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web;

/// <summary>The grains by what they are, not by type and key.</summary>
internal static class GrainFactoryExtensions
{
    public static IPatientCaseGrain Case(this IGrainFactory grains, CaseId id) => grains.GetGrain<IPatientCaseGrain>(id.Value);

    public static ICareGrain Care(this IGrainFactory grains, CaseId id) => grains.GetGrain<ICareGrain>(id.Value);

    public static IAmbulanceGrain Ambulance(this IGrainFactory grains, AmbulanceId id) => grains.GetGrain<IAmbulanceGrain>(id.Value);

    public static IHospitalGrain Hospital(this IGrainFactory grains, HospitalId id) => grains.GetGrain<IHospitalGrain>(id.Value);

    public static ICountyGrain County(this IGrainFactory grains) => grains.GetGrain<ICountyGrain>(CountyKey.Value);

    public static ICoverageGrain Coverage(this IGrainFactory grains) => grains.GetGrain<ICoverageGrain>(CountyKey.Value);

    public static ICoverageWatchGrain CoverageWatch(this IGrainFactory grains) => grains.GetGrain<ICoverageWatchGrain>(CountyKey.Value);

    public static IRoadsGrain Roads(this IGrainFactory grains) => grains.GetGrain<IRoadsGrain>(CountyKey.Value);

    public static IRelocationGrain Relocations(this IGrainFactory grains) => grains.GetGrain<IRelocationGrain>(CountyKey.Value);

    public static IAccountsGrain Accounts(this IGrainFactory grains) => grains.GetGrain<IAccountsGrain>(CountyKey.Value);
}
