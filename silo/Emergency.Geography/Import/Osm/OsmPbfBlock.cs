using System.Text;
using Emergency.Domain;
using Google.Protobuf;

namespace Emergency.Geography;

/// <summary>One block of data: a table of strings, and groups of elements that refer to it.</summary>
internal sealed class OsmPbfBlock
{
    private const double Nano = 1e-9;

    private readonly List<ByteString> _strings = [];
    private readonly List<string?> _texts = [];
    private readonly List<ByteString> _groups = [];
    private readonly OsmTags _tags = new();
    private readonly List<long> _numbers = [];
    private readonly List<OsmMember> _members = [];
    private long _granularity = 100;
    private long _latOffset;
    private long _lonOffset;

    /// <summary>Takes a block apart, the elements aside.</summary>
    public OsmPbfBlock(ReadOnlyMemory<byte> content)
    {
        var input = new CodedInputStream(content.ToArray());
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    ReadStrings(input.ReadBytes());
                    break;
                case 2:
                    _groups.Add(input.ReadBytes());
                    break;
                case 17:
                    _granularity = input.ReadInt32();
                    break;
                case 19:
                    _latOffset = input.ReadInt64();
                    break;
                case 20:
                    _lonOffset = input.ReadInt64();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        if (_granularity <= 0)
        {
            throw new InvalidDataException($"coordinates in steps of {_granularity}");
        }
    }

    /// <summary>Shows the sink the wanted elements, and says which kinds there are.</summary>
    public OsmKinds Read(OsmKinds wanted, IOsmSink sink)
    {
        var kinds = (OsmKinds)0;
        foreach (var group in _groups)
        {
            var input = group.CreateCodedInput();
            while (input.ReadTag() is var tag and not 0)
            {
                var kind = KindOf(WireFormat.GetTagFieldNumber(tag));
                kinds |= kind;
                if ((kind & wanted) == 0)
                {
                    input.SkipLastField();
                    continue;
                }

                var element = input.ReadBytes();
                switch (WireFormat.GetTagFieldNumber(tag))
                {
                    case 1:
                        ReadNode(element, sink);
                        break;
                    case 2:
                        new OsmPbfDenseNodes(element).Read(this, _tags, sink);
                        break;
                    case 3:
                        ReadWay(element, sink);
                        break;
                    case 4:
                        ReadRelation(element, sink);
                        break;
                }
            }
        }

        return kinds;
    }

    /// <summary>A string of the table.</summary>
    public string Text(long index)
    {
        if (index < 0 || index >= _strings.Count)
        {
            throw new InvalidDataException($"refers to string {index} of {_strings.Count}");
        }

        return _texts[(int)index] ??= Encoding.UTF8.GetString(_strings[(int)index].Span);
    }

    /// <summary>A position from its numbers in the block.</summary>
    public GeoPoint Position(long lat, long lon) =>
        new(Nano * (_lonOffset + ((double)_granularity * lon)), Nano * (_latOffset + ((double)_granularity * lat)));

    /// <summary>Reads a packed list of numbers that are each told by the difference to the one before.</summary>
    public static void ReadDeltas(ByteString packed, List<long> numbers)
    {
        numbers.Clear();
        var input = packed.CreateCodedInput();
        for (long value = 0; !input.IsAtEnd;)
        {
            value = unchecked(value + input.ReadSInt64());
            numbers.Add(value);
        }
    }

    private static OsmKinds KindOf(int field) => field switch
    {
        1 or 2 => OsmKinds.Nodes,
        3 => OsmKinds.Ways,
        4 => OsmKinds.Relations,
        _ => 0,
    };

