using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.TestKit;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Emergency.Web.Tests;

/// <summary>Care of a patient through the product as it is delivered: vehicle, physician, clinic and the grains between them.</summary>
public sealed class RealCareTests : IDisposable
{
    private static readonly object ChestPain = new { location = new { lon = 113.44, lat = 29.48 }, complaint = "chest pain", priority = "I" };

    private readonly string _data = Directory.CreateTempSubdirectory("emergency-web-care-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Order_FromDeskToCrewAndBack_EveryStepIsSeenAndOutlivesARestart()
    {
        string caseId;
        string orderId;
        await using (var web = await RealWeb.Start(_data))
        {
            await using var mission = await Mission.Start(web);
            caseId = mission.CaseId;
            using var physician = await web.SignIn("physician1");
            await mission.Send(1, new PatientDescribed(null, new PatientFactsView(AgeYears: 58, Sex: "male", WeightKg: 70, Pregnancy: Pregnancy.No, Allergies: [], Conditions: [])));
            await Eventually.HoldsAsync(async () => (await physician.Get($"/api/cases/{caseId}/care")).Json["patients"]!.AsArray().Count == 1);

            var given = await physician.Post(
                $"/api/cases/{caseId}/orders",
                new { patientId = "1", order = new { kind = "drug", drugCode = "aspirin", dose = 300, doseUnit = "mg", route = "po" }, overrideReason = "no other way" });
            given.Status.ShouldBe(HttpStatusCode.Created, given.Text);
            orderId = given["orderId"];
            await Eventually.Holds(() => mission.Care.Any(care => care.Orders.Any(order => order.OrderId == orderId)));
            (await State(physician, caseId, orderId)).ShouldBe("ordered");

            await mission.Send(2, new OrderProgress(orderId, OrderState.Delivered));
            await mission.Send(3, new OrderProgress(orderId, OrderState.ReadBack, "aspirin 300 mg by mouth"));
            await mission.Send(4, new OrderProgress(orderId, OrderState.Done));
            (await mission.Ack(4, new OrderProgress(orderId, OrderState.Done))).ShouldBeNull(); // Sent again, as after a lost answer.
            await Eventually.HoldsAsync(async () => await State(physician, caseId, orderId) == "done");
        }

        await using var second = await RealWeb.Start(_data);
        using var later = await second.SignIn("physician1");
        (await State(later, caseId, orderId)).ShouldBe("done");
        var timeline = (await later.Get($"/api/cases/{caseId}/timeline")).Json.AsArray();
        timeline.Select(entry => entry!["kind"]!.ToString()).ShouldContain(kind => kind.Contains("order", StringComparison.Ordinal));
        timeline.Select(entry => DateTimeOffset.Parse(entry!["recordedAt"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();
    }

    [Fact]
    public async Task Telemetry_FromTheVehicle_IsAtTheBedsideAndOnTheConsole()
    {
        await using var web = await RealWeb.Start(_data);
        await using var mission = await Mission.Start(web);
        using var physician = await web.SignIn("physician1");
        var vitals = new ConcurrentQueue<NewestVitals>();
        var ecg = new ConcurrentQueue<EcgPush>();
        var console = new ConcurrentQueue<NewestVitals>();
        await using var bedside = await HubClient.Connect(web.Url, "/hubs/care", ("Cookie", physician.CookieHeader), connection =>
        {
            connection.On<NewestVitals>("Vitals", vitals.Enqueue);
            connection.On<EcgPush>("Ecg", ecg.Enqueue);
        });
        await using var desk = await HubClient.Connect(web.Url, "/hubs/console", ("Cookie", physician.CookieHeader), connection =>
            connection.On<NewestVitalsBatch>("Vitals", batch => batch.Patients.ToList().ForEach(console.Enqueue)));
        await desk.Ask<ConsoleSnapshot>("Subscribe");
        (await bedside.Ask<CareSnapshot?>("Watch", new CaseId(mission.CaseId))).ShouldNotBeNull();

        var now = mission.Now;
        var block = EcgBlock.Encode(new EcgSegment(now, 500, 1000, [EcgLead.II], [[.. Enumerable.Range(0, 250).Select(i => (short)i)]]));
        var taken = await mission.Hub.Ask<TelemetryAck>(
            "Vitals", new VitalsBatch("tablet-1", [new VitalsSample(1, now, new CaseId(mission.CaseId), HeartRate: 141, SpO2: 88)]));
        taken.Accepted.ShouldBe([1]);
        var kept = await mission.Hub.Ask<TelemetryAck>(
            "Ecg", new EcgBatch("tablet-1", [new EcgWaveBlock(1, now, new CaseId(mission.CaseId), null, block)]));
        kept.Accepted.ShouldBe([1]);

        await Eventually.Holds(() => vitals.Any(Has141) && console.Any(Has141) && !ecg.IsEmpty);
        ecg.First().Block.Data.ShouldBe(block);
        var patient = ecg.First().Block.PatientId;
        var late = await bedside.Ask<CareSnapshot?>("Watch", new CaseId(mission.CaseId));
        late!.Ecg.ShouldHaveSingleItem().Data.ShouldBe(block);
        late.Vitals.Any(Has141).ShouldBeTrue();
        var stored = (await physician.Get($"/api/cases/{mission.CaseId}/patients/{patient}/ecg?limit=10")).Json.AsArray();
        stored.ShouldHaveSingleItem()!["data"]!.ToString().ShouldBe(Convert.ToBase64String(block));
        (await physician.Get($"/api/cases/{mission.CaseId}/patients/{patient}/vitals?buckets=10")).Json["lines"]!.AsArray().Count.ShouldBeGreaterThan(0);

        static bool Has141(NewestVitals one) => one.Values.Any(value => value is { Kind: "heartRate", Value: 141 });
    }

    [Fact]
    public async Task TwelveLead_InPiecesOverARestart_IsReadByThePhysician()
    {
        var bytes = EcgBlock.Encode(new EcgSegment(
            DateTimeOffset.UnixEpoch, 500, 1000, [EcgLead.I, EcgLead.II],
            [.. Enumerable.Range(1, 2).Select(lead => Enumerable.Range(0, 30_000).Select(i => (short)(i * i * lead % 3001)).ToImmutableArray())]));
        bytes.Length.ShouldBeGreaterThan(AttachmentOffer.MaxPieceBytes);
        AttachmentOffer offer;
        string caseId;
        string unit;
        await using (var first = await RealWeb.Start(_data))
        {
            await using var mission = await Mission.Start(first);
            (caseId, unit) = (mission.CaseId, mission.Unit);
            offer = new AttachmentOffer(
                "e-1", "ecg-12-lead", "application/x-emergency-ecg", bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), mission.Now,
                new CaseId(caseId), null, "ACUTE MI");
            await mission.Hub.Ask<AttachmentState>("OfferAttachment", offer);
            var state = await mission.Hub.Ask<AttachmentState>("SendPiece", new AttachmentPiece("e-1", 0, bytes[..AttachmentOffer.MaxPieceBytes]));
            state.Held.ShouldBe(AttachmentOffer.MaxPieceBytes);
        }

        await using var web = await RealWeb.Start(_data);
        var hub = await Mission.Connect(web, unit, new ConcurrentQueue<CrewCare>());
        var held = await hub.Ask<AttachmentState>("OfferAttachment", offer);
        held.Held.ShouldBe(AttachmentOffer.MaxPieceBytes);
        while (!held.Complete)
            held = await hub.Ask<AttachmentState>("SendPiece", new AttachmentPiece("e-1", held.Held, bytes[(int)held.Held..Math.Min((int)held.Held + AttachmentOffer.MaxPieceBytes, bytes.Length)]));
        (await hub.Ask<AttachmentState>("OfferAttachment", offer)).Complete.ShouldBeTrue();

        using var physician = await web.SignIn("physician1");
        var care = (await physician.Get($"/api/cases/{caseId}/care")).Json;
        care["ecgs"]!.AsArray().ShouldHaveSingleItem()!["monitorStatement"]!.ToString().ShouldBe("ACUTE MI");
        var read = await physician.Post($"/api/cases/{caseId}/ecgs/e-1/reading", new { statement = "stemi", text = "inferior" });
        read.Status.ShouldBe(HttpStatusCode.OK, read.Text);
        var shown = await physician.Get($"/api/cases/{caseId}/attachments/e-1");
        (await shown.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(bytes);
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task Clinic_OpensACaseWithAnEcgAndAChannel_ClocksRunFromItsContact()
    {
        await using var web = await RealWeb.Start(_data);
        using var clinic = await web.SignIn("clinic1");
        using var physician = await web.SignIn("physician1");
        var now = web.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var body = new
        {
            complaint = "chest pain for an hour",
            priority = "I",
            patient = new { ageYears = 58, sex = "male", weightKg = 70 },
            contactAt = now - TimeSpan.FromMinutes(4),
            acquiredAt = now,
            channel = "chest-pain",
            ecg = new { data = EcgBlock.Encode(new EcgSegment(now, 500, 1000, [EcgLead.I, EcgLead.II], [[1, 2, 3], [3, 2, 1]])), statement = "ACUTE MI" },
        };

        var opened = await clinic.Post("/api/clinic/cases", body, ("Idempotency-Key", "clinic-call-1"));

        opened.Status.ShouldBe(HttpStatusCode.Created, opened.Text);
        var id = opened.Json["case"]!["caseId"]!.ToString();
        var care = opened.Json["care"]!;
        care["patients"]![0]!["facts"]!["ageYears"]!.GetValue<int>().ShouldBe(58);
        care["ecgs"]!.AsArray().ShouldHaveSingleItem();
        var channel = care["channels"]!.AsArray().ShouldHaveSingleItem()!;
        channel["steps"]!.AsArray().Select(step => step!["event"]!.ToString()).ShouldBe(["first-medical-contact", "ecg-acquired"], ignoreOrder: true);
        channel["clocks"]!.AsArray().ShouldNotBeEmpty();
        var reading = await physician.Post($"/api/cases/{id}/ecgs/{care["ecgs"]![0]!["ecgId"]}/reading", new { statement = "stemi" });
        reading.Status.ShouldBe(HttpStatusCode.OK, reading.Text);
        (await clinic.Get($"/api/cases/{id}/patients/1/handover")).Status.ShouldBe(HttpStatusCode.OK);
        (await clinic.Get($"/api/cases/{id}/patients/1/handover/fhir"))["resourceType"].ShouldBe("Bundle");
        (await clinic.Get("/api/order-rules")).Json["drugs"]!.AsArray().Count.ShouldBeGreaterThan(5);

        var again = await clinic.Post("/api/clinic/cases", body, ("Idempotency-Key", "clinic-call-1"));
        again.Json["case"]!["caseId"]!.ToString().ShouldBe(id);
    }

    private static async Task<string?> State(ApiClient client, string caseId, string orderId) =>
        (await client.Get($"/api/cases/{caseId}/care")).Json["orders"]!.AsArray()
            .SingleOrDefault(order => order!["orderId"]!.ToString() == orderId)?["state"]!.ToString();

    /// <summary>A case with a vehicle on it that is connected.</summary>
    private sealed class Mission(RealWeb web, HubConnection hub, string caseId, string unit, string assignment, ConcurrentQueue<CrewCare> care)
        : IAsyncDisposable
    {
        public HubConnection Hub => hub;

        public string CaseId => caseId;

        public string Unit => unit;

        public ConcurrentQueue<CrewCare> Care => care;

        public DateTimeOffset Now => web.Services.GetRequiredService<TimeProvider>().GetUtcNow();

        public static async Task<Mission> Start(RealWeb web)
        {
            using var client = await web.SignIn("dispatcher1");
            var caseId = (await client.Post("/api/cases", ChestPain))["caseId"];
            var unit = (await client.Get($"/api/cases/{caseId}/recommendations")).Json["candidates"]![0]!["ambulanceId"]!.ToString();
            var care = new ConcurrentQueue<CrewCare>();
            var hub = await Connect(web, unit, care);
            var assignment = (await client.Post($"/api/cases/{caseId}/assignments", new { ambulanceId = unit }))["assignmentId"];
            return new Mission(web, hub, caseId, unit, assignment, care);
        }

        public static async Task<HubConnection> Connect(RealWeb web, string unit, ConcurrentQueue<CrewCare> care)
        {
            var hub = await HubClient.Connect(
                web.Url, "/hubs/agent", ("Authorization", $"Device {unit}:{web.DeviceKey(unit)}"),
                connection => connection.On<CrewCare>("Care", care.Enqueue));
            await hub.Ask<AgentWelcome>("Hello", new AgentHello("tablet-1", "1.0", web.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
            return hub;
        }

        public async Task Send(long sequence, CrewAct act) => (await Ack(sequence, act)).ShouldBeNull();

        public async Task<Refusal?> Ack(long sequence, CrewAct act) => (await hub.Ask<ImmutableArray<CrewReportAck>>(
            "Reports", ImmutableArray.Create(new CrewReport(sequence, new CaseId(caseId), new AssignmentId(assignment), Now, act)))).Single().Refusal;

        public ValueTask DisposeAsync() => hub.DisposeAsync();
    }
}
