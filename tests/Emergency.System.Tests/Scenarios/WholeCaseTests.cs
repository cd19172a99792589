using System.Net;
using System.Text.Json.Nodes;
using Emergency.Domain;
using Emergency.TestKit;

namespace Emergency.System.Tests;

/// <summary>The main job on the real processes: a call comes in, a unit is recommended, sent, tracked, and hands its patient over.</summary>
public sealed class WholeCaseTests
{
    private static readonly Milestone[] Course =
    [
        Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene, Milestone.AtPatient, Milestone.PatientLoaded, Milestone.LeftScene,
        Milestone.AtHospital, Milestone.HandedOver, Milestone.Cleared, Milestone.BackAtStation,
    ];

    [Fact]
    public async Task Case_FromCallToReturn_HasEveryMilestoneWithBothTimesAndItsSource()
    {
        var county = await TestCounty.Reference();
        await using var server = await DispatchServer.Start(county.Folder);
        using var desk = await DispatchClient.SignIn(server.Url);
        var hospital = new HospitalId((await desk.Get("/api/hospitals")).Items().First().Text("hospitalId"));

        var caseId = await desk.OpenCase(county.Lon, county.Lat);
        var candidate = (await desk.Get($"/api/cases/{caseId}/recommendations"))["candidates"]!.Items().First();
        candidate.Number("etaSeconds").ShouldBeGreaterThan(0);
        var ambulance = candidate.Text("ambulanceId");
        await using var crew = new Crew(server, ambulance);
        var assigned = await desk.Post(
            $"/api/cases/{caseId}/assignments", new { ambulanceId = ambulance, overrideReason = "test" }, idempotencyKey: "assign-1");
        assigned.Text("milestone").ShouldBe("Offered");

        await Eventually.Holds(() => crew.Order?.CaseId.Value == caseId);
        var order = crew.Order!;
        await crew.DriveTo(new GeoPoint(county.Lon, county.Lat));
        // The desk says the second half by voice.
        foreach (var milestone in Course[..6]) await crew.Set(order, milestone, milestone is Milestone.LeftScene ? hospital : null);
        await Eventually.Holds(() => crew.IsAllTaken);
        foreach (var milestone in Course[6..]) await Report(desk, caseId, assigned.Text("assignmentId"), milestone);

        crew.Refusals.ShouldBeEmpty();
        await VerifyTimeline(desk, caseId);
        (await desk.Get($"/api/cases/{caseId}")).Text("status").ShouldBe("closed");
        var unit = (await desk.Get("/api/ambulances")).Items().Single(u => u.Text("ambulanceId") == ambulance);
        unit.Text("duty").ShouldBe("AvailableAtStation");
        unit["position"]!.Number("lon").ShouldBe(county.Lon, 1e-6);
        unit["link"]!.Text("state").ShouldBe("online");
        (await desk.Get("/api/reports/response-times"))!["urban"]!.Number("count").ShouldBe(1);
    }

    [Fact]
    public async Task Restart_AfterACleanStop_ShowsEarlierCases()
    {
        await using var server = await DispatchServer.Start();
        string caseId;
        using (var desk = await DispatchClient.SignIn(server.Url))
            caseId = await desk.OpenCase(TestCounty.BuiltIn.Lon, TestCounty.BuiltIn.Lat);

        (await server.Stop()).ShouldBe(0);
        await server.Restart();

        using var again = await DispatchClient.SignIn(server.Url);
        (await again.Get("/api/cases?status=open")).Items().ShouldContain(c => c.Text("caseId") == caseId);
    }

    private static async Task Report(DispatchClient desk, string caseId, string assignmentId, Milestone milestone)
    {
        var (status, body) = await desk.Send(
            HttpMethod.Post, $"/api/cases/{caseId}/assignments/{assignmentId}/milestones",
            new { milestone = milestone.ToString(), occurredAt = TimeProvider.System.GetUtcNow() });
        ((int)status).ShouldBeInRange(200, 201, $"{milestone}: {(HttpStatusCode)status} {body?.ToJsonString()}");
    }

    private static async Task VerifyTimeline(DispatchClient desk, string caseId)
    {
        var timeline = (await desk.Get($"/api/cases/{caseId}/timeline")).Items().ToList();
        var milestones = timeline.Where(t => t["milestone"] is not null).ToDictionary(t => t.Text("milestone"), t => t);
        foreach (var milestone in Course.Prepend(Milestone.Offered))
        {
            var entry = milestones[milestone.ToString()];
            (At(entry, "recordedAt") - At(entry, "at")).ShouldBeGreaterThan(TimeSpan.FromSeconds(-1), milestone.ToString());
            entry.Text("source").ShouldBe(
                milestone is Milestone.Offered ? "system" : milestone < Milestone.AtHospital ? "vehicle" : "desk", milestone.ToString());
        }

        static DateTimeOffset At(JsonNode entry, string name) => DateTimeOffset.Parse(entry.Text(name));
    }
}
