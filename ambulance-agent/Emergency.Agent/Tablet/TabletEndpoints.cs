using System.Text.Json;
using Emergency.Contracts;

namespace Emergency.Agent.Tablet;

/// <summary>The tablet's interface, under <c>/api/tablet</c>.</summary>
internal static class TabletEndpoints
{
    /// <summary>The longest JSON body, bytes; a signal's payload may have 32 KiB.</summary>
    private const int MaxBody = 64 * 1024;

    private const int MaxPayload = 32 * 1024;
    private const double MaxEcgSeconds = 30;

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/tablet");
        api.MapGet("/state", (TabletBoard board) => Results.Json(board.State(), TabletJson.Output));
        api.MapGet("/events", Events);
        api.MapPost("/milestones", (HttpContext http, TabletBoard board) =>
            Read<MilestoneBody>(http, async body => Answer(await board.SetMilestone(body))));
        api.MapDelete("/milestones/{id}", (string id, TabletBoard board) => board.Undo(id) is { } refusal ? Problem(refusal) : Results.NoContent());
        api.MapPost("/acts", (HttpContext http, TabletBoard board) => Read<ActBody>(http, async body => Answer(await board.Say(body))));
        api.MapPost("/proposals/{id}/confirm", async (string id, TabletBoard board) => Answer(await board.Confirm(id)));
        api.MapPost("/proposals/{id}/dismiss", (string id, TabletBoard board) =>
            board.Dismiss(id) is { } refusal ? Problem(refusal) : Results.NoContent());
        api.MapPost("/twelve-lead", async (TabletBoard board) => Answer(await board.RecordTwelveLead()));
        api.MapPost("/stills", Still);
        api.MapPost("/signal", (HttpContext http, TabletBoard board) => Read<CallSignal>(http, async signal =>
            signal.Payload.Length > MaxPayload
                ? Problem(new Refusal("body-too-large", "A signal's payload has at most 32 KiB."))
                : await board.Agent.Signal(signal) is { } refusal ? Problem(refusal) : Results.NoContent()));
        api.MapGet("/ecg", (double? seconds, TabletBoard board) => Results.Json(
            board.Agent.RecentEcg(TimeSpan.FromSeconds(Math.Clamp(seconds ?? 10, 1, MaxEcgSeconds))), TabletJson.Output));
        api.MapGet("/ice-servers", async (TabletBoard board) => Results.Json(await board.Agent.IceServers(), TabletJson.Output));
    }

    /// <summary>The one request that a device without the PIN may make.</summary>
    public static void MapEntrance(IEndpointRouteBuilder app) =>
        app.MapPost("/api/tablet/pin", (HttpContext http, TabletAccess access) => Read<PinBody>(http, body =>
            Task.FromResult(access.Enter(http, body.Pin) is { } refusal ? Problem(refusal) : Results.NoContent())));

    /// <summary>A refusal as problem details.</summary>
    public static IResult Problem(Refusal refusal) => Results.Problem(
        refusal.Detail, statusCode: StatusOf(refusal.Code), title: refusal.Code, type: $"urn:emergency:problem:{refusal.Code}");

    private static async Task Events(HttpContext http, TabletBoard board, TabletOptions options, TabletClocks clocks, TabletPages pages)
    {
        if (!pages.TryEnter())
        {
            await Problem(new Refusal("not-ready", "Too many pages are open.")).ExecuteAsync(http);
            return;
        }

        try
        {
            using var events = new TabletEvents(board, options, clocks.Network, http.RequestAborted);
            await events.Write(http.Response);
        }
        finally
        {
            pages.Leave();
        }
    }

    private static async Task<IResult> Still(HttpContext http, TabletBoard board)
    {
        if (http.Request.ContentType is not "image/jpeg")
            return Problem(new Refusal("unsupported-media-type", "A still is image/jpeg."));
        var read = await ReadBytes(http, (int)AttachmentOffer.MaxLength);
        if (read is not { } jpeg)
            return Problem(new Refusal("body-too-large", $"A still has at most {AttachmentOffer.MaxLength} bytes."));
        return jpeg.Span is [0xFF, 0xD8, 0xFF, ..] ? Answer(await board.AddStill(jpeg)) : Problem(new Refusal("validation", "This is no JPEG picture."));
    }

    private static async Task<IResult> Read<T>(HttpContext http, Func<T, Task<IResult>> then)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
            return Problem(new Refusal("unsupported-media-type", "The body must be application/json."));
        if (await ReadBytes(http, MaxBody) is not { } bytes)
            return Problem(new Refusal("body-too-large", $"The body may have at most {MaxBody} bytes."));
        T? body;
        try
        {
            body = JsonSerializer.Deserialize<T>(bytes.Span, TabletJson.Input);
        }
        // The body is somebody else's: it is answered, and nothing else happens.
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            return Problem(new Refusal("malformed-json", $"The body is not as documented at {(wrong as JsonException)?.Path ?? "its start"}."));
        }

        return body is null || BodyCheck.Lacks(body) is not null
            ? Problem(new Refusal("validation", $"The body lacks {(body is null ? "everything" : BodyCheck.Lacks(body))}."))
            : await then(body);
    }

    /// <returns>Null when there are more bytes than allowed.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadBytes(HttpContext http, int limit)
    {
        if (http.Request.ContentLength > limit)
            return null;
        var buffer = new byte[(int)Math.Min(limit, http.Request.ContentLength ?? limit) + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, http.RequestAborted);
        return length > limit ? null : buffer.AsMemory(0, length);
    }

    private static IResult Answer<T>(Outcome<T> outcome)
        where T : class => outcome.Succeeded ? Results.Json(outcome.Value, TabletJson.Output) : Problem(outcome.Refusal);

    private static int StatusOf(string code) => code switch
    {
        "malformed-json" => StatusCodes.Status400BadRequest,
        "pin-required" or "wrong-pin" => StatusCodes.Status401Unauthorized,
        "forbidden" => StatusCodes.Status403Forbidden,
        _ when code.StartsWith("unknown-", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        "body-too-large" => StatusCodes.Status413PayloadTooLarge,
        "unsupported-media-type" => StatusCodes.Status415UnsupportedMediaType,
        "validation" or "reason-required" or "milestone-in-future" => StatusCodes.Status422UnprocessableEntity,
        "too-many-attempts" => StatusCodes.Status429TooManyRequests,
        "not-ready" or "no-link" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status409Conflict,
    };
}

