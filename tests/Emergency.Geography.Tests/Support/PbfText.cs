using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Google.Protobuf;

namespace Emergency.Geography.Tests;

/// <summary>Writes a small map as OSM PBF, well-formed unless told otherwise.</summary>
internal sealed class PbfText
{
    private readonly List<string> _strings = [""];

    /// <summary>What a reader must know.</summary>
    public string[] Features { get; init; } = ["OsmSchema-V0.6", "DenseNodes"];

    /// <summary>Whether nodes stand one by one instead of in lists.</summary>
    public bool PlainNodes { get; init; }

    /// <summary>Whether blocks are not compressed.</summary>
    public bool Raw { get; init; }

    /// <summary>What a block says it unpacks to, or null for the truth.</summary>
    public int? RawSize { get; init; }

    public byte[] Write(OsmText map)
    {
        using var file = new MemoryStream();
        WriteBlob(file, "OSMHeader", Message(m => Array.ForEach(Features, f => m.Field(4, ByteString.CopyFromUtf8(f)))));
        WriteBlob(file, "SomethingElse", ByteString.CopyFromUtf8("to be passed over"));
        WriteBlob(file, "OSMData", Block([.. PlainNodes ? PlainGroup(map) : [Message(m => m.Field(2, Dense(map)))]]));
        WriteBlob(file, "OSMData", Block(Message(g => Each(map.Ways, w => g.Field(3, Way(w))))));
        WriteBlob(file, "OSMData", Block(Message(g => Each(map.Relations, r => g.Field(4, Relation(r))))));
        return file.ToArray();
    }

    /// <summary>One block of any content.</summary>
    public void WriteBlob(Stream file, string type, ByteString content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            content.WriteTo(zlib);
        }

        var blob = Message(m =>
        {
            if (Raw)
            {
                m.Field(1, content);
                return;
            }

            m.Number(2, RawSize ?? content.Length);
            m.Field(3, ByteString.CopyFrom(packed.ToArray()));
        });
        var head = Message(m =>
        {
            m.Field(1, ByteString.CopyFromUtf8(type));
            m.Number(3, blob.Length);
        });
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, head.Length);
        file.Write(length);
        head.WriteTo(file);
        blob.WriteTo(file);
    }

    private ByteString Block(params ByteString[] groups)
    {
        var table = Message(m => _strings.ForEach(s => m.Field(1, ByteString.CopyFrom(s, Encoding.UTF8))));
        return Message(m =>
        {
            m.Field(1, table);
            Array.ForEach(groups, g => m.Field(2, g));
        });
    }

    private IEnumerable<ByteString> PlainGroup(OsmText map) =>
    [
        Message(g => Each(map.Nodes, n => g.Field(1, Message(m =>
        {
            m.Signed(1, n.Id);
            Tags(m, n.Tags);
            m.Signed(8, Units(n.Lat));
            m.Signed(9, Units(n.Lon));
        })))),
    ];

    private ByteString Dense(OsmText map) => Message(m =>
    {
        m.Field(1, Deltas(map.Nodes.Select(n => n.Id)));
        m.Field(8, Deltas(map.Nodes.Select(n => Units(n.Lat))));
        m.Field(9, Deltas(map.Nodes.Select(n => Units(n.Lon))));
        m.Field(10, Packed(o => Each(map.Nodes, n =>
        {
            Each(OsmText.TagsOf(n.Tags), t =>
            {
                o.WriteInt32(Index(t.Key));
                o.WriteInt32(Index(t.Value));
            });
            o.WriteInt32(0);
        })));
    });

    private ByteString Way((long Id, string Nodes, string Tags) way) => Message(m =>
    {
        m.Number(1, way.Id);
        Tags(m, way.Tags);
        m.Field(8, Deltas(way.Nodes.Split(' ').Select(long.Parse)));
    });

    private ByteString Relation((long Id, string Members, string Tags) relation) => Message(m =>
    {
        var members = OsmText.Members(relation.Members).ToArray();
        m.Number(1, relation.Id);
        Tags(m, relation.Tags);
        m.Field(8, Packed(o => Each(members, x => o.WriteInt32(Index(x.Role)))));
        m.Field(9, Deltas(members.Select(x => x.Id)));
        m.Field(10, Packed(o => Each(members, x => o.WriteEnum(x.Kind switch { 'n' => 0, 'w' => 1, _ => 2 }))));
    });

    private void Tags(Fields message, string tags)
    {
        message.Field(2, Packed(o => Each(OsmText.TagsOf(tags), t => o.WriteUInt32((uint)Index(t.Key)))));
        message.Field(3, Packed(o => Each(OsmText.TagsOf(tags), t => o.WriteUInt32((uint)Index(t.Value)))));
    }

    private int Index(string text)
    {
        if (!_strings.Contains(text))
        {
            _strings.Add(text);
        }

        return _strings.IndexOf(text);
    }

    private static long Units(double degrees) => (long)Math.Round(degrees * 1e7);

    private static ByteString Deltas(IEnumerable<long> values) => Packed(o =>
    {
        long before = 0;
        Each(values, v =>
        {
            o.WriteSInt64(v - before);
            before = v;
        });
    });

    private static ByteString Packed(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        var output = new CodedOutputStream(bytes);
        write(output);
        output.Flush();
        return ByteString.CopyFrom(bytes.ToArray());
    }

    private static ByteString Message(Action<Fields> write) => Packed(o => write(new Fields(o)));

    private static void Each<T>(IEnumerable<T> items, Action<T> act)
    {
        foreach (var item in items)
        {
            act(item);
        }
    }

    private sealed class Fields(CodedOutputStream output)
    {
        public void Field(int number, ByteString value)
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(value);
        }

        public void Number(int number, long value)
        {
            output.WriteTag(number, WireFormat.WireType.Varint);
            output.WriteInt64(value);
        }

        public void Signed(int number, long value)
        {
            output.WriteTag(number, WireFormat.WireType.Varint);
            output.WriteSInt64(value);
        }
    }
}
