namespace Emergency.Domain.Hospitals;

/// <summary>Decisions about what a hospital is and has room for.</summary>
internal static class HospitalRules
{
    public static Decision<HospitalEvent> Register(Hospital state, RegisterHospital c, DateTimeOffset now)
    {
        var problem = TextRules.Word(c.HospitalId.Value, "the hospital id")
            ?? TextRules.Required(c.Name, TextLimits.Name, "the name")
            ?? TextRules.Place(c.Position, "the position")
            ?? TextRules.Within(c.Centres.Count, 0, HospitalLimits.Kinds, "the number of centres")
            ?? (c.Centres.All(WordId.IsValid) ? null : TextRules.Invalid("a centre must be a word"));
        if (problem is not null)
            return problem;
        IReadOnlyList<string> centres = [.. c.Centres.Distinct().Order(StringComparer.Ordinal)];
        var (name, s) = (c.Name.Trim(), Stamp.Of(c.By, now));
        if (!state.IsRegistered)
            return new HospitalRegistered(s.At, s.RecordedAt, s.Actor, s.Source, c.HospitalId, name, c.Position, centres);
        if (state.Id != c.HospitalId)
            return TextRules.Invalid($"this is hospital {state.Id}");
        return state.Name == name && state.Position == c.Position && state.Centres.SequenceEqual(centres)
            ? Decision<HospitalEvent>.Unchanged
            : new HospitalDetailsChanged(s.At, s.RecordedAt, s.Actor, s.Source, name, c.Position, centres);
    }

    /// <summary>Stating the same beds again is news: it says that the numbers are fresh.</summary>
    public static Decision<HospitalEvent> Capacity(Hospital state, SetCapacity c, DateTimeOffset now)
    {
        var problem = TextRules.Within(c.Beds.Count, 0, HospitalLimits.Kinds, "the number of kinds of bed")
            ?? (c.Beds.All(b => WordId.IsValid(b.Kind)) ? null : TextRules.Invalid("a kind of bed must be a word"))
            ?? (c.Beds.DistinctBy(b => b.Kind).Count() == c.Beds.Count ? null : TextRules.Invalid("a kind of bed is named twice"))
            ?? (c.Beds.All(b => b is { Free: >= 0 and <= HospitalLimits.Beds, Total: null or <= HospitalLimits.Beds } && !(b.Free > b.Total))
                ? null
                : TextRules.Invalid($"beds must be 0 to {HospitalLimits.Beds}, and free ones no more than all"));
        if (problem is not null)
            return problem;
        return now == state.BedsStatedAt && state.Beds.SequenceEqual(c.Beds)
            ? Decision<HospitalEvent>.Unchanged
            : new CapacitySet(now, now, c.By.Actor, c.By.Source, c.Beds);
    }

    public static Decision<HospitalEvent> Divert(Hospital state, SetDiversion c, DateTimeOffset now)
    {
        if (TextRules.Reason(c.Reason, "a diversion") is { } unexplained)
            return unexplained;
        if (c.Until <= now || c.Until > now + HospitalLimits.Ahead)
            return TextRules.Invalid($"a diversion ends in the future, within {HospitalLimits.Ahead.TotalDays:0} days");
        var reason = c.Reason.Trim();
        return state.DiversionAt(now) is { } d && d.Reason == reason && d.Until == c.Until
            ? Decision<HospitalEvent>.Unchanged
            : new DiversionSet(now, now, c.By.Actor, c.By.Source, reason, c.Until);
    }
}

/// <summary>Decisions about who is on the way.</summary>
internal static class InboundRules
{
    public static Decision<HospitalEvent> Announce(Hospital state, AnnounceInbound c, DateTimeOffset now)
    {
        var problem = TextRules.Word(c.CaseId.Value, "the case id")
            ?? TextRules.Word(c.AssignmentId.Value, "the assignment id")
            ?? TextRules.Word(c.AmbulanceId.Value, "the ambulance id")
            ?? (c.ExpectedAt > now + HospitalLimits.Ahead ? TextRules.Invalid("the arrival is too far ahead") : null)
            ?? (c.Channel is { } kind ? TextRules.Defined(kind, "the channel") : null);
        if (problem is not null)
            return problem;
        var notice = c.Channel is { } channel && state.Find(c.AssignmentId)?.Channel != channel
            ? new InboundNoticed(now, now, c.By.Actor, c.By.Source, c.AssignmentId, channel)
            : null;
        if (state.Find(c.AssignmentId) is { } known)
        {
            return notice is not null ? notice
                : known.ExpectedAt == c.ExpectedAt
                ? Decision<HospitalEvent>.Unchanged
                : new InboundExpectedAt(now, now, c.By.Actor, c.By.Source, c.AssignmentId, c.ExpectedAt);
        }
        if (state.Ended.Contains(c.AssignmentId))
            return Decision<HospitalEvent>.Reject(RejectionCodes.AssignmentEnded, $"the arrival of {c.AssignmentId} is over");
        if (state.Inbound.Count >= HospitalLimits.Inbound)
            return Decision<HospitalEvent>.Reject(RejectionCodes.LimitReached, $"a hospital expects at most {HospitalLimits.Inbound} arrivals");
        var announced = new InboundAnnounced(now, now, c.By.Actor, c.By.Source, c.CaseId, c.AssignmentId, c.AmbulanceId, c.ExpectedAt);
        return notice is null ? announced : Decision<HospitalEvent>.Accept(announced, notice);
    }

    public static Decision<HospitalEvent> Acknowledge(Hospital state, AcknowledgeInbound c, DateTimeOffset now)
    {
        if (state.Find(c.AssignmentId) is not { } inbound)
            return Decision<HospitalEvent>.Reject(RejectionCodes.UnknownInbound, $"nobody is on the way as {c.AssignmentId}");
        return inbound.AcknowledgedAt is not null
            ? Decision<HospitalEvent>.Unchanged
            : new InboundAcknowledged(now, now, c.By.Actor, c.By.Source, c.AssignmentId);
    }

    public static Decision<HospitalEvent> End(Hospital state, EndInbound c, DateTimeOffset now)
    {
        var problem = TextRules.Word(c.AssignmentId.Value, "the assignment id") ?? TextRules.Defined(c.How, "the end");
        if (problem is not null)
            return problem;
        var isOver = state.Ended.Contains(c.AssignmentId) || (c.How is InboundEnd.Rerouted && state.Find(c.AssignmentId) is null);
        return isOver ? Decision<HospitalEvent>.Unchanged : new InboundEnded(now, now, c.By.Actor, c.By.Source, c.AssignmentId, c.How);
    }
}
