namespace Emergency.Geography;

/// <summary>Bounds of what one element may hold: what OpenStreetMap allows (2,000 nodes, 32,000 members), and then some.</summary>
internal static class OsmLimits
{
    public const int NodesOfWay = 100_000;
    public const int MembersOfRelation = 100_000;

    public static void CheckNodes(long way, int count)
    {
        if (count > NodesOfWay)
        {
            throw new InvalidDataException($"way {way} has more than {NodesOfWay} nodes");
        }
    }

    public static void CheckMembers(long relation, int count)
    {
        if (count > MembersOfRelation)
        {
            throw new InvalidDataException($"relation {relation} has more than {MembersOfRelation} members");
        }
    }
}

/// <summary>
/// A compressed stream as it is unpacked, which refuses a file that unpacks to far more than any map does: OSM XML shrinks to about a
/// fifteenth, a file made to fill a disk or a memory to a thousandth.
/// </summary>
/// <param name="inner">The unpacked bytes.</param>
/// <param name="packedBytes">How many bytes the file has.</param>
internal sealed class BoundedUnpacking(Stream inner, long packedBytes) : Stream
{
    private const long AlwaysAllowed = 64L << 20;
    private const long LargestRatio = 200;

    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _read += count;
        return _read <= Math.Max(AlwaysAllowed, packedBytes * LargestRatio)
            ? count
            : throw new InvalidDataException($"unpacks to more than {LargestRatio} times its size: this is no map");
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
