using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// The nodes that ways need, in columns sorted by id: 19 bytes a node, so that the nodes of a large region fit where a dictionary of
/// objects would not.
/// </summary>
internal sealed class OsmNodeTable
{
    private const byte ManyUses = byte.MaxValue;

    private readonly long[] _ids;
    private readonly int[] _lon;
    private readonly int[] _lat;
    private readonly byte[] _uses;
    private readonly byte[] _barriers;
    private readonly bool[] _isFound;

    /// <summary>Makes a table for these ids, which may repeat and need no order.</summary>
    public OsmNodeTable(long[] ids)
    {
        Array.Sort(ids);
        var count = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            if (i == 0 || ids[i] != ids[i - 1])
            {
                ids[count++] = ids[i];
            }
        }

        _ids = ids[..count];
        _lon = new int[count];
        _lat = new int[count];
        _uses = new byte[count];
        _barriers = new byte[count];
        _isFound = new bool[count];
    }

    public int Count => _ids.Length;

    /// <summary>The row of an id, or a negative number.</summary>
    public int Find(long id) => Array.BinarySearch(_ids, id);

    public long IdOf(int row) => _ids[row];

    public bool IsFound(int row) => _isFound[row];

    /// <summary>How many road ends meet at a node; one that a road runs through counts twice.</summary>
    public int UsesOf(int row) => _uses[row];

    public OsmBarrier BarrierAt(int row) => (OsmBarrier)_barriers[row];

    public GeoPoint PositionOf(int row) => RoadNetwork.PointAt(_lon[row], _lat[row]);

    public void Use(int row, int times) => _uses[row] = (byte)Math.Min(ManyUses, _uses[row] + times);

    /// <summary>Places a node; false where it was placed before.</summary>
    public bool Place(int row, GeoPoint position, OsmBarrier barrier)
    {
        if (_isFound[row])
        {
            return false;
        }

        // Rounded as OpenStreetMap stores it, so that files of different forms give the same lengths.
        _lon[row] = RoadNetwork.ToUnits(position.Longitude);
        _lat[row] = RoadNetwork.ToUnits(position.Latitude);
        _barriers[row] = (byte)barrier;
        _isFound[row] = true;
        return true;
    }

    public void ClearBarrier(int row) => _barriers[row] = (byte)OsmBarrier.None;
}
