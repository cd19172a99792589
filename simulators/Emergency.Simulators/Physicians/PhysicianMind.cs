using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Simulators;

/// <summary>Something that a simulated physician does.</summary>
internal abstract record PhysicianAct;

/// <summary>Takes part in the care.</summary>
internal sealed record Joins : PhysicianAct;

/// <summary>Says what an ECG shows.</summary>
internal sealed record ReadsEcg(string EcgId, EcgStatement Statement, string Text) : PhysicianAct;

/// <summary>Gives an order.</summary>
internal sealed record Orders(PatientId Patient, OrderBody Body) : PhysicianAct;

/// <summary>Says something to the crew.</summary>
internal sealed record Advises(PatientId? Patient, string Text, ImmutableArray<string> Checklist) : PhysicianAct;

/// <summary>Has seen an alarm.</summary>
internal sealed record SeesAlarm(string AlarmId) : PhysicianAct;

/// <summary>Has seen that an order stays without an answer.</summary>
internal sealed record SeesEscalation(string OrderId) : PhysicianAct;

/// <summary>Calls a cath lab or a scanner.</summary>
internal sealed record Calls(string ChannelId, ChannelEvent Event, HospitalId Hospital) : PhysicianAct;

/// <summary>What one simulated physician sees of a case.</summary>
internal sealed record Bedview(CaseView Case, CareView Care, ImmutableArray<NewestVitals> Vitals);

/// <summary>
/// What simulated physicians do about what they see. It goes by what the recorder wrote on the ECG and by the vital signs, at most one
/// order of a kind for a patient. A list of our own so that something happens; nobody is to be treated by it.
/// </summary>
internal sealed class PhysicianMind(Deliberation deliberation)
{
    /// <summary>A value that is older than this says nothing.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(8);

    /// <summary>What is to be done about a case now; empty when nothing is, or not yet.</summary>
    public IReadOnlyList<PhysicianAct> Decide(Bedview seen, string user, DateTimeOffset now)
    {
        var acts = new List<PhysicianAct>();
        bool Due(string thing) => deliberation.IsDue(seen.Case.Number, thing, now);
        if (seen.Care.Patients.IsEmpty)
            return acts;
        if (!seen.Care.Participants.Any(one => one.User == user && one.State == ParticipantState.Joined) && Due("join"))
            acts.Add(new Joins());
        foreach (var ecg in seen.Care.Ecgs.Where(ecg => ecg is { Kind: "ecg-12-lead", Reading: null } && Due($"ecg {ecg.EcgId}")))
            acts.Add(Read(ecg));
        foreach (var alarm in seen.Care.Alarms.Where(alarm => alarm.AcknowledgedAt is null && alarm.EndedAt is null && Due($"alarm {alarm.AlarmId}")))
            acts.Add(new SeesAlarm(alarm.AlarmId));
        foreach (var order in seen.Care.Orders.Where(order => order is { EscalatedAt: not null, EscalationSeenBy: null } && Due($"escalation {order.OrderId}")))
            acts.Add(new SeesEscalation(order.OrderId));
        foreach (var patient in seen.Care.Patients)
            acts.AddRange(Treat(seen, patient, now).Where(act => Due($"{patient.PatientId} {Name(act)}")));
        return acts;
    }

    private static ReadsEcg Read(EcgView ecg)
    {
        var (statement, text) = ecg.MonitorStatement switch
        {
            { } said when said.Contains("抬高", StringComparison.Ordinal) => (EcgStatement.Stemi, "符合急性ST段抬高型心肌梗死，启动胸痛流程"),
            { } said when said.Contains("压低", StringComparison.Ordinal) => (EcgStatement.NsteAcs, "ST段压低，按非ST段抬高型处理"),
            { } said when said.Contains("颤动", StringComparison.Ordinal) || said.Contains("心动过速", StringComparison.Ordinal) =>
                (EcgStatement.Arrhythmia, "心律失常，注意血压"),
            _ => (EcgStatement.NoAcuteChange, "未见急性改变"),
        };
        return new ReadsEcg(ecg.EcgId, statement, text);
    }