/// <summary>A device's PIN.</summary>
internal sealed record PinBody(string Pin);

/// <summary>Counts the pages that are open.</summary>
internal sealed class TabletPages(TabletOptions options)
{
    private int _open;

    /// <summary>Takes a place.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= options.MaxPages)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _open);
}

/// <summary>What a body must have: a record that is read leniently has null or nothing where the sender left something out.</summary>
internal static class BodyCheck
{
    /// <summary>The first thing that is missing; null when all is there.</summary>
    public static string? Lacks(object body) => body switch
    {
        MilestoneBody milestone => milestone.AssignmentId.Value is null ? "assignmentId" : milestone.OccurredAt == default ? "occurredAt" : null,
        ActBody act => act.CaseId.Value is null ? "caseId"
            : act.AssignmentId.Value is null ? "assignmentId"
            : act.OccurredAt == default ? "occurredAt"
            : act.Act is null ? "act"
            : LacksOfAct(act.Act),
        CallSignal signal => signal.CaseId.Value is null ? "caseId" : signal.Kind is null ? "kind" : signal.Payload is null ? "payload" : null,
        PinBody pin => pin.Pin is null ? "pin" : null,
        _ => null,
    };

    private static string? LacksOfAct(CrewAct act) => act switch
    {
        OrderProgress { OrderId: null } => "act.orderId",
        GuidanceSeen { GuidanceId: null } or ChecklistTicked { GuidanceId: null } or CrewSaid { GuidanceId: null } => "act.guidanceId",
        CrewSaid { Text: null } => "act.text",
        PatientDescribed { Facts: null } => "act.facts",
        ChannelOpened { ChannelId: null } or ChannelHappened { ChannelId: null } => "act.channelId",
        DrugGiven { OrderId: null } => "act.orderId",
        DrugGiven { Body: null } => "act.body",
        AlarmSeen { AlarmId: null } => "act.alarmId",
        _ => null,
    };
}
