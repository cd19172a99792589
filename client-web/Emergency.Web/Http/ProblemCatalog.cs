using System.Collections.Frozen;

namespace Emergency.Web.Http;

/// <summary>One kind of problem: the word that ends its type, its status, and what it means.</summary>
internal sealed record ProblemKind(string Code, int Status, string Title, string Meaning);

/// <summary>Every problem that the API answers with, and which status each has. The only place that says so.</summary>
internal static class ProblemCatalog
{
    /// <summary>Problem types are relative references, so that they hold under any host name.</summary>
    public const string TypePrefix = "/problems/";

    /// <summary>The status of a refusal whose code is not listed: understood, but refused.</summary>
    public const int RefusedStatus = StatusCodes.Status422UnprocessableEntity;

    private static readonly FrozenDictionary<string, ProblemKind> ByCode = All().ToFrozenDictionary(kind => kind.Code);

    /// <summary>The listed kinds, in the order of their statuses.</summary>
    public static IEnumerable<ProblemKind> Kinds =>
        ByCode.Values.OrderBy(kind => kind.Status).ThenBy(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>The kind of a code; a code that is not listed is a refusal.</summary>
    public static ProblemKind Of(string code) => ByCode.TryGetValue(code, out var kind)
        ? kind
        : new ProblemKind(code, RefusedStatus, "Refused", "The request was understood and refused; the detail says why.");

    public static bool TryGet(string code, out ProblemKind? kind) => ByCode.TryGetValue(code, out kind);

    /// <summary>The code of a bare status, for answers that no endpoint wrote.</summary>
    public static string CodeOf(int status) => status switch
    {
        400 => Codes.Malformed,
        401 => Codes.NotSignedIn,
        403 => Codes.Forbidden,
        404 => Codes.NotFound,
        405 => Codes.MethodNotAllowed,
        413 => Codes.BodyTooLarge,
        415 => Codes.UnsupportedMediaType,
        429 => Codes.TooManyAttempts,
        503 => Codes.NotReady,
        _ when status < 500 => Codes.Malformed,
        _ => Codes.Internal,
    };

    private static IEnumerable<ProblemKind> All() =>
    [
        new(Codes.Malformed, 400, "Malformed request", "The request could not be read at all."),
        new(Codes.MalformedJson, 400, "Malformed JSON", "The body is not JSON text in UTF-8; the detail names where it breaks."),
        new(Codes.Validation, 400, "Invalid request", "A field is missing, mistyped or out of bounds; \"errors\" lists each."),
        new(Codes.NotSignedIn, 401, "Not signed in", "Sign in with POST /api/session first."),
        new(Codes.WrongCredentials, 401, "Wrong user or password", "No account has this name and password, or it is disabled."),
        new(Codes.Forbidden, 403, "Not allowed", "No role of the signed-in user permits this."),
        new(Codes.Antiforgery, 403, "Antiforgery token missing or wrong",
            "A change by a signed-in browser must repeat the cookie XSRF-TOKEN in the header X-XSRF-TOKEN."),
        new(Codes.OtherHospital, 403, "Not your hospital", "A hospital desk may only change its own hospital."),
        new(Codes.NotFound, 404, "Not found", "Nothing is served at this address."),
        new(Codes.UnknownCase, 404, "Unknown case", "No case with this id was opened."),
        new(Codes.UnknownAssignment, 404, "Unknown assignment", "The case has no assignment with this id."),
        new(Codes.UnknownUnit, 404, "Unknown unit", "The county has no ambulance with this id."),
        new(Codes.UnknownHospital, 404, "Unknown hospital", "The county has no hospital with this id."),
        new(Codes.UnknownInbound, 404, "Unknown inbound patient", "The hospital expects no patient of this assignment."),
        new(Codes.UnknownLayer, 404, "Unknown map layer", "The county has no map layer of this name."),
        new(Codes.UnknownAlarm, 404, "Unknown alarm", "No such alarm stands; it may be settled already."),
        new(Codes.UnknownRoadCondition, 404, "Unknown road condition", "No such road condition holds."),
        new(Codes.UnknownRelocation, 404, "Unknown relocation", "This move or change of unit is not suggested any more, or no such move is under way."),
        new(Codes.UnknownUser, 404, "Unknown user", "There is no account of this name."),
        new(Codes.UnknownPatient, 404, "Unknown patient", "The case has no patient with this id."),
        new(Codes.UnknownOrder, 404, "Unknown order", "The case has no order with this id."),
        new("unknown-guidance", 404, "Unknown guidance", "Nothing with this id was said on the case."),
        new(Codes.UnknownChannel, 404, "Unknown channel", "The case has no green channel with this id."),
        new(Codes.UnknownEcg, 404, "Unknown ECG", "The case has no ECG with this id."),
        new(Codes.UnknownAttachment, 404, "Unknown attachment", "The case has no complete attachment with this id."),
        new(Codes.MethodNotAllowed, 405, "Method not allowed", "The address exists but does not take this method."),
        .. Conflicts(),
        new(Codes.BodyTooLarge, 413, "Body too large", "The body is longer than the server takes."),
        new(Codes.UnsupportedMediaType, 415, "Unsupported media type", "Bodies are application/json in UTF-8."),
        .. Refusals(),
        new(Codes.TooManyAttempts, 429, "Too many attempts", "Wait for as long as Retry-After says."),
        new(Codes.Internal, 500, "Internal error", "The server failed; its log has the trace id."),
        new(Codes.NotReady, 503, "Not ready", "The server cannot answer this yet, or not now. Try again shortly."),
        new(Codes.Timeout, 503, "Timed out",
            "No answer came in time. What was asked may still happen: repeat it with the same Idempotency-Key, or look before repeating."),
    ];

    private static IEnumerable<ProblemKind> Conflicts() =>
    [
        new("unit-not-free", 409, "Unit not free", "Another assignment holds the unit; the detail names it."),
        new("unit-off-duty", 409, "Unit off duty", "The unit is not on duty."),
        new("unit-paused", 409, "Unit paused", "The unit is paused; the detail says why."),
        new("unit-out-of-service", 409, "Unit out of service", "The unit is out of service."),
        new("unit-on-mission", 409, "Unit on a mission", "Its duty changes when the mission ends."),
        new("unit-has-reservations", 409, "Unit has reservations", "Take back what waits in the unit's queue first."),
        new("queue-full", 409, "Queue full", "The unit's queue of later assignments is full."),
        new("not-more-urgent", 409, "Not more urgent", "A unit is only diverted to a more urgent case."),
        new("illegal-transition", 409, "Illegal transition", "The step does not follow from where things stand; the detail says why."),
        new("case-closed", 409, "Case closed", "The case is closed or cancelled; only late facts are taken."),
        new("case-exists", 409, "Case exists", "A case with this id was opened with other facts."),
        new("assignment-active", 409, "Assignment active", "The case still has an assignment that is requested, reserved or active."),
        new("assignment-exists", 409, "Assignment exists", "The case has such an assignment already, with other facts."),
        new("assignment-ended", 409, "Assignment ended", "The assignment has ended and cannot be taken up again."),
        new("crew-incomplete", 409, "Crew incomplete", "The unit's crew is smaller than the county allows for any level; the detail says who is missing."),
        new("move-ended", 409, "Move over", "The unit was told of this move before, and it is over."),
        new("order-ended", 409, "Order ended", "The order is done, given up or taken back already."),
        new("channel-closed", 409, "Channel closed", "The green channel is closed; only late facts are taken."),
        new("attachment-exists", 409, "Attachment exists", "The id stands for another attachment already."),
        new("version-conflict", 409, "Changed meanwhile", "Somebody else changed it at the same time. Look again, then repeat."),
    ];

    private static IEnumerable<ProblemKind> Refusals() =>
    [
        new(Codes.IdempotencyKeyReused, 422, "Idempotency key reused", "The same key came before with another body. Use a new key."),
        new("key-reused", 422, "Key reused", "The deduplication key was used before for something else."),
        new("override-reason-required", 422, "Reason for the choice required",
            "The unit is not the first choice, or lacks something; the detail names the first choice and why. Repeat with overrideReason."),
        new("reason-required", 422, "Reason required", "This command needs a reason in words."),
        new("out-of-county", 422, "Out of county", "The place lies outside the county and its margin."),
        new("swapped-coordinates", 422, "Coordinates swapped", "Longitude and latitude seem to have changed places."),
        new("no-road", 422, "No road near", "The place is farther from any road than is driven to."),
        new("no-position", 422, "Position unknown", "Nobody knows where the unit is."),
        new("limit-reached", 422, "Limit reached", "A named bound is used up; the detail names it."),
        new("milestone-in-future", 422, "Milestone in the future", "It is said to have happened further ahead than clock skew explains."),
        new("milestone-before-case", 422, "Milestone before case", "It is said to have happened before the case came in."),
        new("milestone-out-of-order", 422, "Milestone out of order", "Its time does not fit between its neighbours."),
        new("milestone-not-recorded", 422, "Milestone not recorded", "A correction names a milestone that was never recorded."),
        new("implausible-value", 422, "Implausible value", "A measured value is outside what is physically plausible."),
        new(Codes.OrderUnsafe, 422, "Order unsafe",
            "The safety check has severe findings, which \"findings\" lists. Change the order, or repeat it with overrideReason."),
        new(Codes.NotAPhysician, 422, "Not a physician", "Only physicians are invited to a case."),
        new(Codes.UnreadableEcg, 422, "ECG unreadable", "The ECG is neither a block that decodes nor a table of millivolts; the detail says where it breaks."),
        new(Codes.NoRoute, 422, "No route", "No road leads from one place to the other, or one lies far from any road."),
        new(Codes.SpanTooLong, 422, "Span too long", "The span between from and to is longer than is answered at once."),
    ];
}
