using System.Net;

namespace Emergency.Web.Tests;

/// <summary>Who may do what, as a table: a line for each thing to do, a column for each role.</summary>
public sealed class PermissionTests
{
    private static readonly string[] Users = ["dispatcher1", "physician1", "hospital1", "supervisor1", "admin1", "clinic1"];

    /// <summary>Method, path, body, and a letter for each of the users above: y may, n may not.</summary>
    private static readonly string[][] Table =
    [
        ["GET", "/api/cases", "", "yyyyyy"],
        ["GET", "/api/cases/c-known", "", "yyyyyy"],
        ["GET", "/api/ambulances", "", "yyyyyy"],
        ["GET", "/api/hospitals", "", "yyyyyy"],
        ["GET", "/api/coverage", "", "yyyyyy"],
        ["GET", "/api/map/roads", "", "yyyyyy"],
        ["POST", "/api/cases", """{"location":{"lon":113.44,"lat":29.48},"complaint":"fall","priority":"III"}""", "ynnynn"],
        ["PATCH", "/api/cases/c-known", """{"note":"allergic to penicillin"}""", "yynynn"],
        ["PATCH", "/api/cases/c-known", """{"priority":"I"}""", "ynnynn"],
        ["POST", "/api/cases/c-known/end", """{"reason":"served"}""", "ynnynn"],
        ["POST", "/api/cases/c-known/assignments", """{"ambulanceId":"A01"}""", "ynnynn"],
        ["PUT", "/api/ambulances/A02/duty", """{"duty":"OffDuty"}""", "ynnynn"],
        ["PUT", "/api/hospitals/H01/capacity", """{"freeBeds":3}""", "nnyynn"],
        ["PUT", "/api/hospitals/H02/capacity", """{"freeBeds":3}""", "nnnynn"],
        ["PUT", "/api/hospitals/H02/diversion", """{"reason":"full"}""", "nnnynn"],
        ["POST", "/api/hospitals/H02/inbound/a-1/acknowledge", "", "nnnynn"],
        ["GET", "/api/coverage", "", "yyyyyy"],
        ["GET", "/api/coverage/by-hour", "", "yyyyyy"],
        ["GET", "/api/coverage/isochrones", "", "yyyyyy"],
        ["GET", "/api/alarms", "", "yyyyyy"],
        ["GET", "/api/roads/conditions", "", "yyyyyy"],
        ["POST", "/api/roads/conditions", """{"shape":"point","points":[{"lon":113.4,"lat":29.5}],"reason":"flood"}""", "ynnynn"],
        ["DELETE", "/api/roads/conditions/r-1", "", "ynnynn"],
        ["POST", "/api/alarms/coverage-urban-1/acknowledge", "", "ynnynn"],
        ["GET", "/api/relocations", "", "yyyyyy"],
        ["POST", "/api/relocations/A01.ST02/accept", "", "ynnynn"],
        ["POST", "/api/relocations/A01.ST02/dismiss", """{"reason":"rest"}""", "ynnynn"],
        ["POST", "/api/relocations/A01/withdraw", """{"reason":"rest"}""", "ynnynn"],
        ["POST", "/api/takeovers/c1.A01/accept", """{"reason":"nearer"}""", "ynnynn"],
        ["POST", "/api/takeovers/c1.A01/dismiss", """{"reason":"fog"}""", "ynnynn"],
        ["GET", "/api/reports/response-times", "", "ynnynn"],
        ["POST", "/api/ambulances/A01/device-key", "", "nnnnyn"],
        ["GET", "/api/accounts/dispatcher1", "", "nnnnyn"],
        ["PUT", "/api/accounts/new1", """{"password":"long enough 1","roles":["physician"]}""", "nnnnyn"],
        ["GET", "/api/cases/c-known/care", "", "yyyyyy"],
        ["GET", "/api/cases/c-known/vitals/newest", "", "yyyyyy"],
        ["GET", "/api/cases/c-known/patients/1/vitals", "", "yyyyyy"],
        ["GET", "/api/cases/c-known/patients/1/vitals/samples", "", "yyyyyy"],
        ["GET", "/api/cases/c-known/patients/1/ecg", "", "yyyyyy"],
        ["GET", "/api/cases/c-known/patients/1/handover", "", "yyyyyy"],
        ["GET", "/api/cases/c-known/patients/1/handover/fhir", "", "yyyyyy"],
        ["GET", "/api/cases/c-known/attachments/e-1", "", "yyyyyy"],
        ["GET", "/api/order-rules", "", "yyyyyy"],
        ["GET", "/api/physicians", "", "yyyyyy"],
        ["GET", "/api/webrtc/ice-servers", "", "yyyyyy"],
        ["PUT", "/api/cases/c-known/patients/1", """{"ageYears":60}""", "yynyny"],
        ["POST", "/api/cases/c-known/guidance", """{"text":"lay him flat"}""", "yynyny"],
        ["POST", "/api/cases/c-known/participants", """{"user":"specialist1","state":"invited"}""", "yynyny"],
        ["POST", "/api/cases/c-known/participants/me", """{"state":"joined"}""", "yynyny"],
        ["POST", "/api/cases/c-known/alarms/al-1/acknowledge", "", "yynyny"],
        ["POST", "/api/cases/c-known/orders/check", """{"patientId":"1","order":{"kind":"drug","drugCode":"aspirin","dose":300,"doseUnit":"mg"}}""", "yynyny"],
        ["POST", "/api/cases/c-known/orders", """{"patientId":"1","order":{"kind":"drug","drugCode":"aspirin","dose":300,"doseUnit":"mg"}}""", "nynnnn"],
        ["POST", "/api/cases/c-known/orders/o-1/progress", """{"state":"read-back","occurredAt":"2026-03-01T08:00:00Z"}""", "nnnnny"],
        ["POST", "/api/cases/c-known/orders/o-1/cancel", """{"reason":"changed"}""", "nynnnn"],
        ["POST", "/api/cases/c-known/orders/o-1/escalation/acknowledge", "", "yynyny"],
        ["POST", "/api/cases/c-known/ecgs/e-1/reading", """{"statement":"stemi"}""", "nynnnn"],
        ["POST", "/api/cases/c-known/channels", """{"kind":"chest-pain","hospitalId":"H01"}""", "yyyyny"],
        ["POST", "/api/cases/c-known/channels", """{"kind":"chest-pain","hospitalId":"H02"}""", "yynyny"],
        ["POST", "/api/cases/c-known/channels/ch-1/events", """{"event":"cath-lab-ready","occurredAt":"2026-11-22T12:00:00Z"}""", "yyyyny"],
        ["POST", "/api/cases/c-known/channels/ch-2/events", """{"event":"cath-lab-ready","occurredAt":"2026-11-22T12:00:00Z"}""", "yynyny"],
        ["POST", "/api/cases/c-known/channels/ch-2/close", """{"reason":"served"}""", "yynyny"],
        ["POST", "/api/clinic/cases", """{"complaint":"chest pain","patient":{"ageYears":60}}""", "nnnnny"],
        ["POST", "/api/scores/shock-index", """{"pulse":120,"systolic":90}""", "yyyyyy"],
    ];

