using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>A 12-lead ECG that a clinic recorded: a compressed block, or a table of millivolts.</summary>
/// <param name="Data">Base64 of one block.</param>
/// <param name="Csv">A line with <c>t_s</c> and the names of the leads, then one line for each sample: seconds, then millivolts.</param>
/// <param name="Statement">What the device wrote on it.</param>
internal sealed record ClinicEcgRequest(byte[]? Data = null, string? Csv = null, string? Statement = null)
{
    public void Check(Checks checks, string field)
    {
        if (Data is null == Csv is null)
            checks.Fail(field, "must have either data or csv");
        if (Data is { LongLength: 0 or > AttachmentOffer.MaxLength })
            checks.Fail($"{field}.data", $"must have 1 to {AttachmentOffer.MaxLength} bytes");
        checks.Text(Statement, CareLimits.Text, $"{field}.statement");
    }
}

/// <summary>Opens a case from a clinic.</summary>
/// <param name="Location">The clinic's own place when missing.</param>
/// <param name="ContactAt">When a doctor was first with the patient.</param>
/// <param name="AcquiredAt">When the ECG was recorded; now when missing.</param>
/// <param name="Channel">The green channel to open.</param>
internal sealed record ClinicCaseRequest(
    string? Complaint,
    PatientFactsRequest? Patient,
    Priority? Priority = null,
    LocationRequest? Location = null,
    DateTimeOffset? ContactAt = null,
    DateTimeOffset? AcquiredAt = null,
    ChannelKind? Channel = null,
    ClinicEcgRequest? Ecg = null,
    string? Notes = null) : IRequestBody
{
    /// <summary>1 MiB: an ECG of ten seconds as text takes half of it.</summary>
    public static int? MaxBodyBytes => 1024 * 1024;

    public void Check(Checks checks)
    {
        checks.RequireText(Complaint, TextLimits.Complaint, "complaint").Require(Patient, "patient").Text(Notes, TextLimits.Notes, "notes");
        Patient?.Check(checks, "patient.");
        Location?.Check(checks, "location");
        Ecg?.Check(checks, "ecg");
        if (AcquiredAt is not null && Ecg is null)
            checks.Fail("acquiredAt", "needs an ecg");
    }

    public OpenCase ToCommand(ActorRef by, CaseLocation place) =>
        new(by, place, Complaint!.Trim(), Priority ?? Domain.Priority.II, 1, null, Notes?.Trim(), null);
}
