namespace Emergency.Domain.Hospitals;

/// <summary>How each event changes a hospital. Never refuses: what was decided has happened.</summary>
internal static class HospitalFold
{
    public static Hospital Apply(Hospital state, HospitalEvent happened) => happened switch
    {
        HospitalRegistered e => new Hospital { Id = e.HospitalId, Name = e.Name, Position = e.Position, Centres = [.. e.Centres] },
        HospitalDetailsChanged e => state with { Name = e.Name, Position = e.Position, Centres = [.. e.Centres] },
        CapacitySet e => state with { Beds = [.. e.Beds], BedsStatedAt = e.At },
        DiversionSet e => state with { Diversion = new(e.Reason, e.At, e.Until, e.Actor) },
        DiversionCleared => state with { Diversion = null },
        InboundAnnounced e => state with { Inbound = state.Inbound.Add(new(e.CaseId, e.AssignmentId, e.AmbulanceId, e.ExpectedAt, e.At)) },
        InboundExpectedAt e => Change(state, e.AssignmentId, i => i with { ExpectedAt = e.ExpectedAt }),
        InboundNoticed e => Change(
            state, e.AssignmentId, i => i with { Channel = e.Channel, NoticeAt = e.At, AcknowledgedAt = null, AcknowledgedBy = null }),
        InboundAcknowledged e => Change(state, e.AssignmentId, i => i with { AcknowledgedAt = e.At, AcknowledgedBy = e.Actor }),
        InboundEnded e => End(state, e),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
    };

    private static Hospital Change(Hospital state, AssignmentId id, Func<Inbound, Inbound> change)
    {
        var index = state.Inbound.FindIndex(i => i.AssignmentId == id);
        return state with { Inbound = state.Inbound.SetItem(index, change(state.Inbound[index])) };
    }

    private static Hospital End(Hospital state, InboundEnded e)
    {
        var rid = state with { Inbound = state.Inbound.RemoveAll(i => i.AssignmentId == e.AssignmentId) };
        if (e.How is InboundEnd.Rerouted || state.Ended.Contains(e.AssignmentId))
            return rid;
        var ended = state.Ended.Add(e.AssignmentId);
        return rid with { Ended = ended.Count > HospitalLimits.RememberedEnds ? ended.RemoveAt(0) : ended };
    }
}