    [Fact]
    public async Task Request_EachRole_MayOrMayNot()
    {
        await using var web = await TestWeb.Start();
        foreach (var line in Table)
            for (var column = 0; column < Users.Length; column++)
            {
                web.County.Case("c-known").View = Sample.Case("c-known");
                web.County.Ambulance("A01").View = Sample.Unit("A01");
                web.County.Care("c-known").View = Sample.Care("c-known") with { Channels = [Sample.Channel("ch-1", "H01"), Sample.Channel("ch-2", "H02")] };
                using var client = await web.SignIn(Users[column]);
                var before = web.County.Changes;

                var answer = await client.Send(new HttpMethod(line[0]), line[1], line[2].Length == 0 ? null : ApiClient.Body(line[2]));

                var what = $"{Users[column]}: {line[0]} {line[1]} → {(int)answer.Status} {answer.Text}";
                if (line[3][column] == 'y')
                {
                    answer.Status.ShouldNotBe(HttpStatusCode.Forbidden, what);
                    continue;
                }

                answer.Status.ShouldBe(HttpStatusCode.Forbidden, what);
                answer.Problem.ShouldBeOneOf("forbidden", "other-hospital");
                web.County.Changes.ShouldBe(before, what);
            }
    }

    [Fact]
    public async Task Request_NobodySignedIn_IsRefusedEverywhereButTheClock()
    {
        await using var web = await TestWeb.Start();
        using var client = web.Anonymous();

        foreach (var line in Table)
        {
            var answer = await client.Send(new HttpMethod(line[0]), line[1], line[2].Length == 0 ? null : ApiClient.Body(line[2]));
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized, line[1]);
            answer.Problem.ShouldBe("not-signed-in");
        }

        var clock = await client.Get("/api/clock");
        clock.Status.ShouldBe(HttpStatusCode.OK);
        clock.Json["speed"]!.GetValue<double>().ShouldBe(1);
    }

    [Fact]
    public async Task EveryEndpointOfTheApi_IsGuarded()
    {
        await using var web = await TestWeb.Start();
        using var client = web.Anonymous();
        var document = (await client.Get("/openapi/v1.json")).Json;
        string[] open = ["/api/session", "/api/clock"];

        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            if (open.Contains(path))
                continue;
            foreach (var (method, _) in operations!.AsObject())
            {
                var answer = await client.Send(
                    new HttpMethod(method.ToUpperInvariant()),
                    path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal),
                    method == "get" ? null : ApiClient.Body("{}"));
                answer.Status.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
            }
        }
    }
}
