namespace Emergency.Web.Tests;

/// <summary>Requests that must change nothing, and how each is answered.</summary>
internal static partial class MalformedTable
{
    private const string Place = "\"location\":{\"lon\":113.44,\"lat\":29.48}";

    public static IEnumerable<MalformedRow> All =>
        [.. Transport, .. Types, .. Bounds, .. Places, .. Unknown, .. Assignments, .. Milestones, .. Desks, .. Scores, .. Queries, .. Roads, .. Roles, .. Care];

    private static IEnumerable<MalformedRow> Transport =>
    [
        new("POST /api/cases", "{", 400, "malformed-json"),
        new("POST /api/cases", "", 400, "malformed-json"),
        new("POST /api/cases", "null", 400, "malformed-json"),
        new("POST /api/cases", "{\"a\":1}{}", 400, "malformed-json"),
        new("POST /api/cases", "{'complaint':'x'}", 400, "malformed-json"),
        new("POST /api/cases", "{\"complaint\":\"x\",}", 400, "malformed-json"),
        new("POST /api/cases", "{/* x */}", 400, "malformed-json"),
        new("POST /api/cases", Nested(20), 400, "malformed-json"),
        new("POST /api/cases", "[]", 400, "validation", "body"),
        new("POST /api/cases", "\"text\"", 400, "validation", "body"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"x\",\"priority\":\"I\"}}", 415, "unsupported-media-type", Type: "text/plain"),
        new("POST /api/cases", "<case/>", 415, "unsupported-media-type", Type: "application/xml"),
        new("POST /api/cases", null, 415, "unsupported-media-type"),
        new("POST /api/cases", Case($"\"notes\":\"{new string('x', 70_000)}\""), 413, "body-too-large"),
    ];

    private static IEnumerable<MalformedRow> Types =>
    [
        new("POST /api/cases", Case("\"location\":{\"lon\":NaN,\"lat\":29.48}"), 400, "malformed-json"),
        new("POST /api/cases", Case("\"location\":{\"lon\":Infinity,\"lat\":29.48}"), 400, "malformed-json"),
        new("POST /api/cases", "{\"location\":{\"lon\":1e999,\"lat\":29.48},\"complaint\":\"x\",\"priority\":\"I\"}", 400, "validation", "location.lon"),
        new("POST /api/cases", "{\"location\":{\"lon\":\"113.44\",\"lat\":29.48},\"complaint\":\"x\",\"priority\":\"I\"}", 400, "validation", "location.lon"),
        new("POST /api/cases", "{\"location\":{\"lon\":\"NaN\",\"lat\":29.48},\"complaint\":\"x\",\"priority\":\"I\"}", 400, "validation", "location.lon"),
        new("POST /api/cases", "{\"location\":{\"lon\":true,\"lat\":29.48},\"complaint\":\"x\",\"priority\":\"I\"}", 400, "validation", "location.lon"),
        new("POST /api/cases", "{\"location\":[113.44,29.48],\"complaint\":\"x\",\"priority\":\"I\"}", 400, "validation", "location"),
        new("POST /api/cases", $"{{{Place},\"complaint\":7,\"priority\":\"I\"}}", 400, "validation", "complaint"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"\\ud800\",\"priority\":\"I\"}}", 400, "validation", "complaint"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"x\",\"priority\":\"V\"}}", 400, "validation", "priority"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"x\",\"priority\":\"i\"}}", 400, "validation", "priority"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"x\",\"priority\":1}}", 400, "validation", "priority"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"x\",\"priority\":\"1\"}}", 400, "validation", "priority"),
        new("POST /api/cases", Case("\"patients\":\"2\""), 400, "validation", "patients"),
        new("POST /api/cases", Case("\"patients\":1.5"), 400, "validation", "patients"),
        new("POST /api/cases", Case("\"patients\":99999999999"), 400, "validation", "patients"),
        new("POST /api/cases", Case("\"caller\":\"Li\""), 400, "validation", "caller"),
        new("POST /api/cases", Case("\"ringAt\":\"yesterday\""), 400, "validation", "ringAt"),
        new("POST /api/cases", Case("\"ringAt\":\"2026-11-22T12:00:00\""), 400, "validation", "ringAt"),
        new("POST /api/cases", Case("\"priorty\":\"I\""), 400, "validation", "priorty"),
        new("POST /api/cases", Case("\"Complaint\":\"x\""), 400, "validation", "Complaint"),
        new("POST /api/cases", Case("\"complaint\":\"y\""), 400, "validation", "complaint"),
    ];

