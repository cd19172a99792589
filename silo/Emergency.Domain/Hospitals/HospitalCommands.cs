using Emergency.Domain.Care;

namespace Emergency.Domain.Hospitals;

/// <summary>What can be asked of a <see cref="Hospital"/>.</summary>
/// <param name="By">Who asks.</param>
public abstract record HospitalCommand(FactAuthor By);

/// <summary>Registers the hospital from county data, or brings its details up to date. The same details again change nothing.</summary>
/// <param name="Centres">Words of <see cref="Centre"/> or the county's own.</param>
public sealed record RegisterHospital(FactAuthor By, HospitalId HospitalId, string Name, GeoPoint Position, IReadOnlyList<string> Centres)
    : HospitalCommand(By);

/// <summary>States all beds; kinds that are left out are no longer known.</summary>
public sealed record SetCapacity(FactAuthor By, IReadOnlyList<BedCapacity> Beds) : HospitalCommand(By);

/// <summary>Asks that patients go elsewhere; with a reason.</summary>
public sealed record SetDiversion(FactAuthor By, string Reason, DateTimeOffset? Until = null) : HospitalCommand(By);

/// <summary>Takes patients again.</summary>
public sealed record ClearDiversion(FactAuthor By) : HospitalCommand(By);

/// <summary>A unit is on its way, or is now expected at another time. A diversion does not refuse it: the desk sees both.</summary>
/// <param name="Channel">The green channel that it comes by: a notice that is to be acknowledged. Null says nothing of channels.</param>
public sealed record AnnounceInbound(
    FactAuthor By,
    CaseId CaseId,
    AssignmentId AssignmentId,
    AmbulanceId AmbulanceId,
    DateTimeOffset? ExpectedAt = null,
    ChannelKind? Channel = null) : HospitalCommand(By);

/// <summary>The desk knows of the arrival.</summary>
public sealed record AcknowledgeInbound(FactAuthor By, AssignmentId AssignmentId) : HospitalCommand(By);

/// <summary>The arrival is over. Ending one that was never announced bars it, so that a late announcement does not stay for ever.</summary>
public sealed record EndInbound(FactAuthor By, AssignmentId AssignmentId, InboundEnd How) : HospitalCommand(By);
