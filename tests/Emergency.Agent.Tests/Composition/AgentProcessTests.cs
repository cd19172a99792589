using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Emergency.Agent.Tests.Inputs;
using Emergency.Contracts;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Composition;

/// <summary>The agent as the process that runs on a vehicle, killed without warning.</summary>
public sealed class AgentProcessTests
{
    [Fact]
    public async Task Process_KilledAgainAndAgain_DeliversEverythingThatItAcknowledgedOnceAndInOrder()
    {
        await using var centre = await FakeCentre.Started();
        using var folder = new TemporaryDirectory();
        var monitorPort = FreePort();
        var acknowledged = 0;
        for (var life = 0; life < 3; life++)
        {
            // In its first life it has no link, so that everything waits for the second.
            using var agent = Start(centre, folder, monitorPort, key: life == 0 ? "wrong" : "secret");
            for (var message = 0; message < 15; message++)
            {
                if (await Send(monitorPort, acknowledged + 1))
                    acknowledged++;
            }

            await agent.Kill();
        }

        using var last = Start(centre, folder, monitorPort);
        await Eventually.Holds(() => centre.Vitals.Select(sample => sample.HeartRate).Distinct().Count() >= acknowledged);
        await last.Kill();

        acknowledged.ShouldBe(45);
        centre.Hellos.Select(hello => hello.DeviceId).Distinct().ShouldHaveSingleItem();
        // Sent twice is possible, when the answer was lost with the process; under two sequences never.
        var bySequence = centre.Vitals.DistinctBy(sample => sample.Sequence).OrderBy(sample => sample.Sequence).ToList();
        bySequence.Select(sample => sample.HeartRate!.Value).ShouldBeInOrder();
        bySequence.Select(sample => sample.HeartRate!.Value).Distinct().Count().ShouldBe(acknowledged);
    }

    [Fact]
    public async Task Process_Running_TellsHowEverythingIs()
    {
        await using var centre = await FakeCentre.Started();
        using var folder = new TemporaryDirectory();
        var (monitorPort, listen) = (FreePort(), FreePort());
        using var agent = Start(centre, folder, monitorPort, "--Listen", $"http://127.0.0.1:{listen}", "--Ecg:Replay", SharedData.Require("ecg/s0010_re.hea"));
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{listen}") };

        var status = await Eventually.Succeeds<JsonElement, Exception>(async () =>
        {
            var text = await client.GetStringAsync("/api/vehicle/status", TestContext.Current.CancellationToken);
            var root = JsonDocument.Parse(text).RootElement;
            root.GetProperty("agent").GetProperty("link").GetProperty("phase").GetString().ShouldBe("online");
            root.GetProperty("agent").GetProperty("outbox").GetProperty("ecg").GetProperty("acknowledged").GetInt64().ShouldBeGreaterThan(5);
            return root;
        });
        var tablet = await client.GetStringAsync("/api/tablet/state", TestContext.Current.CancellationToken);
        await agent.Kill();

        status.GetProperty("ambulanceId").GetString().ShouldBe("A01");
        status.GetProperty("inputs").EnumerateArray().Select(input => $"{input.GetProperty("name")} {input.GetProperty("state")}")
            .ShouldBe(["gps off", "monitor down", "ecg good"]);
        JsonDocument.Parse(tablet).RootElement.GetProperty("link").GetProperty("state").GetString().ShouldBe("online");
        centre.Ecg.ShouldNotBeEmpty();
        EcgBlock.TryDecode(centre.Ecg.First().Data, out var segment, out _).ShouldBeTrue();
        segment.ShouldNotBeNull().SampleRateHz.ShouldBe(1000);
    }

    [Fact]
    public async Task Process_SettingsAreWrong_SaysSoAndEndsWithTwo()
    {
        using var agent = Process.Start(new ProcessStartInfo("dotnet", [Program, "--Ambulance", "A01", "--Gps:Source", "gps"]) { RedirectStandardError = true })!;

        var words = await agent.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await agent.WaitForExitAsync(TestContext.Current.CancellationToken);

        agent.ExitCode.ShouldBe(2);
        words.ShouldContain("Gps.Source is 'gps'");
        words.ShouldNotContain("   at ");
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Emergency.Agent.dll");

    private static RunningProcess Start(FakeCentre centre, TemporaryDirectory folder, int monitorPort, string key = "secret") =>
        Start(centre, folder, monitorPort, "--DeviceKey", key);

    private static RunningProcess Start(FakeCentre centre, TemporaryDirectory folder, int monitorPort, params string[] more)
    {
        string[] arguments =
        [
            Program, "--Ambulance", FakeCentre.Vehicle.Value, "--DeviceKey", "secret", "--Server", centre.Address.ToString(), "--DataFolder", folder.Path,
            "--Listen", "http://127.0.0.1:0", "--Gps:Source", "none", "--Ecg:Listen", "none",
            "--Monitor:Port", monitorPort.ToString(CultureInfo.InvariantCulture), .. more,
        ];
        return new RunningProcess(Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!);
    }

    /// <summary>Sends a reading until it is answered, as a monitor does while the agent comes up.</summary>
    private static async Task<bool> Send(int port, int number) => await Eventually.Succeeds<bool, Exception>(async () =>
    {
        using var monitor = await FakeMonitor.Connect(new IPEndPoint(IPAddress.Loopback, port));
        await monitor.Send(Oru.Frame(Oru.Message(Oru.Obx("8867-4", number.ToString(CultureInfo.InvariantCulture), "/min"), id: $"M{number}")));
        (await monitor.Answer()).ShouldContain($"MSA|AA|M{number}");
        return true;
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A process that never outlives its test.</summary>
    private sealed class RunningProcess(Process process) : IDisposable
    {
        /// <summary>Ends it without warning, as a power cut does.</summary>
        public async Task Kill()
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        public void Dispose()
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
    }
}
