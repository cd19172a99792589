using Emergency.Domain.Cases;

namespace Emergency.Domain.Care;

/// <summary>Decisions about green channels.</summary>
internal static class ChannelRules
{
    /// <summary>What cannot have happened before what: clocks that differ by less than the tolerance are evened out, more is refused.</summary>
    private static readonly (ChannelEvent First, ChannelEvent Then)[] Order =
    [
        (ChannelEvent.FirstMedicalContact, ChannelEvent.EcgAcquired), (ChannelEvent.EcgAcquired, ChannelEvent.EcgConfirmed),
        (ChannelEvent.CathLabActivated, ChannelEvent.CathLabReady), (ChannelEvent.CtActivated, ChannelEvent.CtReady),
        (ChannelEvent.FirstMedicalContact, ChannelEvent.Door), (ChannelEvent.Door, ChannelEvent.Device), (ChannelEvent.Door, ChannelEvent.Needle),
    ];

    /// <summary>Opens a channel with all that is known of it already. One of the same kind for the same patient that is open stays instead.</summary>
    public static Decision<CareEvent> Begin(CareRecord state, BeginChannel c, DateTimeOffset now)
    {
        if ((TextRules.Word(c.ChannelId, "the channel id") ?? TextRules.Defined(c.Kind, "the kind of channel")) is { } problem) return problem;
        if (c.PatientId is null && state.Patients.Count > 1) return TextRules.Invalid("the case has several patients: the channel names one");
        var id = c.PatientId ?? (state.Patients.IsEmpty ? state.NextPatient : state.Patients[0].Id);
        if (state.FindChannel(c.ChannelId) is not null || state.FindOpen(c.Kind, id) is not null) return Decision<CareEvent>.Unchanged;
        var patient = PatientRules.New(state, id, c.By, now);
        if (!patient.IsAccepted) return patient;
        if (state.Channels.Count >= CareLimits.Channels) return CareText.Limit($"a case has at most {CareLimits.Channels} channels");
        List<CareEvent> events =
            [.. patient.Events, new ChannelBegun(CareText.When(c, now), now, c.By.Actor, c.By.Source, c.ChannelId, c.Kind, id, c.HospitalId)];
        events.AddRange(TakeRecordings(state.Apply(events), now));
        events.AddRange(CourseRules.Follow(state.Apply(events), c.Course, now).Events);
        return Decision<CareEvent>.Accept(events);
    }

    public static Decision<CareEvent> Step(CareRecord state, StepChannel c, DateTimeOffset now)
    {
        if (state.FindChannel(c.ChannelId) is not { } channel) return Unknown(c.ChannelId);
        var problem = TextRules.Defined(c.Event, "the event")
            ?? TextRules.Optional(c.Reason, TextLimits.Reason, "the reason")
            ?? (c.OccurredAt > now + MilestoneTolerance.Future && c.By.Source is FactSource.Desk
                ? new Rejection(RejectionCodes.MilestoneInFuture, $"{c.Event} at {c.OccurredAt:O} is ahead of the server's {now:O}")
                : null);
        if (problem is not null) return problem;
        if (channel.Moments.Count >= CareLimits.ChannelSteps) return CareText.Limit($"a channel has at most {CareLimits.ChannelSteps} steps");
        if (c.Event is ChannelEvent.BypassDecided) return Bypass(state, channel, c, now);
        var at = CareText.When(c, now);
        if (channel.Find(c.Event) is { } known)
        {
            if (known.At == at) return Decision<CareEvent>.Unchanged;
            if (TextRules.Reason(c.Reason, $"correcting {c.Event} from {known.At:O}") is { } unexplained) return unexplained;
        }

        var (fitted, misfit) = Fit(channel, c.Event, at);
        return misfit is not null
            ? misfit
            : new ChannelStepped(
                fitted, now, c.By.Actor, c.By.Source, channel.Id, c.Event, c.HospitalId, TextRules.Clean(c.Reason),
                ClaimedAt: CareText.Claimed(c, fitted));
    }

    public static Decision<CareEvent> Close(CareRecord state, CloseGreenChannel c, DateTimeOffset now)
    {
        if (state.FindChannel(c.ChannelId) is not { } channel) return Unknown(c.ChannelId);
        if (TextRules.Reason(c.Reason, "closing a channel") is { } problem) return problem;
        return channel.IsOpen ? new ChannelClosed(now, now, c.By.Actor, c.By.Source, channel.Id, c.Reason.Trim()) : Decision<CareEvent>.Unchanged;
    }

    public static Decision<CareEvent> Notice(CareRecord state, SendNotice c, DateTimeOffset now) =>
        state.FindChannel(c.ChannelId) is not { } channel ? Unknown(c.ChannelId)
        : channel.Notice?.HospitalId == c.HospitalId ? Decision<CareEvent>.Unchanged
        : new NoticeSent(now, now, c.By.Actor, c.By.Source, channel.Id, c.HospitalId);

