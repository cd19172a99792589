using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Handover;
using Emergency.Domain.Vitals;
using Emergency.Grains.Care;

namespace Emergency.Grains;

/// <summary>The handover report, as it stands at any time.</summary>
public sealed partial class CareGrain
{
    /// <summary>Chinese stays as it is: such a text is read by people, too.</summary>
    private static readonly JsonSerializerOptions HandoverJson =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task<string?> GetHandover(PatientId patient) =>
        await Input(patient) is { } input ? JsonSerializer.Serialize(HandoverReport.Of(input), HandoverJson) : null;

    public async Task<string?> GetHandoverFhir(PatientId patient) =>
        await Input(patient) is { } input ? FhirBundle.Of(input).ToJsonString(HandoverJson) : null;

    private async Task<HandoverInput?> Input(PatientId id)
    {
        if (await FindCase() is not { } view || State.FindPatient(id) is not { } patient) return null;
        var now = clock.GetUtcNow();
        var assignment = patient.AssignmentId is { } known ? FindKnown(known) : null;
        var orders = State.Orders.FindAll(o => o.PatientId == id);
        return new HandoverInput
        {
            CaseNumber = view.Number,
            Centre = geography.County.Profile.Name.Zh,
            MadeAt = now,
            ReceivedAt = view.ReceivedAt,
            Priority = view.Priority,
            Complaint = view.Complaint,
            Address = view.Location.Address,
            OnsetAt = patient.Known.Facts.OnsetAt,
            Patient = patient.ToHandover(),
            Vehicle = assignment is null ? null : VehicleOf(assignment.AmbulanceId),
            Milestones = [.. HandoverMapping.MilestonesOf(assignment)],
            Vitals = HandoverMapping.Reduce(await Course(id, view.ReceivedAt, now)),
            Scores = PatientVitals.CurrentScoresOf(patient, NewestOf(id), now),
            Ecgs = [.. State.Recordings.Where(r => r.IsEcg && r.PatientId == id).Select(r => r.ToHandover())],
            Orders = [.. orders.Where(o => !o.IsStanding).Select(o => o.ToHandover(rules))],
            DrugsGiven = [.. orders.Select(o => o.ToDrug(rules)).OfType<HandoverDrug>()],
            Guidance = [.. State.Guidance.Where(g => g.PatientId is null || g.PatientId == id).Select(g => g.ToHandover())],
            Channels = [.. State.Channels.Where(c => c.PatientId == id).Select(c => c.ToHandover(now))],
            Destination = await DestinationOf(id, assignment),
        };
    }

    private async Task<List<VitalReading>> Course(PatientId patient, DateTimeOffset from, DateTimeOffset to)
    {
        var readings = new List<VitalReading>();
        await foreach (var entry in tracks.Read(TelemetryLanes.SubjectOf(Id, patient), TelemetryLanes.Vitals, from, to + VitalAlarmBook.Tolerance, TrendSamples))
            readings.AddRange(VitalWords.ReadingsIn(TelemetryLanes.ToSample(entry)));
        return readings;
    }

    private HandoverVehicle VehicleOf(AmbulanceId unit)
    {
        var vehicle = geography.VehicleOf(unit);
        return new HandoverVehicle(unit, vehicle?.Plate, [.. (vehicle?.Crew ?? []).Select(role => new HandoverPerson(role))]);
    }

    private async Task<HandoverDestination?> DestinationOf(PatientId patient, AssignmentView? assignment)
    {
        if (assignment?.HospitalId is not { } id || geography.HospitalOf(id) is not { } hospital) return null;
        var unit = await GrainFactory.GetGrain<IAmbulanceGrain>(assignment.AmbulanceId.Value).Get();
        var isOnTheWay = unit?.AssignmentId == assignment.AssignmentId && assignment.Milestone is Milestone.PatientLoaded or Milestone.LeftScene;
        var expected = isOnTheWay && unit is { EtaSeconds: { } eta, EtaAt: { } at } ? at.AddSeconds(eta) : (DateTimeOffset?)null;
        var notice = State.Channels.Find(c => c.PatientId == patient && c.Notice?.HospitalId == id)?.Notice;
        return new HandoverDestination(id, hospital.Name, expected, notice?.AcknowledgedAt);
    }
}
