using System.Collections.Immutable;

namespace Emergency.Domain.Care;

/// <summary>How each event changes a record. Never refuses: what was decided has happened.</summary>
internal static class CareFold
{
    public static CareRecord Apply(CareRecord s, CareEvent happened) => happened switch
    {
        PatientBound e => Bind(s, e),
        FactsStated e => Patient(s, e.PatientId, p => p with { Known = p.Known.With(e.Facts, e.At, e.Actor) }),
        AlarmNoted e => Patient(s, e.PatientId, p => p with { AlarmFacts = p.AlarmFacts.Add(e.Fact) }),
        ParticipantChanged e => Participate(s, e),
        GuidanceSaid e => s with { Guidance = s.Guidance.Add(Said(e)) },
        GuidanceDelivered e => Guidance(s, e.GuidanceId, g => g with { DeliveredAt = e.At }),
        GuidanceWasRead e => Guidance(s, e.GuidanceId, g => g with { ReadAt = e.At, DeliveredAt = g.DeliveredAt ?? e.At }),
        ChecklistLineTicked e => Guidance(s, e.GuidanceId, g => g with
        {
            Checklist = g.Checklist.SetItem(e.Item, g.Checklist[e.Item] with { TickedAt = e.At, TickedBy = e.Actor }),
        }),
        OrderGiven or OrderStepped or OrderWithdrawn or OrderEscalated or EscalationSeen or StandingDrugGiven => OrderFold.Apply(s, happened),
        RecordingReceived e => s with
        {
            Recordings = s.Recordings.Add(new(
                e.EcgId, e.What, e.PatientId, e.At, e.RecordedAt, e.MediaType, e.Length, e.MonitorStatement, e.Actor, e.Source)),
        },
        EcgInterpreted e => Replace(s, e),
        WaveformLost => s,
        DirectionDecided e => s with
        {
            Directions = s.Directions.SetItem(e.AssignmentId, (new(e.AssignmentId, e.HospitalId, e.Actor, e.Source, e.Cause), false)),
        },
        DirectionSettled e => s.Directions.TryGetValue(e.AssignmentId, out var known)
            ? s with { Directions = s.Directions.SetItem(e.AssignmentId, (known.Direction, true)) }
            : s,
        ChannelBegun or ChannelStepped or ChannelDirected or NoticeSent or NoticeSeen or ChannelClockAlerted or ChannelClosed =>
            ChannelFold.Apply(s, happened),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
    };

    /// <summary>The list with one item changed; the same list when there is no such item.</summary>
    public static ImmutableList<T> Change<T>(ImmutableList<T> list, Predicate<T> which, Func<T, T> change)
    {
        var index = list.FindIndex(which);
        return index < 0 ? list : list.SetItem(index, change(list[index]));
    }

    private static CareRecord Bind(CareRecord s, PatientBound e)
    {
        if (s.FindPatient(e.PatientId) is null) return s with { Patients = s.Patients.Add(new(e.PatientId, e.AssignmentId)) };
        return Patient(s, e.PatientId, p => p with { AssignmentId = e.AssignmentId }) with
        {
            Orders = [.. s.Orders.Select(o => o.PatientId == e.PatientId && o.AssignmentId is null ? o with { AssignmentId = e.AssignmentId } : o)],
        };
    }

    private static CareRecord Patient(CareRecord s, PatientId id, Func<PatientInCare, PatientInCare> change) =>
        s with { Patients = Change(s.Patients, p => p.Id == id, change) };

    private static CareRecord Guidance(CareRecord s, string id, Func<GuidanceGiven, GuidanceGiven> change) =>
        s with { Guidance = Change(s.Guidance, g => g.Id == id, change) };

    private static CareRecord Participate(CareRecord s, ParticipantChanged e)
    {
        var known = s.Participants.Find(p => p.User == e.User);
        var next = new Participant(
            e.User, e.Affiliation, e.State, e.At, e.State is ParticipantState.Invited ? e.Actor : known?.InvitedBy);
        return s with { Participants = known is null ? s.Participants.Add(next) : s.Participants.Replace(known, next) };
    }

    private static GuidanceGiven Said(GuidanceSaid e) =>
        new(e.GuidanceId, e.PatientId, e.AssignmentId, e.Actor, e.AssignmentId is not null, e.At, e.Text)
        {
            Checklist = [.. (e.Checklist ?? []).Select(l => new ChecklistLine(l))],
            Mark = e.Mark,
        };

