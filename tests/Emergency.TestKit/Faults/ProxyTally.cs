namespace Emergency.TestKit.Faults;

/// <summary>Counts what a proxy does. Safe for use by many threads at once.</summary>
internal sealed class ProxyTally
{
    private long _cut;
    private long _closed;
    private long _up;
    private long _down;
    private long _swallowed;
    private long _corrupted;

    public void Cut() => Interlocked.Increment(ref _cut);

    public void Closed() => Interlocked.Increment(ref _closed);

    public void Swallowed(int bytes) => Interlocked.Add(ref _swallowed, bytes);

    public void Corrupted() => Interlocked.Increment(ref _corrupted);

    public void Passed(bool up, int bytes) => Interlocked.Add(ref up ? ref _up : ref _down, bytes);

    public ProxyCounts Counts(long accepted, long refused) => new(
        accepted, refused, Interlocked.Read(ref _cut), Interlocked.Read(ref _closed), Interlocked.Read(ref _up), Interlocked.Read(ref _down),
        Interlocked.Read(ref _swallowed), Interlocked.Read(ref _corrupted));
}
