namespace Emergency.Domain.Care;

/// <summary>Decisions about what is said between physicians and crews.</summary>
internal static class GuidanceRules
{
    public static Decision<CareEvent> Say(CareRecord state, SayGuidance c, DateTimeOffset now)
    {
        var problem = TextRules.Word(c.GuidanceId, "the guidance id")
            ?? TextRules.Optional(c.Text, CareLimits.Text, "the text")
            ?? CareText.Words(c.Checklist, CareLimits.ChecklistLines, "the checklist")
            ?? MarkProblem(c.Mark);
        if (problem is not null) return problem;
        if (TextRules.Clean(c.Text) is null && c.Checklist.Count == 0 && c.Mark is null) return TextRules.Invalid("nothing is said");
        if (state.FindGuidance(c.GuidanceId) is not null) return Decision<CareEvent>.Unchanged;
        if (c.PatientId is { } patient && state.FindPatient(patient) is null) return CareText.UnknownPatient(patient);
        if (c.Mark is { } mark && state.FindRecording(mark.EcgId) is not { IsEcg: true })
            return CareText.Unknown(RejectionCodes.UnknownEcg, "ECG", mark.EcgId);
        if (state.Guidance.Count >= CareLimits.Guidance) return CareText.Limit($"a case has at most {CareLimits.Guidance} messages");
        return new GuidanceSaid(
            CareText.When(c, now), now, c.By.Actor, c.By.Source, c.GuidanceId, c.Text.Trim(), c.PatientId, c.AssignmentId,
            c.Checklist.Count == 0 ? null : [.. c.Checklist.Select(l => l.Trim())], c.Mark);
    }

    /// <summary>What was read was delivered; the first time of each counts.</summary>
    public static Decision<CareEvent> See(CareRecord state, SeeGuidance c, DateTimeOffset now)
    {
        if (state.FindGuidance(c.GuidanceId) is not { } said) return Unknown(c.GuidanceId);
        if (said.FromCrew) return new Rejection(RejectionCodes.IllegalTransition, $"{said.Id} was said by a crew");
        var at = CareText.When(c, now);
        if (at < said.At) at = said.At;
        if (c.Read)
            return said.ReadAt is null ? new GuidanceWasRead(at, now, c.By.Actor, c.By.Source, said.Id) : Decision<CareEvent>.Unchanged;
        return said.DeliveredAt is null ? new GuidanceDelivered(at, now, c.By.Actor, c.By.Source, said.Id) : Decision<CareEvent>.Unchanged;
    }

    public static Decision<CareEvent> Tick(CareRecord state, TickLine c, DateTimeOffset now)
    {
        if (state.FindGuidance(c.GuidanceId) is not { } said) return Unknown(c.GuidanceId);
        if (c.Item < 0 || c.Item >= said.Checklist.Count) return TextRules.Invalid($"{said.Id} has no line {c.Item}");
        return said.Checklist[c.Item].TickedAt is null
            ? new ChecklistLineTicked(CareText.When(c, now), now, c.By.Actor, c.By.Source, said.Id, c.Item)
            : Decision<CareEvent>.Unchanged;
    }

    private static Rejection Unknown(string id) => CareText.Unknown(RejectionCodes.UnknownGuidance, "guidance", id);

    private static Rejection? MarkProblem(MarkedStretch? mark) =>
        mark is null ? null
        : mark.FromMs < 0 || mark.ToMs <= mark.FromMs || mark.ToMs > CareLimits.EcgMilliseconds
            ? TextRules.Invalid($"a mark lies between 0 and {CareLimits.EcgMilliseconds} ms and has a length")
            : CareText.Words(mark.Leads, CareLimits.ChecklistLines, "the leads");
}
