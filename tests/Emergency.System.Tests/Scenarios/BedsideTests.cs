using System.Globalization;
using Emergency.TestKit;
using Microsoft.Playwright;

namespace Emergency.System.Tests;

/// <summary>
/// From the monitor in the vehicle to the physician's page and back to the tablet: real gpsd, a real MLLP sender, the agent as a process, the real
/// server, and real Chromium at the physician's desk, the hospital's desk and on the tablet.
/// </summary>
public sealed class BedsideTests
{
    [Fact]
    public async Task Bedside_VitalsEcgOrderAndCall_GoBothWays()
    {
        await using var server = await DispatchServer.Start();
        await using var browser = await ConsoleBrowser.Start();
        using var desk = await DispatchClient.SignIn(server.Url);
        var caseId = await desk.OpenCase(TestCounty.BuiltIn.Lon, TestCounty.BuiltIn.Lat);
        var ambulance = (await desk.Get($"/api/cases/{caseId}/recommendations"))["candidates"]!.Items().First().Text("ambulanceId");
        await desk.Post($"/api/cases/{caseId}/assignments", new { ambulanceId = ambulance, overrideReason = "test" });
        await using var vehicle = new VehicleProcess(server, ambulance);
        var tablet = await OpenTablet(browser, vehicle);
        var physician = await browser.SignIn(new Uri(server.Url, "/physician"), "physician1", "sign-out");

        await ReachPatient(tablet, desk, caseId);
        (await vehicle.Measure(("8867-4", "104", "/min"), ("59408-5", "93", "%"), ("8480-6", "118", "mm[Hg]"), ("8462-4", "76", "mm[Hg]"), ("9279-1", "22", "/min")))
            .ShouldBe("AA");
        await physician.Locator($"[data-case='{caseId}']").First.ClickAsync();
        await ShowsVital(physician, "heartRate", "104");
        await ShowsVital(tablet, "heartRate", "104");
        await physician.Locator("[data-testid='ecg-live'][data-silent='false']").First.WaitForAsync();
        await ConsoleBrowser.Picture(physician, "physician-vitals");

        await OrderIsGivenReadBackAndDone(physician, tablet, desk, caseId);
        await TwelveLeadIsRecordedAndRead(physician, tablet, desk, caseId);
        await CallConnects(physician, tablet);
        if (VehicleProcess.HasGpsd)
            await Eventually.HoldsAsync(async () => await HasMoved(desk, ambulance), TimeSpan.FromSeconds(60));
        await ConsoleBrowser.Picture(tablet, "tablet-end");
        browser.Errors.ShouldBeEmpty();
    }

    private static async Task<IPage> OpenTablet(ConsoleBrowser browser, VehicleProcess vehicle)
    {
        using var http = new HttpClient { BaseAddress = vehicle.Tablet };
        await Eventually.HoldsAsync(async () => await Answers(http), TimeSpan.FromSeconds(60));
        var tablet = await browser.Open(new Uri(vehicle.Tablet, "/tablet.html"), "tablet");
        await tablet.SetViewportSizeAsync(1280, 800);
        await tablet.GetByTestId("assignment").WaitForAsync();
        await ConsoleBrowser.Picture(tablet, "tablet-assignment");
        return tablet;
    }

