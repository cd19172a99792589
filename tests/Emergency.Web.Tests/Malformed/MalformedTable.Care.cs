namespace Emergency.Web.Tests;

/// <content>Care: patients, guidance, orders, channels, clinics. The case has no patient yet.</content>
internal static partial class MalformedTable
{
    private const string Drug = "\"kind\":\"drug\",\"drugCode\":\"aspirin\",\"dose\":300,\"doseUnit\":\"mg\",\"route\":\"po\"";

    private static IEnumerable<MalformedRow> Care => [.. CareReads, .. Patients, .. Guidance, .. Orders, .. Channels, .. Clinic];

    private static IEnumerable<MalformedRow> CareReads =>
    [
        new("GET /api/cases/c-nobody/care", null, 404, "unknown-case"),
        new("GET /api/cases/has%20blank/care", null, 404, "unknown-case"),
        new("GET /api/cases/c-nobody/vitals/newest", null, 404, "unknown-case"),
        new("GET /api/cases/{case}/patients/9/vitals", null, 404, "unknown-patient"),
        new("GET /api/cases/{case}/patients/has%20blank/vitals", null, 404, "unknown-patient"),
        new("GET /api/cases/{case}/patients/1/vitals?buckets=0", null, 400, "validation", "buckets"),
        new("GET /api/cases/{case}/patients/1/vitals?buckets=2001", null, 400, "validation", "buckets"),
        new("GET /api/cases/{case}/patients/1/vitals?from=yesterday", null, 400, "validation", "from"),
        new("GET /api/cases/{case}/patients/1/vitals/samples?limit=0", null, 400, "validation", "limit"),
        new("GET /api/cases/{case}/patients/9/vitals/samples", null, 404, "unknown-patient"),
        new("GET /api/cases/{case}/patients/1/ecg?limit=1001", null, 400, "validation", "limit"),
        new("GET /api/cases/{case}/patients/1/ecg?from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", null, 422, "span-too-long"),
        new("GET /api/cases/{case}/patients/9/handover", null, 404, "unknown-patient"),
        new("GET /api/cases/{case}/patients/9/handover/fhir", null, 404, "unknown-patient"),
        new("GET /api/cases/{case}/attachments/e-none", null, 404, "unknown-attachment"),
        new("GET /api/cases/{case}/attachments/has%20blank", null, 404, "unknown-attachment"),
    ];

    private static IEnumerable<MalformedRow> Patients =>
    [
        new("PUT /api/cases/{case}/patients/1", "{}", 400, "validation", "body"),
        new("PUT /api/cases/{case}/patients/1", "{\"ageYears\":131}", 400, "validation", "ageYears"),
        new("PUT /api/cases/{case}/patients/1", "{\"ageMonths\":25}", 400, "validation", "ageMonths"),
        new("PUT /api/cases/{case}/patients/1", "{\"sex\":\"m\"}", 400, "validation", "sex"),
        new("PUT /api/cases/{case}/patients/1", "{\"weightKg\":0}", 400, "validation", "weightKg"),
        new("PUT /api/cases/{case}/patients/1", "{\"weightEstimated\":true}", 400, "validation", "weightEstimated"),
        new("PUT /api/cases/{case}/patients/1", "{\"pregnancy\":\"maybe\"}", 400, "validation", "pregnancy"),
        new("PUT /api/cases/{case}/patients/1", "{\"allergies\":[null]}", 400, "validation", "allergies[0]"),
        new("PUT /api/cases/{case}/patients/1", "{\"allergies\":\"penicillin\"}", 400, "validation", "allergies"),
        new("PUT /api/cases/{case}/patients/1", "{\"gcs\":2}", 400, "validation", "gcs"),
        new("PUT /api/cases/{case}/patients/1", "{\"consciousness\":\"Z\"}", 400, "validation", "consciousness"),
        new("PUT /api/cases/{case}/patients/1", "{\"onsetAt\":\"2026-11-22T12:00:00\"}", 400, "validation", "onsetAt"),
        new("PUT /api/cases/{case}/patients/1", "{\"weight\":70}", 400, "validation", "weight"),
        new("PUT /api/cases/c-nobody/patients/1", "{\"gcs\":15}", 404, "unknown-case"),
        new("PUT /api/cases/{case}/patients/has%20blank", "{\"gcs\":15}", 404, "unknown-patient"),
        new("PUT /api/cases/{case}/patients/1", "{\"gcs\":15}", 403, "forbidden", User: "hospital1"),
    ];

