using Microsoft.Extensions.Options;

namespace Emergency.Web.Live;

/// <summary>Tells every console and bedside page when positions, vitals and beats are due, in real time.</summary>
internal sealed class ConsolePacer(ConsoleFeeds feeds, CareFeeds bedsides, IOptions<WebOptions> options, RealTime time) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Every(options.Value.Live.PositionInterval, feeds.PositionsDue, stoppingToken),
        Every(options.Value.Live.BeatInterval, BeatDue, stoppingToken));

    private void BeatDue()
    {
        feeds.BeatDue();
        bedsides.BeatDue();
    }

    private async Task Every(TimeSpan interval, Action action, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval, time.Provider);
        while (await timer.WaitForNextTickAsync(cancellation))
            action();
    }
}
