using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.TestKit;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Emergency.Web.Tests;

public sealed class AgentHubCareTests
{
    private static readonly AgentHello Hello = new("tablet-1", "1.0", Sample.Noon);

    private static readonly CaseId Case = new("c-1");

    [Fact]
    public async Task Reports_OneIsMalformed_ItAloneIsRefusedForGood()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");
        ImmutableArray<CrewReport> reports =
        [
            Report(1, new GuidanceSeen("g-1", true)),
            Report(2, new CrewSaid("g-2", new string('x', 2001))),
            Report(3, new OrderProgress("no word!", OrderState.Done)),
            Report(4, new OrderProgress("o-1", OrderState.ReadBack, "300 mg")),
        ];

        var acks = await hub.Ask<ImmutableArray<CrewReportAck>>("Reports", reports);

        acks.OrderBy(ack => ack.Sequence).Select(ack => ack.Refusal?.Code).ShouldBe([null, "validation", "validation", null]);
        web.County.Ambulance("A01").Reports.Select(entry => (entry.Device, entry.Report.Sequence)).ShouldBe([("tablet-1", 1), ("tablet-1", 4)]);
        web.County.Ambulance("A01").Reports.First().Report.Act.ShouldBe(new GuidanceSeen("g-1", true));
    }

    [Fact]
    public async Task Vitals_SequenceThatIsNone_IsRejectedAndTheRestIsTaken()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");

        var ack = await hub.Ask<TelemetryAck>("Vitals", new VitalsBatch("tablet-1", [Vital(0), Vital(1), Vital(2)]));

        ack.Accepted.ShouldBe([1, 2]);
        ack.Rejected.ShouldHaveSingleItem().Code.ShouldBe("validation");
        web.County.Ambulance("A01").Vitals.Select(sample => sample.HeartRate).ShouldBe([80, 80]);
        web.County.Ambulance("A02").Vitals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tablet-2", 1, "device-mismatch")]
    [InlineData("tablet-1", VitalsBatch.MaxSamples + 1, "validation")]
    public async Task Vitals_BatchIsWrong_IsRefusedWhole(string device, int count, string word)
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");
        var batch = new VitalsBatch(device, [.. Enumerable.Range(1, count).Select(sequence => Vital(sequence))]);

        var refused = await Should.ThrowAsync<HubException>(() => hub.Ask<TelemetryAck>("Vitals", batch));

        refused.Message.ShouldContain(word);
        web.County.Ambulance("A01").Vitals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ecg_FullBatch_FitsInAMessageAndATooLargeBlockIsRejected()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");
        var full = Enumerable.Range(1, EcgBatch.MaxBlocks).Select(sequence => Block(sequence, EcgBatch.MaxBlockBytes));

        (await hub.Ask<TelemetryAck>("Ecg", new EcgBatch("tablet-1", [.. full]))).Accepted.Length.ShouldBe(EcgBatch.MaxBlocks);
        var ack = await hub.Ask<TelemetryAck>("Ecg", new EcgBatch("tablet-1", [Block(41, EcgBatch.MaxBlockBytes + 1), Block(42, 0), Block(43, 10)]));

        ack.Accepted.ShouldBe([43]);
        ack.Rejected.Select(item => item.Sequence).ShouldBe([41, 42]);
    }

    [Fact]
    public async Task Calls_OneWaitsForTheDisk_OthersOfTheConnectionGoThrough()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        web.County.Ambulance("A01").EcgHeld = held;

        var slow = hub.Ask<TelemetryAck>("Ecg", new EcgBatch("tablet-1", [Block(1, 10)]));
        var acks = await hub.Ask<ImmutableArray<CrewReportAck>>("Reports", ImmutableArray.Create(Report(1, new AlarmSeen("al-1"))));

        acks.ShouldHaveSingleItem().Refusal.ShouldBeNull();
        slow.IsCompleted.ShouldBeFalse();
        held.SetResult();
        (await slow).Accepted.ShouldBe([1]);
    }

    [Fact]
    public async Task Attachment_InPieces_GoesOnAfterANewConnectionAndIsCompleteOnceTheCaseKnows()
    {
        await using var web = await TestWeb.Start();
        web.County.Case("c-1").View = Sample.Case("c-1") with { Assignments = [Sample.Assignment("a-1", "A01")] };
        var bytes = Bytes(70_000);
        var offer = Offer("e-1", bytes);
        await using (var first = await Connect(web, "A01"))
        {
            (await first.Ask<AttachmentState>("OfferAttachment", offer)).ShouldBe(new AttachmentState("e-1", 0, false));
            (await first.Ask<AttachmentState>("SendPiece", Piece("e-1", bytes, 0))).Held.ShouldBe(32_768);
        }

        await using var hub = await Connect(web, "A01");
        (await hub.Ask<AttachmentState>("OfferAttachment", offer)).Held.ShouldBe(32_768);
        await hub.Ask<AttachmentState>("SendPiece", Piece("e-1", bytes, 32_768));
        web.County.Ambulance("A01").Attachments.ShouldBeEmpty();
        (await hub.Ask<AttachmentState>("SendPiece", Piece("e-1", bytes, 65_536))).ShouldBe(new AttachmentState("e-1", 70_000, true));
        (await hub.Ask<AttachmentState>("OfferAttachment", offer)).Complete.ShouldBeTrue();

        web.County.Ambulance("A01").Attachments.Distinct().ShouldBe([offer]);
        using var client = await web.SignIn("physician1");
        var read = await client.Get("/api/cases/c-1/attachments/e-1");
        read.Response.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        (await read.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(bytes);
        var again = await client.Get("/api/cases/c-1/attachments/e-1", ("If-None-Match", $"\"{offer.Sha256}\""));
        again.Status.ShouldBe(System.Net.HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Attachment_CorruptedOnTheWay_BeginsAnew()
    {
        await using var web = await TestWeb.Start();
        web.County.Case("c-1").View = Sample.Case("c-1") with { Assignments = [Sample.Assignment("a-1", "A01")] };
        await using var hub = await Connect(web, "A01");
        var bytes = Bytes(1000);
        await hub.Ask<AttachmentState>("OfferAttachment", Offer("e-1", bytes));
        var wrong = (byte[])bytes.Clone();
        wrong[7] ^= 4;

        (await hub.Ask<AttachmentState>("SendPiece", Piece("e-1", wrong, 0))).ShouldBe(new AttachmentState("e-1", 0, false));
        web.County.Ambulance("A01").Attachments.ShouldBeEmpty();
        (await hub.Ask<AttachmentState>("SendPiece", Piece("e-1", bytes, 0))).Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task Attachment_ThatCanNeverBeTaken_IsRefusedForGood()
    {
        await using var web = await TestWeb.Start();
        web.County.Case("c-1").View = Sample.Case("c-1") with { Assignments = [Sample.Assignment("a-1", "A02")] };
        await using var hub = await Connect(web, "A01");
        var offer = Offer("e-1", Bytes(10));

        (await Refusal(offer)).ShouldBe("unknown-assignment");
        (await Refusal(offer with { CaseId = new CaseId("c-nobody") })).ShouldBe("unknown-case");
        (await Refusal(offer with { MediaType = "text/html" })).ShouldBe("validation");
        (await Refusal(offer with { Length = AttachmentOffer.MaxLength + 1 })).ShouldBe("validation");
        (await Refusal(offer with { Sha256 = "abc" })).ShouldBe("validation");
        (await Should.ThrowAsync<HubException>(() => hub.Ask<AttachmentState>("SendPiece", Piece("e-1", Bytes(10), 0)))).Message
            .ShouldContain("unknown-attachment");

        web.County.Case("c-1").View = Sample.Case("c-1") with { Assignments = [Sample.Assignment("a-1", "A01")] };
        web.County.Ambulance("A01").AttachmentRefusal = new Refusal("case-closed", "too late");
        await hub.Ask<AttachmentState>("OfferAttachment", offer);
        var state = await hub.Ask<AttachmentState>("SendPiece", Piece("e-1", Bytes(10), 0));
        (state.Complete, state.Refusal?.Code).ShouldBe((false, "case-closed"));

        async Task<string?> Refusal(AttachmentOffer asked) => (await hub.Ask<AttachmentState>("OfferAttachment", asked)).Refusal?.Code;
    }

    [Fact]
    public async Task Attachment_OfOneVehicle_IsNotTouchedByAnother()
    {
        await using var web = await TestWeb.Start();
        web.County.Case("c-1").View = Sample.Case("c-1") with
        {
            Assignments = [Sample.Assignment("a-1", "A01"), Sample.Assignment("a-2", "A02")],
        };
        await using var one = await Connect(web, "A01");
        await using var two = await Connect(web, "A02");
        var bytes = Bytes(1000);
        await one.Ask<AttachmentState>("OfferAttachment", Offer("e-1", bytes));

        await Should.ThrowAsync<HubException>(() => two.Ask<AttachmentState>("SendPiece", Piece("e-1", Bytes(500), 0)));
        (await two.Ask<AttachmentState>("OfferAttachment", Offer("e-1", bytes))).Refusal!.Code.ShouldBe("attachment-exists");
        (await one.Ask<AttachmentState>("SendPiece", Piece("e-1", bytes, 0))).Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task ReportLink_AnswersTheServersTimeAndReachesTheUnit()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");
        var report = new LinkReport(Sample.Noon, "5G", 40, 0.01, 9000, "full", "RSRP -90", 3, 0.4);

        (await hub.Ask<DateTimeOffset>("ReportLink", report)).ShouldBeGreaterThan(Sample.Noon.AddYears(-10));

        web.County.Ambulance("A01").Link.ShouldBe(report);
        foreach (var wrong in new[] { report with { LossShare = 2 }, report with { EcgMode = "best" }, report with { Uplink = "" }, report with { Waiting = -1 } })
            (await Should.ThrowAsync<HubException>(() => hub.Ask<DateTimeOffset>("ReportLink", wrong))).Message.ShouldContain("validation");
    }

    [Fact]
    public async Task Care_Published_ReachesOnlyItsVehicleAndNeverGoesBack()
    {
        await using var web = await TestWeb.Start();
        var first = new ConcurrentQueue<long>();
        var second = new ConcurrentQueue<long>();
        await using var one = await Connect(web, "A01", connection => connection.On<CrewCare>("Care", care => first.Enqueue(care.Version)));
        await using var two = await Connect(web, "A02", connection => connection.On<CrewCare>("Care", care => second.Enqueue(care.Version)));

        await web.County.Streams.Publish(LiveStreams.CrewCare, Sample.CrewCare("A01", "c-1", 3));
        await Eventually.Holds(() => !first.IsEmpty);
        await web.County.Streams.Publish(LiveStreams.CrewCare, Sample.CrewCare("A01", "c-1", 2));
        await web.County.Streams.Publish(LiveStreams.CrewCare, Sample.CrewCare("A01", "c-2", 1));

        await Eventually.Holds(() => first.Count == 2);
        first.ShouldBe([3, 1]);
        second.ShouldBeEmpty();
    }

    [Fact]
    public async Task Care_LostByTheStream_IsFoundByTheComparison()
    {
        await using var web = await TestWeb.Start(options: options => options.Live.ReconcileInterval = TimeSpan.FromMilliseconds(100));
        var care = new ConcurrentQueue<long>();
        var unit = web.County.Ambulance("A01");
        unit.Care = [Sample.CrewCare("A01", "c-1", 4)];
        await using var hub = await Connect(web, "A01", connection => connection.On<CrewCare>("Care", newer => care.Enqueue(newer.Version)));
        (await hub.Ask<ImmutableArray<CrewCare>>("GetCare")).ShouldHaveSingleItem().Version.ShouldBe(4);

        unit.Care = [Sample.CrewCare("A01", "c-1", 5)];
        await unit.Hold(Case, new AssignmentId("a-1"));

        await Eventually.Holds(() => care.Contains(5));
        care.ShouldNotContain(4); // It was answered that one already.
    }

    [Theory]
    [InlineData("Reports", "[null]")]
    [InlineData("Reports", """[{"sequence":1,"caseId":"c-1","assignmentId":"a-1","occurredAt":"2026-11-22T12:00:00Z","act":{"act":"rule-the-world"}}]""")]
    [InlineData("Vitals", """{"deviceId":"tablet-1","samples":[null]}""")]
    [InlineData("Vitals", "null")]
    [InlineData("Ecg", """{"deviceId":"tablet-1"}""")]
    [InlineData("OfferAttachment", "{}")]
    [InlineData("SendPiece", """{"attachmentId":"e-1","offset":-1,"data":"AAAA"}""")]
    [InlineData("SendPiece", """{"attachmentId":"e-1","offset":0,"data":null}""")]
    [InlineData("ReportLink", "null")]
    [InlineData("Signal", "null")]
    [InlineData("Signal", """{"caseId":"c-1","from":"x","kind":"dance","payload":"{}"}""")]
    public async Task Call_ArgumentWithHoles_IsRefusedAndTheConnectionLives(string method, string argument)
    {
        await using var web = await TestWeb.Start();
        await using var hub = await Connect(web, "A01");

        await Should.ThrowAsync<HubException>(
            () => hub.Ask<object>(method, System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement?>(argument)));

        (await hub.Ask<TelemetryAck>("Vitals", new VitalsBatch("tablet-1", [Vital(1)]))).Accepted.ShouldBe([1]);
        web.County.Ambulance("A01").Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_BeforeHello_IsRefused()
    {
        await using var web = await TestWeb.Start();
        await using var hub = await HubClient.Connect(web.Url, "/hubs/agent", ("Authorization", $"Device A01:{web.DeviceKey("A01")}"));

        foreach (var method in new[] { "GetCare", "GetIceServers" })
            (await Should.ThrowAsync<HubException>(() => hub.Ask<object>(method))).Message.ShouldContain("hello-first");
        (await Should.ThrowAsync<HubException>(() => hub.Ask<object>("Reports", ImmutableArray.Create(Report(1, new AlarmSeen("al-1"))))))
            .Message.ShouldContain("hello-first");
    }

    private static async Task<HubConnection> Connect(TestWeb web, string ambulance, Action<HubConnection>? listen = null)
    {
        var hub = await HubClient.Connect(web.Url, "/hubs/agent", ("Authorization", $"Device {ambulance}:{web.DeviceKey(ambulance)}"), listen);
        await hub.Ask<AgentWelcome>("Hello", Hello);
        return hub;
    }

    private static CrewReport Report(long sequence, CrewAct act) => new(sequence, Case, new AssignmentId("a-1"), Sample.Noon, act);

    private static VitalsSample Vital(long sequence) => new(sequence, Sample.Noon, Case, HeartRate: 80, Off: ["spo2"]);

    private static EcgWaveBlock Block(long sequence, int bytes) => new(sequence, Sample.Noon, Case, null, new byte[bytes]);

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 31 % 251))];

    private static AttachmentOffer Offer(string id, byte[] bytes) =>
        new(id, "still", "image/jpeg", bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), Sample.Noon, Case);

    private static AttachmentPiece Piece(string id, byte[] bytes, int offset) =>
        new(id, offset, bytes[offset..Math.Min(offset + AttachmentOffer.MaxPieceBytes, bytes.Length)]);
}
