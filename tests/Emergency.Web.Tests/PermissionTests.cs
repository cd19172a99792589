using System.Net;

namespace Emergency.Web.Tests;

/// <summary>Who may do what, as a table: a line for each thing to do, a column for each role.</summary>
public sealed class PermissionTests
{
    private static readonly string[] Users = ["dispatcher1", "physician1", "hospital1", "supervisor1", "admin1"];

    /// <summary>Method, path, body, and a letter for each of the users above: y may, n may not.</summary>
    private static readonly string[][] Table =
    [
        ["GET", "/api/cases", "", "yyyyy"],
        ["GET", "/api/cases/c-known", "", "yyyyy"],
        ["GET", "/api/ambulances", "", "yyyyy"],
        ["GET", "/api/hospitals", "", "yyyyy"],
        ["GET", "/api/coverage", "", "yyyyy"],
        ["GET", "/api/map/roads", "", "yyyyy"],
        ["POST", "/api/cases", """{"location":{"lon":113.44,"lat":29.48},"complaint":"fall","priority":"III"}""", "ynnyn"],
        ["PATCH", "/api/cases/c-known", """{"note":"allergic to penicillin"}""", "yynyn"],
        ["PATCH", "/api/cases/c-known", """{"priority":"I"}""", "ynnyn"],
        ["POST", "/api/cases/c-known/end", """{"reason":"served"}""", "ynnyn"],
        ["POST", "/api/cases/c-known/assignments", """{"ambulanceId":"A01"}""", "ynnyn"],
        ["PUT", "/api/ambulances/A02/duty", """{"duty":"OffDuty"}""", "ynnyn"],
        ["PUT", "/api/hospitals/H01/capacity", """{"freeBeds":3}""", "nnyyn"],
        ["PUT", "/api/hospitals/H02/capacity", """{"freeBeds":3}""", "nnnyn"],
        ["PUT", "/api/hospitals/H02/diversion", """{"reason":"full"}""", "nnnyn"],
        ["POST", "/api/hospitals/H02/inbound/a-1/acknowledge", "", "nnnyn"],
        ["GET", "/api/coverage", "", "yyyyy"],
        ["GET", "/api/coverage/by-hour", "", "yyyyy"],
        ["GET", "/api/coverage/isochrones", "", "yyyyy"],
        ["GET", "/api/alarms", "", "yyyyy"],
        ["GET", "/api/roads/conditions", "", "yyyyy"],
        ["POST", "/api/roads/conditions", """{"shape":"point","points":[{"lon":113.4,"lat":29.5}],"reason":"flood"}""", "ynnyn"],
        ["DELETE", "/api/roads/conditions/r-1", "", "ynnyn"],
        ["POST", "/api/alarms/coverage-urban-1/acknowledge", "", "ynnyn"],
        ["GET", "/api/relocations", "", "yyyyy"],
        ["POST", "/api/relocations/A01.ST02/accept", "", "ynnyn"],
        ["POST", "/api/relocations/A01.ST02/dismiss", """{"reason":"rest"}""", "ynnyn"],
        ["POST", "/api/relocations/A01/withdraw", """{"reason":"rest"}""", "ynnyn"],
        ["POST", "/api/takeovers/c1.A01/accept", """{"reason":"nearer"}""", "ynnyn"],
        ["POST", "/api/takeovers/c1.A01/dismiss", """{"reason":"fog"}""", "ynnyn"],
        ["GET", "/api/reports/response-times", "", "ynnyn"],
        ["POST", "/api/ambulances/A01/device-key", "", "nnnny"],
        ["GET", "/api/accounts/dispatcher1", "", "nnnny"],
        ["PUT", "/api/accounts/new1", """{"password":"long enough 1","roles":["physician"]}""", "nnnny"],
        ["POST", "/api/scores/shock-index", """{"pulse":120,"systolic":90}""", "yyyyy"],
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
