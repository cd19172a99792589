namespace Emergency.Domain.Care;

/// <summary>Decisions about recordings, what was read in them, and what monitors and vehicles say of themselves.</summary>
internal static class RecordingRules
{
    /// <summary>The same recording again changes nothing. An ECG is a step of the patient's open channels.</summary>
    public static Decision<CareEvent> Note(CareRecord state, NoteRecording c, DateTimeOffset now)
    {
        var problem = TextRules.Word(c.EcgId, "the attachment id")
            ?? (c.What is Recording.TwelveLead or Recording.Still ? null : TextRules.Invalid($"an attachment is {Recording.TwelveLead} or {Recording.Still}"))
            ?? TextRules.Required(c.MediaType, TextLimits.Name, "the media type")
            ?? TextRules.Optional(c.MonitorStatement, CareLimits.Text, "the statement");
        if (problem is not null) return problem;
        if (state.FindRecording(c.EcgId) is not null) return Decision<CareEvent>.Unchanged;
        var patient = PatientRules.New(state, c.PatientId, c.By, now);
        if (!patient.IsAccepted) return patient;
        if (state.Recordings.Count >= CareLimits.Attachments) return CareText.Limit($"a case has at most {CareLimits.Attachments} attachments");
        var received = new RecordingReceived(
            CareText.When(c, now), now, c.By.Actor, c.By.Source, c.EcgId, c.What, c.PatientId, c.MediaType, c.Length, c.Sha256,
            TextRules.Clean(c.MonitorStatement));
        return WithChannels(state, [.. patient.Events, received], now);
    }

    public static Decision<CareEvent> Interpret(CareRecord state, InterpretEcg c, DateTimeOffset now)
    {
        if ((TextRules.Defined(c.Statement, "the statement") ?? TextRules.Optional(c.Text, CareLimits.Text, "the text")) is { } problem) return problem;
        if (state.FindRecording(c.EcgId) is not { IsEcg: true } ecg) return CareText.Unknown(RejectionCodes.UnknownEcg, "ECG", c.EcgId);
        var text = TextRules.Clean(c.Text);
        if (ecg.Reading is { } known && known.Statement == c.Statement && known.Text == text && known.By == c.By.Actor)
            return Decision<CareEvent>.Unchanged;
        return WithChannels(state, [new EcgInterpreted(CareText.When(c, now), now, c.By.Actor, c.By.Source, ecg.Id, c.Statement, text)], now);
    }

    public static Decision<CareEvent> Lost(NoteLostWaveform c, DateTimeOffset now) =>
        c.To < c.From || c.Blocks < 1
            ? TextRules.Invalid("a stretch that was given up has a length and blocks")
            : new WaveformLost(CareText.When(c, now), now, c.By.Actor, c.By.Source, c.From, c.To, c.Blocks);

    /// <summary>
    /// Keeps what the alarm book of a patient says. Beyond the bound nothing more is kept, and that is no reason to refuse the vital signs
    /// that led there.
    /// </summary>
    public static Decision<CareEvent> Alarms(CareRecord state, NoteAlarms c)
    {
        if (state.FindPatient(c.PatientId) is not { } patient) return CareText.UnknownPatient(c.PatientId);
        var room = CareLimits.AlarmFacts - patient.AlarmFacts.Count;
        return Decision<CareEvent>.Accept(
            [.. c.Facts.Take(room).Select(f => new AlarmNoted(f.At, f.RecordedAt, f.Actor, f.Source, c.PatientId, f))]);
    }

    private static Decision<CareEvent> WithChannels(CareRecord state, IReadOnlyList<CareEvent> happened, DateTimeOffset now) =>
        Decision<CareEvent>.Accept([.. happened, .. ChannelRules.TakeRecordings(state.Apply(happened), now)]);
}
