using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;
using Emergency.Domain.Hospitals;

namespace Emergency.Grains;

/// <summary>What a case tells hospitals: who is coming, and who is not any more.</summary>
public sealed partial class PatientCaseGrain
{
    /// <summary>Where each assignment was last announced, in this activation.</summary>
    private readonly Dictionary<AssignmentId, HospitalId> _announced = [];

    private async Task TellHospitals()
    {
        foreach (var assignment in State.Assignments)
        {
            var expectedAt = Expected(assignment);
            if (_announced.TryGetValue(assignment.Id, out var before) && before != expectedAt)
            {
                _announced.Remove(assignment.Id);
                await Inform(() => Hospital(before).EndInbound(assignment.Id, HowItEnded(assignment)));
            }

            if (expectedAt is not { } hospital || !_announced.TryAdd(assignment.Id, hospital)) continue;
            var now = clock.GetUtcNow();
            var inbound = new InboundView(
                Id, assignment.Id, assignment.AmbulanceId, State.Complaint, State.Priority, EtaSeconds: null, now, AcknowledgedAt: null);
            await Inform(() => Hospital(hospital).Announce(inbound));
        }
    }

    /// <summary>Where a patient of this assignment is on the way to; null when nowhere.</summary>
    private static HospitalId? Expected(Assignment assignment) =>
        assignment.PatientOnBoard && assignment.Furthest < Milestone.AtHospital ? assignment.Destination : null;

    private static InboundEnd HowItEnded(Assignment assignment) =>
        assignment.Furthest >= Milestone.AtHospital ? InboundEnd.Arrived : assignment.IsOpen ? InboundEnd.Rerouted : InboundEnd.Cancelled;

    private IHospitalGrain Hospital(HospitalId id) => GrainFactory.GetGrain<IHospitalGrain>(id.Value);
}
