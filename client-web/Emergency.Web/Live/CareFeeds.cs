using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Operations;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Live;

/// <summary>The pages at bedsides that are connected to this node, and the live ECG of the last seconds.</summary>
internal sealed partial class CareFeeds(
    IOptions<WebOptions> options, TimeProvider clock, RealTime time, WebMeters meters, ILogger<CareFeeds> logger)
{
    private readonly ConcurrentDictionary<string, CareFeed> _feeds = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly EcgRings _rings = new(options.Value.Bedside);

    public int Count => _feeds.Count;

    /// <summary>The feed of a connection; started with the first call.</summary>
    /// <param name="connection">The connection's name.</param>
    /// <param name="user">Who is signed in on it.</param>
    /// <param name="client">Sends to it, and waits while it is slow.</param>
    /// <param name="cutOff">Ends the connection.</param>
    /// <param name="aborted">Told when the connection is gone.</param>
    public CareFeed Of(string connection, PageUser user, ICareClient client, Action cutOff, CancellationToken aborted)
    {
        if (_feeds.TryGetValue(connection, out var known))
            return known;
        var feed = new CareFeed(user, client, options.Value.Bedside, clock, time, meters);
        if (!_feeds.TryAdd(connection, feed))
            return _feeds[connection];
        _ = Run(feed, connection, cutOff, aborted);
        return feed;
    }

    public CareFeed? Find(string connection) => _feeds.GetValueOrDefault(connection);

    public void Offer(CareView view) => ForEach(feed => feed.Offer(view));

    public void Offer(NewestVitals vitals)
    {
        meters.VitalsPassed();
        ForEach(feed => feed.Offer(vitals));
    }

    public void Offer(LiveEcg block)
    {
        meters.EcgPassed(block.Data.Length);
        lock (_lock)
            _rings.Add(block);
        ForEach(feed => feed.Offer(block));
    }

    /// <summary>Passes a signal on to the pages of its case whose users take part and whom it is for.</summary>
    public void Offer(CallSignal signal, Predicate<PageUser> takesPart) => ForEach(feed =>
    {
        if (CallNames.IsFor(signal, CallNames.OfUser(feed.User.Name)) && takesPart(feed.User))
            feed.Offer(signal);
    });

    /// <summary>The live ECG of the last seconds of a case's patients.</summary>
    public ImmutableArray<LiveEcg> EcgOf(CaseId id)
    {
        lock (_lock)
            return _rings.Of(id);
    }

    public void BeatDue() => ForEach(feed => feed.BeatDue());

    private void ForEach(Action<CareFeed> action)
    {
        foreach (var feed in _feeds.Values)
            action(feed);
    }

    private async Task Run(CareFeed feed, string connection, Action cutOff, CancellationToken aborted)
    {
        try
        {
            await feed.Pump(aborted);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            LogEnded(logger, connection);
        }
        catch (Exception fault)
        {
            LogFailed(logger, fault, connection); // A page without its feed would show old news: it is cut off.
            cutOff();
        }
        finally
        {
            _feeds.TryRemove(new KeyValuePair<string, CareFeed>(connection, feed));
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The feed of bedside page {Connection} ended")]
    private static partial void LogEnded(ILogger logger, string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed of bedside page {Connection} failed")]
    private static partial void LogFailed(ILogger logger, Exception fault, string connection);
}
