namespace Emergency.Domain.Care;

/// <summary>Decisions about who is cared for, and who takes part from afar.</summary>
internal static class PatientRules
{
    private const int OldestYears = 130;
    private const int MostMonths = 24;
    private const double LightestKg = 0.3;
    private const double HeaviestKg = 400;

    private static readonly string[] Sexes = ["male", "female"];
    private static readonly string[] Levels = Enum.GetNames<Scores.Consciousness>();

    /// <summary>The first patient whom no vehicle has, else a new one.</summary>
    public static Decision<CareEvent> Bind(CareRecord state, BindPatient c, DateTimeOffset now)
    {
        if (TextRules.Word(c.AssignmentId.Value, "the assignment id") is { } problem) return problem;
        if (state.PatientOf(c.AssignmentId) is not null) return Decision<CareEvent>.Unchanged;
        var waiting = state.Patients.Find(p => p.AssignmentId is null);
        return waiting is null && state.Patients.Count >= CareLimits.Patients
            ? CareText.Limit($"a case has at most {CareLimits.Patients} patients")
            : new PatientBound(now, now, c.By.Actor, c.By.Source, waiting?.Id ?? state.NextPatient, c.AssignmentId);
    }

    public static Decision<CareEvent> State(CareRecord state, StateFacts c, DateTimeOffset now)
    {
        if ((TextRules.Word(c.PatientId.Value, "the patient's id") ?? Problem(c.Facts, now)) is { } problem) return problem;
        var at = CareText.When(c, now);
        if (state.FindPatient(c.PatientId) is not { } patient)
        {
            if (New(state, c.PatientId, c.By, now) is not { IsAccepted: true } added) return CareText.UnknownPatient(c.PatientId);
            return Decision<CareEvent>.Accept([.. added.Events, .. State(state.Apply(added.Events), c, now).Events]);
        }

        var news = patient.Known.NewsIn(Clean(c.Facts), at);
        return news == PatientDescription.Nothing
            ? Decision<CareEvent>.Unchanged
            : new FactsStated(at, now, c.By.Actor, c.By.Source, c.PatientId, news);
    }

    /// <summary>The number after the last one may be named at any time: somebody at a desk knows of one more patient.</summary>
    public static Decision<CareEvent> New(CareRecord state, PatientId id, FactAuthor by, DateTimeOffset now)
    {
        if (state.FindPatient(id) is not null) return Decision<CareEvent>.Unchanged;
        if (id != state.NextPatient) return CareText.UnknownPatient(id);
        return state.Patients.Count >= CareLimits.Patients
            ? CareText.Limit($"a case has at most {CareLimits.Patients} patients")
            : new PatientBound(now, now, by.Actor, by.Source, id);
    }

    public static Decision<CareEvent> Participate(CareRecord state, ChangeParticipant c, DateTimeOffset now)
    {
        var problem = TextRules.Required(c.User, TextLimits.Actor, "the user")
            ?? TextRules.Optional(c.Affiliation, TextLimits.Name, "the affiliation")
            ?? TextRules.Defined(c.State, "the state");
        if (problem is not null) return problem;
        var known = state.Participants.Find(p => p.User == c.User);
        var unchanged = c.State switch
        {
            ParticipantState.Invited => known?.State is ParticipantState.Invited or ParticipantState.Joined,
            ParticipantState.Joined => known?.State is ParticipantState.Joined && (c.Affiliation is null || c.Affiliation == known.Affiliation),
            _ => known is null or { State: ParticipantState.Left },
        };
        if (unchanged) return Decision<CareEvent>.Unchanged;
        if (known is null && state.Participants.Count >= CareLimits.Participants)
            return CareText.Limit($"at most {CareLimits.Participants} people take part in a case");
        return new ParticipantChanged(now, now, c.By.Actor, c.By.Source, c.User, c.State, TextRules.Clean(c.Affiliation) ?? known?.Affiliation);
    }

    private static PatientDescription Clean(PatientDescription d) => d with
    {
        Name = TextRules.Clean(d.Name),
        Allergies = d.Allergies is null ? null : [.. d.Allergies.Select(a => a.Trim()).Distinct()],
        Conditions = d.Conditions is null ? null : [.. d.Conditions.Select(a => a.Trim()).Distinct()],
    };

    private static Rejection? Problem(PatientDescription d, DateTimeOffset now) =>
        TextRules.Optional(d.Name, TextLimits.Name, "the name")
        ?? (d.AgeYears is { } years ? TextRules.Within(years, 0, OldestYears, "the age in years") : null)
        ?? (d.AgeMonths is { } months ? TextRules.Within(months, 0, MostMonths, "the age in months") : null)
        ?? (d.AgeYears is not null && d.AgeMonths is not null ? TextRules.Invalid("an age is said in years or in months, not in both") : null)
        ?? (d.Sex is null || Sexes.Contains(d.Sex) ? null : TextRules.Invalid("the sex must be male or female"))
        ?? CareText.Within(d.WeightKg, LightestKg, HeaviestKg, "the weight in kilograms")
        ?? TextRules.Defined(d.Pregnancy, "pregnancy")
        ?? CareText.Words(d.Allergies, CareLimits.Words, "allergies")
        ?? CareText.Words(d.Conditions, CareLimits.Words, "conditions")
        ?? (d.OnsetAt > now + Cases.MilestoneTolerance.Future ? TextRules.Invalid("the onset is in the future") : null)
        ?? (d.Gcs is { } gcs ? TextRules.Within(gcs, 3, 15, "the coma scale") : null)
        ?? (d.Consciousness is null || Levels.Contains(d.Consciousness)
            ? null
            : TextRules.Invalid($"consciousness must be one of {string.Join(' ', Levels)}"));
}