    public static Decision<CareEvent> NoticeSeen(CareRecord state, SeeNotice c, DateTimeOffset now)
    {
        var patient = state.PatientOf(c.AssignmentId)?.Id;
        return Decision<CareEvent>.Accept(
        [
            .. state.Channels
                .Where(n => n.PatientId == patient && n.Notice is { AcknowledgedAt: null } sent && sent.HospitalId == c.HospitalId)
                .Select(n => new NoticeSeen(CareText.When(c, now), now, c.By.Actor, c.By.Source, n.Id, c.HospitalId)),
        ]);
    }

    /// <summary>The first ECG of a channel's patient, and the first that somebody could read, are steps of the channel.</summary>
    public static IEnumerable<CareEvent> TakeRecordings(CareRecord state, DateTimeOffset now)
    {
        foreach (var channel in state.Channels.Where(c => c.IsOpen))
        {
            var ecgs = state.Recordings.Where(r => r.IsEcg && r.PatientId == channel.PatientId).OrderBy(r => r.AcquiredAt).ToList();
            if (ecgs is [var first, ..])
            {
                foreach (var step in Take(channel, ChannelEvent.EcgAcquired, first.AcquiredAt, new(first.Actor, first.Source), $"ecg:{first.Id}", now))
                    yield return step;
            }

            if (ecgs.Where(r => r.Reading is { Statement: not EcgStatement.Unreadable }).MinBy(r => r.Reading!.At) is not { } read) continue;
            foreach (var step in Take(channel, ChannelEvent.EcgConfirmed, read.Reading!.At, FactAuthor.Desk(read.Reading.By), $"reading:{read.Id}", now))
                yield return step;
        }
    }

    /// <summary>
    /// A step that follows from another fact. It never stands against what somebody said of the channel itself; when that other fact turns out
    /// to have been earlier, or its time is corrected, the step follows.
    /// </summary>
    public static IEnumerable<CareEvent> Take(
        GreenChannel channel, ChannelEvent happened, DateTimeOffset at, FactAuthor by, string origin, DateTimeOffset now)
    {
        var known = channel.Find(happened);
        var isNews = known is null || (known.Origin is not null && known.At != at && (known.Origin == origin || at < known.At));
        if (isNews && happened is not ChannelEvent.EcgConfirmed || known is null)
            yield return new ChannelStepped(at, now, by.Actor, by.Source, channel.Id, happened, Origin: origin);
    }

    private static Decision<CareEvent> Bypass(CareRecord state, GreenChannel channel, StepChannel c, DateTimeOffset now)
    {
        if (TextRules.Reason(c.Reason, "passing a nearer hospital or its emergency department") is { } unexplained) return unexplained;
        if ((c.HospitalId ?? channel.HospitalId) is not { } hospital) return TextRules.Invalid("a bypass says where to");
        if (!channel.IsOpen) return new Rejection(RejectionCodes.ChannelClosed, $"channel {channel.Id} is closed");
        if (channel.Find(ChannelEvent.BypassDecided) is { } known && known.HospitalId == hospital && known.Reason == c.Reason!.Trim())
            return Decision<CareEvent>.Unchanged;
        var at = CareText.When(c, now);
        var stepped = new ChannelStepped(at, now, c.By.Actor, c.By.Source, channel.Id, c.Event, hospital, c.Reason!.Trim(), ClaimedAt: CareText.Claimed(c, at));
        return state.FindPatient(channel.PatientId)?.AssignmentId is { } assignment
            ? Decision<CareEvent>.Accept(stepped, new DirectionDecided(now, now, c.By.Actor, c.By.Source, assignment, hospital, channel.Id))
            : stepped;
    }

    private static (DateTimeOffset At, Rejection? Misfit) Fit(GreenChannel channel, ChannelEvent happened, DateTimeOffset at)
    {
        foreach (var (first, then) in Order)
        {
            var low = then == happened ? channel.TimeOf(first) : null;
            var high = first == happened ? channel.TimeOf(then) : null;
            if (at < low - MilestoneTolerance.Order) return (at, OutOfOrder($"{happened} at {at:O} is before {first} at {low:O}"));
            if (at > high + MilestoneTolerance.Order) return (at, OutOfOrder($"{happened} at {at:O} is after {then} at {high:O}"));
            if (at < low) at = low.Value;
            if (at > high) at = high.Value;
        }

        return (at, null);
    }

    private static Rejection OutOfOrder(string detail) => new(RejectionCodes.MilestoneOutOfOrder, detail);

    private static Rejection Unknown(string id) => CareText.Unknown(RejectionCodes.UnknownChannel, "channel", id);
}
