using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Grains.Care;

namespace Emergency.Grains;

/// <summary>What crews say, each report once, with the time at which it happened.</summary>
public sealed partial class CareGrain
{
    public async Task<Refusal?> ReportFromUnit(AmbulanceId unit, string dedupeKey, CrewReport report)
    {
        if (await FindAssignment(report.AssignmentId) is not { } assignment || assignment.AmbulanceId != unit)
            return new Refusal(RejectionCodes.UnknownAssignment, $"{unit} has no assignment {report.AssignmentId} in this case");
        if (report.Act is AlarmSeen seen) return (await AcknowledgeAlarm(seen.AlarmId, new ActorRef(unit.Value, FactSource.Vehicle))).Refusal;
        if (State.Reports.Contains(dedupeKey)) return null;
        var own = await PatientOf(report.AssignmentId);
        var by = FactAuthor.Vehicle(unit.Value);
        CareCommand command = report.Act switch
        {
            OrderProgress a => new StepOrder(by, a.OrderId, report.AssignmentId, a.State, a.Text),
            GuidanceSeen a => new SeeGuidance(by, a.GuidanceId, a.Read),
            ChecklistTicked a => new TickLine(by, a.GuidanceId, a.Item),
            CrewSaid a => new SayGuidance(by, a.GuidanceId, own, a.Text, [], Mark: null, report.AssignmentId),
            PatientDescribed a => new StateFacts(by, a.PatientId ?? own, a.Facts.ToDomain()),
            ChannelOpened a => new BeginChannel(by, a.ChannelId, a.Kind, a.PatientId ?? own, HospitalId: null, _case!.ToCourse()),
            ChannelHappened a => new StepChannel(by, a.ChannelId, a.Event, HospitalId: null, a.Reason),
            DrugGiven a => Drug(by, report.AssignmentId, a, a.PatientId ?? own),
            WaveformThinned a => new NoteLostWaveform(by, a.From, a.To, a.Blocks),
            _ => throw new ArgumentOutOfRangeException(nameof(report), report.Act.GetType().Name, "no such act"),
        };
        return await Carry(command with { Key = dedupeKey, OccurredAt = report.OccurredAt });
    }

    /// <summary>What was given is a fact; what the check says of it is kept beside, and one that cannot be checked is kept without.</summary>
    private NoteDrug Drug(FactAuthor by, AssignmentId assignment, DrugGiven given, PatientId patient)
    {
        var content = given.Body.ToDomain();
        return new NoteDrug(by, given.OrderId, patient, assignment, content, Check(patient, content).Findings);
    }

    /// <summary>An assignment of the case; asked again when it is not among those that are known, for it may be new.</summary>
    private async Task<AssignmentView?> FindAssignment(AssignmentId id)
    {
        await FindCase();
        if (FindKnown(id) is { } known) return known;
        _case = await GrainFactory.GetGrain<IPatientCaseGrain>(Id.Value).Get() ?? _case;
        return FindKnown(id);
    }

    private AssignmentView? FindKnown(AssignmentId id) => _case?.Assignments.FirstOrDefault(a => a.AssignmentId == id);
}
