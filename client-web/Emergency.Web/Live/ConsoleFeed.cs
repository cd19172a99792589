using System.Threading.Channels;
using Emergency.Contracts;
using Emergency.Web.Operations;

namespace Emergency.Web.Live;

/// <summary>
/// What one console is sent. There is no queue of its own: it has a place in the node's facts, from which a single pump reads
/// as fast as the connection takes it. A console that falls out of the ring is cut off and must subscribe anew; positions,
/// vitals, coverage and beats are only ever the newest, so a slow console gets fewer of them.
/// </summary>
internal sealed class ConsoleFeed(
    CountyProjection projection,
    IConsoleClient client,
    Func<long, Beat> beat,
    Action cutOff,
    LiveOptions options,
    TimeProvider clock,
    RealTime time,
    WebMeters meters)
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _fact;
    private long _position;
    private long _vitals;
    private long _coverage;
    private long _generation;
    private bool _positionsDue;
    private bool _beatDue;

    /// <summary>The newest fact that was sent. A beat tells this one and not the node's, which may have moved on meanwhile.</summary>
    private long Fact
    {
        get
        {
            lock (_lock)
                return _fact;
        }
    }

    /// <summary>Starts anew from a snapshot that is about to be answered.</summary>
    public void Restart(CountyBoard snapshot)
    {
        lock (_lock)
        {
            _generation++;
            _fact = snapshot.Version;
            _position = snapshot.PositionNumber;
            _vitals = snapshot.VitalsNumber;
            _coverage = snapshot.Coverage?.Version ?? 0;
        }

        Wake();
    }

    /// <summary>Something may be there to send.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>The time for positions and vitals has come.</summary>
    public void PositionsDue()
    {
        lock (_lock)
            _positionsDue = true;
        Wake();
    }

    /// <summary>The time for a beat has come.</summary>
    public void BeatDue()
    {
        lock (_lock)
            _beatDue = true;
        Wake();
    }

    /// <summary>Sends until the connection ends.</summary>
    public async Task Pump(CancellationToken cancellation)
    {
        var generation = 0L;
        while (await _wake.Reader.WaitToReadAsync(cancellation))
        {
            _wake.Reader.TryRead(out _);
            var (current, positionsDue, beatDue) = TakeDue();
            if (current == 0)
                continue; // Nobody subscribed yet.
            if (current != generation)
            {
                // The answer to the subscription is on its way; give it time to leave first. A console that is
                // overtaken all the same finds that the batch does not follow its version, and subscribes anew.
                generation = current;
                await Task.Delay(options.SubscribeGrace, time.Provider, cancellation);
            }

            if (!await SendFacts(cancellation))
            {
                meters.ConsoleCutOff();
                cutOff();
                return;
            }

            await SendCoverage();
            if (positionsDue)
            {
                await SendPositions();
                await SendVitals();
            }

            if (beatDue)
                await client.Beat(beat(Fact));
        }
    }

    private (long Generation, bool Positions, bool Beat) TakeDue()
    {
        lock (_lock)
        {
            var due = (_generation, _positionsDue, _beatDue);
            (_positionsDue, _beatDue) = (false, false);
            return due;
        }
    }

    /// <returns>False when facts were lost to this console.</returns>
    private async Task<bool> SendFacts(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            FactBatch batch;
            lock (_lock)
            {
                if (!projection.TryReadFacts(_fact, options.FactsPerBatch, out var facts))
                    return false;
                if (facts.IsEmpty)
                    return true;
                batch = new FactBatch(_fact, _fact + facts.Length, clock.GetUtcNow(), facts);
                _fact = batch.To;
            }

            await client.Facts(batch);
        }

        return true;
    }

    private async Task SendPositions()
    {
        PositionBatch batch;
        lock (_lock)
        {
            var (positions, number) = projection.ReadPositions(_position);
            meters.PositionsDropped(number - _position - positions.Length);
            _position = number;
            batch = new PositionBatch(clock.GetUtcNow(), positions);
        }

        if (!batch.Positions.IsEmpty)
            await client.Positions(batch);
    }

    private async Task SendVitals()
    {
        NewestVitalsBatch batch;
        lock (_lock)
        {
            var (vitals, number) = projection.ReadVitals(_vitals);
            _vitals = number;
            batch = new NewestVitalsBatch(clock.GetUtcNow(), vitals);
        }

        if (!batch.Patients.IsEmpty)
            await client.Vitals(batch);
    }

    private async Task SendCoverage()
    {
        if (projection.Coverage is not { } newest)
            return;
        lock (_lock)
        {
            if (newest.Version <= _coverage)
                return;
            _coverage = newest.Version;
        }

        await client.Coverage(newest);
    }
}
