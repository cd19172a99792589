namespace Emergency.Web.Http;

/// <summary>Words of the problems that the web itself answers with; refusals of grains carry their own.</summary>
internal static class Codes
{
    public const string Malformed = "malformed-request";
    public const string MalformedJson = "malformed-json";
    public const string Validation = "validation";
    public const string NotSignedIn = "not-signed-in";
    public const string WrongCredentials = "wrong-credentials";
    public const string Forbidden = "forbidden";
    public const string Antiforgery = "antiforgery";
    public const string OtherHospital = "other-hospital";
    public const string NotFound = "not-found";
    public const string UnknownCase = "unknown-case";
    public const string UnknownAssignment = "unknown-assignment";
    public const string UnknownUnit = "unknown-unit";
    public const string UnknownHospital = "unknown-hospital";
    public const string UnknownInbound = "unknown-inbound";
    public const string UnknownLayer = "unknown-layer";
    public const string UnknownAlarm = "unknown-alarm";
    public const string UnknownRoadCondition = "unknown-road-condition";
    public const string UnknownRelocation = "unknown-relocation";
    public const string UnknownUser = "unknown-user";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string BodyTooLarge = "body-too-large";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string IdempotencyKeyReused = "idempotency-key-reused";
    public const string NoRoute = "no-route";
    public const string SpanTooLong = "span-too-long";
    public const string TooManyAttempts = "too-many-attempts";
    public const string TooFast = "too-fast";
    public const string WatchFirst = "watch-first";
    public const string UnknownPatient = "unknown-patient";
    public const string UnknownOrder = "unknown-order";
    public const string UnknownChannel = "unknown-channel";
    public const string UnknownEcg = "unknown-ecg";
    public const string UnknownAttachment = "unknown-attachment";
    public const string OrderUnsafe = "order-unsafe";
    public const string NotAPhysician = "not-a-physician";
    public const string UnreadableEcg = "unreadable-ecg";
    public const string Internal = "internal";
    public const string NotReady = "not-ready";
    public const string Timeout = "timeout";
}
