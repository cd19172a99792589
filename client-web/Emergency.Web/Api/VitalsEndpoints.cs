using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Silo;
using Emergency.Web.Access;
using Emergency.Web.Http;
using Microsoft.Net.Http.Headers;

namespace Emergency.Web.Api;

/// <summary>What was measured of a patient: newest vitals, trends, every sample, stored ECG, recordings.</summary>
internal static class VitalsEndpoints
{
    private const int UsualBuckets = 300;
    private const int MostBuckets = 2000;
    private const int UsualSamples = 1000;
    private const int MostSamples = 10_000;
    private const int UsualBlocks = 120;
    private const int MostBlocks = 1000;

    private static readonly TimeSpan UsualTrend = TimeSpan.FromHours(1);
    private static readonly TimeSpan UsualEcg = TimeSpan.FromMinutes(1);

    public static void MapVitals(this IEndpointRouteBuilder api)
    {
        var vitals = api.MapGroup("/cases/{id}").WithTags("vitals").RequireAuthorization(Permission.Read);
        vitals.MapGet("vitals/newest", Newest)
            .Describe("showNewestVitals", "The newest vitals of each patient of a case, each value with the time of its measurement.", 404)
            .Answers<NewestVitals[]>();
        vitals.MapGet("patients/{patientId}/vitals", Trend)
            .Describe("showVitalTrend", "Vitals of a patient between from and to in equal parts, gaps as gaps.", 400, 404, 422)
            .ReadsSpan("an hour")
            .Reads("buckets", $"How many parts, 1 to {MostBuckets}; {UsualBuckets} when missing.")
            .Answers<VitalTrendView>();
        vitals.MapGet("patients/{patientId}/vitals/samples", Samples)
            .Describe("listVitals", "Every sample of a patient between from and to, oldest first.", 400, 404, 422)
            .ReadsSpan("an hour")
            .Reads("limit", $"Most samples, 1 to {MostSamples}; {UsualSamples} when missing.")
            .Answers<VitalsSample[]>();
        vitals.MapGet("patients/{patientId}/ecg", Ecg)
            .Describe("listEcg", "Stored live ECG of a patient between from and to, oldest first, in compressed blocks.", 400, 404, 422)
            .ReadsSpan("a minute")
            .Reads("limit", $"Most blocks, 1 to {MostBlocks}; {UsualBlocks} when missing.")
            .Answers<LiveEcg[]>();
        vitals.MapGet("attachments/{attachmentId}", Attachment)
            .Describe("showAttachment", "The bytes of a recording or picture, with their SHA-256 as ETag.", 404)
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
    }

    private static Task<IResult> Newest(string id, IGrainFactory grains) => CareEndpoints.OfCase(id, grains, async care =>
        await care.Get() is null ? Problem.NotFound(Codes.UnknownCase, "case") : TypedResults.Ok(await care.GetNewestVitals()));

    private static Task<IResult> Trend(string id, string patientId, Query query, IGrainFactory grains, TimeProvider clock)
    {
        var buckets = (int)(query.Number("buckets", 1, MostBuckets) ?? UsualBuckets);
        var span = Span.Of(query, clock, UsualTrend);
        return span.Problem is not null
            ? Task.FromResult<IResult>(span.Problem)
            : CareEndpoints.OfPatient(id, patientId, grains, async (care, patient) =>
                Answer.Of(await care.GetTrend(patient, span.From, span.To, buckets)));
    }

    private static Task<IResult> Samples(string id, string patientId, Query query, IGrainFactory grains, TimeProvider clock) =>
        Listed(id, patientId, query, grains, clock, UsualTrend, (UsualSamples, MostSamples), async (care, patient, span, limit) =>
            TypedResults.Ok(await care.GetVitals(patient, span.From, span.To, limit)));

    private static Task<IResult> Ecg(string id, string patientId, Query query, IGrainFactory grains, TimeProvider clock) =>
        Listed(id, patientId, query, grains, clock, UsualEcg, (UsualBlocks, MostBlocks), async (care, patient, span, limit) =>
            TypedResults.Ok(await care.GetEcg(patient, span.From, span.To, limit)));

    private static Task<IResult> Listed(
        string id,
        string patientId,
        Query query,
        IGrainFactory grains,
        TimeProvider clock,
        TimeSpan usual,
        (int Usual, int Most) limits,
        Func<ICareGrain, PatientId, Span, int, Task<IResult>> list)
    {
        var limit = (int)(query.Number("limit", 1, limits.Most) ?? limits.Usual);
        var span = Span.Of(query, clock, usual);
        if (span.Problem is not null)
            return Task.FromResult<IResult>(span.Problem);
        return CareEndpoints.OfPatient(id, patientId, grains, async (care, patient) =>
            await care.Get() is { } view && view.Patients.Any(known => known.PatientId == patient)
                ? await list(care, patient, span, limit)
                : Problem.NotFound(Codes.UnknownPatient, "patient"));
    }

    private static async Task<IResult> Attachment(string id, string attachmentId, AttachmentKeeper attachments, HttpContext context)
    {
        if (!PathId.Is(id, out CaseId caseId) || !WordId.IsValid(attachmentId)
            || await attachments.Read(caseId, attachmentId, context.RequestAborted) is not { } stored)
            return Problem.NotFound(Codes.UnknownAttachment, "attachment");
        context.Response.Headers.CacheControl = "private, no-cache"; // Kept by the browser, and asked after by its ETag each time.
        return TypedResults.Bytes(stored.Data, stored.MediaType, entityTag: new EntityTagHeaderValue($"\"{stored.Sha256}\""));
    }
}