    private static async Task<bool> Answers(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/api/tablet/state")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    /// <summary>One tap for each status, and each stands in the case with the device's time.</summary>
    private static async Task ReachPatient(IPage tablet, DispatchClient desk, string caseId)
    {
        foreach (var milestone in (string[])["Acknowledged", "EnRoute", "OnScene", "AtPatient"])
            await tablet.Locator($"[data-testid='next-milestone'][data-milestone='{milestone}']").ClickAsync();
        await Eventually.HoldsAsync(async () =>
            (await desk.Get($"/api/cases/{caseId}"))["assignments"]!.Items().Single().Text("milestone") == "AtPatient");
    }

    private static Task ShowsVital(IPage page, string kind, string value) =>
        page.Locator($"[data-testid='vital-{kind}']", new PageLocatorOptions { HasText = value }).First.WaitForAsync();

    private static async Task OrderIsGivenReadBackAndDone(IPage physician, IPage tablet, DispatchClient desk, string caseId)
    {
        await physician.GetByTestId("join").First.ClickAsync();
        await physician.GetByTestId("order-new").ClickAsync();
        await physician.GetByTestId("order-drug").SelectOptionAsync("aspirin");
        await physician.GetByTestId("order-dose").FillAsync("30000");
        await physician.GetByTestId("order-unit").SelectOptionAsync("mg");
        await physician.GetByTestId("order-route").SelectOptionAsync("po");
        await physician.GetByTestId("order-blocked").WaitForAsync();
        await ConsoleBrowser.Picture(physician, "physician-order-blocked");
        await physician.GetByTestId("order-dose").FillAsync("300");
        await physician.GetByTestId("order-blocked").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        await physician.GetByTestId("order-submit").ClickAsync();

        var readBack = tablet.Locator("[data-testid^='read-back-']").First;
        await readBack.WaitForAsync();
        await ConsoleBrowser.Picture(tablet, "tablet-order");
        await readBack.ClickAsync();
        foreach (var item in await tablet.Locator("[data-testid^='check-']").AllAsync()) await item.ClickAsync();
        await ConsoleBrowser.Picture(tablet, "tablet-read-back");
        await tablet.GetByTestId("read-back-confirm").ClickAsync();
        await tablet.GetByTestId("tab-orders").ClickAsync();
        await tablet.Locator("[data-testid^='order-done-']").First.ClickAsync();
        await physician.Locator("[data-testid^='order-o-'][data-state='done']").First.WaitForAsync();
        var steps = (await desk.Get($"/api/cases/{caseId}/care"))["orders"]!.Items().Single()["steps"]!.Items();
        steps.Select(step => step.Text("state")).ShouldBe(["ordered", "delivered", "read-back", "done"]);
    }

    private static async Task TwelveLeadIsRecordedAndRead(IPage physician, IPage tablet, DispatchClient desk, string caseId)
    {
        await tablet.GetByTestId("tab-ecg").ClickAsync();
        await tablet.GetByTestId("record-12-lead").ClickAsync();
        await tablet.GetByTestId("ecg-taken").WaitForAsync();
        await ConsoleBrowser.Picture(tablet, "tablet-ecg");
        await physician.GetByTestId("ecg-reader").First.WaitForAsync();
        await ConsoleBrowser.Picture(physician, "physician-ecg");
        await physician.GetByTestId("ecg-statement-stemi").First.ClickAsync();
        await physician.GetByTestId("ecg-confirm").First.ClickAsync();
        await Eventually.HoldsAsync(async () =>
            (await desk.Get($"/api/cases/{caseId}/care"))["ecgs"]!.Items().Single()["reading"]?.Text("statement") == "stemi");
    }

    /// <summary>Both sides see moving pictures that the other side's camera takes.</summary>
    private static async Task CallConnects(IPage physician, IPage tablet)
    {
        await physician.GetByTestId("call-video").First.ClickAsync();
        await tablet.GetByTestId("tab-call").ClickAsync();
        await tablet.GetByTestId("call-join").ClickAsync();
        foreach (var page in (IPage[])[physician, tablet])
        {
            await page.Locator("[data-testid='call-peer'][data-connection='connected']").First.WaitForAsync();
            await page.WaitForFunctionAsync(
                """() => [...document.querySelectorAll("[data-testid='call-peer'] video")].some((v) => v.videoWidth > 0 && v.currentTime > 0)""");
        }

        await ConsoleBrowser.Picture(physician, "physician-call");
        await ConsoleBrowser.Picture(tablet, "tablet-call");
        await physician.GetByTestId("call-hang-up").First.ClickAsync();
    }

    private static async Task<bool> HasMoved(DispatchClient desk, string ambulance)
    {
        var unit = (await desk.Get("/api/ambulances")).Items().Single(u => u.Text("ambulanceId") == ambulance);
        return unit["position"] is { } position
            && position.Number("lon") > 113.4402
            && DateTimeOffset.Parse(unit.Text("fixAt"), CultureInfo.InvariantCulture) > TimeProvider.System.GetUtcNow().AddMinutes(-1);
    }
}
