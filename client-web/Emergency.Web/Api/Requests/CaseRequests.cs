using System.Text.Json.Serialization;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Http;
using CaseLimits = Emergency.Domain.Cases.CaseLimits;

namespace Emergency.Web.Api;

/// <summary>Which coordinates a caller speaks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CoordinateSystem>))]
internal enum CoordinateSystem
{
    /// <summary>What satellites and this system use.</summary>
    WGS84 = 0,

    /// <summary>What Chinese maps and telephones use.</summary>
    GCJ02 = 1,
}

/// <summary>Where something is, as a caller says it.</summary>
internal sealed record LocationRequest(double? Lon, double? Lat, string? Address = null, CoordinateSystem? Crs = null)
{
    public void Check(Checks checks, string field) => checks
        .Require(Lon, $"{field}.lon").Within(Lon, -180, 180, $"{field}.lon")
        .Require(Lat, $"{field}.lat").Within(Lat, -180, 180, $"{field}.lat")
        .Text(Address, TextLimits.Address, $"{field}.address");

    /// <summary>The same in WGS-84.</summary>
    /// <remarks>A latitude beyond 90 degrees is passed on as it is: the grain knows it for swapped coordinates and says so.</remarks>
    public CaseLocation ToWgs84(ICountyMap map)
    {
        var given = new GeoPoint(Lon ?? 0, Lat ?? 0);
        var point = Crs == CoordinateSystem.GCJ02 && given.IsValid ? map.FromGcj02(given) : given;
        return new CaseLocation(point.Longitude, point.Latitude, Address);
    }
}

/// <summary>Who rang.</summary>
internal sealed record CallerRequest(string? Name = null, string? Phone = null)
{
    public void Check(Checks checks) => checks
        .Text(Name, TextLimits.Name, "caller.name")
        .Text(Phone, TextLimits.Phone, "caller.phone");

    public CallerInfo ToInfo() => new(Name, Phone);
}

/// <summary>Opens a case.</summary>
internal sealed record OpenCaseRequest(
    LocationRequest? Location,
    string? Complaint,
    Priority? Priority,
    CallerRequest? Caller = null,
    int? Patients = null,
    string? Notes = null,
    DateTimeOffset? RingAt = null) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(Location, "location")
            .RequireText(Complaint, TextLimits.Complaint, "complaint")
            .Require(Priority, "priority")
            .Within(Patients, 1, CaseLimits.Patients, "patients")
            .Text(Notes, TextLimits.Notes, "notes");
        Location?.Check(checks, "location");
        Caller?.Check(checks);
    }

    public OpenCase ToCommand(ActorRef by, ICountyMap map) =>
        new(by, Location!.ToWgs84(map), Complaint!.Trim(), Priority!.Value, Patients ?? 1, Caller?.ToInfo(), Notes, RingAt);
}

/// <summary>Changes what is known of a case; what is missing stays as it is.</summary>
internal sealed record AmendCaseRequest(
    Priority? Priority = null,
    string? Complaint = null,
    LocationRequest? Location = null,
    int? PatientCount = null,
    string? Note = null) : IRequestBody
{
    /// <summary>Whether it adds a note and nothing else.</summary>
    [JsonIgnore]
    public bool IsNoteOnly => Priority is null && Complaint is null && Location is null && PatientCount is null;

    public void Check(Checks checks)
    {
        if (IsNoteOnly && Note is null)
            checks.Fail("body", "must change something");
        if (Complaint is not null)
            checks.RequireText(Complaint, TextLimits.Complaint, "complaint");
        if (Note is not null)
            checks.RequireText(Note, TextLimits.Notes, "note");
        checks.Within(PatientCount, 1, CaseLimits.Patients, "patientCount");
        Location?.Check(checks, "location");
    }

    public AmendCase ToCommand(ActorRef by, ICountyMap map) =>
        new(by, Priority, Complaint?.Trim(), Location?.ToWgs84(map), PatientCount, Note?.Trim());
}

/// <summary>Closes or cancels a case.</summary>
internal sealed record EndCaseRequest(string? Reason, bool? Cancelled = null) : IRequestBody
{
    public void Check(Checks checks) => checks.Text(Reason, TextLimits.Reason, "reason");

    public EndCase ToCommand(ActorRef by) => new(by, Reason?.Trim() ?? "", Cancelled ?? false);
}
