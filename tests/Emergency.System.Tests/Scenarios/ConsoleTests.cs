using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;
using Microsoft.Playwright;

namespace Emergency.System.Tests;

/// <summary>The dispatch console in real Chromium, on the real server, with a real agent in the vehicle.</summary>
public sealed class ConsoleTests
{
    private static readonly GeoPoint OnTheWay = new(113.430, 29.470);

    private static readonly Milestone[] UntilEnRoute = [Milestone.Acknowledged, Milestone.EnRoute];

    private static readonly Milestone[] FromScene =
    [
        Milestone.OnScene, Milestone.AtPatient, Milestone.PatientLoaded, Milestone.LeftScene, Milestone.AtHospital, Milestone.HandedOver,
    ];

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
        var order = crew.Order!;
        foreach (var milestone in UntilEnRoute) await SetAndSee(crew, order, milestone, desk, other);
        await crew.DriveTo(OnTheWay);
        await IsAt(desk, ambulance, OnTheWay);
        await IsAt(other, ambulance, OnTheWay);
        foreach (var milestone in FromScene) await SetAndSee(crew, order, milestone, desk, other);
        await crew.Set(order, Milestone.Cleared);
        await crew.Set(order, Milestone.BackAtStation);
        foreach (var page in (IPage[])[desk, other])
            await page.Locator($"[data-testid='unit-row-{ambulance}'][data-duty='AvailableAtStation']").WaitForAsync();
        crew.Refusals.ShouldBeEmpty();

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

    /// <summary>The crew sets a milestone, and both browsers show it.</summary>
    private static async Task SetAndSee(Crew crew, AssignmentOrder order, Milestone milestone, params IPage[] pages)
    {
        await crew.Set(order, milestone);
        foreach (var page in pages) await Shows(page, crew.AmbulanceId, milestone.ToString());
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
