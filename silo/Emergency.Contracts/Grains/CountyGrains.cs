using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Domain.Hospitals;
using Orleans.Concurrency;

namespace Emergency.Contracts;

/// <summary>Keys of the grains of which a county has one.</summary>
public static class CountyKey
{
    /// <summary>The one county of an installation.</summary>
    public const string Value = "county";
}

/// <summary>The county's lists: what is open, the next case number, where a position lies. Key: <see cref="CountyKey.Value"/>.</summary>
[Alias("Emergency.ICountyGrain")]
public interface ICountyGrain : IGrainWithStringKey
{
    /// <summary>What the county is called and where it lies.</summary>
    [AlwaysInterleave]
    Task<CountyInfo> GetInfo();

    /// <summary>Everything open.</summary>
    [AlwaysInterleave]
    Task<BoardSnapshot> GetBoard();

    /// <summary>Cases received in a span, newest first, at most <paramref name="limit"/>; null status for all.</summary>
    Task<ImmutableArray<CaseListItem>> ListCases(bool? open, DateTimeOffset? from, DateTimeOffset? to, int limit);

    /// <summary>
    /// The next case number of the local day, such as <c>20261122-0007</c>. A number is never given to two cases, and the same case is
    /// given the same number when it asks again on that day.
    /// </summary>
    [AlwaysInterleave]
    Task<string> NextCaseNumber(CaseId caseId);

    /// <summary>Response times of the cases received in a span.</summary>
    Task<ResponseTimeReport> GetResponseTimes(DateTimeOffset from, DateTimeOffset to);

    /// <summary>Where the patient of an open case could be taken, best first; null when no such case is open.</summary>
    [AlwaysInterleave]
    Task<HospitalRecommendationsView?> RecommendHospitals(CaseId caseId);

    /// <summary>Wakes every open case and every unit, so that what a crash left half done is finished.</summary>
    Task Recover();
}

/// <summary>Who can be reached in time, and which unit to send. Key: <see cref="CountyKey.Value"/>.</summary>
[Alias("Emergency.ICoverageGrain")]
public interface ICoverageGrain : IGrainWithStringKey
{
    /// <summary>The newest coverage document.</summary>
    Task<CoverageView> Get();

    /// <summary>The same as a map: GeoJSON text.</summary>
    [AlwaysInterleave]
    Task<string> GetMap();

    /// <summary>How far units get in how long, and where nobody gets in time, as GeoJSON text. Worked out beside the grain, at a bounded pace.</summary>
    [AlwaysInterleave]
    Task<Outcome<GeoJsonText>> GetIsochrones(IsochroneQuery query);

    /// <summary>Units that could go, best first.</summary>
    Task<RecommendationsView> Recommend(RecommendationQuery query);

    /// <summary>What choosing a unit means against the recommendation, as it is now or as the dispatcher saw it a short while ago.</summary>
    Task<ChoiceView> Judge(RecommendationQuery query, AmbulanceId chosen, string? recommendationId);
}

/// <summary>One hospital; its key is the <see cref="HospitalId"/>.</summary>
[Alias("Emergency.IHospitalGrain")]
public interface IHospitalGrain : IGrainWithStringKey
{
    /// <summary>The hospital as it stands; null when the county has no such hospital.</summary>
    [AlwaysInterleave]
    Task<HospitalView?> Get();

    /// <summary>A patient is on the way; announcing again renews the arrival time.</summary>
    Task Announce(InboundView inbound);

    /// <summary>A patient arrived or is taken elsewhere.</summary>
    Task EndInbound(AssignmentId assignment, InboundEnd how);

    /// <summary>The desk has seen that a patient is coming.</summary>
    Task<Outcome<HospitalView>> Acknowledge(AssignmentId assignment, ActorRef by);

    /// <summary>Asks not to be sent patients, or with a null reason takes them again.</summary>
    Task<Outcome<HospitalView>> SetDiversion(string? reason, DateTimeOffset? until, ActorRef by);

    /// <summary>Says how many emergency beds are free, 0 to 10,000.</summary>
    Task<Outcome<HospitalView>> SetCapacity(int freeBeds, ActorRef by);
}

/// <summary>A person who may sign in.</summary>
/// <param name="User">Sign-in name, a word.</param>
/// <param name="PasswordHash">As the password hasher wrote it.</param>
/// <param name="Roles">Words: <c>dispatcher physician hospital supervisor admin clinic</c>.</param>
/// <param name="Hospital">For a hospital desk or a clinic: whose; null for everybody else.</param>
/// <param name="Affiliation">For a physician: whose, such as the partner hospital's name; null when not said.</param>
[GenerateSerializer, Immutable, Alias("Emergency.UserAccount")]
public sealed record UserAccount(
    [property: Id(0)] string User,
    [property: Id(1)] string PasswordHash,
    [property: Id(2)] ImmutableArray<string> Roles,
    [property: Id(3)] bool Disabled,
    [property: Id(4)] HospitalId? Hospital = null,
    [property: Id(5)] string? Affiliation = null);

/// <summary>Who may sign in, people and vehicles; kept in the journal. Key: <see cref="CountyKey.Value"/>.</summary>
[Alias("Emergency.IAccountsGrain")]
public interface IAccountsGrain : IGrainWithStringKey
{
    /// <summary>The account of a user; null when there is none.</summary>
    Task<UserAccount?> FindUser(string user);

    /// <summary>Every account, by name.</summary>
    Task<ImmutableArray<UserAccount>> ListUsers();

    /// <summary>Adds or replaces an account.</summary>
    Task PutUser(UserAccount account, ActorRef by);

    /// <summary>SHA-256 of a vehicle's device key, hexadecimal; null when it has none.</summary>
    Task<string?> FindDeviceKeyHash(AmbulanceId ambulance);

    /// <summary>Gives a vehicle a new device key; the old one ends.</summary>
    Task PutDeviceKeyHash(AmbulanceId ambulance, string hash, ActorRef by);
}
