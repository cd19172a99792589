using System.Diagnostics;
using System.Globalization;
using Emergency.Agent.Inputs;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;

namespace Emergency.Agent.Tests;

/// <summary>What goes first when much waits.</summary>
public sealed class LanePriorityTests
{
    [Fact]
    public async Task Run_LongBacklog_LetsFactsNewestFixAndNewestVitalsThroughAtOnce()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnEcg = _ => Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        await centre.Stop();
        await using var agent = new RunningAgent(centre);
        for (var block = 0; block < 3000; block++)
            await agent.Outbox.AddEcg(block * 0.2);
        for (var second = 0; second < 2000; second++)
        {
            await agent.ReportFix(second);
            await agent.Connection.Report(new VitalsReading(RunningAgent.Start.AddSeconds(second), HeartRate: 70));
        }

        await agent.ReportMilestone(Milestone.EnRoute);
        await centre.Start();
        await Eventually.Holds(() => centre.Batches.Count > 0 && !centre.Vitals.IsEmpty && centre.Milestones.Count > 0);

        centre.Calls.Count(call => call == "ecg").ShouldBeLessThan(10);
        centre.FixSequences[0].ShouldBe(2000);
        centre.Vitals.First().Sequence.ShouldBe(2000);
    }

    [Fact]
    public async Task Clear_NothingRings_IsAtOnce()
    {
        var wake = new Wake();

        await new LaneGate(new ManualTimeProvider()).Behind(wake).Clear(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Clear_SomethingMoreImportantRings_WaitsUntilItIsTakenUp()
    {
        var (wake, network) = (new Wake(), new ManualTimeProvider());
        wake.Ring();

        var clear = new LaneGate(network).Behind(wake).Clear(TestContext.Current.CancellationToken);
        network.Advance(TimeSpan.FromMilliseconds(200));
        clear.IsCompleted.ShouldBeFalse();
        wake.Answer();
        await Eventually.Holds(() =>
        {
            network.Advance(TimeSpan.FromMilliseconds(20));
            return clear.IsCompleted;
        });

        await clear;
        network.GetUtcNow().ShouldBeLessThan(new DateTimeOffset(2026, 1, 1, 0, 0, 2, TimeSpan.Zero));
    }

    [Fact]
    public async Task Clear_ImportantLaneIsHeldUp_DoesNotWaitForEver()
    {
        var (wake, network) = (new Wake(), new ManualTimeProvider());
        wake.Ring();

        var clear = new LaneGate(network).Behind(wake).Clear(TestContext.Current.CancellationToken);
        await Eventually.Holds(() =>
        {
            network.Advance(TimeSpan.FromMilliseconds(20));
            return clear.IsCompleted;
        });

        wake.IsRinging.ShouldBeTrue();
    }

    [Fact]
    public async Task Time_LongAndQuickCalls_ShrinkAndGrowTheBudget()
    {
        var network = new ManualTimeProvider();
        var budget = new CallBudget(24 * 1024, network);

        for (var call = 0; call < 10; call++)
            await budget.Time(() => Took(TimeSpan.FromSeconds(2)));
        budget.Bytes.ShouldBe(1024);
        for (var call = 0; call < 20; call++)
            await budget.Time(() => Took(TimeSpan.FromSeconds(0.1)));
        budget.Bytes.ShouldBe(24 * 1024);

        Task<int> Took(TimeSpan time)
        {
            network.Advance(time);
            return Task.FromResult(0);
        }
    }

    /// <summary>Twelve leads at 500 Hz from a recording through the outbox on disk and the hub: what it costs and how late it is.</summary>
    [Fact]
    public async Task Report_TwelveLeadsAt500Hz_FitTheLinkAndAreSoonThere()
    {
        var file = SharedData.Require("ecg/ptbdb_s0010_re_acuteMI_12lead_500Hz_10s_mV.csv");
        using var folder = new TemporaryDirectory();
        await using var outbox = await OutboxFiles.Open(folder);
        await using var centre = await FakeCentre.Started();
        List<double> lateness = [];
        centre.OnEcg = batch =>
        {
            foreach (var block in batch.Blocks)
            {
                EcgBlock.TryDecode(block.Data, out var segment, out _).ShouldBeTrue();
                lateness.Add((TimeProvider.System.GetUtcNow() - segment!.StartedAt - segment.Duration).TotalMilliseconds);
            }

            return Task.CompletedTask;
        };
        await using var agent = new RunningAgent(centre, outbox: outbox, change: options => options with { LinkReportEvery = TimeSpan.FromSeconds(1) });
        await agent.Online();
        using var stopping = new CancellationTokenSource();
        using var log = new LogRecorder();
        var input = new EcgInput(
            new EcgOptions { Replay = file }, agent.Connection.Report, TimeProvider.System, TimeProvider.System, log.For<EcgInput>());
        var started = Stopwatch.GetTimestamp();
        var running = input.Run(stopping.Token);

        await Eventually.Holds(() => centre.Ecg.Count >= 50, TimeSpan.FromSeconds(60));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await stopping.CancelAsync();
        await running;

        lateness.Sort();
        var perSecond = centre.Links.Where(link => link.BytesPerSecond is not null).Select(link => link.BytesPerSecond!.Value).Max();
        var payload = centre.Ecg.Sum(block => block.Data.Length) / (centre.Ecg.Count * 0.2);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{centre.Ecg.Count} blocks in {seconds:F1} s: payload {payload:F0} B/s, on the wire with its frames and link reports at most {perSecond:F0} B/s; ")
            + $"late by median {lateness[lateness.Count / 2]:F0} ms, worst {lateness[^1]:F0} ms");
        payload.ShouldBeLessThan(8000);
        perSecond.ShouldBeLessThan(8000);
    }
}
