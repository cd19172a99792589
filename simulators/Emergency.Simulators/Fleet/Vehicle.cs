using Emergency.Agent;
using Emergency.Contracts;

namespace Emergency.Simulators;

/// <summary>
/// A crew with its receiver, moved through time. What happens is ordered exactly, however coarse the steps of the caller are.
/// For one caller at a time.
/// </summary>
internal sealed class Vehicle(Crew crew, Receiver receiver, DateTimeOffset start, Action<FixReading> report)
{
    private DateTimeOffset _nextFix = start;

    /// <summary>Up to when it has lived.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Its people.</summary>
    public Crew Crew => crew;

    /// <summary>Lives on up to a time; a time that is past changes nothing.</summary>
    public void Advance(DateTimeOffset to)
    {
        while (true)
        {
            var next = crew.Due < _nextFix ? crew.Due : _nextFix;
            if (next > to)
                break;
            if (crew.Due <= _nextFix)
                Step();
            else
                Measure();
        }

        if (to > Now)
            Now = to;
    }

    /// <summary>Takes new orders at a time up to which it has lived.</summary>
    public void Take(AgentOrders orders, DateTimeOffset now)
    {
        var before = crew.Phase;
        crew.Take(orders, now);
        if (crew.Phase != before)
            _nextFix = now;
    }

    /// <summary>A step changes what the vehicle does, so its position is measured then too.</summary>
    private void Step()
    {
        _nextFix = crew.Due;
        crew.Step();
    }

    private void Measure()
    {
        var moment = crew.At(_nextFix);
        report(receiver.Measure(_nextFix, moment));
        _nextFix = receiver.NextAfter(_nextFix, moment);
    }
}
