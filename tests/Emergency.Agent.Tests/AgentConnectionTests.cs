using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Agent.Tests;

/// <summary>The agent against a real SignalR server on a loopback port.</summary>
public sealed class AgentConnectionTests
{
    [Fact]
    public async Task Run_ServerIsUp_SignsInAndSaysHello()
    {
        await using var centre = await FakeCentre.Started();
        await using var agent = new RunningAgent(centre);

        await agent.Online();

        centre.RefusedHeaders.ShouldBeEmpty();
        centre.Hellos.ShouldHaveSingleItem().ShouldBe(new AgentHello("device-1", "1.0.0", RunningAgent.Start));
        agent.Welcomes.ShouldHaveSingleItem().AmbulanceId.ShouldBe(FakeCentre.Vehicle);
        agent.Phases.ShouldBe([LinkPhase.Connecting, LinkPhase.Online]);
    }

    [Fact]
    public async Task Run_KeyIsWrong_StaysOfflineAndKeepsTrying()
    {
        await using var centre = await FakeCentre.Started();
        await using var agent = new RunningAgent(centre, key: "guessed");

        await Eventually.Holds(() => centre.RefusedHeaders.Count >= 3);

        centre.RefusedHeaders.ShouldAllBe(header => header == "Device A01:guessed");
        centre.Hellos.ShouldBeEmpty();
        agent.Phase.ShouldNotBe(LinkPhase.Online);
        agent.Connection.Status.Link.LastError.ShouldNotBeNull().ShouldContain("401");
    }

    [Fact]
    public async Task Report_Fix_StaysInTheOutboxUntilAcknowledged()
    {
        await using var centre = await FakeCentre.Started();
        var answer = new TaskCompletionSource<FixAck>();
        centre.OnFixes = _ => answer.Task;
        await using var agent = new RunningAgent(centre);

        (await agent.ReportFix(0)).ShouldBe(1);
        await Eventually.Holds(() => centre.Batches.Count == 1);
        agent.Events.Advance(TimeSpan.FromSeconds(7));

        agent.Connection.Status.Outbox.WaitingFixes.ShouldBe(1);
        agent.Connection.Status.Lag.ShouldBe(TimeSpan.FromSeconds(7));

        answer.SetResult(new FixAck([1], []));
        await agent.Delivered();

        agent.Connection.Status.Outbox.AcknowledgedFixes.ShouldBe(1);
        agent.Connection.Status.Lag.ShouldBe(TimeSpan.Zero);
        centre.FixSequences.ShouldBe([1]);
    }

    [Fact]
    public async Task Report_Fix_ArrivesAsItWas()
    {
        await using var centre = await FakeCentre.Started();
        await using var agent = new RunningAgent(centre);

        await agent.ReportFix(3);
        await agent.Delivered();

        var batch = centre.Batches.ShouldHaveSingleItem();
        batch.DeviceId.ShouldBe("device-1");
        batch.Fixes.ShouldBe([new Fix(1, RunningAgent.Start.AddSeconds(3), 113.4, 29.4, 40, 90, 5)]);
    }

    [Fact]
    public async Task Report_Milestones_ArriveOnceAndInOrder()
    {
        await using var centre = await FakeCentre.Started();
        await using var agent = new RunningAgent(centre);

        foreach (var milestone in new[] { Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene })
            await agent.ReportMilestone(milestone);
        await agent.Delivered();

        centre.Milestones.Select(item => item.Sequence).ShouldBe([1, 2, 3]);
        centre.Milestones.Select(item => item.Milestone).ShouldBe([Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene]);
        agent.Connection.Status.Outbox.AcknowledgedMilestones.ShouldBe(3);
    }

    [Fact]
    public async Task Run_ServerStoppedAndStarted_ComesBackAsTheSameDevice()
    {
        await using var centre = await FakeCentre.Started();
        await using var agent = new RunningAgent(centre);
        await agent.Online();
        agent.Events.Advance(TimeSpan.FromMinutes(1));

        await centre.Stop();
        await agent.Offline();
        agent.Connection.Status.Link.Since.ShouldBe(RunningAgent.Start.AddMinutes(1));
        await centre.Start();
        await Eventually.Holds(() => centre.Hellos.Count >= 2);

        await agent.Online();
        centre.Hellos.ShouldAllBe(hello => hello.DeviceId == "device-1");
    }

    [Fact]
    public async Task Run_AfterAnOutage_SendsTheNewestFirstAndThenTheBacklogInOrderOnce()
    {
        await using var centre = await FakeCentre.Started();
        await using var agent = new RunningAgent(centre);
        await agent.ReportFix(0);
        await agent.Delivered();
        await centre.Stop();
        await agent.Offline();
        for (var second = 1; second <= 35; second++)
            await agent.ReportFix(second);
        await agent.ReportMilestone(Milestone.EnRoute);

        await centre.Start();
        await agent.Delivered();

        long[] backlogAfterNewest = [36, .. Enumerable.Range(2, 34).Select(sequence => (long)sequence)];
        centre.FixSequences.Skip(1).ShouldBe(backlogAfterNewest);
        centre.Batches.ShouldAllBe(batch => batch.Fixes.Length <= 10);
        centre.Milestones.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Run_AnswerLostWithTheConnection_SendsAgainUnderTheSameSequence()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnFixes = _ => new TaskCompletionSource<FixAck>().Task;
        await using var agent = new RunningAgent(centre);
        await agent.ReportFix(0);
        await Eventually.Holds(() => centre.Batches.Count == 1);

        await centre.Stop();
        centre.OnFixes = batch => Task.FromResult(FakeCentre.Durable(batch));
        await centre.Start();
        await agent.Delivered();

        // A dying connection may take the call once more.
        centre.FixSequences.Count.ShouldBeGreaterThan(1);
        centre.FixSequences.ShouldAllBe(sequence => sequence == 1);
        agent.Connection.Status.Outbox.AcknowledgedFixes.ShouldBe(1);
    }