    private static IEnumerable<MalformedRow> Guidance =>
    [
        new("POST /api/cases/{case}/guidance", "{}", 400, "validation", "text"),
        new("POST /api/cases/{case}/guidance", "{\"text\":\" \"}", 400, "validation", "text"),
        new("POST /api/cases/{case}/guidance", $"{{\"text\":\"{new string('x', 2001)}\"}}", 400, "validation", "text"),
        new("POST /api/cases/{case}/guidance", "{\"text\":\"x\",\"checklist\":[\"\"]}", 400, "validation", "checklist[0]"),
        new("POST /api/cases/{case}/guidance", "{\"text\":\"x\",\"mark\":{\"ecgId\":\"e-1\",\"fromMs\":100,\"toMs\":100}}", 400, "validation", "mark.toMs"),
        new("POST /api/cases/{case}/guidance", "{\"text\":\"x\",\"mark\":{\"fromMs\":1,\"toMs\":100}}", 400, "validation", "mark.ecgId"),
        new("POST /api/cases/{case}/guidance", "{\"text\":\"x\",\"patientId\":\"no word\"}", 400, "validation", "patientId"),
        new("POST /api/cases/c-nobody/guidance", "{\"text\":\"x\"}", 404, "unknown-case"),
        new("POST /api/cases/{case}/participants", "{}", 400, "validation", "user"),
        new("POST /api/cases/{case}/participants", "{\"user\":\"specialist1\",\"state\":\"joined\"}", 400, "validation", "state"),
        new("POST /api/cases/{case}/participants", "{\"user\":\"nobody1\",\"state\":\"invited\"}", 404, "unknown-user"),
        new("POST /api/cases/{case}/participants", "{\"user\":\"admin1\",\"state\":\"invited\"}", 422, "not-a-physician"),
        new("POST /api/cases/{case}/participants/me", "{\"state\":\"invited\"}", 400, "validation", "state"),
        new("POST /api/cases/c-nobody/participants/me", "{\"state\":\"joined\"}", 404, "unknown-case"),
        new("POST /api/cases/{case}/alarms/al-none/acknowledge", null, 404, "unknown-alarm"),
        new("POST /api/cases/{case}/ecgs/e-none/reading", "{}", 400, "validation", "statement", "physician1"),
        new("POST /api/cases/{case}/ecgs/e-none/reading", "{\"statement\":\"heart attack\"}", 400, "validation", "statement", "physician1"),
        new("POST /api/cases/{case}/ecgs/e-none/reading", "{\"statement\":\"stemi\"}", 404, "unknown-ecg", User: "physician1"),
        new("POST /api/cases/{case}/ecgs/e-none/reading", "{\"statement\":\"stemi\"}", 403, "forbidden"),
    ];

    private static IEnumerable<MalformedRow> Orders =>
    [
        Order("{}", 400, "validation", "patientId"),
        Order("{\"patientId\":\"1\"}", 400, "validation", "order"),
        Order("{\"patientId\":\"1\",\"order\":{}}", 400, "validation", "order.kind"),
        Order("{\"patientId\":\"1\",\"order\":{\"kind\":\"potion\"}}", 400, "validation", "order.kind"),
        Order("{\"patientId\":\"1\",\"order\":{\"kind\":\"drug\",\"dose\":1,\"doseUnit\":\"mg\"}}", 400, "validation", "order.drugCode"),
        Order("{\"patientId\":\"1\",\"order\":{\"kind\":\"drug\",\"drugCode\":\"aspirin\"}}", 400, "validation", "order.dose"),
        Order("{\"patientId\":\"1\",\"order\":{\"kind\":\"drug\",\"drugCode\":\"aspirin\",\"dose\":-1,\"doseUnit\":\"mg\"}}", 400, "validation", "order.dose"),
        Order("{\"patientId\":\"1\",\"order\":{\"kind\":\"drug\",\"drugCode\":\"aspirin\",\"dose\":0,\"doseUnit\":\"mg\"}}", 400, "validation", "order.dose"),
        Order("{\"patientId\":\"1\",\"order\":{\"kind\":\"drug\",\"drugCode\":\"aspirin\",\"dose\":300}}", 400, "validation", "order.doseUnit"),
        Order("{\"patientId\":\"1\",\"order\":{\"kind\":\"drug\",\"drugCode\":\"aspirin\",\"dose\":\"300\",\"doseUnit\":\"mg\"}}", 400, "validation", "order.dose"),
        Order("{\"patientId\":\"1\",\"order\":{\"kind\":\"procedure\"}}", 400, "validation", "order.procedure"),
        Order("{\"patientId\":\"1\",\"order\":{\"kind\":\"destination\"}}", 400, "validation", "order.hospitalId"),
        Order($"{{\"patientId\":\"1\",\"order\":{{{Drug}}},\"overrideReason\":\"{new string('x', 201)}\"}}", 400, "validation", "overrideReason"),
        Order($"{{\"patientId\":\"9\",\"order\":{{{Drug}}}}}", 404, "unknown-patient"),
        new("POST /api/cases/c-nobody/orders", $"{{\"patientId\":\"1\",\"order\":{{{Drug}}}}}", 404, "unknown-case", User: "physician1"),
        new("POST /api/cases/{case}/orders", $"{{\"patientId\":\"1\",\"order\":{{{Drug}}}}}", 403, "forbidden"),
        new("POST /api/cases/c-nobody/orders/check", $"{{\"patientId\":\"1\",\"order\":{{{Drug}}}}}", 404, "unknown-case"),
        new("POST /api/cases/{case}/orders/o-none/cancel", "{}", 400, "validation", "reason", "physician1"),
        new("POST /api/cases/{case}/orders/o-none/cancel", "{\"reason\":\"x\"}", 404, "unknown-order", User: "physician1"),
        new("POST /api/cases/{case}/orders/o-none/escalation/acknowledge", null, 404, "unknown-order"),
    ];

