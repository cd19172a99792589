using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Tablet;

/// <summary>The tablet of the real process, killed in a dead zone.</summary>
public sealed class TabletProcessTests
{
    [Fact]
    public async Task Process_KilledInADeadZone_ShowsTheAssignmentAgain_AndEverythingArrivesOnceWithItsTime()
    {
        await using var centre = await FakeCentre.Started(new FakeCentre { Orders = TabletWorld.Orders(1, TabletWorld.Order()), Care = [TabletWorld.Care(1)] });
        using var folder = new TemporaryDirectory();
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        using var client = new HttpClient { BaseAddress = address };
        using (var first = Start(centre, folder, address))
        {
            await StateWith(client, state => state.GetProperty("care").GetArrayLength() == 1 && IsOnline(state));
            await centre.Stop();
            await StateWith(client, state => !IsOnline(state));
            await Post(client, "acts", new { caseId = "c1", assignmentId = "a1", occurredAt = Now, act = Act("delivered", null) });
            await Post(client, "acts", new { caseId = "c1", assignmentId = "a1", occurredAt = Now, act = Act("read-back", "aspirin 300 mg") });
            await Post(client, "milestones", new { assignmentId = "a1", milestone = "EnRoute", occurredAt = Now });
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var restarted = Now;
        using var second = Start(centre, folder, address);
        var dark = await StateWith(client, state => state.GetProperty("assignments").GetArrayLength() == 1);
        IsOnline(dark).ShouldBeFalse();
        dark.GetProperty("assignments")[0].GetProperty("next").GetString().ShouldBe("OnScene");
        dark.GetProperty("care")[0].GetProperty("orders")[0].GetProperty("state").GetString().ShouldBe("read-back");

        await centre.Start();
        await StateWith(client, state => IsOnline(state) && state.GetProperty("reports").GetArrayLength() == 0);
        second.Kill();
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);

        centre.Milestones.ShouldHaveSingleItem().Milestone.ShouldBe(Milestone.EnRoute);
        centre.Reports.Select(report => ((OrderProgress)report.Act).State).ShouldBe([OrderState.Delivered, OrderState.ReadBack]);
        centre.Reports.ShouldAllBe(report => report.OccurredAt < restarted);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static object Act(string state, string? text) => new { act = "order-progress", orderId = "o1", state, text };

    private static bool IsOnline(JsonElement state) => state.GetProperty("link").GetProperty("state").GetString() == "online";

    private static async Task Post(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync($"/api/tablet/{path}", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<JsonElement> StateWith(HttpClient client, Func<JsonElement, bool> wanted)
    {
        JsonElement state = default;
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    state = await client.GetFromJsonAsync<JsonElement>("/api/tablet/state");
                    return wanted(state);
                }
                catch (HttpRequestException)
                {
                    // The process is not up yet.
                    return false;
                }
            },
            TimeSpan.FromMinutes(2));
        return state;
    }

    private static Process Start(FakeCentre centre, TemporaryDirectory folder, Uri listen) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Emergency.Agent.dll"), "--Ambulance", FakeCentre.Vehicle.Value, "--DeviceKey", "secret",
            "--Server", centre.Address.ToString(), "--DataFolder", folder.Path, "--Listen", listen.GetLeftPart(UriPartial.Authority),
            "--Gps:Source", "none", "--Ecg:Listen", "none", "--Monitor:Enabled", "false",
        ])
    { RedirectStandardOutput = true })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
