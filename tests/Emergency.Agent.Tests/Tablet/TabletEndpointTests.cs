using System.Net;
using Emergency.Agent.Tablet;
using Emergency.Contracts;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Tablet;

public sealed class TabletEndpointTests
{
    private static string Now => TimeProvider.System.GetUtcNow().ToString("O");

    [Fact]
    public async Task State_IsWhatThePageShows()
    {
        await using var tablet = await ServedTablet.Start();

        var state = await tablet.State();

        state.GetProperty("ambulanceId").GetString().ShouldBe("A01");
        state.GetProperty("link").GetProperty("state").GetString().ShouldBe("offline");
        var assignment = state.GetProperty("assignments")[0];
        assignment.GetProperty("next").GetString().ShouldBe("Acknowledged");
        assignment.GetProperty("order").GetProperty("complaint").GetString().ShouldBe("chest pain");
        state.GetProperty("care")[0].GetProperty("orders")[0].GetProperty("state").GetString().ShouldBe("ordered");
    }

    [Fact]
    public async Task Milestone_PostedUndoneAndPostedAgain()
    {
        await using var tablet = await ServedTablet.Start();
        var body = $$"""{"assignmentId":"a1","milestone":"EnRoute","occurredAt":"{{Now}}"}""";

        var first = await tablet.Post("/api/tablet/milestones", body);
        var id = (await ServedTablet.Json(first)).GetProperty("reportId").GetString();
        var undone = await tablet.Delete($"/api/tablet/milestones/{id}");
        var again = await tablet.Delete($"/api/tablet/milestones/{id}");

        (first.StatusCode, undone.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Conflict));
        (await tablet.State()).GetProperty("reports").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Act_Posted_ReachesTheOutbox()
    {
        await using var tablet = await ServedTablet.Start();

        var answer = await tablet.Post(
            "/api/tablet/acts",
            $$$"""{"caseId":"c1","assignmentId":"a1","occurredAt":"{{{Now}}}","act":{"orderId":"o1","state":"delivered","act":"order-progress"}}""");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        tablet.Vehicle.Acts.ShouldHaveSingleItem().Act.ShouldBe(new OrderProgress("o1", Domain.Care.OrderState.Delivered));
    }

