using System.Net;
using System.Text.Json.Nodes;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.TestKit;

namespace Emergency.System.Tests;

/// <summary>
/// The reference case, minute by minute on an accelerated clock: chest pain at 08:40 in a township centre, the chest-pain centre reads the ECG and orders
/// at once, straight to the cath lab about 10:00, the device at 10:30. Every party speaks through its own way in.
/// </summary>
public sealed class ChestPainCaseTests
{
    /// <summary>Seconds of the server's clock per second: a minute of the case takes 0.6 s.</summary>
    private const int Speed = 100;

    [Fact]
    public async Task ChestPain_FromClinicToCathLab_KeepsEveryClockAndTellsEverybody()
    {
        await using var server = await DispatchServer.Start(speed: Speed);
        using var clinic = await DispatchClient.SignIn(server.Url, "clinic1");
        using var physician = await DispatchClient.SignIn(server.Url, "physician1");
        using var desk = await DispatchClient.SignIn(server.Url, "dispatcher1");
        using var hospital = await DispatchClient.SignIn(server.Url, "hospital1");

        var minutes = await CaseMinutes.Begin(desk, Speed);
        await minutes.Until("08:44");
        var opened = await clinic.Post("/api/clinic/cases", new
        {
            complaint = "胸痛，大汗",
            priority = "I",
            contactAt = minutes.At("08:40"),
            acquiredAt = minutes.At("08:43"),
            channel = "chest-pain",
            patient = new { ageYears = 58, sex = "male", weightKg = 72.0, pregnancy = "no", allergies = Array.Empty<string>(), conditions = Array.Empty<string>(), consciousness = "A" },
            ecg = new { data = Convert.ToBase64String(Recordings.Infarction()), statement = "*** ACUTE MI ***" },
        });
        var caseId = opened["case"]!.Text("caseId");
        var course = new Course(server, caseId, minutes) { Physician = physician, Clinic = clinic, Desk = desk, Hospital = hospital };

        await course.EcgIsReadAndMedicationGiven();
        await course.AmbulanceIsSentAndHospitalTold();
        await using var crew = await course.CrewTakesThePatient();
        await course.StraightToTheCathLab(crew);
        await course.DeviceAndHandover(crew);

        await course.VerifyClocks();
        await course.VerifyRecord();
    }

    /// <summary>One run of the case, act by act.</summary>
    private sealed class Course(DispatchServer server, string caseId, CaseMinutes minutes)
    {
        private const string Patient = "1";

        private string _hospital = "";
        private string _ambulance = "";
        private string _assignment = "";
        private string _channel = "";

        public required DispatchClient Physician { get; init; }

        public required DispatchClient Clinic { get; init; }

        public required DispatchClient Desk { get; init; }

        public required DispatchClient Hospital { get; init; }

        public async Task EcgIsReadAndMedicationGiven()
        {
            var care = await Care();
            _channel = care["channels"]!.Items().Single().Text("channelId");
            var ecg = care["ecgs"]!.Items().Single();
            ecg.Text("monitorStatement").ShouldBe("*** ACUTE MI ***");
            ecg["reading"].ShouldBeNull("only a physician reads an ECG");
            (await Physician.GetBytes($"/api/cases/{caseId}/attachments/{ecg.Text("ecgId")}")).ShouldBe(Recordings.Infarction());

            await minutes.Until("08:47");
            await Physician.Post($"/api/cases/{caseId}/participants/me", new { state = "joined" });
            await Physician.Post($"/api/cases/{caseId}/ecgs/{ecg.Text("ecgId")}/reading", new { statement = "stemi", text = "下壁ST段抬高" });

            await minutes.Until("08:48");
            // A slip of the pen, 30 g: the check says so, and the order is refused.
            var slip = new { patientId = Patient, order = new { kind = "drug", drugCode = "aspirin", dose = 30, doseUnit = "g", route = "po" } };
            var check = await Physician.Post($"/api/cases/{caseId}/orders/check", slip);
            check["blocks"]!.GetValue<bool>().ShouldBeTrue();
            var (status, problem) = await Physician.Send(HttpMethod.Post, $"/api/cases/{caseId}/orders", slip, "aspirin-30-g");
            status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            problem.ProblemCode().ShouldBe("order-unsafe");

            var aspirin = await Physician.Post($"/api/cases/{caseId}/orders", new { patientId = Patient, order = new { kind = "drug", drugCode = "aspirin", dose = 300, doseUnit = "mg", route = "po" } });
            foreach (var (state, at) in (IEnumerable<(string, string)>)[("delivered", "08:49"), ("read-back", "08:49"), ("done", "08:51")])
                await Progress(aspirin.Text("orderId"), state, at);
        }

