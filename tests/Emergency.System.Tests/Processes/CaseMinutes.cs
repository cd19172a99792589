using System.Globalization;

namespace Emergency.System.Tests;

/// <summary>Times of day of a told case, laid onto a server's accelerated clock: it begins at 08:40.</summary>
internal sealed class CaseMinutes
{
    private static readonly TimeOnly Begins = new(8, 40);

    private readonly DateTimeOffset _origin;
    private readonly long _started;
    private readonly double _speed;

    private CaseMinutes(DateTimeOffset origin, double speed)
    {
        (_origin, _speed) = (origin, speed);
        _started = TimeProvider.System.GetTimestamp();
    }

    /// <summary>Begins now, by the server's clock.</summary>
    public static async Task<CaseMinutes> Begin(DispatchClient desk, double speed) =>
        new(DateTimeOffset.Parse((await desk.Get("/api/coverage")).Text("asOf"), CultureInfo.InvariantCulture), speed);

    /// <summary>The instant that a time of day of the case is.</summary>
    public DateTimeOffset At(string time) => _origin + (TimeOnly.Parse(time, CultureInfo.InvariantCulture) - Begins);

    /// <summary>Waits until the server's clock shows that time of the case.</summary>
    public async Task Until(string time)
    {
        var due = (At(time) - _origin) / _speed;
        var passed = TimeProvider.System.GetElapsedTime(_started);
        if (due > passed) await Task.Delay(due - passed, TimeProvider.System);
    }
}