    private static IEnumerable<MalformedRow> Bounds =>
    [
        new("POST /api/cases", "{}", 400, "validation", "location"),
        new("POST /api/cases", $"{{{Place},\"priority\":\"I\"}}", 400, "validation", "complaint"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"  \",\"priority\":\"I\"}}", 400, "validation", "complaint"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"{new string('x', 501)}\",\"priority\":\"I\"}}", 400, "validation", "complaint"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"a\\u0000b\",\"priority\":\"I\"}}", 400, "validation", "complaint"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"x\"}}", 400, "validation", "priority"),
        new("POST /api/cases", $"{{{Place},\"complaint\":\"x\",\"priority\":null}}", 400, "validation", "priority"),
        new("POST /api/cases", Case("\"patients\":0"), 400, "validation", "patients"),
        new("POST /api/cases", Case("\"patients\":-3"), 400, "validation", "patients"),
        new("POST /api/cases", Case("\"patients\":100000"), 400, "validation", "patients"),
        new("POST /api/cases", Case($"\"notes\":\"{new string('x', 2001)}\""), 400, "validation", "notes"),
        new("POST /api/cases", Case($"\"caller\":{{\"phone\":\"{new string('1', 33)}\"}}"), 400, "validation", "caller.phone"),
        new("PATCH /api/cases/{case}", "{}", 400, "validation", "body"),
        new("PATCH /api/cases/{case}", "{\"patientCount\":0}", 400, "validation", "patientCount"),
        new("PATCH /api/cases/{case}", "{\"note\":\"\"}", 400, "validation", "note"),
        new("PATCH /api/cases/{case}", "{\"status\":\"closed\"}", 400, "validation", "status"),
        new("POST /api/cases/{case}/end", "{\"cancelled\":\"yes\"}", 400, "validation", "cancelled"),
    ];

    private static IEnumerable<MalformedRow> Places =>
    [
        new("POST /api/cases", At("{\"lat\":29.48}"), 400, "validation", "location.lon"),
        new("POST /api/cases", At("{\"lon\":113.44}"), 400, "validation", "location.lat"),
        new("POST /api/cases", At("null"), 400, "validation", "location"),
        new("POST /api/cases", At("{\"lon\":181,\"lat\":29.48}"), 400, "validation", "location.lon"),
        new("POST /api/cases", At("{\"lon\":113.44,\"lat\":-181}"), 400, "validation", "location.lat"),
        new("POST /api/cases", At("{\"lon\":113.44,\"lat\":29.48,\"crs\":\"BD09\"}"), 400, "validation", "location.crs"),
        new("POST /api/cases", At("{\"lon\":116.4,\"lat\":39.9}"), 422, "out-of-county"),
        new("POST /api/cases", At("{\"lon\":0,\"lat\":0}"), 422, "out-of-county"),
        new("POST /api/cases", At("{\"lon\":29.48,\"lat\":113.44}"), 422, "swapped-coordinates"),
        new("POST /api/cases", At("{\"lon\":29.48,\"lat\":113.44,\"crs\":\"GCJ02\"}"), 422, "swapped-coordinates"),
    ];

