using Emergency.Contracts;

namespace Emergency.Simulators;

/// <summary>
/// The county's clock here: started from what the centre said and steered by what it says since. When an answer comes, the centre's clock
/// shows at least what the answer says, and at most as much more as the question and the answer were under way together; within
/// that the clock is left alone.
/// </summary>
internal sealed class CountyClock
{
    /// <summary>What a message of unknown way may have taken.</summary>
    private static readonly TimeSpan UnknownWay = TimeSpan.FromSeconds(2);

    /// <summary>An error of more than this much real time is no drift: the centre started again, or ours slept.</summary>
    private static readonly TimeSpan StepBeyond = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _system;
    private readonly AcceleratedTimeProvider _clock;

    public CountyClock(ClockAnswer answer, TimeProvider system)
    {
        _system = system;
        _clock = new AcceleratedTimeProvider(answer.Now, answer.Speed, system);
    }

    /// <summary>The clock itself.</summary>
    public TimeProvider Time => _clock;

    /// <summary>Its seconds per second.</summary>
    public double Speed => _clock.Speed;

    /// <summary>Asks the centre what its clock shows, and takes note of the answer.</summary>
    /// <exception cref="CentreException">There is no answer.</exception>
    public async Task Ask(CentreClient centre, CancellationToken cancellation)
    {
        var asked = _system.GetTimestamp();
        var answer = await centre.Clock(cancellation);
        Hear(answer.Now, _system.GetElapsedTime(asked));
    }

    /// <summary>Takes note of what the centre's clock showed when it sent a message that has just come.</summary>
    /// <param name="centre">What it showed.</param>
    /// <param name="way">The longest that the message can have been under way, in real time; null when unknown.</param>
    public void Hear(DateTimeOffset centre, TimeSpan? way = null)
    {
        var latest = centre + (way ?? UnknownWay) * Speed;
        var now = _clock.GetUtcNow();
        if (now < centre)
            _clock.Steer(centre, StepBeyond * Speed);
        else if (now > latest)
            _clock.Steer(latest, StepBeyond * Speed);
    }
}