        private async Task Progress(string order, string state, string at)
        {
            await minutes.Until(at);
            var text = state == "read-back" ? "阿司匹林 300 mg 口服" : null;
            await Clinic.Post($"/api/cases/{caseId}/orders/{order}/progress", new { state, text, occurredAt = minutes.At(at) });
        }

        public async Task AmbulanceIsSentAndHospitalTold()
        {
            await minutes.Until("08:52");
            var hospitals = (await Desk.Get($"/api/cases/{caseId}/hospital-recommendations"))["candidates"]!.Items();
            _hospital = hospitals.First().Text("hospitalId");
            _ambulance = (await Desk.Get($"/api/cases/{caseId}/recommendations"))["candidates"]!.Items().First().Text("ambulanceId");
            _assignment = (await Desk.Post($"/api/cases/{caseId}/assignments", new { ambulanceId = _ambulance, overrideReason = "test" })).Text("assignmentId");
            var (status, body) = await Desk.Send(HttpMethod.Put, $"/api/cases/{caseId}/assignments/{_assignment}/destination", new { hospitalId = _hospital });
            ((int)status).ShouldBeLessThan(300, body?.ToJsonString());
        }

        public async Task<Crew> CrewTakesThePatient()
        {
            var crew = new Crew(server, _ambulance);
            await Eventually.Holds(() => crew.Order?.CaseId.Value == caseId);
            foreach (var (milestone, at) in (IEnumerable<(Milestone, string)>)
                [(Milestone.Acknowledged, "08:53"), (Milestone.EnRoute, "08:55"), (Milestone.OnScene, "09:10"), (Milestone.AtPatient, "09:12")])
                await Reach(crew, milestone, at);
            await crew.Measure(new Agent.VitalsReading(minutes.At("09:13"), HeartRate: 96, SpO2: 94, RespirationRate: 20, Systolic: 86, Diastolic: 55, Temperature: 36.5));
            await Eventually.HoldsAsync(async () => (await Desk.Get($"/api/cases/{caseId}/vitals/newest")).Items().Any(v => v["values"]!.Items().Any(x => x.Text("kind") == "systolic")));
            // Now the blood pressure is known, and too low for nitroglycerin.
            await minutes.Until("09:14");
            var check = await Physician.Post($"/api/cases/{caseId}/orders/check", new { patientId = Patient, order = new { kind = "drug", drugCode = "nitroglycerin", dose = 0.5, doseUnit = "mg", route = "sl" } });
            check["blocks"]!.GetValue<bool>().ShouldBeTrue(check.Pretty());
            foreach (var (milestone, at) in (IEnumerable<(Milestone, string)>)[(Milestone.PatientLoaded, "09:18"), (Milestone.LeftScene, "09:20")])
                await Reach(crew, milestone, at);
            return crew;
        }

        public async Task StraightToTheCathLab(Crew crew)
        {
            await minutes.Until("09:21");
            var order = (await Physician.Post($"/api/cases/{caseId}/orders", new { patientId = Patient, order = new { kind = "cath-lab-direct", hospitalId = _hospital, text = "绕行急诊直达导管室" } })).Text("orderId");
            await Physician.Post($"/api/cases/{caseId}/channels/{_channel}/events", new { @event = "bypass-decided", occurredAt = minutes.At("09:21"), hospitalId = _hospital, reason = "STEMI，直达导管室" });
            await Eventually.Holds(() => crew.Care?.Orders.Any(o => o.OrderId == order) == true);
            await crew.Say(new OrderProgress(order, OrderState.Delivered), minutes.At("09:22"));
            await crew.Say(new OrderProgress(order, OrderState.ReadBack, "直达导管室"), minutes.At("09:22"));
            await Hospital.Post($"/api/hospitals/{_hospital}/inbound/{_assignment}/acknowledge", new { });
            await minutes.Until("09:25");
            await Event(Hospital, "cath-lab-activated", "09:25");
            await minutes.Until("09:50");
            await Event(Hospital, "cath-lab-ready", "09:50");
        }

