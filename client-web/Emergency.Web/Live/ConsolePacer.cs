using Microsoft.Extensions.Options;

namespace Emergency.Web.Live;

/// <summary>Tells every console feed when positions and beats are due, in real time.</summary>
internal sealed class ConsolePacer(ConsoleFeeds feeds, IOptions<WebOptions> options, RealTime time) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Every(options.Value.Live.PositionInterval, feeds.PositionsDue, stoppingToken),
        Every(options.Value.Live.BeatInterval, feeds.BeatDue, stoppingToken));

    private async Task Every(TimeSpan interval, Action action, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval, time.Provider);
        while (await timer.WaitForNextTickAsync(cancellation))
            action();
    }
}
