using System.Collections.Immutable;
using System.Security.Cryptography;
using Emergency.Agent.Tests.Inputs;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.TestKit;

namespace Emergency.Agent.Tests;

/// <summary>What an agent sends of its patient, and what it is told, against a real SignalR server.</summary>
public sealed class AgentConnectionCareTests
{
    private static readonly AssignmentOrder Order = new(
        new AssignmentId("a1"), new CaseId("c1"), "N1", Priority.I, "chest pain", new CaseLocation(113.4, 29.4, null), AreaKind.Urban, 1, [], true,
        Milestone.AtPatient, null, null, null);

    [Fact]
    public async Task Report_Vitals_ArriveUnderTheCaseTheUnitIsOn()
    {
        await using var centre = await Centre();
        await using var agent = new RunningAgent(centre);
        await agent.Online();

        await agent.Connection.Report(new VitalsReading(RunningAgent.Start, HeartRate: 72, Off: ["spO2"]));
        await agent.Delivered();

        var sample = centre.Vitals.ShouldHaveSingleItem();
        (sample.Sequence, sample.CaseId, sample.HeartRate, sample.SpO2).ShouldBe((1, new CaseId("c1"), 72, null));
        sample.Off.ShouldNotBeNull().ShouldBe(["spO2"]);
    }

    [Fact]
    public async Task Run_AfterAnOutage_SendsTheNewestVitalsFirstAndThenTheBacklogInOrderOnce()
    {
        await using var centre = await Centre();
        await using var agent = new RunningAgent(centre);
        await agent.Online();
        await centre.Stop();
        await agent.Offline();
        for (var second = 0; second < 120; second++)
            await agent.Connection.Report(new VitalsReading(RunningAgent.Start.AddSeconds(second), HeartRate: 70));

        await centre.Start();
        await agent.Delivered();

        centre.Vitals.Select(sample => sample.Sequence).ShouldBe([120, .. Enumerable.Range(1, 119).Select(i => (long)i)]);
    }

    [Fact]
    public async Task Report_Acts_ArriveOnceAndRefusalsAreTold()
    {
        await using var centre = await Centre();
        centre.OnReport = report => report.Act is AlarmSeen ? new Refusal("unknown-alarm", "there is none") : null;
        await using var agent = new RunningAgent(centre);

        await agent.Connection.Report(Order.CaseId, Order.AssignmentId, RunningAgent.Start, new OrderProgress("o1", OrderState.Delivered));
        await agent.Connection.Report(Order.CaseId, Order.AssignmentId, RunningAgent.Start, new AlarmSeen("al1"));
        await agent.Delivered();

        centre.Reports.Select(report => report.Sequence).ShouldBe([1, 2]);
        centre.Reports.First().Act.ShouldBe(new OrderProgress("o1", OrderState.Delivered));
        await Eventually.Holds(() => !agent.RefusedFacts.IsEmpty);
        agent.RefusedFacts.ShouldBe([new Refusal("unknown-alarm", "there is none")]);
        agent.Connection.Status.Outbox.Reports.Rejected.ShouldBe(1);
    }

    [Fact]
    public async Task Report_TwelveLead_ArrivesWholeAfterTheLinkBrokeWithinIt()
    {
        await using var centre = await Centre();
        var cut = new TaskCompletionSource();
        centre.Attachments.OnPiece = () => cut.TrySetResult();
        await using var agent = new RunningAgent(centre, change: options => options with { PieceBytes = 1024 });
        await agent.Online();
        var recording = EcgInputTests.Frame(0, 5000, 500).Samples;

        var name = await agent.Connection.Report(recording, Order, "monitor: sinus rhythm");
        await cut.Task;
        await centre.Stop();
        await centre.Start();
        await agent.Delivered();

        var (offer, bytes) = centre.Attachments.Complete.ShouldHaveSingleItem();
        (offer.AttachmentId, offer.Kind, offer.CaseId, offer.Statement).ShouldBe((name, "ecg-12-lead", Order.CaseId, "monitor: sinus rhythm"));
        offer.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        EcgBlock.TryDecode(bytes, out var read, out _).ShouldBeTrue();
        read.ShouldNotBeNull().Samples[3].ShouldBe(recording.Samples[3]);
        centre.Attachments.Pieces.ShouldBeLessThanOrEqualTo((bytes.Length + 1023) / 1024 + 1, "what the server holds is not sent again");
    }

