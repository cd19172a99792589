using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Emergency.Geography;

/// <summary>
/// The network file of a package. Little-endian. A head of 16 bytes: the letters <c>EMGROADS</c>, version (u32), number of sections (u32).
/// Then one entry of 24 bytes for each section: four letters, size of an item (u32), offset (u64), number of items (u64). Then the
/// sections, each beginning at a multiple of 64, so that a reader may map the file and use them where they lie. At the end the SHA-256
/// of everything before. Readers skip sections that they do not know. Version 2 added the copies that forbidden turns need, which a
/// reader must not skip; a file of version 1 is read as one without forbidden turns, and a program that reads only version 1 says that the
/// county must be imported again.
/// </summary>
internal static class RoadNetworkFile
{
    public const uint Version = 2;

    private const uint OldestVersion = 1;

    private const int HeadSize = 16;
    private const int EntrySize = 24;
    private const int Alignment = 64;
    private const int HashSize = 32;

    private static ReadOnlySpan<byte> Magic => "EMGROADS"u8;

    public static void Write(RoadNetwork network, string path)
    {
        var sections = SectionsOf(network.Data);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = File.Create(path);
        Put(Head(sections));
        var position = HeadSize + (sections.Count * EntrySize);
        foreach (var section in sections)
        {
            Put(new byte[Padding(position)]);
            Put(section.Bytes);
            position += Padding(position) + section.Bytes.Length;
        }

        stream.Write(hash.GetHashAndReset());
        stream.Flush(flushToDisk: true);

        void Put(byte[] bytes)
        {
            stream.Write(bytes);
            hash.AppendData(bytes);
        }
    }

    /// <summary>Reads and verifies a file.</summary>
    /// <exception cref="InvalidDataException">It is no network file, of another version, cut short, damaged, or contradicts itself.</exception>
    public static RoadNetwork Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var file = bytes.AsSpan();
        if (file.Length < HeadSize + HashSize || !file.StartsWith(Magic))
        {
            throw new InvalidDataException("is not a road network file");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (version is < OldestVersion or > Version)
        {
            throw new InvalidDataException($"has version {version}: this program reads versions {OldestVersion} to {Version}; import the county again");
        }

        if (!SHA256.HashData(file[..^HashSize]).AsSpan().SequenceEqual(file[^HashSize..]))
        {
            throw new InvalidDataException("is damaged: its checksum does not agree with its content");
        }

        var data = ToData(Entries(file[..^HashSize]), bytes);
        return RoadNetworkCheck.FirstProblem(data) is { } problem ? throw new InvalidDataException($"contradicts itself: {problem}") : new RoadNetwork(data);
    }

    private static List<Section> SectionsOf(RoadNetworkData d) =>
    [
        Of("NLON", d.NodeLon), Of("NLAT", d.NodeLat), Of("NSRC", d.NodeSource), Of("AOUT", d.FirstOut), Of("AHEA", d.Head), Of("AROA", d.RoadOfArc),
        Of("ASIR", d.SirenMs), Of("ANOR", d.NormalMs), Of("ALEN", d.LengthCm), Of("RFRO", d.RoadFrom), Of("RTO_", d.RoadTo), Of("RFWD", d.ForwardArc),
        Of("RBWD", d.BackwardArc), Of("RSRC", d.RoadSource), Of("RKIN", d.RoadKind), Of("RNAM", d.RoadName), Of("SSTA", d.ShapeStart),
        Of("SLON", d.ShapeLon), Of("SLAT", d.ShapeLat), Of("NCPY", d.CopyOfNode), Of("ACPY", d.CopyOfArc),
        Of("TEXT", Encoding.UTF8.GetBytes(string.Join('\0', d.Names))),
    ];

    private static Section Of<T>(string tag, T[] items)
        where T : unmanaged => new(tag, Marshal.SizeOf<T>(), MemoryMarshal.AsBytes<T>(items).ToArray());

    private static byte[] Head(List<Section> sections)
    {
        var head = new byte[HeadSize + (sections.Count * EntrySize)];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(12), (uint)sections.Count);
        var position = head.Length;
        for (var i = 0; i < sections.Count; i++)
        {
            var entry = head.AsSpan(HeadSize + (i * EntrySize), EntrySize);
            position += Padding(position);
            Encoding.ASCII.GetBytes(sections[i].Tag, entry);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], (uint)sections[i].ItemSize);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], (ulong)position);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], (ulong)(sections[i].Bytes.Length / sections[i].ItemSize));
            position += sections[i].Bytes.Length;
        }

        return head;
    }

    private static Dictionary<string, Range> Entries(ReadOnlySpan<byte> file)
    {
        var entries = new Dictionary<string, Range>();
        var count = BinaryPrimitives.ReadUInt32LittleEndian(file[12..]);
        for (var i = 0; i < count; i++)
        {
            var entry = file.Slice(HeadSize + (i * EntrySize), EntrySize);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            var offset = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]));
            var items = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]));
            entries[Encoding.ASCII.GetString(entry[..4])] = offset..(offset + checked(items * (int)size));
        }

        return entries;
    }

    private static RoadNetworkData ToData(Dictionary<string, Range> entries, byte[] file)
    {
        return new RoadNetworkData
        {
            NodeLon = Items<int>("NLON"),
            NodeLat = Items<int>("NLAT"),
            NodeSource = Items<long>("NSRC"),
            FirstOut = Items<int>("AOUT"),
            Head = Items<int>("AHEA"),
            RoadOfArc = Items<int>("AROA"),
            SirenMs = Items<int>("ASIR"),
            NormalMs = Items<int>("ANOR"),
            LengthCm = Items<int>("ALEN"),
            RoadFrom = Items<int>("RFRO"),
            RoadTo = Items<int>("RTO_"),
            ForwardArc = Items<int>("RFWD"),
            BackwardArc = Items<int>("RBWD"),
            RoadSource = Items<long>("RSRC"),
            RoadKind = Items<byte>("RKIN"),
            RoadName = Items<int>("RNAM"),
            ShapeStart = Items<int>("SSTA"),
            ShapeLon = Items<int>("SLON"),
            ShapeLat = Items<int>("SLAT"),
            Names = Encoding.UTF8.GetString(Items<byte>("TEXT")).Split('\0'),
            CopyOfNode = entries.ContainsKey("NCPY") ? Items<int>("NCPY") : [],
            CopyOfArc = entries.ContainsKey("ACPY") ? Items<int>("ACPY") : [],
        };

        T[] Items<T>(string tag)
            where T : unmanaged =>
            entries.TryGetValue(tag, out var range)
                ? MemoryMarshal.Cast<byte, T>(file.AsSpan(range)).ToArray()
                : throw new InvalidDataException($"has no section {tag}");
    }

    private static int Padding(int position) => (Alignment - (position % Alignment)) % Alignment;

    private sealed record Section(string Tag, int ItemSize, byte[] Bytes);
}
