namespace Emergency.Domain.Care;

/// <summary>Checks and times that the clinical rules share.</summary>
internal static class CareText
{
    public static Rejection Limit(string detail) => new(RejectionCodes.LimitReached, detail);

    public static Rejection Unknown(string code, string what, string id) => new(code, $"the case has no {what} {id}");

    public static Rejection UnknownPatient(PatientId id) => Unknown(RejectionCodes.UnknownPatient, "patient", id.Value);

    /// <summary>When a report happened: never ahead of the server's clock.</summary>
    public static DateTimeOffset When(CareCommand c, DateTimeOffset now) => c.OccurredAt is { } at && at < now ? at : now;

    /// <summary>The time that was said, when it could not stand; else null.</summary>
    public static DateTimeOffset? Claimed(CareCommand c, DateTimeOffset at) => c.OccurredAt is { } said && said != at ? said : null;

    public static Rejection? Words(IReadOnlyList<string>? words, int most, string what)
    {
        if (words is null) return null;
        if (words.Count > most) return TextRules.Invalid($"{what} has more than {most} entries");
        return words.Any(w => TextRules.Clean(w) is null || w.Length > CareLimits.Line)
            ? TextRules.Invalid($"an entry of {what} must be 1 to {CareLimits.Line} characters")
            : null;
    }

    public static Rejection? Within(double? value, double low, double high, string what) =>
        value is not { } v || (v >= low && v <= high) ? null : TextRules.Invalid(FormattableString.Invariant($"{what} must be {low} to {high}"));
}