    private void ReadStrings(ByteString table)
    {
        var input = table.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == 1)
            {
                _strings.Add(input.ReadBytes());
                _texts.Add(null);
            }
            else
            {
                input.SkipLastField();
            }
        }
    }

    private void ReadNode(ByteString element, IOsmSink sink)
    {
        var (id, lat, lon) = (0L, 0L, 0L);
        var common = new Common();
        var input = element.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    id = input.ReadSInt64();
                    break;
                case 8:
                    lat = input.ReadSInt64();
                    break;
                case 9:
                    lon = input.ReadSInt64();
                    break;
                default:
                    common.Take(tag, input);
                    break;
            }
        }

        if (common.IsVisible)
        {
            ReadTags(common, id);
            sink.Node(id, Position(lat, lon), _tags);
        }
    }

    private void ReadWay(ByteString element, IOsmSink sink)
    {
        var id = 0L;
        var common = new Common();
        var input = element.CreateCodedInput();
        _numbers.Clear();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    id = input.ReadInt64();
                    break;
                case 8:
                    ReadDeltas(input.ReadBytes(), _numbers);
                    break;
                default:
                    common.Take(tag, input);
                    break;
            }
        }

        OsmLimits.CheckNodes(id, _numbers.Count);
        if (common.IsVisible)
        {
            ReadTags(common, id);
            sink.Way(id, _numbers, _tags);
        }
    }

    private void ReadRelation(ByteString element, IOsmSink sink)
    {
        var id = 0L;
        var common = new Common();
        var (roles, types) = (ByteString.Empty, ByteString.Empty);
        var input = element.CreateCodedInput();
        _numbers.Clear();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    id = input.ReadInt64();
                    break;
                case 8:
                    roles = input.ReadBytes();
                    break;
                case 9:
                    ReadDeltas(input.ReadBytes(), _numbers);
                    break;
                case 10:
                    types = input.ReadBytes();
                    break;
                default:
                    common.Take(tag, input);
                    break;
            }
        }

        OsmLimits.CheckMembers(id, _numbers.Count);
        if (common.IsVisible)
        {
            ReadTags(common, id);
            ReadMembers(id, roles, types);
            sink.Relation(id, _members, _tags);
        }
    }

    private void ReadMembers(long id, ByteString roles, ByteString types)
    {
        _members.Clear();
        var (role, type) = (roles.CreateCodedInput(), types.CreateCodedInput());
        foreach (var member in _numbers)
        {
            if (role.IsAtEnd || type.IsAtEnd)
            {
                throw new InvalidDataException($"relation {id} has members without a role or a kind");
            }

            var kind = type.ReadEnum() switch
            {
                0 => OsmKinds.Nodes,
                1 => OsmKinds.Ways,
                2 => OsmKinds.Relations,
                var other => throw new InvalidDataException($"relation {id} has a member of kind {other}"),
            };
            _members.Add(new OsmMember(kind, member, Text(role.ReadInt32())));
        }
    }

    private void ReadTags(Common common, long id)
    {
        _tags.Clear();
        var (keys, values) = (common.Keys.CreateCodedInput(), common.Values.CreateCodedInput());
        while (!keys.IsAtEnd)
        {
            if (values.IsAtEnd)
            {
                throw new InvalidDataException($"element {id} has more keys than values");
            }

            _tags.Add(Text(keys.ReadUInt32()), Text(values.ReadUInt32()));
        }
    }

    /// <summary>The fields that nodes, ways and relations share.</summary>
    private struct Common()
    {
        public ByteString Keys { get; private set; } = ByteString.Empty;

        public ByteString Values { get; private set; } = ByteString.Empty;

        public bool IsVisible { get; private set; } = true;

        public void Take(uint tag, CodedInputStream input)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 2:
                    Keys = input.ReadBytes();
                    break;
                case 3:
                    Values = input.ReadBytes();
                    break;
                case 4:
                    ReadInfo(input.ReadBytes().CreateCodedInput());
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        private void ReadInfo(CodedInputStream info)
        {
            while (info.ReadTag() is var tag and not 0)
            {
                if (WireFormat.GetTagFieldNumber(tag) == 6)
                {
                    IsVisible = info.ReadBool();
                }
                else
                {
                    info.SkipLastField();
                }
            }
        }
    }
}
