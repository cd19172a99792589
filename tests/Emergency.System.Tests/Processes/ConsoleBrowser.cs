using Microsoft.Playwright;

namespace Emergency.System.Tests;

/// <summary>Real Chromium, with software rendering for the map.</summary>
internal sealed class ConsoleBrowser : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // Camera and microphone of Chromium's own making, allowed without asking; addresses of this machine are told as they are.
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--disable-features=WebRtcHideLocalIpsWithMdns",
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

    /// <summary>A window of its own, signed in, at the user's own desk.</summary>
    /// <param name="shows">What shows that the desk is there.</param>
    public async Task<IPage> SignIn(Uri url, string user, string shows = "map")
    {
        var page = await Open(url, user);
        await page.GetByTestId("signin-user").FillAsync(user);
        await page.GetByTestId("signin-password").FillAsync("demo");
        await page.GetByTestId("signin-submit").ClickAsync();
        await page.GetByTestId(shows).First.WaitForAsync();
        return page;
    }

    /// <summary>A window of its own.</summary>
    /// <param name="name">What its errors are told under.</param>
    public async Task<IPage> Open(Uri url, string name)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1920, Height = 1080 } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        page.Console += (_, message) =>
        {
            // The first look at the session answers 401 when nobody is signed in: that is not an error of the page.
            if (message.Type == "error" && !message.Text.Contains("401", StringComparison.Ordinal)) Errors.Add($"{name}: {message.Text}");
        };
        page.PageError += (_, error) => Errors.Add($"{name}: {error}");
        await page.GotoAsync(url.ToString());
        return page;
    }

    /// <summary>Keeps a picture of a page, where the environment's EMERGENCY_SCREENSHOTS names a folder.</summary>
    public static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("EMERGENCY_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string Chromium() => ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser"]).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("Chromium is not installed: the package 'chromium'");
}
