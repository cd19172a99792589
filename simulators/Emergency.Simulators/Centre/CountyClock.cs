using Emergency.Contracts;

namespace Emergency.Simulators;

/// <summary>
/// The county's clock here: started from what the centre said and steered by what it says since. It shows the centre's time less the
/// way of the message, so nothing here is ever dated ahead of the centre.
/// </summary>
internal sealed class CountyClock
{
    /// <summary>An error of less than this much real time is the network's and not the clock's.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    /// <summary>An error of more than this much real time is no drift: the centre started again, or ours slept.</summary>
    private static readonly TimeSpan StepBeyond = TimeSpan.FromSeconds(1);

    private readonly AcceleratedTimeProvider _clock;

    public CountyClock(ClockAnswer answer, TimeProvider system) => _clock = new AcceleratedTimeProvider(answer.Now, answer.Speed, system);

    /// <summary>The clock itself.</summary>
    public TimeProvider Time => _clock;

    /// <summary>Its seconds per second.</summary>
    public double Speed => _clock.Speed;

    /// <summary>Takes note of what the centre's clock showed just now.</summary>
    public void Hear(DateTimeOffset centre)
    {
        var error = centre - _clock.GetUtcNow();
        if (error.Duration() > Tolerance * Speed)
            _clock.Steer(centre, StepBeyond * Speed);
    }
}
