using System.Text.Json;
using System.Threading.Channels;
using Emergency.Contracts;

namespace Emergency.Agent.Tablet;

/// <summary>
/// One page's live view as server-sent events: <c>state</c> with everything, <c>signal</c> of a call, and a <c>beat</c> each second so
/// that a frozen page knows that it is one. A page that is slow gets the newest state when it can take one, never a queue of old ones.
/// </summary>
internal sealed class TabletEvents : IDisposable
{
    /// <summary>The most signals that wait for one page; beyond it the page is left, and a page that comes back sets its call up anew.</summary>
    private const int MaxSignals = 256;

    private readonly TabletBoard _board;
    private readonly TabletOptions _options;
    private readonly TimeProvider _network;
    private readonly Wake _wake = new();
    private readonly Channel<CallSignal> _signals = Channel.CreateBounded<CallSignal>(MaxSignals);
    private readonly CancellationTokenSource _ending;
    private int _stale = 1;

    public TabletEvents(TabletBoard board, TabletOptions options, TimeProvider network, CancellationToken gone)
    {
        (_board, _options, _network) = (board, options, network);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(gone);
        board.Changed += OnChanged;
        board.Signalled += OnSignal;
    }

    /// <summary>Writes until the page is gone, or too slow.</summary>
    public async Task Write(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await Send(response, "retry: 1000\n\n");
            var beatAt = _network.GetTimestamp() - _network.TimestampFrequency * 60;
            while (!_ending.IsCancellationRequested)
                beatAt = await Turn(response, beatAt);
        }
        // The page went, or could not keep up; it comes back by itself.
        catch (OperationCanceledException)
        {
            response.HttpContext.Abort();
        }
    }

    public void Dispose()
    {
        _board.Changed -= OnChanged;
        _board.Signalled -= OnSignal;
        _ending.Dispose();
    }

    private async Task<long> Turn(HttpResponse response, long beatAt)
    {
        while (_signals.Reader.TryRead(out var signal))
            await Send(response, Event("signal", signal));
        if (Interlocked.Exchange(ref _stale, 0) == 1)
            await Send(response, Event("state", _board.State()));
        if (_network.GetElapsedTime(beatAt) >= _options.Beat)
        {
            var (at, speed) = _board.Now;
            await Send(response, Event("beat", new BeatEvent(at, speed)));
            beatAt = _network.GetTimestamp();
        }

        await Pause();
        return beatAt;
    }

    /// <summary>Waits for news, but not beyond the next beat; then for the pacing, so that a burst is one state.</summary>
    private async Task Pause()
    {
        var news = _wake.Wait(_ending.Token).AsTask();
        var beat = Task.Delay(_options.Beat, _network, _ending.Token);
        if (await Task.WhenAny(news, beat) == news)
            await Task.Delay(_options.StatePacing, _network, _ending.Token);
        else
            _wake.Ring();
        await news;
    }

    private async Task Send(HttpResponse response, string text)
    {
        using var slow = new CancellationTokenSource(_options.SlowPage, _network);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, _ending.Token);
        await response.WriteAsync(text, either.Token);
        await response.Body.FlushAsync(either.Token);
    }

    private static string Event<T>(string name, T data) => $"event: {name}\ndata: {JsonSerializer.Serialize(data, TabletJson.Output)}\n\n";

    private void OnChanged()
    {
        Volatile.Write(ref _stale, 1);
        _wake.Ring();
    }

    private void OnSignal(CallSignal signal)
    {
        if (!_signals.Writer.TryWrite(signal))
            _ending.Cancel();
        _wake.Ring();
    }

    private sealed record BeatEvent(DateTimeOffset At, double ClockSpeed);
}
