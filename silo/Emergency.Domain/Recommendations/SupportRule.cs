namespace Emergency.Domain.Recommendations;

/// <summary>The kinds of further units that may be advised. A county may add words of its own.</summary>
public static class SupportKinds
{
    /// <summary>A second ambulance.</summary>
    public const string SecondUnit = "second-unit";

    /// <summary>A supervisor, who leads where several work.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>A car that brings a doctor.</summary>
    public const string DoctorCar = "doctor-car";
}

/// <summary>When a further unit is advised. All conditions that are given must hold; at least one is given.</summary>
/// <param name="Kind">What is advised, one of <see cref="SupportKinds"/> or a word of the county's own.</param>
/// <param name="Capability">The capability that makes a unit one of that kind; null for any ambulance.</param>
/// <param name="Words">One of these is in the complaint; null for whatever the complaint.</param>
/// <param name="AtLeast">The case is at least so urgent.</param>
/// <param name="PatientsAbove">There are more patients than this, 1 to 1,000.</param>
/// <param name="WhenLacking">Neither a unit on the case nor the first choice has this capability.</param>
public sealed record SupportRule(
    string Kind,
    string? Capability = null,
    IReadOnlyList<string>? Words = null,
    Priority? AtLeast = null,
    int? PatientsAbove = null,
    string? WhenLacking = null)
{
    /// <summary>The defaults: two for a cardiac arrest or several patients, a supervisor for many, a doctor where advanced life support is lacking.</summary>
    public static IReadOnlyList<SupportRule> Default { get; } =
    [
        new(SupportKinds.SecondUnit, Words: ["心跳骤停", "心脏骤停", "呼吸停止", "没有呼吸", "没呼吸", "cardiac arrest", "not breathing"]),
        new(SupportKinds.SecondUnit, PatientsAbove: 2),
        new(SupportKinds.Supervisor, SupportKinds.Supervisor, PatientsAbove: 4),
        new(SupportKinds.DoctorCar, SupportKinds.DoctorCar, AtLeast: Priority.I, WhenLacking: ComplaintRules.Advanced),
    ];

    internal static IEnumerable<string> Problems(IReadOnlyList<SupportRule> all)
    {
        foreach (var rule in all)
        {
            if (!WordId.IsValid(rule.Kind)) yield return $"support.kind '{rule.Kind}' is not a word";
            if (rule.Capability is { } word && !WordId.IsValid(word)) yield return $"support.capability '{word}' of '{rule.Kind}' is not a word";
            if (rule.WhenLacking is { } lack && !WordId.IsValid(lack)) yield return $"support.whenLacking '{lack}' of '{rule.Kind}' is not a word";
            if (rule.PatientsAbove is < 1 or > 1_000) yield return $"support.patientsAbove of '{rule.Kind}' is {rule.PatientsAbove}: expected 1 to 1000";
            if (rule.Words?.Any(string.IsNullOrWhiteSpace) == true) yield return $"support.words of '{rule.Kind}' has an empty word, which every complaint holds";
            if (rule is { Words: null or { Count: 0 }, AtLeast: null, PatientsAbove: null, WhenLacking: null })
                yield return $"support of '{rule.Kind}' names no condition";
        }
    }

    /// <summary>Why this asks for a further unit; null when it does not, or when one of that kind is on the case already.</summary>
    /// <param name="request">The case.</param>
    /// <param name="first">The capabilities of the first choice; null when nobody can go.</param>
    internal RecommendationReason? WhyFor(RecommendationRequest request, IReadOnlyList<string>? first)
    {
        if (AtLeast is { } urgent && request.Priority > urgent) return null;
        if (PatientsAbove is { } few && request.Patients <= few) return null;
        if (Words is { Count: > 0 } words && !words.Any(w => request.Complaint.Contains(w, StringComparison.OrdinalIgnoreCase))) return null;
        if (WhenLacking is { } lack && (first is not null && CrewRules.Has(first, lack) || request.OnCase.Any(c => CrewRules.Has(c, lack)))) return null;
        if (IsMetBy(request.OnCase)) return null;
        return WhenLacking is { } lacking ? RecommendationReason.Of(ReasonCodes.SupportLacking, "capability", lacking)
            : PatientsAbove is not null ? RecommendationReason.Of(ReasonCodes.SupportPatients, "patients", $"{request.Patients}")
            : Words is { Count: > 0 } ? RecommendationReason.Of(ReasonCodes.SupportComplaint)
            : RecommendationReason.Of(ReasonCodes.SupportPriority, "priority", request.Priority.ToString());
    }

    /// <summary>A second unit is there when two are; any other kind when one with its capability is.</summary>
    private bool IsMetBy(IReadOnlyList<IReadOnlyList<string>> onCase) =>
        Capability is { } word ? onCase.Any(c => CrewRules.Has(c, word)) : onCase.Count >= 2;
}