    private static CareRecord Replace(CareRecord s, EcgInterpreted e) =>
        s with { Recordings = Change(s.Recordings, r => r.Id == e.EcgId, r => r with { Reading = new(e.Statement, e.Text, e.Actor, e.At) }) };
}

/// <summary>How events change orders.</summary>
internal static class OrderFold
{
    public static CareRecord Apply(CareRecord s, CareEvent happened) => happened switch
    {
        OrderGiven e => s with { Orders = s.Orders.Add(Given(e)) },
        StandingDrugGiven e => s with { Orders = s.Orders.Add(Standing(e)) },
        OrderStepped e => Change(s, e.OrderId, o => Place(o, new(e.State, e.At, e.RecordedAt, e.Actor, e.Text, e.ClaimedAt))),
        OrderWithdrawn e => Change(s, e.OrderId, o => Place(o, new(OrderState.Cancelled, e.At, e.RecordedAt, e.Actor, e.Reason))),
        OrderEscalated e => Change(s, e.OrderId, o => o with { Escalation = new(e.State, e.At) }),
        EscalationSeen e => Change(s, e.OrderId, o => o with { Escalation = o.Escalation! with { SeenBy = e.Actor, SeenAt = e.At } }),
        _ => s,
    };

    private static CareRecord Change(CareRecord s, string id, Func<CareOrder, CareOrder> change) =>
        s with { Orders = CareFold.Change(s.Orders, o => o.Id == id, change) };

    private static CareOrder Given(OrderGiven e) => new(e.OrderId, e.PatientId, e.AssignmentId, e.Content)
    {
        Steps = [new(OrderState.Ordered, e.At, e.RecordedAt, e.Actor)],
        Findings = e.Findings,
        OverrideReason = e.OverrideReason,
    };

    private static CareOrder Standing(StandingDrugGiven e) => new(e.OrderId, e.PatientId, e.AssignmentId, e.Content, IsStanding: true)
    {
        Steps = [new(OrderState.Done, e.At, e.RecordedAt, e.Actor, ClaimedAt: e.ClaimedAt)],
        Findings = e.Findings,
    };

    /// <summary>Puts a step at its place in the natural order.</summary>
    private static CareOrder Place(CareOrder o, OrderPlace step)
    {
        var index = o.Steps.FindIndex(s => s.State > step.State);
        return o with { Steps = o.Steps.Insert(index < 0 ? o.Steps.Count : index, step) };
    }
}

/// <summary>How events change green channels.</summary>
internal static class ChannelFold
{
    public static CareRecord Apply(CareRecord s, CareEvent happened) => happened switch
    {
        ChannelBegun e => s with { Channels = s.Channels.Add(new(e.ChannelId, e.Channel, e.PatientId, e.At, e.Actor) { HospitalId = e.HospitalId }) },
        ChannelStepped e => Change(s, e.ChannelId, c => Step(c, e)),
        ChannelDirected e => Change(s, e.ChannelId, c => c with { HospitalId = e.HospitalId }) with
        {
            Directions = s.Directions.SetItem(e.AssignmentId, (new(e.AssignmentId, e.HospitalId, e.Actor, e.Source, e.ChannelId), true)),
        },
        NoticeSent e => Change(s, e.ChannelId, c => c with { Notice = new(e.HospitalId, e.At) }),
        NoticeSeen e => Change(s, e.ChannelId, c => c with { Notice = c.Notice! with { AcknowledgedAt = e.At, AcknowledgedBy = e.Actor } }),
        ChannelClockAlerted e => Change(s, e.ChannelId, c => c with { Alerts = c.Alerts.Add(GreenChannel.AlertOf(e.Clock, e.Missed)) }),
        ChannelClosed e => Change(s, e.ChannelId, c => c with { ClosedAt = e.At, CloseReason = e.Reason }),
        _ => s,
    };

    private static CareRecord Change(CareRecord s, string id, Func<GreenChannel, GreenChannel> change) =>
        s with { Channels = CareFold.Change(s.Channels, c => c.Id == id, change) };

    private static GreenChannel Step(GreenChannel c, ChannelStepped e) => c with
    {
        Moments = c.Moments.Add(new(e.Event, e.At, e.RecordedAt, e.Actor, e.Source, e.HospitalId, e.Reason, e.Origin, e.ClaimedAt)),
        HospitalId = e.Event is ChannelEvent.BypassDecided ? e.HospitalId ?? c.HospitalId : c.HospitalId,
    };
}