    private static IEnumerable<MalformedRow> Unknown =>
    [
        new("GET /api/cases/c-nobody", null, 404, "unknown-case"),
        new("GET /api/cases/has%20blank", null, 404, "unknown-case"),
        new($"GET /api/cases/{new string('x', 65)}", null, 404, "unknown-case"),
        new("GET /api/cases/c-nobody/timeline", null, 404, "unknown-case"),
        new("GET /api/cases/c-nobody/recommendations", null, 404, "unknown-case"),
        new("GET /api/cases/c-nobody/hospital-recommendations", null, 404, "unknown-case"),
        new("GET /api/cases/has%20blank/hospital-recommendations", null, 404, "unknown-case"),
        new("PATCH /api/cases/c-nobody", "{\"note\":\"x\"}", 404, "unknown-case"),
        new("POST /api/cases/c-nobody/end", "{\"reason\":\"x\"}", 404, "unknown-case"),
        new("POST /api/cases/c-nobody/assignments", "{\"ambulanceId\":\"{free}\"}", 404, "unknown-case"),
        new("GET /api/ambulances/Z99", null, 404, "unknown-unit"),
        new("GET /api/ambulances/Z99/track", null, 404, "unknown-unit"),
        new("GET /api/hospitals/Z99", null, 404, "unknown-hospital"),
        new("GET /api/map/treasure", null, 404, "unknown-layer"),
        new("GET /api/orders", null, 404, "not-found"),
        new("DELETE /api/cases/{case}", null, 405, "method-not-allowed"),
    ];

    private static IEnumerable<MalformedRow> Assignments =>
    [
        new("POST /api/cases/{case}/assignments", "{}", 400, "validation", "ambulanceId"),
        new("POST /api/cases/{case}/assignments", "{\"ambulanceId\":7}", 400, "validation", "ambulanceId"),
        new("POST /api/cases/{case}/assignments", "{\"ambulanceId\":\"A 01\"}", 400, "validation", "ambulanceId"),
        new("POST /api/cases/{case}/assignments", "{\"ambulanceId\":\"{free}\",\"queue\":1}", 400, "validation", "queue"),
        new("POST /api/cases/{case}/assignments", "{\"ambulanceId\":\"{free}\",\"notBefore\":\"soon\"}", 400, "validation", "notBefore"),
        new("POST /api/cases/{case}/assignments", "{\"ambulanceId\":\"{free}\",\"queue\":true,\"divertReason\":\"x\"}", 400, "validation", "divertReason"),
        new("POST /api/cases/{case}/assignments", $"{{\"ambulanceId\":\"{{free}}\",\"overrideReason\":\"{new string('x', 201)}\"}}", 400, "validation", "overrideReason"),
        new("POST /api/cases/{case}/assignments", "{\"ambulanceId\":\"{free}\",\"recommendationId\":7}", 400, "validation", "recommendationId"),
        new("POST /api/cases/{case}/assignments", $"{{\"ambulanceId\":\"{{free}}\",\"recommendationId\":\"{new string('x', 129)}\"}}", 400, "validation", "recommendationId"),
        new("POST /api/cases/{case}/assignments", "{\"ambulanceId\":\"Z99\"}", 404, "unknown-unit"),
        new("POST /api/cases/{other}/assignments", "{\"ambulanceId\":\"{busy}\"}", 409, "unit-not-free"),
        new("PUT /api/cases/{case}/assignments/{assignment}/destination", "{}", 400, "validation", "hospitalId"),
        new("PUT /api/cases/{case}/assignments/{assignment}/destination", "{\"hospitalId\":\"Z99\"}", 404, "unknown-hospital"),
        new("PUT /api/cases/{case}/assignments/a-nobody/destination", "{\"hospitalId\":\"{hospital}\"}", 404, "unknown-assignment"),
    ];