    private static IEnumerable<MalformedRow> Channels =>
    [
        new("POST /api/cases/{case}/channels", "{}", 400, "validation", "kind"),
        new("POST /api/cases/{case}/channels", "{\"kind\":\"headache\"}", 400, "validation", "kind"),
        new("POST /api/cases/c-nobody/channels", "{\"kind\":\"stroke\"}", 404, "unknown-case"),
        new("POST /api/cases/{case}/channels", "{\"kind\":\"stroke\",\"hospitalId\":\"{elsewhere}\"}", 403, "other-hospital", User: "hospital1"),
        new("POST /api/cases/{case}/channels/ch-none/events", "{\"occurredAt\":\"{now}\"}", 400, "validation", "event"),
        new("POST /api/cases/{case}/channels/ch-none/events", "{\"event\":\"door\"}", 400, "validation", "occurredAt"),
        new("POST /api/cases/{case}/channels/ch-none/events", "{\"event\":\"bypass-decided\",\"occurredAt\":\"{now}\"}", 400, "validation", "reason"),
        new("POST /api/cases/{case}/channels/ch-none/events", "{\"event\":\"door\",\"occurredAt\":\"{now}\",\"hospitalId\":\"{hospital}\"}", 400, "validation", "hospitalId"),
        new("POST /api/cases/{case}/channels/ch-none/events", "{\"event\":\"door\",\"occurredAt\":\"{now}\"}", 404, "unknown-channel"),
        new("POST /api/cases/{case}/channels/ch-none/close", "{\"reason\":\"\"}", 400, "validation", "reason"),
        new("POST /api/cases/{case}/channels/ch-none/close", "{\"reason\":\"x\"}", 404, "unknown-channel"),
    ];

    private static IEnumerable<MalformedRow> Clinic =>
    [
        FromClinic("{}", 400, "validation", "complaint"),
        FromClinic("{\"complaint\":\"chest pain\"}", 400, "validation", "patient"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{\"ageYears\":-1}}", 400, "validation", "patient.ageYears"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"location\":{\"lon\":113.4}}", 400, "validation", "location.lat"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"location\":{\"lon\":0,\"lat\":0}}", 422, "out-of-county"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"acquiredAt\":\"{now}\"}", 400, "validation", "acquiredAt"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"ecg\":{}}", 400, "validation", "ecg"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"ecg\":{\"data\":\"AAAA\",\"csv\":\"t_s,I\"}}", 400, "validation", "ecg"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"ecg\":{\"data\":\"not base64!\"}}", 400, "validation", "ecg.data"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"ecg\":{\"data\":\"AAAA\"}}", 422, "unreadable-ecg"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"ecg\":{\"csv\":\"time,I\\n0,1\\n1,2\"}}", 422, "unreadable-ecg"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"ecg\":{\"csv\":\"t_s,I,X9\\n0,1,1\\n1,2,2\"}}", 422, "unreadable-ecg"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"ecg\":{\"csv\":\"t_s,I,II\\n0,1\\n1,2\"}}", 422, "unreadable-ecg"),
        FromClinic("{\"complaint\":\"chest pain\",\"patient\":{},\"ecg\":{\"csv\":\"t_s,I\\n0,1\\n0,2\"}}", 422, "unreadable-ecg"),
        FromClinic($"{{\"complaint\":\"x\",\"patient\":{{}},\"ecg\":{{\"csv\":\"{new string('1', 1024 * 1024)}\"}}}}", 413, "body-too-large"),
        new("POST /api/clinic/cases", "{\"complaint\":\"chest pain\",\"patient\":{}}", 403, "forbidden"),
        new("PUT /api/accounts/new1", "{\"roles\":[\"clinic\"],\"password\":\"long enough 1\"}", 400, "validation", "hospitalId", "admin1"),
        new("PUT /api/accounts/new1", $"{{\"roles\":[\"physician\"],\"password\":\"long enough 1\",\"affiliation\":\"{new string('x', 101)}\"}}", 400, "validation", "affiliation", "admin1"),
    ];

    private static MalformedRow Order(string body, int status, string problem, string? field = null) =>
        new("POST /api/cases/{case}/orders", body, status, problem, field, "physician1");

    private static MalformedRow FromClinic(string body, int status, string problem, string? field = null) =>
        new("POST /api/clinic/cases", body, status, problem, field, "clinic1");
}
