using System.Reflection;
using System.Text.Json;
using Emergency.Domain.Care;
using Emergency.Domain.Cases;
using Emergency.Domain.Coverage;
using Emergency.Domain.Hospitals;
using Emergency.Domain.Relocations;
using Emergency.Domain.Roads;
using Emergency.Domain.Units;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Decisions;

/// <summary>What is in journals already must stay readable: names and members are only ever added.</summary>
public sealed class PersistedFormTests
{
    [Fact]
    public void Kinds_AreTheOnesInJournals()
    {
        string.Join(' ', EventKind<CaseEvent>.All.Order()).ShouldBe(
            "assignment-offered assignment-promoted assignment-refused assignment-released assignment-requested assignment-reserved " +
            "case-amended case-cancelled case-closed case-opened destination-set milestone-corrected milestone-recorded note-added patient-recorded");
        string.Join(' ', EventKind<UnitEvent>.All.Order()).ShouldBe(
            "duty-changed promotion-confirmed reservation-barred reservation-promoted reservation-queued reservation-released " +
            "unit-details-changed unit-diverted unit-move-ended unit-move-ordered unit-registered unit-reserved");
        string.Join(' ', EventKind<HospitalEvent>.All.Order()).ShouldBe(
            "capacity-set diversion-cleared diversion-set hospital-details-changed hospital-registered inbound-acknowledged inbound-announced " +
            "inbound-ended inbound-expected-at inbound-noticed");
        string.Join(' ', EventKind<CareEvent>.All.Order()).ShouldBe(
            "attachment-received channel-clock-alerted channel-closed channel-directed channel-opened channel-stepped checklist-ticked " +
            "direction-decided direction-settled drug-given ecg-read guidance-delivered guidance-given guidance-read notice-acknowledged " +
            "notice-sent order-cancelled order-escalated order-escalation-acknowledged order-given order-stepped participant-changed " +
            "patient-bound patient-described vital-alarm waveform-thinned");
        string.Join(' ', EventKind<RoadEvent>.All.Order()).ShouldBe("road-condition-lifted road-condition-set");
        string.Join(' ', EventKind<CoverageEvent>.All.Order()).ShouldBe(
            "coverage-alarm-acknowledged coverage-alarm-raised coverage-alarm-recovered coverage-alarm-worsened coverage-hour-recorded");
        string.Join(' ', EventKind<RelocationEvent>.All.Order()).ShouldBe("relocation-accepted relocation-dismissed relocation-ended takeover-accepted takeover-dismissed");
        string.Join(' ', EventKind<VitalAlarmEvent>.All.Order()).ShouldBe(
            "vital-alarm-acknowledged vital-alarm-ended vital-alarm-escalated vital-alarm-raised");
    }

    [Theory]
    [InlineData(typeof(CaseEvent))]
    [InlineData(typeof(CareEvent))]
    [InlineData(typeof(UnitEvent))]
    [InlineData(typeof(HospitalEvent))]
    [InlineData(typeof(RoadEvent))]
    [InlineData(typeof(CoverageEvent))]
    [InlineData(typeof(RelocationEvent))]
    [InlineData(typeof(VitalAlarmEvent))]
    public void Events_EveryClass_HasAKind(Type hierarchy)
    {
        var classes = hierarchy.Assembly.GetTypes().Where(t => t.BaseType == hierarchy).ToList();
        var known = hierarchy.GetCustomAttributes<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(a => a.DerivedType).ToList();
        classes.ShouldBe(known, ignoreOrder: true);
    }

    [Fact]
    public void Read_TheShortestStoredForms_FillsInTheRest()
    {
        const string head = """ "At":"2026-11-22T08:40:00+00:00","RecordedAt":"2026-11-22T08:40:01+00:00","Actor":"d1","Source":"desk" """;
        var opened = Read<CaseEvent>($$"""
            {"kind":"case-opened",{{head}},"CaseId":"c-1","Number":"20261122-0007","Location":{"lon":113.44,"lat":29.48},"Complaint":"chest pain",
             "Priority":"II","Area":"urban","Standard":"00:15:00","PatientCount":1}
            """);
        var state = PatientCase.Replay([
            opened,
            Read<CaseEvent>($$"""{"kind":"assignment-requested",{{head}},"AssignmentId":"as-1","AmbulanceId":"A01","Mode":"now","Priority":"II"}"""),
            Read<CaseEvent>($$"""{"kind":"assignment-offered",{{head}},"AssignmentId":"as-1"}"""),
            Read<CaseEvent>($$"""{"kind":"milestone-recorded",{{head}},"AssignmentId":"as-1","Milestone":"OnScene"}"""),
        ]);
        state.Status.ShouldBe(CaseStatus.Assigned);
        state.Standard.ShouldBe(TimeSpan.FromMinutes(15));
        state.Find(new("as-1"))!.Current.ShouldBe(Milestone.OnScene);
        var unit = AmbulanceUnit.Replay([
            Read<UnitEvent>($$"""
                {"kind":"unit-registered",{{head}},"AmbulanceId":"A01","StationId":"ST01","Plate":"p","Capabilities":["als"],
                 "Crew":{"Physicians":1,"Nurses":1,"Drivers":1} }
                """),
            Read<UnitEvent>($$"""{"kind":"duty-changed",{{head}},"Duty":"AvailableAtStation"}"""),
        ]);
        unit.IsFree.ShouldBeTrue();
        Read<HospitalEvent>($$"""{"kind":"diversion-set",{{head}},"Reason":"full"}""").ShouldBeOfType<DiversionSet>().Until.ShouldBeNull();
    }

    [Fact]
    public void RejectionCodes_All_AreKebabCaseAndComplete()
    {
        var constants = typeof(RejectionCodes).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).ToList();
        RejectionCodes.All.ShouldBe(constants, ignoreOrder: true);
        RejectionCodes.All.ShouldBeUnique();
        RejectionCodes.All.ShouldAllBe(c => c.All(x => char.IsAsciiLetterLower(x) || x == '-'));
    }

    [Fact]
    public void Decision_Default_IsUnchanged()
    {
        default(Decision<CaseEvent>).IsUnchanged.ShouldBeTrue();
        Decision<CaseEvent>.Reject("validation", "no").ToString().ShouldBe("rejected validation: no");
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json)!;
}