    private static IEnumerable<MalformedRow> Milestones =>
    [
        new(Report, "{\"milestone\":\"EnRoute\"}", 400, "validation", "occurredAt"),
        new(Report, "{\"occurredAt\":\"{now}\"}", 400, "validation", "milestone"),
        new(Report, "{\"milestone\":\"Arrived\",\"occurredAt\":\"{now}\"}", 400, "validation", "milestone"),
        new(Report, "{\"milestone\":4,\"occurredAt\":\"{now}\"}", 400, "validation", "milestone"),
        new(Report, "{\"milestone\":\"OnScene\",\"occurredAt\":\"2026-11-22T12:00:00\"}", 400, "validation", "occurredAt"),
        new(Report, "{\"milestone\":\"OnScene\",\"occurredAt\":1763784000}", 400, "validation", "occurredAt"),
        new(Report, "{\"milestone\":\"OnScene\",\"occurredAt\":\"{now}\",\"correct\":\"no\"}", 400, "validation", "correct"),
        new(Report, "{\"milestone\":\"Cancelled\",\"occurredAt\":\"{now}\"}", 422, "reason-required"),
        new(Report, "{\"milestone\":\"BackAtStation\",\"occurredAt\":\"{now}\"}", 409, "illegal-transition"),
        new("POST /api/cases/{case}/assignments/a-nobody/milestones", "{\"milestone\":\"OnScene\",\"occurredAt\":\"{now}\"}", 404, "unknown-assignment"),
        new("POST /api/cases/c-nobody/assignments/a-nobody/milestones", "{\"milestone\":\"OnScene\",\"occurredAt\":\"{now}\"}", 404, "unknown-case"),
    ];

    private static IEnumerable<MalformedRow> Desks =>
    [
        new("PUT /api/ambulances/{free}/duty", "{\"duty\":\"Sleeping\"}", 400, "validation", "duty"),
        new("PUT /api/ambulances/{free}/duty", "{\"duty\":\"OnMission\"}", 400, "validation", "duty"),
        new("PUT /api/ambulances/{free}/duty", "{\"duty\":\"Paused\"}", 422, "reason-required"),
        new("PUT /api/ambulances/Z99/duty", "{\"duty\":\"OffDuty\"}", 404, "unknown-unit"),
        new("PUT /api/ambulances/{busy}/duty", "{\"duty\":\"OffDuty\"}", 409, "unit-on-mission"),
        new("PUT /api/hospitals/{hospital}/capacity", "{\"freeBeds\":-1}", 400, "validation", "freeBeds", "hospital1"),
        new("PUT /api/hospitals/{hospital}/capacity", "{\"freeBeds\":2.5}", 400, "validation", "freeBeds", "hospital1"),
        new("PUT /api/hospitals/{hospital}/capacity", "{\"freeBeds\":\"three\"}", 400, "validation", "freeBeds", "hospital1"),
        new("PUT /api/hospitals/{hospital}/capacity", "{}", 400, "validation", "freeBeds", "hospital1"),
        new("PUT /api/hospitals/{hospital}/diversion", "{\"reason\":\"\"}", 400, "validation", "reason", "hospital1"),
        new("PUT /api/hospitals/{hospital}/diversion", "{\"until\":\"{now}\"}", 400, "validation", "until", "hospital1"),
        new("PUT /api/hospitals/Z99/capacity", "{\"freeBeds\":3}", 404, "unknown-hospital", User: "supervisor1"),
        new("POST /api/hospitals/{hospital}/inbound/a-nobody/acknowledge", null, 404, "unknown-inbound", User: "hospital1"),
        new("POST /api/ambulances/Z99/device-key", null, 404, "unknown-unit", User: "admin1"),
        new("PUT /api/accounts/new1", "{\"roles\":[\"physician\"],\"password\":\"short\"}", 400, "validation", "password", "admin1"),
        new("PUT /api/accounts/new1", "{\"roles\":[\"king\"],\"password\":\"long enough 1\"}", 400, "validation", "roles", "admin1"),
        new("PUT /api/accounts/admin1", "{\"roles\":[\"dispatcher\"]}", 400, "validation", "roles", "admin1"),
    ];

