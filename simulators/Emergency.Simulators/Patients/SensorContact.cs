namespace Emergency.Simulators;

/// <summary>A sensor that comes off now and then and is put back after a while. For one caller at a time.</summary>
/// <param name="stays">Mean time until it comes off.</param>
/// <param name="putBack">How long it is off.</param>
/// <param name="start">Since when it holds.</param>
/// <param name="random">The sensor's own.</param>
internal sealed class SensorContact(TimeSpan stays, SpanDistribution putBack, DateTimeOffset start, Random random)
{
    private bool _holds = true;
    private DateTimeOffset _changes = start + stays * random.Exponential();

    /// <summary>Whether it holds at a time that is not before the last one asked for.</summary>
    public bool Holds(DateTimeOffset time)
    {
        while (time >= _changes)
        {
            _holds = !_holds;
            _changes += _holds ? stays * random.Exponential() : random.Draw(putBack);
        }

        return _holds;
    }
}
