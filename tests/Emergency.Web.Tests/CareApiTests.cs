using System.Net;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.TestKit;

namespace Emergency.Web.Tests;

public sealed class CareApiTests
{
    private static readonly object Aspirin = new { kind = "drug", drugCode = "aspirin", dose = 300, doseUnit = "mg", route = "po" };

    [Fact]
    public async Task Order_SevereFinding_IsRefusedWithTheFindingsUntilOverridden()
    {
        await using var web = await Start();
        web.County.Care("c-1").Findings =
            [new SafetyFindingView("severe", "r-1", "dose-above-maximum", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("max", "300 mg"), "too much")];
        using var client = await web.SignIn("physician1");

        var refused = await client.Post("/api/cases/c-1/orders", new { patientId = "1", order = Aspirin }, ("Idempotency-Key", "k1"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Problem.ShouldBe("order-unsafe");
        refused.Json["findings"]![0]!["code"]!.ToString().ShouldBe("dose-above-maximum");
        refused.Json["findings"]![0]!["values"]!["max"]!.ToString().ShouldBe("300 mg");
        web.County.Care("c-1").Commands.ShouldBeEmpty();

        var given = await client.Post(
            "/api/cases/c-1/orders", new { patientId = "1", order = Aspirin, overrideReason = "loading dose" }, ("Idempotency-Key", "k2"));
        given.Status.ShouldBe(HttpStatusCode.Created, given.Text);
        given["overrideReason"].ShouldBe("loading dose");
        given["state"].ShouldBe("ordered");
        var command = web.County.Care("c-1").Last.ShouldBeOfType<GiveOrder>();
        command.By.Name.ShouldBe("physician1");
        command.Body.ShouldBe(new OrderBody(OrderKind.Drug, "aspirin", 300, "mg", "po"));
    }

    [Fact]
    public async Task Order_RepeatedWithItsKeyAfterTheServerForgot_NamesTheSameOrder()
    {
        await using var web = await Start();
        using var client = await web.SignIn("physician1");
        var body = new { patientId = "1", order = Aspirin };
        var first = await client.Post("/api/cases/c-1/orders", body, ("Idempotency-Key", "k1"));

        await using var again = await TestWeb.Start(county: web.County);
        using var later = await again.SignIn("physician1");
        var second = await later.Post("/api/cases/c-1/orders", body, ("Idempotency-Key", "k1"));

        second["orderId"].ShouldBe(first["orderId"]);
    }

    [Fact]
    public async Task Guidance_WithChecklistAndMark_ReachesTheRecord()
    {
        await using var web = await Start();
        using var client = await web.SignIn("dispatcher1");

        var said = await client.Post("/api/cases/c-1/guidance", new
        {
            text = " look here ",
            patientId = "1",
            checklist = new[] { "oxygen", "IV access" },
            mark = new { ecgId = "e-1", fromMs = 200, toMs = 900, leads = new[] { "V2" } },
        });

        said.Status.ShouldBe(HttpStatusCode.Created, said.Text);
        said["text"].ShouldBe("look here");
        said.Json["checklist"]![1]!["text"]!.ToString().ShouldBe("IV access");
        web.County.Care("c-1").Last.ShouldBeOfType<GiveGuidance>().Mark!.Leads.ShouldBe(["V2"]);
    }

    [Fact]
    public async Task Participants_InvitedPhysician_ComesWithItsAffiliationAndJoinsByItself()
    {
        await using var web = await Start();
        using var client = await web.SignIn("physician1");
        var physicians = (await client.Get("/api/physicians")).Json.AsArray();
        physicians.Select(one => one!["user"]!.ToString()).ShouldBe(["physician1", "specialist1"]);
        var affiliation = physicians[1]!["affiliation"]!.ToString();
        affiliation.ShouldNotBeEmpty();

        await client.Post("/api/cases/c-1/participants", new { user = "specialist1", state = "invited" });
        web.County.Care("c-1").Last.ShouldBeOfType<SetParticipant>().Affiliation.ShouldBe(affiliation);
        using var specialist = await web.SignIn("specialist1");
        var joined = await specialist.Post("/api/cases/c-1/participants/me", new { state = "joined" });

        joined.Json["participants"]!.AsArray().ShouldHaveSingleItem()!["state"]!.ToString().ShouldBe("joined");
        (await specialist.Get("/api/session"))["affiliation"].ShouldBe(affiliation);
    }

    [Fact]
    public async Task Physicians_WithAPageOpen_AreOnline()
    {
        await using var web = await Start();
        using var client = await web.SignIn("physician1");
        (await Online()).ShouldBe(["false", "false"]);
        var hub = await HubClient.Connect(web.Url, "/hubs/care", ("Cookie", client.CookieHeader));

        await Eventually.HoldsAsync(async () => (await Online())[0] == "true");
        await hub.DisposeAsync();
        await Eventually.HoldsAsync(async () => (await Online())[0] == "false");

        async Task<string[]> Online() => [.. (await client.Get("/api/physicians")).Json.AsArray().Select(one => one!["online"]!.ToString())];
    }

    [Fact]
    public async Task Channel_FromOpenToClose_SaysWhoAndWhat()
    {
        await using var web = await Start();
        using var desk = await web.SignIn("hospital1");
        using var physician = await web.SignIn("physician1");
        var channel = await physician.Post("/api/cases/c-1/channels", new { kind = "chest-pain", patientId = "1", hospitalId = "H01" });
        channel.Status.ShouldBe(HttpStatusCode.Created, channel.Text);

        var ready = await desk.Post(
            $"/api/cases/c-1/channels/{channel["channelId"]}/events", new { @event = "cath-lab-ready", occurredAt = Sample.Noon });
        ready.Status.ShouldBe(HttpStatusCode.OK, ready.Text);
        web.County.Care("c-1").Last.ShouldBeOfType<RecordChannelEvent>().Event.ShouldBe(ChannelEvent.CathLabReady);
        var elsewhere = await physician.Post("/api/cases/c-1/channels", new { kind = "stroke", hospitalId = "H02" });
        (await desk.Post($"/api/cases/c-1/channels/{elsewhere["channelId"]}/close", new { reason = "x" })).Problem.ShouldBe("other-hospital");
        (await desk.Post($"/api/cases/c-1/channels/{channel["channelId"]}/close", new { reason = "served" })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Timeline_OfCaseAndCare_IsOneInOrderOfRecording()
    {
        await using var web = await Start();
        using var dispatcher = await web.SignIn("dispatcher1");
        var id = (await dispatcher.Post("/api/cases", new { location = new { lon = 113.44, lat = 29.48 }, complaint = "fall", priority = "II" }))["caseId"];
        web.County.Care(id).Timeline =
        [
            new TimelineEntry(1, Sample.Noon, Sample.Noon - TimeSpan.FromSeconds(5), "guidance-given", "physician1", FactSource.Desk),
            new TimelineEntry(2, Sample.Noon, Sample.Noon + TimeSpan.FromSeconds(5), "order-given", "physician1", FactSource.Desk),
        ];

        var timeline = await dispatcher.Get($"/api/cases/{id}/timeline");

        timeline.Json.AsArray().Select(entry => entry!["kind"]!.ToString()).ShouldBe(["guidance-given", "case-opened", "order-given"]);
    }

    [Fact]
    public async Task Reads_OfAPatient_HandTheSpanAndLimitOn()
    {
        await using var web = await Start();
        using var client = await web.SignIn("hospital1");
        const string span = "from=2026-11-22T03:00:00Z&to=2026-11-22T04:00:00Z";

        (await client.Get($"/api/cases/c-1/patients/1/vitals?{span}&buckets=60")).Json["bucketSeconds"]!.GetValue<double>().ShouldBe(60);
        (await client.Get($"/api/cases/c-1/patients/1/vitals/samples?{span}&limit=7")).Json[0]!["sequence"]!.GetValue<long>().ShouldBe(7);
        (await client.Get($"/api/cases/c-1/patients/1/ecg?{span}")).Json[0]!["sequence"]!.GetValue<long>().ShouldBe(120);
        (await client.Get("/api/cases/c-1/patients/1/handover")).Json["patient"]!.ToString().ShouldBe("1");
        var fhir = await client.Get("/api/cases/c-1/patients/1/handover/fhir");
        fhir.Response.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+json");
        (await client.Get("/api/order-rules")).Json["drugs"]![0]!["nameZh"]!.ToString().ShouldBe("阿司匹林");
        web.County.Care("c-1").Vitals = [Sample.Vitals()];
        (await client.Get("/api/cases/c-1/vitals/newest")).Json[0]!["values"]![0]!["kind"]!.ToString().ShouldBe("heartRate");
    }

    [Fact]
    public async Task Clinic_SendsAnEcgAsATable_CaseChannelAndRecordingAreThere()
    {
        var csv = SharedData.Require("ecg/ptbdb_s0010_re_acuteMI_12lead_500Hz_10s_mV.csv");
        await using var web = await Start();
        using var client = await web.SignIn("clinic1");
        var body = new
        {
            complaint = "chest pain",
            patient = new { ageYears = 58, sex = "male" },
            contactAt = "2026-11-22T08:40:00+08:00",
            acquiredAt = "2026-11-22T08:46:00+08:00",
            channel = "chest-pain",
            ecg = new { csv = await File.ReadAllTextAsync(csv, TestContext.Current.CancellationToken), statement = "*** ACUTE MI ***" },
        };

        var opened = await client.Post("/api/clinic/cases", body, ("Idempotency-Key", "ecg-1"));

        opened.Status.ShouldBe(HttpStatusCode.Created, opened.Text);
        opened.Json["case"]!["location"]!["lon"]!.GetValue<double>().ShouldBe(Sample.Town.Lon);
        var id = opened.Json["case"]!["caseId"]!.ToString();
        var ecg = opened.Json["care"]!["ecgs"]!.AsArray().ShouldHaveSingleItem()!;
        ecg["monitorStatement"]!.ToString().ShouldBe("*** ACUTE MI ***");
        web.County.Care(id).Commands.OfType<RecordChannelEvent>().ShouldHaveSingleItem().Event.ShouldBe(ChannelEvent.FirstMedicalContact);
        var bytes = await client.Get($"/api/cases/{id}/attachments/{ecg["ecgId"]}");
        EcgBlock.TryDecode(await bytes.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), out var segment, out _).ShouldBeTrue();
        (segment!.SampleRateHz, segment.Leads.Length, segment.SampleCount).ShouldBe((500, 12, 5000));
        (segment.Samples[0][0] * segment.LsbNanovolts / 1e6).ShouldBe(-0.2435, 0.0006);

        var again = await client.Post("/api/clinic/cases", body, ("Idempotency-Key", "ecg-1"));
        again.Json["case"]!["caseId"]!.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task Clinic_CarriedOutAgainAfterTheServerForgot_MakesNothingTwice()
    {
        await using var web = await Start();
        var body = new { complaint = "chest pain", patient = new { ageYears = 58 }, ecg = new { csv = "t_s,I\n0,0.1\n0.01,0.2\n0.02,\n" } };
        using var client = await web.SignIn("clinic1");
        var first = await client.Post("/api/clinic/cases", body, ("Idempotency-Key", "k"));
        first.Status.ShouldBe(HttpStatusCode.Created, first.Text);

        await using var second = await TestWeb.Start(county: web.County);
        using var later = await second.SignIn("clinic1");
        var repeated = await later.Post("/api/clinic/cases", body, ("Idempotency-Key", "k"));

        repeated.Json["case"]!["caseId"]!.ToString().ShouldBe(first.Json["case"]!["caseId"]!.ToString());
        repeated.Json["care"]!["ecgs"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Session_OfEachRole_SaysWhoseDeskItIs()
    {
        await using var web = await Start();
        using var clinic = await web.SignIn("clinic1");

        var session = (await clinic.Get("/api/session")).Json;

        session["roles"]!.AsArray().Select(role => role!.ToString()).ShouldBe(["clinic"]);
        session["hospitalId"]!.ToString().ShouldBe("H02");
        session["affiliation"].ShouldBeNull();
    }

    private static async Task<TestWeb> Start()
    {
        var web = await TestWeb.Start();
        web.County.Case("c-1").View = Sample.Case("c-1");
        web.County.Care("c-1").View = Sample.Care("c-1");
        return web;
    }
}
