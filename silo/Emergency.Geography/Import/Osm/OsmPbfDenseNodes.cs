using Google.Protobuf;

namespace Emergency.Geography;

/// <summary>Many nodes at once, each of their numbers in a list of its own.</summary>
internal sealed class OsmPbfDenseNodes
{
    private readonly List<long> _ids = [];
    private readonly List<long> _lats = [];
    private readonly List<long> _lons = [];
    private readonly ByteString _tags = ByteString.Empty;
    private readonly ByteString _visible = ByteString.Empty;

    public OsmPbfDenseNodes(ByteString element)
    {
        var input = element.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    OsmPbfBlock.ReadDeltas(input.ReadBytes(), _ids);
                    break;
                case 5:
                    _visible = VisibleOf(input.ReadBytes());
                    break;
                case 8:
                    OsmPbfBlock.ReadDeltas(input.ReadBytes(), _lats);
                    break;
                case 9:
                    OsmPbfBlock.ReadDeltas(input.ReadBytes(), _lons);
                    break;
                case 10:
                    _tags = input.ReadBytes();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        if (_lats.Count != _ids.Count || _lons.Count != _ids.Count)
        {
            throw new InvalidDataException($"{_ids.Count} nodes have {_lats.Count} latitudes and {_lons.Count} longitudes");
        }
    }

    public void Read(OsmPbfBlock block, OsmTags tags, IOsmSink sink)
    {
        var (words, visible) = (_tags.CreateCodedInput(), _visible.CreateCodedInput());
        for (var i = 0; i < _ids.Count; i++)
        {
            tags.Clear();
            // Keys and values in turn, and a zero after those of each node; no list at all where no node has tags.
            while (!words.IsAtEnd && words.ReadInt32() is var key and not 0)
            {
                tags.Add(block.Text(key), block.Text(words.ReadInt32()));
            }

            if (visible.IsAtEnd || visible.ReadBool())
            {
                sink.Node(_ids[i], block.Position(_lats[i], _lons[i]), tags);
            }
        }
    }

    private static ByteString VisibleOf(ByteString info)
    {
        var input = info.CreateCodedInput();
        var visible = ByteString.Empty;
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == 6)
            {
                visible = input.ReadBytes();
            }
            else
            {
                input.SkipLastField();
            }
        }

        return visible;
    }
}
