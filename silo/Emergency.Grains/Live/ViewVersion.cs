namespace Emergency.Grains.Live;

/// <summary>Numbers the views of something that changes oftener than its journal: always growing, over activations too, as long as
/// the clock does not step back. Milliseconds since 1970, or one more than the last.</summary>
internal sealed class ViewVersion(TimeProvider clock)
{
    private long _last;

    public long Current => _last;

    public long Next() => _last = Math.Max(_last + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
}
