using Microsoft.Extensions.Options;

namespace Emergency.Web.Live;

/// <summary>How fresh the projection is, in real time.</summary>
internal sealed class ProjectionStatus(IOptions<WebOptions> options, RealTime time)
{
    private long _comparedAtTicks;

    /// <summary>Notes a comparison with the grains that succeeded.</summary>
    public void Compared(DateTimeOffset at) => Interlocked.Exchange(ref _comparedAtTicks, at.UtcTicks);

    /// <summary>Time since the last comparison; null before the first.</summary>
    public TimeSpan? Age => Interlocked.Read(ref _comparedAtTicks) is var ticks and not 0
        ? TimeSpan.FromTicks(Math.Max(0, time.Now.UtcTicks - ticks))
        : null;

    public bool IsStale => Age is not { } age || age > options.Value.Live.StaleAfter;
}
