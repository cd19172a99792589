using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Contracts;

/// <summary>Asks which units could go to a place.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.RecommendationQuery")]
public sealed record RecommendationQuery(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] CaseLocation Location,
    [property: Id(2)] Priority Priority,
    [property: Id(3)] AreaKind Area,
    [property: Id(4)] double StandardSeconds,
    [property: Id(5)] string Complaint,
    [property: Id(6)] DateTimeOffset ReceivedAt,
    [property: Id(7)] int PatientCount = 1);

/// <summary>Questions about a case.</summary>
public static class CaseQuestions
{
    /// <summary>Asks which units could go to this case.</summary>
    public static RecommendationQuery ToQuery(this CaseView view) => new(
        view.CaseId, view.Location, view.Priority, view.Area, view.StandardSeconds, view.Complaint, view.ReceivedAt, view.PatientCount);
}

/// <summary>Why a unit ranks where it does, as a code with its figures, so that each language can say it.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.ReasonView")]
public sealed record ReasonView([property: Id(0)] string Code, [property: Id(1)] ImmutableDictionary<string, string> Arguments);

/// <summary>A unit that could go.</summary>
/// <param name="EtaSeconds">Seconds from now to the scene, turnout included; null when it cannot be reckoned.</param>
/// <param name="FixAgeSeconds">Age of the position reckoned from; null when assumed at its base.</param>
/// <param name="CoverageCost">People who would no longer be reached in time if it left; null when not reckoned.</param>
/// <param name="RequiresDivert">It is on a less urgent mission and would have to be taken from it.</param>
/// <param name="NeedsOverride">It lacks a capability that the complaint asks for: sending it needs a reason.</param>
[GenerateSerializer, Immutable, Alias("Emergency.CandidateView")]
public sealed record CandidateView(
    [property: Id(0)] AmbulanceId AmbulanceId,
    [property: Id(1)] double? EtaSeconds,
    [property: Id(2)] bool? MeetsStandard,
    [property: Id(3)] UnitDuty Duty,
    [property: Id(4)] ImmutableArray<string> Capabilities,
    [property: Id(5)] double? FixAgeSeconds,
    [property: Id(6)] double? CoverageCost,
    [property: Id(7)] ImmutableArray<ReasonView> Reasons,
    [property: Id(8)] bool RequiresDivert,
    [property: Id(9)] bool NeedsOverride);

/// <summary>A unit that could not go, and why.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.UnavailableView")]
public sealed record UnavailableView(
    [property: Id(0)] AmbulanceId AmbulanceId,
    [property: Id(1)] UnitDuty Duty,
    [property: Id(2)] ImmutableArray<ReasonView> Reasons);

/// <summary>A further unit that the county's rules advise.</summary>
/// <param name="Kind"><c>second-unit</c>, <c>supervisor</c>, <c>doctor-car</c>, or a word of the county's own.</param>
/// <param name="Why">The rule that asks for it.</param>
/// <param name="Candidates">Who could be that unit, best first; empty when nobody can.</param>
[GenerateSerializer, Immutable, Alias("Emergency.AdditionalUnitView")]
public sealed record AdditionalUnitView(
    [property: Id(0)] string Kind,
    [property: Id(1)] ReasonView Why,
    [property: Id(2)] ImmutableArray<CandidateView> Candidates);

/// <summary>The units that could go to a case, best first.</summary>
/// <param name="RecommendationId">Names what was first; the same as long as that does not change. Sent back with a choice.</param>
/// <param name="Needs">Capability words that the complaint asks for and some unit of the county has.</param>
/// <param name="Unavailable">Units that could not go, by name.</param>
/// <param name="Additional">Further units that are advised and not on the case yet.</param>
[GenerateSerializer, Immutable, Alias("Emergency.RecommendationsView")]
public sealed record RecommendationsView(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] DateTimeOffset ComputedAt,
    [property: Id(2)] ImmutableArray<CandidateView> Candidates,
    [property: Id(3)] string RecommendationId,
    [property: Id(4)] ImmutableArray<string> Needs,
    [property: Id(5)] ImmutableArray<UnavailableView> Unavailable,
    [property: Id(6)] ImmutableArray<AdditionalUnitView> Additional);

/// <summary>What the choice of a unit means against the recommendation.</summary>
/// <param name="FirstChoice">The unit that was recommended first; null when nobody could go.</param>
/// <param name="FirstChoiceEtaSeconds">Its seconds to the scene; null when unknown.</param>
/// <param name="Rank">Where the chosen unit ranks now; null when it is no candidate.</param>
/// <param name="Override">Why the choice needs a reason, as a sentence that names the first choice; null when it needs none.</param>
[GenerateSerializer, Immutable, Alias("Emergency.ChoiceView")]
public sealed record ChoiceView(
    [property: Id(0)] AmbulanceId? FirstChoice,
    [property: Id(1)] double? FirstChoiceEtaSeconds,
    [property: Id(2)] int? Rank,
    [property: Id(3)] string? Override);

/// <summary>A hospital that the patient could be taken to.</summary>
/// <param name="EtaSeconds">Driving seconds to it; null when no way there is known.</param>
/// <param name="Suitable">It has every centre that the complaint asks for.</param>
/// <param name="Capacity">Free emergency beds as its desk last said; null when unknown.</param>
/// <param name="CapacityAgeSeconds">How long ago it said so; null when it never did.</param>
[GenerateSerializer, Immutable, Alias("Emergency.HospitalCandidateView")]
public sealed record HospitalCandidateView(
    [property: Id(0)] HospitalId HospitalId,
    [property: Id(1)] string Name,
    [property: Id(2)] double? EtaSeconds,
    [property: Id(3)] bool Suitable,
    [property: Id(4)] ImmutableArray<string> Centres,
    [property: Id(5)] int? Capacity,
    [property: Id(6)] double? CapacityAgeSeconds,
    [property: Id(7)] DiversionView? Diversion,
    [property: Id(8)] ImmutableArray<ReasonView> Reasons);

/// <summary>Where a case's patient could be taken, best first.</summary>
/// <param name="AmbulanceId">The unit that has the patient on board and whose position the times are from; null for the scene.</param>
/// <param name="PositionAgeSeconds">How old that position is; null for the scene.</param>
/// <param name="Needs">Centres that the complaint asks for and some hospital of the county has.</param>
[GenerateSerializer, Immutable, Alias("Emergency.HospitalRecommendationsView")]
public sealed record HospitalRecommendationsView(
    [property: Id(0)] CaseId CaseId,
    [property: Id(1)] DateTimeOffset ComputedAt,
    [property: Id(2)] AmbulanceId? AmbulanceId,
    [property: Id(3)] double? PositionAgeSeconds,
    [property: Id(4)] ImmutableArray<string> Needs,
    [property: Id(5)] ImmutableArray<HospitalCandidateView> Candidates);
