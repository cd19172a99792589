using System.Collections.Immutable;
using Emergency.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Agent;

/// <content>The link is measured and reported, and the live ECG fitted to what it carries.</content>
public sealed partial class AgentConnection
{
    private const int KeptChanges = 20;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly LiveLag _ecgMeasuredTo = new();
    private LinkMeter _meter;
    private ImmutableArray<EcgModeChange> _ecgChanges = [];

    private ImmutableArray<EcgModeChange> EcgChanges
    {
        get
        {
            lock (_telling)
            {
                return _ecgChanges;
            }
        }
    }

    /// <summary>Looks at the link every second, and reports it at its pace and whenever the mode of the ECG changes.</summary>
    private async Task WatchLink(IUplinkSession session, CancellationToken cancellation)
    {
        var reported = _clocks.Network.GetTimestamp();
        await ReportLink(session, cancellation);
        using var timer = new PeriodicTimer(LookEvery, _clocks.Network);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            _meter.Sent(session.BytesSent);
            var changed = _ecgRate.Look(_ecgMeasuredTo.Lag, out var change);
            if (changed)
                TellMode(new EcgModeChange(_clocks.Events.GetUtcNow(), change.From, change.To, change.Reason));
            if (!changed && _clocks.Network.GetElapsedTime(reported) < _options.LinkReportEvery)
                continue;
            reported = _clocks.Network.GetTimestamp();
            await ReportLink(session, cancellation);
        }
    }

    /// <summary>The report is the measuring call too. One that is not answered in time counts as lost and is left to itself.</summary>
    private async Task ReportLink(IUplinkSession session, CancellationToken cancellation)
    {
        var started = _clocks.Network.GetTimestamp();
        var (quality, status) = (_meter.Quality, _outbox.Status);
        var now = _clocks.Events.GetUtcNow();
        var backlog = status.OldestWaiting is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0;
        var report = new LinkReport(
            now, session.Uplink, quality.RttMs, quality.LossShare, quality.BytesPerSecond, EcgRate.WordOf(_ecgRate.Mode), _radio?.Words,
            status.WaitingFacts, Math.Round(backlog, 1));
        try
        {
            await session.Send(report, cancellation).WaitAsync(_options.PingTimeout, _clocks.Network, cancellation);
            _meter.Ping(_clocks.Network.GetElapsedTime(started));
        }
        catch (TimeoutException)
        {
            _meter.Ping(null);
        }
        // The server answered that it cannot take reports of links: the round trip is known all the same.
        catch (HubException)
        {
            _meter.Ping(_clocks.Network.GetElapsedTime(started));
        }
    }

    /// <summary>The care may have changed while nobody listened.</summary>
    private async Task FetchCare(IUplinkSession session, CancellationToken cancellation)
    {
        var retry = Retry();
        while (true)
        {
            try
            {
                foreach (var care in await session.GetCare(cancellation))
                    TakeCare(care);
                await Task.Delay(Timeout.InfiniteTimeSpan, _clocks.Network, cancellation);
            }
            catch (HubException failure)
            {
                LogNoCare(_logger, _options.AmbulanceId.Value, failure.Message);
                await Task.Delay(retry.Next(), _clocks.Network, cancellation);
            }
        }
    }

    /// <summary>How far the server's receipts lag behind what was measured. Safe to use from several threads.</summary>
    private sealed class LiveLag
    {
        private readonly Lock _gate = new();
        private DateTimeOffset? _measuredTo;
        private DateTimeOffset? _deliveredTo;
        private DateTimeOffset? _firstWaiting;

        /// <summary>The lag; null while nothing was measured yet or nothing is sent live.</summary>
        public TimeSpan? Lag
        {
            get
            {
                lock (_gate)
                {
                    return _measuredTo is { } measured && (_deliveredTo ?? _firstWaiting) is { } delivered
                        ? measured > delivered ? measured - delivered : TimeSpan.Zero
                        : null;
                }
            }
        }

        /// <summary>A new connection begins: what was measured before it is backlog.</summary>
        public void Restart()
        {
            lock (_gate)
            {
                (_measuredTo, _deliveredTo, _firstWaiting) = (null, null, null);
            }
        }

        public void Set(DateTimeOffset measuredTo, bool sent)
        {
            lock (_gate)
            {
                _measuredTo = sent ? measuredTo : null;
                _firstWaiting ??= measuredTo;
            }
        }

        public void Delivered(DateTimeOffset to)
        {
            lock (_gate)
            {
                if (_deliveredTo is null || to > _deliveredTo)
                    _deliveredTo = to;
            }
        }
    }
}