    private static IEnumerable<MalformedRow> Scores =>
    [
        new("POST /api/scores/news2", "{\"consciousness\":\"Z\"}", 400, "validation", "consciousness"),
        new("POST /api/scores/news2", "{\"respirationRate\":\"20\"}", 400, "validation", "respirationRate"),
        new("POST /api/scores/news2", "{\"respirationRate\":-5}", 422, "implausible-value"),
        new("POST /api/scores/news2", "{\"spo2Scale\":3}", 422, "implausible-value"),
        new("POST /api/scores/gcs", "{\"eye\":5}", 422, "implausible-value"),
        new("POST /api/scores/gcs", "{\"eyes\":4}", 400, "validation", "eyes"),
        new("POST /api/scores/apgar", "{}", 404, "not-found"),
    ];

    private static IEnumerable<MalformedRow> Queries =>
    [
        new("GET /api/cases?status=lost", null, 400, "validation", "status"),
        new("GET /api/cases?status=all&limit=0", null, 400, "validation", "limit"),
        new("GET /api/cases?status=all&from=yesterday", null, 400, "validation", "from"),
        new("GET /api/cases?status=open&status=all", null, 400, "validation", "status"),
        new("GET /api/ambulances/{free}/track?from=2026-11-22T12:00:00Z&to=2026-11-22T11:00:00Z", null, 400, "validation", "from"),
        new("GET /api/reports/response-times?from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", null, 422, "span-too-long", User: "supervisor1"),
        new("GET /api/route?fromLon=113.44&fromLat=29.48&toLon=113.5", null, 400, "validation", "toLat"),
        new("GET /api/route?fromLon=NaN&fromLat=29.48&toLon=113.5&toLat=29.5", null, 400, "validation", "fromLon"),
        new("GET /api/route?fromLon=113.44&fromLat=95&toLon=113.5&toLat=29.5", null, 400, "validation", "fromLat"),
        new("GET /api/route?fromLon=113.44&fromLat=29.48&toLon=0&toLat=89", null, 422, "no-route"),
    ];

    private static IEnumerable<MalformedRow> Roads =>
    [
        new("POST /api/roads/conditions", "{", 400, "malformed-json"),
        new("POST /api/roads/conditions", "{}", 400, "validation", "shape"),
        new("POST /api/roads/conditions", Closure("\"circle\"", Corner), 400, "validation", "shape"),
        new("POST /api/roads/conditions", Closure("1", Corner), 400, "validation", "shape"),
        new("POST /api/roads/conditions", Closure("\"point\"", ""), 400, "validation", "points"),
        new("POST /api/roads/conditions", Closure("\"point\"", $"{Corner},{Corner}"), 400, "validation", "points"),
        new("POST /api/roads/conditions", Closure("\"area\"", $"{Corner},{Corner}"), 400, "validation", "points"),
        new("POST /api/roads/conditions", Closure("\"point\"", "null"), 400, "validation", "points[0]"),
        new("POST /api/roads/conditions", Closure("\"point\"", "{\"lon\":181,\"lat\":29.48}"), 400, "validation", "points[0].lon"),
        new("POST /api/roads/conditions", Closure("\"point\"", "{\"lon\":113.44}"), 400, "validation", "points[0].lat"),
        new("POST /api/roads/conditions", Closure("\"point\"", Corner, "\"factor\":0"), 400, "validation", "factor"),
        new("POST /api/roads/conditions", Closure("\"point\"", Corner, "\"factor\":21"), 400, "validation", "factor"),
        new("POST /api/roads/conditions", Closure("\"point\"", Corner, "\"until\":\"tomorrow\""), 400, "validation", "until"),
        new("POST /api/roads/conditions", Closure("\"point\"", Corner, "\"crs\":\"BD09\""), 400, "validation", "crs"),
        new("POST /api/roads/conditions", Closure("\"point\"", Corner, "\"reson\":\"x\""), 400, "validation", "reson"),
        new("POST /api/roads/conditions", $"{{\"shape\":\"point\",\"points\":[{Corner}],\"reason\":\" \"}}", 400, "validation", "reason"),
        new("POST /api/roads/conditions", Closure("\"point\"", Corner), 403, "forbidden", User: "physician1"),
        new("POST /api/roads/conditions", Closure("\"point\"", Corner), 403, "forbidden", User: "hospital1"),
        new("DELETE /api/roads/conditions/r-none", null, 404, "unknown-road-condition"),
        new("DELETE /api/roads/conditions/r%20none", null, 404, "unknown-road-condition"),
        new("POST /api/alarms/none/acknowledge", null, 404, "unknown-alarm"),
        new("POST /api/alarms/none/acknowledge", null, 403, "forbidden", User: "physician1"),
        new("POST /api/relocations/A01.ST99/accept", null, 404, "unknown-relocation"),
        new("POST /api/relocations/A01.ST99/dismiss", "{}", 400, "validation", "reason"),
        new("POST /api/relocations/A01.ST99/dismiss", "{\"reason\":\"rest\"}", 404, "unknown-relocation"),
        new("POST /api/relocations/A01/withdraw", "{}", 400, "validation", "reason"),
        new("POST /api/relocations/A01/withdraw", "{\"reason\":\"rest\"}", 404, "unknown-relocation"),
        new("POST /api/relocations/%20/withdraw", "{\"reason\":\"rest\"}", 404, "unknown-relocation"),
        new("POST /api/takeovers/c1.A01/accept", "{}", 400, "validation", "reason"),
        new("POST /api/takeovers/c1.A01/accept", "{\"reason\":\"nearer\"}", 404, "unknown-relocation"),
        new("POST /api/takeovers/c1.A01/dismiss", "{\"reason\":\" \"}", 400, "validation", "reason"),
        new("POST /api/takeovers/c1.A01/dismiss", "{\"reason\":\"fog\"}", 404, "unknown-relocation"),
        new("GET /api/coverage/isochrones?minutes=10,5", null, 400, "validation", "minutes"),
        new("GET /api/coverage/isochrones?minutes=0", null, 400, "validation", "minutes"),
        new("GET /api/coverage/isochrones?minutes=5,x", null, 400, "validation", "minutes"),
        new("GET /api/coverage/isochrones?minutes=1,2,3,4,5,6,7,8,9", null, 400, "validation", "minutes"),
        new("GET /api/coverage/isochrones?lon=113.44", null, 400, "validation", "lat"),
        new("GET /api/coverage/isochrones?lon=113.44&lat=29.48&ambulanceId=A01", null, 400, "validation", "ambulanceId"),
        new("GET /api/coverage/isochrones?ambulanceId=Z99", null, 404, "unknown-unit"),
    ];