    [Fact]
    public async Task Run_ServerKnowsHigherSequences_NumbersAfterThem()
    {
        await using var centre = await FakeCentre.Started(new FakeCentre { FixesThrough = 41 });
        await using var agent = new RunningAgent(centre);
        await agent.Online();

        (await agent.ReportFix(0)).ShouldBe(42);
    }

    [Fact]
    public async Task Report_RefusedItems_LeaveWithTheirReason()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnFixes = batch =>
            Task.FromResult(new FixAck([], [.. batch.Fixes.Select(fix => new RejectedItem(fix.Sequence, "in-the-future", "dated ahead"))]));
        centre.OnMilestone = _ => new Refusal("illegal-transition", "not after that");
        await using var agent = new RunningAgent(centre);

        await agent.ReportFix(0);
        await agent.ReportMilestone(Milestone.OnScene);
        await agent.Delivered();

        agent.Connection.Status.Outbox.ShouldSatisfyAllConditions(
            outbox => outbox.RejectedFixes.ShouldBe(1),
            outbox => outbox.RejectedMilestones.ShouldBe(1),
            outbox => outbox.AcknowledgedFixes.ShouldBe(0));
        agent.Log.Lines.ShouldContain(line => line.Text.Contains("in-the-future"));
        await Eventually.Holds(() => !agent.Refused.IsEmpty);
        agent.Refused.ShouldBe([(Milestone.OnScene, "illegal-transition")]);
    }

    [Fact]
    public async Task Run_ServerFailsACall_TriesAgainOnTheSameConnection()
    {
        await using var centre = await FakeCentre.Started();
        var calls = 0;
        centre.OnFixes = batch =>
            ++calls < 3 ? throw new HubException("the store is not ready") : Task.FromResult(FakeCentre.Durable(batch));
        await using var agent = new RunningAgent(centre);

        await agent.ReportFix(0);
        await agent.ReportMilestone(Milestone.EnRoute);
        await agent.Delivered();

        calls.ShouldBe(3);
        centre.Hellos.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_ServerNeverAnswers_GivesTheConnectionUpAndOpensAnother()
    {
        await using var centre = await FakeCentre.Started();
        centre.OnFixes = _ => new TaskCompletionSource<FixAck>().Task;
        var network = new ManualTimeProvider();
        await using var agent = new RunningAgent(centre, network: network);
        await agent.ReportFix(0);
        await Eventually.Holds(() => centre.Batches.Count == 1);

        centre.OnFixes = batch => Task.FromResult(FakeCentre.Durable(batch));
        await Eventually.Holds(() =>
        {
            network.Advance(TimeSpan.FromSeconds(1));
            return centre.Hellos.Count >= 2 && agent.Outbox.Status.WaitingFixes == 0;
        });

        centre.FixSequences.ShouldBe([1, 1]);
    }

    [Fact]
    public async Task Connect_NobodyAnswersTheHandshake_TimesOut()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var network = new ManualTimeProvider();
        var options = new AgentOptions
        {
            AmbulanceId = FakeCentre.Vehicle,
            DeviceKey = "secret",
            Server = new Uri($"http://{silent.LocalEndpoint}"),
        };

        var connecting = new SignalRUplink(options, network).Connect(new Deaf(), TestContext.Current.CancellationToken);
        await Eventually.Holds(() => silent.Pending());
        network.Advance(options.ConnectTimeout);

        await Should.ThrowAsync<TimeoutException>(() => connecting);
    }

    [Fact]
    public async Task Orders_OlderOrRepeatedVersions_AreIgnored()
    {
        await using var centre = await FakeCentre.Started();
        centre.Orders = Version(5);
        await using var agent = new RunningAgent(centre);
        await agent.Online();

        await centre.Push(Version(4));
        await centre.Push(Version(5));
        await centre.Push(new AgentOrders(new AmbulanceId("A02"), 9, []));
        await centre.Push(Version(7));
        await centre.Push(Version(6));
        await centre.Push(Version(8));
        await Eventually.Holds(() => agent.Connection.Orders?.Version == 8);

        agent.Orders.Select(orders => orders.Version).ShouldBe([5, 7, 8]);
    }

    /// <summary>Hears nothing.</summary>
    private sealed class Deaf : IAgentClient
    {
        public Task Orders(AgentOrders orders) => Task.CompletedTask;

        public Task Care(CrewCare care) => Task.CompletedTask;

        public Task Signal(CallSignal signal) => Task.CompletedTask;
    }

    private static AgentOrders Version(long version) => new(FakeCentre.Vehicle, version, ImmutableArray<AssignmentOrder>.Empty);
}
