using Emergency.Domain;

namespace Emergency.Simulators;

/// <summary>The county's clock as the centre tells it.</summary>
/// <param name="Now">What it shows.</param>
/// <param name="Speed">Its seconds per second.</param>
internal sealed record ClockAnswer(DateTimeOffset Now, double Speed);

/// <summary>Signs in.</summary>
internal sealed record SessionRequest(string User, string Password);

/// <summary>Where a caller says the patient is.</summary>
internal sealed record LocationRequest(double Lon, double Lat, string? Address);

/// <summary>Opens a case.</summary>
internal sealed record OpenCaseRequest(LocationRequest Location, string Complaint, Priority Priority, int Patients, string Notes);

/// <summary>Sends a unit.</summary>
internal sealed record AssignRequest(AmbulanceId AmbulanceId, string? OverrideReason, string? RecommendationId = null);

/// <summary>A problem document, as far as it is needed.</summary>
internal sealed record ProblemAnswer(string? Type, string? Title, string? Detail)
{
    /// <summary>The stable last word of the type, such as <c>unit-not-free</c>.</summary>
    public string Code => Type is null ? "unknown" : Type[(Type.LastIndexOf('/') + 1)..];
}

/// <summary>What a command led to: a value, or a refusal.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Value">Null when refused.</param>
/// <param name="Problem">Null when carried out.</param>
internal sealed record CentreAnswer<T>(int Status, T? Value, ProblemAnswer? Problem)
    where T : class;
