using Emergency.Domain;
using Emergency.TestKit;
using Microsoft.Playwright;

namespace Emergency.System.Tests;

/// <summary>The dispatch console in real Chromium, on the real server, with a real agent in the vehicle.</summary>
public sealed class ConsoleTests
{
    private static readonly GeoPoint OnTheWay = new(113.430, 29.470);

    [Fact]
    public async Task Console_CaseIsEnteredAndDispatched_TwoBrowsersSeeTheUnitMoveAndReport()
    {
        await using var server = await DispatchServer.Start();
        await using var browser = await ConsoleBrowser.Start();
        var desk = await browser.SignIn(server.Url, "dispatcher1");
        var other = await browser.SignIn(server.Url, "supervisor1");

        await EnterCase(desk);
        var candidate = desk.Locator("[data-testid^='candidate-']").First;
        await candidate.WaitForAsync();
        var ambulance = (await candidate.GetAttributeAsync("data-testid"))!["candidate-".Length..];
        await candidate.ClickAsync();
        await desk.GetByTestId("dispatch").ClickAsync();
        await Shows(desk, ambulance, "Offered");
        await Shows(other, ambulance, "Offered");

        await using var crew = new Crew(server, ambulance);
        await Eventually.Holds(() => crew.Order is not null);
        await crew.Set(crew.Order!, Milestone.Acknowledged);
        await crew.Set(crew.Order!, Milestone.EnRoute);
        await Shows(desk, ambulance, "EnRoute");
        await Shows(other, ambulance, "EnRoute");
        await crew.DriveTo(OnTheWay);
        await IsAt(desk, ambulance, OnTheWay);
        await IsAt(other, ambulance, OnTheWay);

        await desk.GetByTestId("lang-toggle").ClickAsync();
        (await desk.GetByTestId("timeline-entry").CountAsync()).ShouldBeGreaterThan(2);
        browser.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Console_ServerDies_SaysSoAndComesBack()
    {
        await using var server = await DispatchServer.Start();
        await using var browser = await ConsoleBrowser.Start();
        var desk = await browser.SignIn(server.Url, "dispatcher1");
        var banner = desk.GetByTestId("connection-banner");
        await banner.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });

        await server.Kill();
        await banner.WaitForAsync();

        await server.Restart();
        await banner.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
    }

    private static async Task EnterCase(IPage page)
    {
        await page.Keyboard.PressAsync("F2");
        await page.GetByTestId("case-form").WaitForAsync();
        await page.GetByTestId("case-form-lon").FillAsync("113.44");
        await page.GetByTestId("case-form-lat").FillAsync("29.48");
        await page.GetByTestId("case-form-complaint").FillAsync("腹痛");
        await page.GetByTestId("case-form-priority-III").ClickAsync();
        await page.GetByTestId("case-form-submit").ClickAsync();
    }

    /// <summary>The unit board shows a milestone, in whatever language.</summary>
    private static Task Shows(IPage page, string ambulance, string milestone) =>
        page.Locator($"[data-testid='unit-row-{ambulance}-milestone'][data-milestone='{milestone}']").WaitForAsync();

    /// <summary>The map has the unit at a place.</summary>
    private static async Task IsAt(IPage page, string ambulance, GeoPoint place) => await page.WaitForFunctionAsync(
        """
        ([id, lon, lat]) => {
          const at = window.__emergency?.unitPosition(id);
          const [x, y] = Array.isArray(at) ? at : [at?.lon, at?.lat];
          return Math.abs(x - lon) < 1e-4 && Math.abs(y - lat) < 1e-4;
        }
        """,
        new object[] { ambulance, place.Longitude, place.Latitude });
}
