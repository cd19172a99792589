using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>What is known of a patient; what is missing stays as it is.</summary>
internal sealed record PatientFactsRequest(
    string? Name = null,
    int? AgeYears = null,
    int? AgeMonths = null,
    string? Sex = null,
    double? WeightKg = null,
    bool? WeightEstimated = null,
    Pregnancy? Pregnancy = null,
    ImmutableArray<string>? Allergies = null,
    ImmutableArray<string>? Conditions = null,
    DateTimeOffset? OnsetAt = null,
    int? Gcs = null,
    bool? OnOxygen = null,
    string? Consciousness = null) : IRequestBody
{
    private static readonly string[] Sexes = ["male", "female"];
    private static readonly string[] Levels = ["A", "C", "V", "P", "U"];

    /// <summary>Whether it says nothing at all.</summary>
    [JsonIgnore]
    public bool IsEmpty => this == new PatientFactsRequest();

    public void Check(Checks checks)
    {
        if (IsEmpty)
            checks.Fail("body", "must say something");
        Check(checks, "");
    }

    /// <param name="checks">Where what is wrong is noted.</param>
    /// <param name="prefix">What stands before the names of its fields, such as <c>patient.</c>.</param>
    public void Check(Checks checks, string prefix)
    {
        checks.Text(Name, TextLimits.Name, prefix + "name")
            .Within(AgeYears, 0, 130, prefix + "ageYears")
            .Within(AgeMonths, 0, 24, prefix + "ageMonths")
            .OneOf(Sex, Sexes, prefix + "sex")
            .Within(WeightKg, 0.3, 400, prefix + "weightKg")
            .Texts(Allergies, CareLimits.Words, CareLimits.Line, prefix + "allergies")
            .Texts(Conditions, CareLimits.Words, CareLimits.Line, prefix + "conditions")
            .Within(Gcs, 3, 15, prefix + "gcs")
            .OneOf(Consciousness, Levels, prefix + "consciousness");
        if (WeightEstimated is not null && WeightKg is null)
            checks.Fail(prefix + "weightEstimated", "needs a weight");
    }

    public PatientFactsView ToFacts() => new(
        Name?.Trim(), AgeYears, AgeMonths, Sex, WeightKg, WeightEstimated ?? false, Pregnancy ?? Domain.Pregnancy.Unknown,
        Allergies, Conditions, OnsetAt, Gcs, OnOxygen, Consciousness);
}

/// <summary>A marked interval of an ECG.</summary>
internal sealed record EcgMarkRequest(string? EcgId, int? FromMs, int? ToMs, ImmutableArray<string>? Leads = null)
{
    public void Check(Checks checks, string field)
    {
        checks.Require(EcgId, $"{field}.ecgId").Word(EcgId, $"{field}.ecgId")
            .Require(FromMs, $"{field}.fromMs").Within(FromMs, 0, CareLimits.EcgMilliseconds, $"{field}.fromMs")
            .Require(ToMs, $"{field}.toMs").Within(ToMs, 0, CareLimits.EcgMilliseconds, $"{field}.toMs")
            .Texts(Leads, EcgSegment.MaxLeads, CareLimits.Line, $"{field}.leads");
        if (FromMs >= ToMs)
            checks.Fail($"{field}.toMs", "must be after fromMs");
    }

    public EcgMark ToMark() => new(EcgId!, FromMs!.Value, ToMs!.Value, Leads ?? []);
}

/// <summary>Says something to the crew.</summary>
internal sealed record GuidanceRequest(
    string? Text, PatientId? PatientId = null, ImmutableArray<string>? Checklist = null, EcgMarkRequest? Mark = null) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.RequireText(Text, CareLimits.Text, "text").Texts(Checklist, CareLimits.ChecklistLines, CareLimits.Line, "checklist");
        Mark?.Check(checks, "mark");
    }

    public GiveGuidance ToCommand(ActorRef by, string id) => new(by, id, PatientId, Text!.Trim(), Checklist ?? [], Mark?.ToMark());
}

/// <summary>Invites somebody to take part.</summary>
internal sealed record InviteRequest(string? User, ParticipantState? State) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(User, "user").Word(User, "user").Require(State, "state");
        if (State is ParticipantState.Joined or ParticipantState.Left)
            checks.Fail("state", "must be invited: joining and leaving is each one's own");
    }
}

/// <summary>Joins or leaves.</summary>
internal sealed record TakePartRequest(ParticipantState? State) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(State, "state");
        if (State is ParticipantState.Invited)
            checks.Fail("state", "must be joined or left");
    }
}

/// <summary>A physician says what an ECG shows.</summary>
internal sealed record EcgReadingRequest(EcgStatement? Statement, string? Text = null) : IRequestBody
{
    public void Check(Checks checks) => checks.Require(Statement, "statement").Text(Text, CareLimits.Text, "text");

    public ReadEcg ToCommand(ActorRef by, string ecgId) => new(by, ecgId, Statement!.Value, Text?.Trim());
}
