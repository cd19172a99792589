using Microsoft.Playwright;

namespace Emergency.System.Tests;

/// <summary>Real Chromium, with software rendering for the map.</summary>
internal sealed class ConsoleBrowser : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private ConsoleBrowser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>What pages wrote to their console as errors.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<ConsoleBrowser> Start()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium(), Args = Arguments });
        return new ConsoleBrowser(playwright, browser);
    }

    /// <summary>A window of its own, signed in.</summary>
    public async Task<IPage> SignIn(Uri url, string user)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1920, Height = 1080 } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        page.Console += (_, message) =>
        {
            // The first look at the session answers 401 when nobody is signed in: that is not an error of the page.
            if (message.Type == "error" && !message.Text.Contains("401", StringComparison.Ordinal)) Errors.Add($"{user}: {message.Text}");
        };
        page.PageError += (_, error) => Errors.Add($"{user}: {error}");
        await page.GotoAsync(url.ToString());
        await page.GetByTestId("signin-user").FillAsync(user);
        await page.GetByTestId("signin-password").FillAsync("demo");
        await page.GetByTestId("signin-submit").ClickAsync();
        await page.GetByTestId("map").WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string Chromium() => ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser"]).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("Chromium is not installed: the package 'chromium'");
}
