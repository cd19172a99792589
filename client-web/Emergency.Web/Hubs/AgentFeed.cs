using System.Threading.Channels;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Live;
using Emergency.Web.Operations;

namespace Emergency.Web.Hubs;

/// <summary>
/// What one vehicle is sent: the newest orders and the newest care of each case, and nothing that they replaced while the link was slow;
/// signals from a queue with a bound, from which the oldest is dropped.
/// </summary>
internal sealed class AgentFeed(
    string connection, AgentHello hello, AgentOrders known, IAgentClient client, BedsideOptions options, RealTime time, WebMeters meters)
{
    /// <summary>Cases whose care is remembered; a unit holds far fewer. Beyond it the one longest unchanged is forgotten.</summary>
    private const int MaxCases = 16;

    private readonly Lock _lock = new();
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly OrderedDictionary<CaseId, CrewCare> _care = [];
    private readonly HashSet<CaseId> _careDue = [];
    private readonly BoundedQueue<CallSignal> _signals = new(options.SignalQueue);
    private AgentOrders _known = known;
    private bool _ordersDue;

    public string Connection => connection;

    public AgentHello Hello => hello;

    /// <summary>Bounds what the vehicle may send.</summary>
    public RateGate Gate { get; } = new(options.SignalsPerWindow, options.SignalWindow, time);

    /// <summary>The newest orders that were offered to it.</summary>
    public AgentOrders Known
    {
        get
        {
            lock (_lock)
                return _known;
        }
    }

    /// <summary>Sends the orders if they are newer than the known ones.</summary>
    public void Offer(AgentOrders orders)
    {
        lock (_lock)
        {
            if (orders.Version <= _known.Version)
                return;
            (_known, _ordersDue) = (orders, true);
        }

        Wake();
    }

    /// <summary>Sends the care of a case if it is newer than the known one.</summary>
    public void Offer(CrewCare care)
    {
        lock (_lock)
        {
            if (!Take(care))
                return;
            _careDue.Add(care.CaseId);
        }

        Wake();
    }

    /// <summary>The vehicle asked for this care and is answered it.</summary>
    public void Told(CrewCare care)
    {
        lock (_lock)
            Take(care);
    }

    public void Offer(CallSignal signal)
    {
        lock (_lock)
        {
            if (!_signals.Add(signal))
                meters.SignalDropped();
        }

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

    private void Wake() => _wake.Writer.TryWrite(true);

    private bool Take(CrewCare care)
    {
        if (_care.TryGetValue(care.CaseId, out var known) && care.Version <= known.Version)
            return false;
        _care.Remove(care.CaseId);
        _care.Add(care.CaseId, care);
        if (_care.Count <= MaxCases)
            return true;
        _careDue.Remove(_care.GetAt(0).Key);
        _care.RemoveAt(0);
        return true;
    }

    private Func<Task>? TakeNext()
    {
        lock (_lock)
        {
            if (_ordersDue)
            {
                _ordersDue = false;
                var orders = _known;
                return () => client.Orders(orders);
            }

            if (_careDue.Count > 0)
            {
                var care = _care[_careDue.First()];
                _careDue.Remove(care.CaseId);
                return () => client.Care(care);
            }

            return _signals.TryTake(out var signal) ? () => client.Signal(signal) : null;
        }
    }
}
