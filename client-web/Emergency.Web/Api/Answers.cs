using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Api;

/// <summary>Who is signed in.</summary>
/// <param name="HospitalId">The hospital whose desk or clinic this is; null for everybody else.</param>
/// <param name="Affiliation">Whose physician this is; null when not said.</param>
internal sealed record SessionAnswer(string User, ImmutableArray<string> Roles, HospitalId? HospitalId, string? Affiliation);

/// <summary>The domain's clock.</summary>
/// <param name="Speed">Seconds of it per second; 1 but in demonstrations.</param>
internal sealed record ClockAnswer(DateTimeOffset Now, double Speed);

/// <summary>A vehicle's new device key; it is shown this once.</summary>
internal sealed record DeviceKeyAnswer(AmbulanceId AmbulanceId, string Key);

/// <summary>A way by road.</summary>
internal sealed record RouteAnswer(double Seconds, double Metres, LineStringAnswer Geometry);

/// <summary>A GeoJSON line: longitude and latitude in degrees, WGS-84.</summary>
internal sealed record LineStringAnswer(string Type, ImmutableArray<double[]> Coordinates)
{
    public static LineStringAnswer Of(ImmutableArray<double[]> coordinates) => new("LineString", coordinates);
}

/// <summary>An account without its password.</summary>
internal sealed record AccountAnswer(string User, ImmutableArray<string> Roles, bool Disabled, HospitalId? HospitalId, string? Affiliation)
{
    public static AccountAnswer Of(UserAccount account) => new(account.User, account.Roles, account.Disabled, account.Hospital, account.Affiliation);
}

/// <summary>A physician who can be invited.</summary>
/// <param name="Affiliation">Whose; null when not said.</param>
/// <param name="Online">Has a page open on this node.</param>
internal sealed record PhysicianAnswer(string User, string? Affiliation, bool Online);

/// <summary>A case that a clinic opened, with its clinical record.</summary>
internal sealed record ClinicCaseAnswer(CaseView Case, CareView Care);

/// <summary>Whether this node can serve.</summary>
/// <param name="Degraded">What does not work, as kebab-case words.</param>
internal sealed record HealthAnswer(string Status, ImmutableArray<string> Degraded);