    /// <summary>What a patient's state asks for and nobody has ordered, said or called yet.</summary>
    private static IEnumerable<PhysicianAct> Treat(Bedview seen, CarePatient patient, DateTimeOffset now)
    {
        var channels = seen.Care.Channels.Where(channel => channel.PatientId == patient.PatientId && channel.ClosedAt is null).ToList();
        var infarction = seen.Care.Ecgs.Any(ecg => ecg.PatientId == patient.PatientId && ecg.Reading?.Statement == EcgStatement.Stemi);
        foreach (var body in Wanted(seen, patient, channels, infarction, now))
        {
            if (!seen.Care.Orders.Any(order => order.PatientId == patient.PatientId && IsSame(order.Body, body)))
                yield return new Orders(patient.PatientId, body);
        }

        foreach (var channel in channels)
        {
            if (CallFor(channel, infarction) is { } call)
                yield return call;
            if (!seen.Care.Guidance.Any(said => said.PatientId == patient.PatientId && !said.FromCrew) && Words(channel.Kind) is { } words)
                yield return new Advises(patient.PatientId, words.Text, words.Checklist);
        }
    }

    private static IEnumerable<OrderBody> Wanted(
        Bedview seen, CarePatient patient, List<ChannelView> channels, bool infarction, DateTimeOffset now)
    {
        double? Value(string kind) => seen.Vitals.FirstOrDefault(vitals => vitals.PatientId == patient.PatientId)?.Values
            .FirstOrDefault(value => value.Kind == kind && !value.Off && now - value.At < Fresh)?.Value;
        bool Has(ChannelKind kind) => channels.Any(channel => channel.Kind == kind);
        var (pressure, saturation, rate) = (Value("systolic"), Value("spO2"), Value("heartRate"));
        var mayTakeAspirin = patient.Facts.Allergies is { } known && !known.Contains("aspirin");
        if (infarction && mayTakeAspirin)
            yield return Drug("aspirin", 300, "mg", "po");
        if (infarction)
            yield return Drug("ticagrelor", 180, "mg", "po");
        if (Has(ChannelKind.ChestPain) && pressure > 120 && !infarction)
            yield return Drug("nitroglycerin", 0.5, "mg", "sl");
        if (saturation < 90)
            yield return new OrderBody(OrderKind.Procedure, Procedure: "oxygen", Text: "面罩吸氧 8 L/min");
        if (Has(ChannelKind.Trauma) && pressure < 95)
            yield return Drug("saline", 500, "mL", "iv");
        if (Has(ChannelKind.Trauma))
            yield return Drug("tranexamic-acid", 1, "g", "iv");
        if (Has(ChannelKind.Stroke) && pressure > 200)
            yield return Drug("urapidil", 12.5, "mg", "iv");
        if (rate > 150 && !Has(ChannelKind.NewbornChild))
            yield return Drug("amiodarone", 150, "mg", "iv");
    }

    private static Calls? CallFor(ChannelView channel, bool infarction)
    {
        var called = channel.Kind == ChannelKind.ChestPain ? ChannelEvent.CathLabActivated : ChannelEvent.CtActivated;
        var wants = channel.Kind == ChannelKind.Stroke || (channel.Kind == ChannelKind.ChestPain && infarction);
        return wants && channel.HospitalId is { } hospital && channel.Steps.All(step => step.Event != called)
            ? new Calls(channel.ChannelId, called, hospital)
            : null;
    }

    private static (string Text, ImmutableArray<string> Checklist)? Words(ChannelKind kind) => kind switch
    {
        ChannelKind.ChestPain => ("请保持静息，持续心电监护", ["建立左上肢静脉通路", "备好除颤仪", "询问抗凝药物史"]),
        ChannelKind.Stroke => ("请确认最后正常时间，测血糖", ["记录最后正常时间", "测指尖血糖", "患侧肢体不做静脉穿刺"]),
        ChannelKind.Trauma => ("请控制外出血，注意保温", ["加压包扎或止血带", "颈托固定", "保温"]),
        ChannelKind.Maternal => ("请左侧卧位，观察宫缩与出血量", ["左侧卧位", "听胎心", "备产包"]),
        ChannelKind.NewbornChild => ("请按体重核对剂量，注意保温与气道", ["称重或估重", "保温", "开放气道"]),
        _ => null,
    };

    private static OrderBody Drug(string code, double dose, string unit, string route) => new(OrderKind.Drug, code, dose, unit, route);

    private static bool IsSame(OrderBody one, OrderBody other) =>
        one.Kind == other.Kind && one.DrugCode == other.DrugCode && one.Procedure == other.Procedure;

    private static string Name(PhysicianAct act) => act switch
    {
        Orders order => $"order {order.Body.DrugCode}{order.Body.Procedure}",
        Calls call => $"call {call.ChannelId} {call.Event}",
        _ => "advice",
    };
}
