using System.Threading.Channels;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Operations;

namespace Emergency.Web.Live;

/// <summary>Who a page speaks for.</summary>
/// <param name="IsPhysician">Whether it may take part in calls of any case.</param>
internal sealed record PageUser(string Name, bool IsPhysician);

/// <summary>
/// What one page at bedsides is sent. Records and vitals are only ever the newest; live ECG waits in a queue with a bound from which the
/// oldest block is dropped, and the page is told how many it missed; signals likewise. So nothing grows for a page that is slow.
/// </summary>
internal sealed class CareFeed(PageUser user, ICareClient client, BedsideOptions options, TimeProvider clock, RealTime time, WebMeters meters)
{
    /// <summary>Names under which one page may speak.</summary>
    private const int MaxNames = 8;

    private readonly Lock _lock = new();
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>The watched cases, and the newest version of each one's record that was offered.</summary>
    private readonly Dictionary<CaseId, long> _watched = [];
    private readonly Dictionary<(CaseId Case, PatientId Patient), long> _vitalsOffered = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<CaseId, CareView> _care = [];
    private readonly Dictionary<(CaseId Case, PatientId Patient), NewestVitals> _vitals = [];
    private readonly Dictionary<(CaseId Case, PatientId Patient), int> _dropped = [];
    private readonly Queue<LiveEcg> _ecg = new();
    private readonly BoundedQueue<CallSignal> _signals = new(options.SignalQueue);
    private bool _beatDue;

    public PageUser User => user;

    /// <summary>Bounds what the page may send.</summary>
    public RateGate Gate { get; } = new(options.SignalsPerWindow, options.SignalWindow, time);

    /// <summary>Begins to watch a case; false when the page watches as many as it may.</summary>
    public bool Watch(CaseId id)
    {
        lock (_lock)
            return _watched.ContainsKey(id) || (_watched.Count < ICareHub.MaxWatched && _watched.TryAdd(id, 0));
    }

    public bool Watches(CaseId id)
    {
        lock (_lock)
            return _watched.ContainsKey(id);
    }

    /// <summary>Watches the case no more; what waits of it is dropped.</summary>
    public void Unwatch(CaseId id)
    {
        lock (_lock)
        {
            _watched.Remove(id);
            _care.Remove(id);
            Forget(_vitals, id);
            Forget(_vitalsOffered, id);
            Forget(_dropped, id);
            var kept = _ecg.Where(block => block.CaseId != id).ToArray();
            _ecg.Clear();
            foreach (var block in kept)
                _ecg.Enqueue(block);
        }
    }

    /// <summary>The page speaks under this name from now on, so that it does not hear itself.</summary>
    public void Speaks(string name)
    {
        lock (_lock)
        {
            if (_names.Count >= MaxNames)
                _names.Clear();
            _names.Add(name);
        }
    }

    public void Offer(CareView view) => Offer(view.CaseId, () =>
    {
        if (view.Version <= _watched[view.CaseId])
            return;
        _watched[view.CaseId] = view.Version;
        _care[view.CaseId] = view;
    });

    public void Offer(NewestVitals vitals) => Offer(vitals.CaseId, () =>
    {
        var key = (vitals.CaseId, vitals.PatientId);
        if (vitals.Version <= _vitalsOffered.GetValueOrDefault(key))
            return;
        _vitalsOffered[key] = vitals.Version;
        _vitals[key] = vitals;
    });

    public void Offer(LiveEcg block) => Offer(block.CaseId, () =>
    {
        _ecg.Enqueue(block);
        if (_ecg.Count <= options.EcgQueue)
            return;
        var lost = _ecg.Dequeue();
        var key = (lost.CaseId, lost.PatientId);
        _dropped[key] = _dropped.GetValueOrDefault(key) + 1;
        meters.EcgDropped();
    });

    public void Offer(CallSignal signal) => Offer(signal.CaseId, () =>
    {
        if (!_names.Contains(signal.From) && !_signals.Add(signal))
            meters.SignalDropped();
    });

    public void BeatDue()
    {
        lock (_lock)
            _beatDue = true;
        Wake();
    }

    /// <summary>Sends until the connection ends.</summary>
    public async Task Pump(CancellationToken cancellation)
    {
        while (await _wake.Reader.WaitToReadAsync(cancellation))
        {
            _wake.Reader.TryRead(out _);
            while (!cancellation.IsCancellationRequested && TakeNext() is { } send)
                await send();
        }
    }

    private void Offer(CaseId id, Action take)
    {
        lock (_lock)
        {
            if (!_watched.ContainsKey(id))
                return;
            take();
        }

        Wake();
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>What is to be sent next, the most urgent first: facts, signals, the beat, vitals, then ECG.</summary>
    private Func<Task>? TakeNext()
    {
        lock (_lock)
        {
            if (TakeAny(_care) is { } care)
                return () => client.Care(care);
            if (_signals.TryTake(out var signal))
                return () => client.Signal(signal);
            if (_beatDue)
            {
                _beatDue = false;
                return () => client.Beat(clock.GetUtcNow());
            }

            if (TakeAny(_vitals) is { } vitals)
                return () => client.Vitals(vitals);
            if (!_ecg.TryDequeue(out var block))
                return null;
            _dropped.Remove((block.CaseId, block.PatientId), out var dropped);
            return () => client.Ecg(new EcgPush(block, dropped));
        }
    }

    private static void Forget<T>(Dictionary<(CaseId Case, PatientId Patient), T> entries, CaseId id)
    {
        foreach (var key in entries.Keys.Where(key => key.Case == id).ToArray())
            entries.Remove(key);
    }

    private static TView? TakeAny<TKey, TView>(Dictionary<TKey, TView> waiting)
        where TKey : notnull
        where TView : class
    {
        if (waiting.Count == 0)
            return null;
        var (key, view) = waiting.First();
        waiting.Remove(key);
        return view;
    }
}