    [Theory]
    [InlineData("/api/tablet/acts", "", 400)]
    [InlineData("/api/tablet/acts", "{", 400)]
    [InlineData("/api/tablet/acts", "null", 422)]
    [InlineData("/api/tablet/acts", "[]", 400)]
    [InlineData("/api/tablet/acts", """{"caseId":"c1"}""", 422)]
    [InlineData("/api/tablet/acts", """{"caseId":"../etc","assignmentId":"a1","occurredAt":"2026-03-01T08:00:00Z","act":{"act":"alarm-seen","alarmId":"x"}}""", 400)]
    [InlineData("/api/tablet/acts", """{"caseId":"c1","assignmentId":"a1","occurredAt":"2026-03-01T08:00:00Z","act":{"act":"launch"}}""", 400)]
    [InlineData("/api/tablet/acts", """{"caseId":"c1","assignmentId":"a1","occurredAt":"2026-03-01T08:00:00Z","act":{"act":"alarm-seen","alarmId":null}}""", 422)]
    [InlineData("/api/tablet/acts", """{"caseId":"c1","assignmentId":"a1","occurredAt":"2026-03-01T08:00:00Z","act":{"act":"waveform-thinned","from":"2026-03-01T08:00:00Z","to":"2026-03-01T08:00:00Z","blocks":1}}""", 422)]
    [InlineData("/api/tablet/acts", """{"caseId":"c1","assignmentId":"a1","occurredAt":"2026-03-01T08:00:00Z","act":{"act":"patient-described","facts":{"ageYears":200}}}""", 422)]
    [InlineData("/api/tablet/acts", """{"caseId":"c1","assignmentId":"a1","occurredAt":"2026-03-01T08:00:00Z","act":{"act":"order-progress","orderId":"o1","state":77}}""", 422)]
    [InlineData("/api/tablet/acts", """{"caseId":"c1","assignmentId":"a1","occurredAt":"2026-03-01T08:00:00Z","act":{"act":"drug-given","orderId":"x","body":{"kind":"drug","drugCode":"aspirin","dose":-1}}}""", 422)]
    [InlineData("/api/tablet/milestones", """{"assignmentId":"a1","milestone":"Nowhere","occurredAt":"2026-03-01T08:00:00Z"}""", 400)]
    [InlineData("/api/tablet/milestones", """{"assignmentId":"a1","milestone":"EnRoute","occurredAt":"2026-03-01T08:00:00Z","more":1}""", 400)]
    [InlineData("/api/tablet/milestones", """{"assignmentId":"zz","milestone":"EnRoute","occurredAt":"2026-03-01T08:00:00Z"}""", 404)]
    [InlineData("/api/tablet/milestones", """{"milestone":"EnRoute","occurredAt":"2026-03-01T08:00:00Z"}""", 422)]
    [InlineData("/api/tablet/milestones", """{"assignmentId":"a1","milestone":"EnRoute"}""", 422)]
    [InlineData("/api/tablet/milestones", """{"assignmentId":"a1","milestone":"EnRoute","occurredAt":"9999-01-01T00:00:00Z"}""", 422)]
    [InlineData("/api/tablet/proposals/p9/confirm", "{}", 404)]
    [InlineData("/api/tablet/proposals/p9/dismiss", "{}", 404)]
    [InlineData("/api/tablet/twelve-lead", "{}", 409)]
    [InlineData("/api/tablet/signal", """{"caseId":"c1"}""", 422)]
    public async Task Body_ThatIsHostileOrWrong_IsRefusedAndNothingHappens(string path, string body, int status)
    {
        await using var tablet = await ServedTablet.Start();

        var answer = await tablet.Post(path, body);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        tablet.Vehicle.Acts.ShouldBeEmpty();
        (await tablet.State()).GetProperty("reports").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Body_TooLargeOrOfAnotherKind_IsRefused()
    {
        await using var tablet = await ServedTablet.Start();

        var large = await tablet.Post("/api/tablet/acts", new string(' ', 70_000));
        var form = await tablet.Post("/api/tablet/acts", new StringContent("a=1", null, "text/plain"));

        (large.StatusCode, form.StatusCode).ShouldBe((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnsupportedMediaType));
    }

    [Fact]
    public async Task Still_OnlyAPicture_IsHandedIn()
    {
        await using var tablet = await ServedTablet.Start();

        async Task<HttpStatusCode> Hand(byte[] bytes, string type)
        {
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new(type);
            return (await tablet.Post("/api/tablet/stills", content)).StatusCode;
        }

        (await Hand([0x50, 0x4B, 1], "image/jpeg")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Hand([0xFF, 0xD8, 0xFF], "text/html")).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await Hand(new byte[AttachmentOffer.MaxLength + 1], "image/jpeg")).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        tablet.Vehicle.Still.ShouldBeEmpty();
        (await Hand([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg")).ShouldBe(HttpStatusCode.OK);
        tablet.Vehicle.Still.Length.ShouldBe(4);
    }

    [Fact]
    public async Task SignalEcgAndIceServers_GoThroughToTheAgent()
    {
        await using var tablet = await ServedTablet.Start();

        var sent = await tablet.Post("/api/tablet/signal", """{"caseId":"c1","from":"","kind":"join","payload":"{}"}""");
        var ecg = await tablet.Json("/api/tablet/ecg?seconds=900");
        var ice = await tablet.Json("/api/tablet/ice-servers");

        sent.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        tablet.Vehicle.Signals.ShouldHaveSingleItem().Kind.ShouldBe("join");
        ecg[0].GetProperty("data").GetString().ShouldBe(Convert.ToBase64String([30]));
        ice[0].GetProperty("urls")[0].GetString().ShouldBe("stun:127.0.0.1:3478");
    }

    [Fact]
    public async Task Origin_OfAnotherSite_AndAStrangersNameForUs_AreRefused()
    {
        await using var tablet = await ServedTablet.Start();

        async Task<HttpStatusCode> Ask(Action<HttpRequestMessage> how)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tablet/state");
            how(request);
            return (await tablet.Send(request)).StatusCode;
        }

        (await Ask(request => request.Headers.Add("Origin", "http://evil.example"))).ShouldBe(HttpStatusCode.Forbidden);
        (await Ask(request => request.Headers.Host = "evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await Ask(request => request.Headers.Add("Origin", tablet.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Pages_AreServed_TheTabletFirst()
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(folder.File("tablet.html"), "<p>tablet</p>", TestContext.Current.CancellationToken);
        await using var tablet = await ServedTablet.Start(new TabletOptions { PagesFolder = folder.Path });

        var page = await tablet.Get("/");

        (await ServedTablet.Text(page)).ShouldBe("<p>tablet</p>");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
    }
}