        public async Task DeviceAndHandover(Crew crew)
        {
            await Reach(crew, Milestone.AtHospital, "10:00");
            await Eventually.Holds(() => crew.IsAllTaken);
            await minutes.Until("10:05");
            var order = crew.Care!.Orders.Single(o => o.Body.Kind == OrderKind.CathLabDirect);
            await crew.Say(new OrderProgress(order.OrderId, OrderState.Done), minutes.At("10:01"));
            await Reach(crew, Milestone.HandedOver, "10:05");
            await Eventually.Holds(() => crew.IsAllTaken);
            await minutes.Until("10:30");
            await Event(Hospital, "device", "10:30");
            crew.Refusals.ShouldBeEmpty();
        }

        public async Task VerifyClocks()
        {
            var channel = (await Care())["channels"]!.Items().Single();
            var clocks = channel["clocks"]!.Items().ToDictionary(c => c.Text("name"));
            Verify("first-ecg", 3, 10);
            Verify("ecg-read", 4, 10);
            Verify("cath-lab-activation", 25, 30);
            // By transfer 120 minutes are allowed, not 90.
            Verify("fmc-to-device", 110, 120);
            Verify("door-to-balloon", 30, 90);
            channel["noticeAcknowledgedAt"].ShouldNotBeNull();

            void Verify(string name, double taken, double target)
            {
                var clock = clocks[name];
                clock.Text("state").ShouldBe("met", clock.Pretty());
                (clock.Number("targetSeconds") / 60).ShouldBe(target);
                // Readings of a physician are dated by the server when they come in: a minute of the case is 0.6 s here.
                (DateTimeOffset.Parse(clock.Text("to")) - DateTimeOffset.Parse(clock.Text("from"))).TotalMinutes.ShouldBe(taken, 3, name);
            }
        }

        public async Task VerifyRecord()
        {
            var care = await Care();
            care["orders"]!.Items().Select(o => o.Text("state")).ShouldBe(["done", "done"]);
            care["orders"]!.Items().First()["steps"]!.Items().Select(s => s.Text("state")).ShouldBe(["ordered", "delivered", "read-back", "done"]);
            var timeline = (await Desk.Get($"/api/cases/{caseId}/timeline")).Items().ToList();
            timeline.Select(t => DateTimeOffset.Parse(t.Text("recordedAt"))).ShouldBeInOrder();
            timeline.Select(t => t.Text("kind")).ShouldContain("case-opened");
            timeline.Count(t => t.Text("kind").StartsWith("order-", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(8);
            var handover = await Physician.Get($"/api/cases/{caseId}/patients/{Patient}/handover");
            handover.Pretty().ShouldContain("阿司匹林");
            var bundle = await Physician.Get($"/api/cases/{caseId}/patients/{Patient}/handover/fhir");
            bundle.Text("resourceType").ShouldBe("Bundle");
            bundle["entry"]!.Items().Select(e => e["resource"]!.Text("resourceType")).ShouldContain("Observation");
        }

        private async Task Reach(Crew crew, Milestone milestone, string at)
        {
            await minutes.Until(at);
            await crew.Set(crew.Order!, milestone, milestone is Milestone.LeftScene ? new HospitalId(_hospital) : null, minutes.At(at));
        }

        private Task<JsonNode> Event(DispatchClient who, string what, string at) =>
            who.Post($"/api/cases/{caseId}/channels/{_channel}/events", new { @event = what, occurredAt = minutes.At(at) });

        private async Task<JsonNode> Care() => await Desk.Get($"/api/cases/{caseId}/care");
    }
}