    private static IEnumerable<MalformedRow> Roles =>
    [
        new("POST /api/cases", Case(), 403, "forbidden", User: "physician1"),
        new("POST /api/cases", Case(), 403, "forbidden", User: "admin1"),
        new("POST /api/cases", "{", 403, "forbidden", User: "hospital1"),
        new("PATCH /api/cases/{case}", "{\"priority\":\"I\"}", 403, "forbidden", User: "physician1"),
        new(Report, "{\"milestone\":\"OnScene\",\"occurredAt\":\"{now}\"}", 403, "forbidden", User: "physician1"),
        new("GET /api/reports/response-times", null, 403, "forbidden", User: "physician1"),
        new("POST /api/ambulances/{free}/device-key", null, 403, "forbidden", User: "supervisor1"),
        new("PUT /api/hospitals/{elsewhere}/capacity", "{\"freeBeds\":3}", 403, "other-hospital", User: "hospital1"),
    ];

    private const string Report = "POST /api/cases/{case}/assignments/{assignment}/milestones";

    private const string Corner = "{\"lon\":113.44,\"lat\":29.48}";

    private static string Closure(string shape, string points, string more = "") =>
        $"{{\"shape\":{shape},\"points\":[{points}],\"reason\":\"flood\"{(more.Length == 0 ? "" : "," + more)}}}";

    /// <summary>A right case, with more members after it.</summary>
    private static string Case(string more = "") => $"{{{Place},\"complaint\":\"x\",\"priority\":\"I\"{(more.Length == 0 ? "" : "," + more)}}}";

    private static string At(string location) => $"{{\"location\":{location},\"complaint\":\"x\",\"priority\":\"I\"}}";

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
}