    [Fact]
    public async Task Report_AttachmentThatIsRefused_LeavesAndIsTold()
    {
        await using var centre = await Centre();
        centre.Attachments.Refusal = new Refusal("unknown-case", "there is none");
        await using var agent = new RunningAgent(centre);

        await agent.Connection.Report("still", "image/jpeg", new byte[] { 1 }, RunningAgent.Start, Order);
        await agent.Delivered();
        await Eventually.Holds(() => !agent.RefusedFacts.IsEmpty);

        agent.RefusedFacts.ShouldBe([new Refusal("unknown-case", "there is none")]);
        await Should.ThrowAsync<ArgumentException>(async () => await agent.Connection.Report("still", "image/jpeg", Array.Empty<byte>(), RunningAgent.Start, Order));
    }

    [Fact]
    public async Task Report_Ecg_ArrivesAsMeasured()
    {
        await using var centre = await Centre();
        await using var agent = new RunningAgent(centre);
        await agent.Online();

        for (var block = 0; block < 10; block++)
            await agent.Connection.Report(Block(block));
        await agent.Delivered();

        centre.Ecg.Select(block => block.Sequence).Order().ShouldBe(Enumerable.Range(1, 10).Select(i => (long)i));
        centre.Ecg.ShouldAllBe(block => block.CaseId == new CaseId("c1"));
        EcgBlock.TryDecode(centre.Ecg.Single(block => block.Sequence == 3).Data, out var segment, out _).ShouldBeTrue();
        segment.ShouldNotBeNull().StartedAt.ShouldBe(Block(2).StartedAt);
    }

    /// <summary>The whole of a weak link: less is sent and said, everything follows when there is room again.</summary>
    [Fact]
    public async Task Report_EcgOverAWeakLink_IsLessenedVisiblyAndFollowsInFull()
    {
        await using var centre = await Centre();
        var slow = true;
        centre.OnEcg = async _ =>
        {
            while (Volatile.Read(ref slow))
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        };
        await using var agent = new RunningAgent(centre, change: options => options with
        {
            EcgRate = new EcgRateOptions
            {
                StepDownLag = TimeSpan.FromSeconds(1),
                GoodLag = TimeSpan.FromSeconds(0.5),
                StepUpAfter = TimeSpan.FromSeconds(5),
                Settle = TimeSpan.FromSeconds(1),
            },
        });
        await agent.Online();
        var block = 0;
        while (agent.Connection.Status.Ecg != EcgMode.FourLeads)
        {
            await agent.Connection.Report(Block(block++));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        for (var more = 0; more < 5; more++)
            await agent.Connection.Report(Block(block++));
        Volatile.Write(ref slow, false);
        await Eventually.Holds(() => agent.Connection.Status.Ecg == EcgMode.Full, TimeSpan.FromSeconds(90));
        await agent.Connection.Report(Block(block++));
        await agent.Delivered();

        agent.EcgModes.Select(change => change.To).First().ShouldBe(EcgMode.HalfRate);
        agent.Connection.Status.EcgChanges.Length.ShouldBe(agent.EcgModes.Count);
        centre.Links.Select(link => link.EcgMode).Distinct().ShouldContain("four-leads");
        var full = centre.Ecg.Select(one => EcgBlock.TryDecode(one.Data, out var segment, out _) ? segment! : throw new InvalidDataException())
            .Where(segment => segment.SampleRateHz == 500).Select(segment => segment.StartedAt).Distinct().ToList();
        full.Count.ShouldBe(block);
    }

    [Fact]
    public async Task Report_EcgLongerThanTheServerTakes_ArrivesInPieces()
    {
        await using var centre = await Centre();
        await using var agent = new RunningAgent(centre);
        var random = new Random(1);
        var noise = Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, 2000).Select(_ => (short)random.Next(-3000, 3000)).ToImmutableArray());
        var segment = new EcgSegment(RunningAgent.Start, 1000, 500, [.. EcgLeads.Standard], [.. noise]);

