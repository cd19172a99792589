using System.Collections.Concurrent;
using Emergency.Contracts;
using Emergency.Web.Operations;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Live;

/// <summary>The consoles that are connected to this node.</summary>
internal sealed partial class ConsoleFeeds : IDisposable
{
    private readonly ConcurrentDictionary<string, ConsoleFeed> _feeds = new(StringComparer.Ordinal);
    private readonly CountyProjection _projection;
    private readonly DegradedWords _degraded;
    private readonly WebOptions _options;
    private readonly TimeProvider _clock;
    private readonly RealTime _time;
    private readonly WebMeters _meters;
    private readonly ILogger _logger;

    public ConsoleFeeds(
        CountyProjection projection,
        DegradedWords degraded,
        IOptions<WebOptions> options,
        TimeProvider clock,
        RealTime time,
        WebMeters meters,
        ILogger<ConsoleFeeds> logger)
    {
        (_projection, _degraded, _options) = (projection, degraded, options.Value);
        (_clock, _time, _meters, _logger) = (clock, time, meters, logger);
        projection.FactsAdded += WakeAll;
    }

    public int Count => _feeds.Count;

    /// <summary>Starts or restarts the feed of a connection, and answers where it starts.</summary>
    /// <param name="connection">The connection's name.</param>
    /// <param name="client">Sends to it, and waits while it is slow.</param>
    /// <param name="cutOff">Ends the connection.</param>
    /// <param name="aborted">Told when the connection is gone.</param>
    public ConsoleSnapshot Subscribe(string connection, IConsoleClient client, Action cutOff, CancellationToken aborted)
    {
        var feed = _feeds.GetOrAdd(connection, _ => Start(connection, client, cutOff, aborted));
        var board = _projection.Read();
        feed.Restart(board);
        return new ConsoleSnapshot(
            board.Version,
            _clock.GetUtcNow(),
            _options.ClockSpeed,
            board.County,
            board.Cases,
            board.Units,
            board.Hospitals,
            board.Coverage,
            _degraded.Now,
            board.Alarms,
            board.Roads,
            board.Relocations,
            board.Care,
            board.Vitals);
    }

    public void PositionsDue()
    {
        foreach (var feed in _feeds.Values)
            feed.PositionsDue();
    }

    public void BeatDue()
    {
        foreach (var feed in _feeds.Values)
            feed.BeatDue();
    }

    public void Dispose() => _projection.FactsAdded -= WakeAll;

    private void WakeAll()
    {
        foreach (var feed in _feeds.Values)
            feed.Wake();
    }

    private ConsoleFeed Start(string connection, IConsoleClient client, Action cutOff, CancellationToken aborted)
    {
        var feed = new ConsoleFeed(_projection, client, Beat, cutOff, _options.Live, _clock, _time, _meters);
        _ = Run(feed, connection, cutOff, aborted);
        return feed;
    }

    private async Task Run(ConsoleFeed feed, string connection, Action cutOff, CancellationToken aborted)
    {
        try
        {
            await feed.Pump(aborted);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            LogEnded(_logger, connection);
        }
        catch (Exception fault)
        {
            LogFailed(_logger, fault, connection); // A console without its feed would show old news: it is cut off.
            cutOff();
        }
        finally
        {
            _feeds.TryRemove(new KeyValuePair<string, ConsoleFeed>(connection, feed));
        }
    }

    private Beat Beat(long version) => new(_clock.GetUtcNow(), version, _options.ClockSpeed, _degraded.Now);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The feed of console {Connection} ended")]
    private static partial void LogEnded(ILogger logger, string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed of console {Connection} failed")]
    private static partial void LogFailed(ILogger logger, Exception fault, string connection);
}
