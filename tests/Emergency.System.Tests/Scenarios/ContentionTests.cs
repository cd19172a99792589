using System.Net;
using System.Text.Json.Nodes;

namespace Emergency.System.Tests;

/// <summary>Two dispatchers reach for one unit at the same instant.</summary>
public sealed class ContentionTests
{
    private const int Rounds = 1000;

    /// <summary>Rounds run at once, each with a unit and two cases of its own.</summary>
    private const int Lanes = 4;

    [Fact]
    public async Task Assign_SameUnitFromTwoDesksAThousandTimes_ExactlyOneSucceedsEachTime()
    {
        await using var server = await DispatchServer.Start();
        using var first = await DispatchClient.SignIn(server.Url);
        using var second = await DispatchClient.SignIn(server.Url, "supervisor1");
        var units = (await first.Get("/api/ambulances")).Items().Select(u => u.Text("ambulanceId")).Take(Lanes).ToList();

        var won = await Task.WhenAll(units.Select(unit => Contend(first, second, unit, Rounds / Lanes)));

        won.Sum(w => w.First + w.Second).ShouldBe(Rounds);
        TestContext.Current.TestOutputHelper!.WriteLine($"first won {won.Sum(w => w.First)}, second won {won.Sum(w => w.Second)}");
        (await first.Get("/api/ambulances")).Items().ShouldAllBe(u => u["caseId"] == null);
        server.Output.ShouldNotContain("fail:");
    }

    private static async Task<(int First, int Second)> Contend(DispatchClient first, DispatchClient second, string unit, int rounds)
    {
        string[] cases =
        [
            await first.OpenCase(TestCounty.BuiltIn.Lon, TestCounty.BuiltIn.Lat, "腹痛", "III"),
            await second.OpenCase(TestCounty.BuiltIn.Lon, TestCounty.BuiltIn.Lat, "腹痛", "III"),
        ];
        var wins = new int[2];
        for (var round = 0; round < rounds; round++)
        {
            // A case takes a bounded number of assignments, so cases are renewed long before.
            if (round % 200 == 199) cases = [await Renew(first, cases[0]), await Renew(second, cases[1])];
            var answers = await Task.WhenAll(Assign(first, cases[0], unit), Assign(second, cases[1], unit));

            var winner = Array.FindIndex(answers, a => a.Status == HttpStatusCode.Created);
            winner.ShouldBeGreaterThanOrEqualTo(0, $"nobody got {unit} in round {round}: {answers[0].Body?.ToJsonString()}");
            var loser = answers[1 - winner];
            (loser.Status, loser.Body.ProblemCode()).ShouldBe((HttpStatusCode.Conflict, "unit-not-free"), $"round {round}");
            wins[winner]++;
            await first.Post(
                $"/api/cases/{cases[winner]}/assignments/{answers[winner].Body!.Text("assignmentId")}/milestones",
                new { milestone = "Cancelled", occurredAt = TimeProvider.System.GetUtcNow(), reason = "next round" });
        }

        return (wins[0], wins[1]);
    }

    private static Task<(HttpStatusCode Status, JsonNode? Body)> Assign(DispatchClient desk, string caseId, string unit) =>
        desk.Send(HttpMethod.Post, $"/api/cases/{caseId}/assignments", new { ambulanceId = unit, overrideReason = "test" });

    private static async Task<string> Renew(DispatchClient desk, string old)
    {
        await desk.Post($"/api/cases/{old}/end", new { reason = "renewed", cancelled = true });
        return await desk.OpenCase(TestCounty.BuiltIn.Lon, TestCounty.BuiltIn.Lat, "腹痛", "III");
    }
}
