using Emergency.Domain.Clocks;
using Emergency.Domain.Handover;
using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Scores;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Handover;

/// <summary>The record of a chest pain that begins at 08:40 and is on its way to the cath lab, and the record of a case of which almost nothing is known.</summary>
internal static class ReferenceHandover
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly PatientAge Age = new(62);

    public static DateTimeOffset At(int hour, int minute, int second = 0) => new(2026, 7, 17, hour, minute, second, China);

    public static HandoverInput ChestPain { get; } = new()
    {
        CaseNumber = "20260717-0012",
        Centre = "临湘市120急救指挥中心",
        MadeAt = At(9, 58),
        ReceivedAt = At(8, 42),
        OnsetAt = At(8, 40),
        Priority = Priority.I,
        Complaint = "胸痛 <chest pain> & sweating",
        Address = "羊楼司镇卫生院",
        Mechanism = "at rest",
        Findings = ["pale, sweating", "no oedema"],
        Patient = new(new("p-1"), null, Age, PatientSex.Male, new(70, true), Pregnancy.No, [], ["hypertension"]),
        Vehicle = new(new("A03"), "湘F·120A3", [new("physician", "physician1"), new("nurse"), new("driver")]),
        Milestones =
        [
            new(Milestone.Offered, At(8, 43), FactSource.Desk), new(Milestone.EnRoute, At(8, 45), FactSource.Vehicle), new(Milestone.OnScene, At(9, 1), FactSource.Geofence),
            new(Milestone.AtPatient, At(9, 2), FactSource.Vehicle), new(Milestone.LeftScene, At(9, 20), FactSource.Vehicle), new(Milestone.AtHospital, At(9, 56), FactSource.Vehicle),
        ],
        Vitals = Vitals(),
        Scores = VitalScores.Of(
            Vitals(), new(Age, Pregnancy.No, 1, new(Consciousness.A, At(9, 50)), null, new(4, At(9, 50)), new(5, At(9, 50)), new(6, At(9, 50))), At(9, 58)),
        Ecgs =
        [
            new("ecg-1", At(8, 46), "ST elevation in V1–V4", "physician1", "physician1", At(8, 52)),
            new("ecg-2", At(9, 30), "*** acute infarction ***", "monitor"),
        ],
        Orders =
        [
            new("o-1", new(OrderKind.Drug, "aspirin", new(300, "mg"), "po"), "阿司匹林 Aspirin", HandoverOrderState.Done, "physician1", At(8, 53), At(8, 53, 2), At(8, 53, 20), At(8, 55), "A03"),
            new("o-2", new(OrderKind.Drug, "morphine", new(12, "mg"), "iv"), "吗啡 Morphine", HandoverOrderState.NotDone, "physician1", At(9, 5), At(9, 5, 1), At(9, 5, 30), At(9, 6), "A03", "pain has gone", "discussed by voice"),
            new("o-3", new(OrderKind.Destination, "H01"), "直送导管室 Cath lab directly", HandoverOrderState.ReadBack, "physician1", At(9, 10), At(9, 10, 1), At(9, 10, 40)),
            new("o-4", new(OrderKind.Procedure, "defib-pads", Text: "pads on"), "除颤电极 Pads", HandoverOrderState.Ordered, "physician1", At(9, 57)),
            new("o-5", new(OrderKind.Drug, "nitroglycerin", new(0.5m, "mg"), "iv", new(10, "µg/min")), "硝酸甘油 Nitroglycerin", HandoverOrderState.Withdrawn, "physician1", At(9, 12), EndedAt: At(9, 13), EndedBy: "physician1", Reason: "pressure fell"),
        ],
        DrugsGiven = [new("aspirin", "阿司匹林 Aspirin", At(8, 55), new(300, "mg"), "po", By: "A03", OrderId: "o-1"), new("saline", "0.9%氯化钠 Saline", At(9, 4), null, "iv", new(100, "mL/h"))],
        Guidance = [new(At(8, 54), "physician1", "Straight to the cath lab, bypass the emergency department", At(8, 55)), new(At(9, 57), "physician1", "Lab is ready")],
        Channels =
        [
            new("chest-pain", At(8, 47), "village-doctor1",
            [
                new("first-ecg", At(8, 42), At(8, 46), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(4), ClockState.Met),
                new("fmc-to-device", At(8, 42), null, TimeSpan.FromMinutes(120), TimeSpan.FromMinutes(76), ClockState.Running),
                new("cath-lab-activation", null, null, TimeSpan.FromMinutes(30), null, ClockState.NotStarted),
            ]),
        ],
        Destination = new(new("H01"), "临湘市人民医院", At(10, 0), At(9, 15)),
    };

    public static HandoverInput NothingKnown { get; } = new()
    {
        CaseNumber = "20260717-0013",
        Centre = "临湘市120急救指挥中心",
        MadeAt = At(10, 5),
        ReceivedAt = At(9, 59),
        Priority = Priority.II,
        Complaint = "found lying",
        Patient = new(new("p-1")),
        Scores = VitalScores.Of([], new(), At(10, 5)),
    };

    private static List<VitalReading> Vitals()
    {
        var readings = new List<VitalReading>();
        for (var minute = 2; minute <= 56; minute += 6)
        {
            readings.Add(new(VitalKind.HeartRate, 96 + (minute % 7), At(9, minute)));
            readings.Add(new(VitalKind.SpO2, minute == 20 ? null : 95, At(9, minute)));
            readings.Add(new(VitalKind.RespirationRate, 18, At(9, minute)));
        }
        readings.AddRange([
            new(VitalKind.SystolicPressure, 142, At(9, 3)), new(VitalKind.DiastolicPressure, 88, At(9, 3)), new(VitalKind.MeanPressure, 106, At(9, 3)),
            new(VitalKind.SystolicPressure, 104, At(9, 50)), new(VitalKind.Temperature, 36.4, At(9, 5)), new(VitalKind.Glucose, 7.2, At(9, 5)),
            new(VitalKind.OxygenFlow, 2, At(9, 4)),
        ]);
        return readings;
    }
}
