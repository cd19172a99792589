using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Web.Tests;

/// <summary>Views of a small county, to be changed with <c>with</c>.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));

    public static readonly LonLat Town = new(113.44, 29.48);

    public static CaseView Case(string id = "c-1", long version = 1, CaseStatus status = CaseStatus.Waiting, DateTimeOffset? endedAt = null) => new(
        new CaseId(id), "20261122-0001", status, Priority.II, new CaseLocation(Town.Lon, Town.Lat, null), AreaKind.Urban, 900, Noon,
        "chest pain", null, 1, [], [], [], [], endedAt, null, version, default, null);

    public static UnitView Unit(string id = "A01", long version = 1, DateTimeOffset? fixAt = null) => new(
        new AmbulanceId(id), "湘F120" + id, new StationId("ST01"), "Station", ["als"], UnitDuty.AvailableAtStation, null, null, null, null, null,
        [], Town, fixAt, null, null, null, new LinkView(LinkState.None, null), version);

    public static HospitalView Hospital(string id = "H01", long version = 1, params ReadOnlySpan<string> centres) =>
        new(new HospitalId(id), "Hospital " + id, Town, [.. centres], null, null, null, [], version);

    public static UnitPosition Position(string id, DateTimeOffset fixAt, double lon = 113.45) =>
        new(new AmbulanceId(id), new LonLat(lon, 29.48), fixAt, 40, 90);

    public static AssignmentView Assignment(string id, string ambulance, Milestone milestone = Milestone.Offered) => new(
        new AssignmentId(id), new AmbulanceId(ambulance), milestone, 420, Noon, true, [], null, null, null, false);

    public static CoverageView Coverage(long version = 1, double share = 0.9) => new(
        Noon, 3, new AreaCoverageView(900, 100_000, 100_000 * share, share, 50_000), new AreaCoverageView(1800, 300_000, 200_000, 2.0 / 3, 0),
        [new WorstPlaceView("Farfield", 2400)], version, []);

    public static CountyInfo County() =>
        new("样县", "Sample County", "Asia/Shanghai", true, "synthetic", [113.3, 29.2, 113.8, 29.9], [new StationView(new StationId("ST01"), "Station", Town)]);

    public static AgentOrders Orders(string ambulance, long version, params ReadOnlySpan<string> assignments) =>
        new(new AmbulanceId(ambulance), version, [.. assignments.ToArray().Select(id => Order(id, ambulance))]);

    /// <summary>The clinical record of a case with one patient.</summary>
    public static CareView Care(string id = "c-1", long version = 1) =>
        new(new CaseId(id), version, [new CarePatient(new PatientId("1"), null, new PatientFactsView(), [])], [], [], [], [], [], [], []);

    public static NewestVitals Vitals(string id = "c-1", long version = 1, double heartRate = 80, string patient = "1") => new(
        new CaseId(id), new PatientId(patient), new AmbulanceId("A01"), [new VitalValue("heartRate", heartRate, Noon)], version);

    public static LiveEcg Ecg(string id = "c-1", long sequence = 1, double atSeconds = 0, string patient = "1") => new(
        new CaseId(id), new PatientId(patient), new AmbulanceId("A01"), sequence, Noon + TimeSpan.FromSeconds(atSeconds), [1, 2, 3]);

    public static CrewCare CrewCare(string ambulance, string id, long version) => new(
        new AmbulanceId(ambulance), new CaseId(id), new AssignmentId("a-1"), version, new PatientId("1"), [], [], [], [], [], [], []);

    public static ChannelView Channel(string id, string? hospital = null) => new(
        id, ChannelKind.ChestPain, new PatientId("1"), Noon, "physician1", [], [], hospital is null ? null : new HospitalId(hospital), null, null, null, null, null);

    private static AssignmentOrder Order(string id, string ambulance) => new(
        new AssignmentId(id), new CaseId("c-" + ambulance), "20261122-0001", Priority.II, "chest pain", new CaseLocation(Town.Lon, Town.Lat, null),
        AreaKind.Urban, 1, [], true, Milestone.Offered, null, null, null);
}