        await agent.Connection.Report(segment);
        await agent.Delivered();

        centre.Ecg.ShouldAllBe(block => block.Data.Length <= EcgBatch.MaxBlockBytes);
        var pieces = centre.Ecg.OrderBy(block => block.At).Select(block => EcgBlock.TryDecode(block.Data, out var piece, out _) ? piece! : null!).ToList();
        pieces.SelectMany(piece => piece.Samples[7]).ShouldBe(segment.Samples[7]);
        pieces[1].StartedAt.ShouldBe(pieces[0].StartedAt + pieces[0].Duration);
    }

    [Fact]
    public async Task Care_OlderOrForeignVersions_AreIgnored()
    {
        await using var centre = await Centre();
        centre.Care = [CareOf(3)];
        await using var agent = new RunningAgent(centre);
        await Eventually.Holds(() => agent.Care.Count == 1);

        await centre.Push(CareOf(2));
        await centre.Push(CareOf(9) with { AmbulanceId = new AmbulanceId("A02") });
        await centre.Push(CareOf(4));
        await Eventually.Holds(() => agent.Care.Count == 2);

        agent.Care.Select(care => care.Version).ShouldBe([3, 4]);
        agent.Connection.Care.ShouldHaveSingleItem().Version.ShouldBe(4);
    }

    [Fact]
    public async Task Signal_BothWays_IsPassedOn()
    {
        await using var centre = await Centre();
        await using var agent = new RunningAgent(centre);
        await agent.Online();
        var signal = new CallSignal(Order.CaseId, "vehicle:A01:1", null, "offer", "{}");

        await agent.Connection.Send(signal, TestContext.Current.CancellationToken);
        await centre.Push(signal with { Kind = "answer" });

        await Eventually.Holds(() => !agent.Signals.IsEmpty);
        centre.Signals.ShouldBe([signal]);
        agent.Signals.ShouldBe([signal with { Kind = "answer" }]);
        (await agent.Connection.GetIceServers(TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Urls.ShouldBe(["stun:127.0.0.1"]);
    }

    [Fact]
    public async Task Signal_NoLink_IsRefused()
    {
        await using var centre = await Centre();
        await using var agent = new RunningAgent(centre, key: "wrong");

        await Should.ThrowAsync<InvalidOperationException>(
            () => agent.Connection.Send(new CallSignal(Order.CaseId, "", null, "offer", "{}"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_Linked_MeasuresAndReportsTheLink()
    {
        await using var centre = await Centre();
        await using var agent = new RunningAgent(centre, change: options => options with { LinkReportEvery = TimeSpan.FromSeconds(1) });

        await Eventually.Holds(() => centre.Links.Count >= 3);

        centre.Links.Last().ShouldSatisfyAllConditions(
            link => link.Uplink.ShouldBe("default"),
            link => link.RttMs.ShouldNotBeNull().ShouldBeGreaterThan(0),
            link => link.LossShare.ShouldBe(0),
            link => link.BytesPerSecond.ShouldNotBeNull().ShouldBeGreaterThan(0),
            link => link.EcgMode.ShouldBe("full"),
            link => link.Waiting.ShouldBe(0));
        agent.Connection.Status.Quality.RttMs.ShouldNotBeNull();
    }

    private static Task<FakeCentre> Centre() => FakeCentre.Started(new FakeCentre { Orders = new AgentOrders(FakeCentre.Vehicle, 1, [Order]) });

    private static EcgSegment Block(int block) =>
        EcgInputTests.Frame(0, 100, 500).Samples with { StartedAt = RunningAgent.Start.AddSeconds(block * 0.2) };

    private static CrewCare CareOf(long version) =>
        new(FakeCentre.Vehicle, Order.CaseId, Order.AssignmentId, version, null, [], [], [], [], [], [], []);
}
