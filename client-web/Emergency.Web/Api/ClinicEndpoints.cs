using System.Security.Claims;
using System.Security.Cryptography;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Silo;
using Emergency.Web.Access;
using Emergency.Web.Http;
using Emergency.Web.Hubs;

namespace Emergency.Web.Api;

/// <summary>A village clinic or township centre opens a case by sending what it has: the patient, an ECG, a green channel.</summary>
internal static class ClinicEndpoints
{
    /// <summary>The patient of a case that a clinic opened.</summary>
    private static readonly PatientId Patient = new("1");

    public static void MapClinic(this IEndpointRouteBuilder api) => api.MapPost("/clinic/cases", Open)
        .WithTags("clinic").RequireAuthorization(Permission.Clinic).Idempotent()
        .Describe("openClinicCase", "Opens a case from a clinic, at the clinic's own place when none is given, with the patient, the ECG as base64 of one "
            + "compressed block or as a table of millivolts, and a green channel. Repeated with the same Idempotency-Key it finishes what was begun.",
            400, 404, 409, 413, 415, 422)
        .Answers<ClinicCaseAnswer>(201);

    private static async Task<IResult> Open(
        Body<ClinicCaseRequest> body,
        CommandKey key,
        ClaimsPrincipal user,
        IGrainFactory grains,
        IIdSource ids,
        ICountyMap map,
        AttachmentKeeper attachments)
    {
        var request = body.Value;
        if (request.Ecg is { } given && ClinicEcg.ProblemOf(given) is { } problem)
            return new Problem(Codes.UnreadableEcg, $"The ECG cannot be read: {problem}.");
        if (await PlaceOf(request, user, grains, map) is not { } place)
            return Problem.NotFound(Codes.UnknownHospital, "hospital or clinic of this account");

        var caseId = new CaseId(key.Id("c", ids));
        var opened = await grains.Case(caseId).Open(request.ToCommand(user.ToActor(), place));
        if (!opened.Succeeded)
            return Problem.Of(opened.Refusal);
        var refusal = await Describe(grains.Care(caseId), request, user)
            ?? await OpenChannel(grains.Care(caseId), request, user, key.Id("ch", ids))
            ?? await NoteEcg(grains.Care(caseId), attachments, opened.Value, request, user, key.Id("e", ids));
        if (refusal is not null)
            return Problem.Of(refusal);
        var care = await grains.Care(caseId).Get() ?? throw new NotReadyException("The clinical record is not there yet.");
        return TypedResults.Created($"/api/cases/{caseId}", new ClinicCaseAnswer(await grains.Case(caseId).Get() ?? opened.Value, care));
    }

    private static async Task<CaseLocation?> PlaceOf(ClinicCaseRequest request, ClaimsPrincipal user, IGrainFactory grains, ICountyMap map)
    {
        if (request.Location is { } location)
            return location.ToWgs84(map);
        return user.Hospital() is { } id && await grains.Hospital(id).Get() is { } clinic
            ? new CaseLocation(clinic.Position.Lon, clinic.Position.Lat, clinic.Name)
            : null;
    }

    private static async Task<Refusal?> Describe(ICareGrain care, ClinicCaseRequest request, ClaimsPrincipal user) => request.Patient!.IsEmpty
        ? null
        : (await care.Describe(new DescribePatient(user.ToActor(), Patient, request.Patient.ToFacts()))).Refusal;

    private static async Task<Refusal?> OpenChannel(ICareGrain care, ClinicCaseRequest request, ClaimsPrincipal user, string id)
    {
        if (request.Channel is not { } kind)
            return null;
        var opened = await care.OpenChannel(new OpenChannel(user.ToActor(), id, kind, Patient));
        if (!opened.Succeeded || request.ContactAt is not { } contactAt)
            return opened.Refusal;
        return (await care.RecordChannelEvent(
            new RecordChannelEvent(user.ToActor(), opened.Value.ChannelId, ChannelEvent.FirstMedicalContact, contactAt))).Refusal;
    }

    /// <remarks>Where the clinic does not say when it recorded the ECG, the case's own time stands for it: it is the same when the request
    /// is repeated, and so is the recording.</remarks>
    private static async Task<Refusal?> NoteEcg(
        ICareGrain care, AttachmentKeeper attachments, CaseView opened, ClinicCaseRequest request, ClaimsPrincipal user, string id)
    {
        if (request.Ecg is not { } ecg)
            return null;
        var acquiredAt = request.AcquiredAt ?? opened.ReceivedAt;
        var block = ClinicEcg.Read(ecg, acquiredAt);
        var offer = new AttachmentOffer(
            id, AttachmentChecks.TwelveLead, AttachmentChecks.EcgMediaType, block.Length, Convert.ToHexStringLower(SHA256.HashData(block)),
            acquiredAt, opened.CaseId, Patient, ecg.Statement?.Trim());
        var progress = await attachments.Put($"user:{user.UserName()}", offer, block);
        return progress.State.Refusal ?? (await care.NoteAttachment(new NoteAttachment(user.ToActor(), offer, null))).Refusal;
    }
}
