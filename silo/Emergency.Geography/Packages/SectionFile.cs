using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Emergency.Geography;

/// <summary>
/// A file of columns. Little-endian. A head of 16 bytes: eight letters that tell its kind, version (u32), number of sections (u32). Then one
/// entry of 24 bytes for each section: four letters, size of an item (u32), offset (u64), number of items (u64). Then the sections, each
/// beginning at a multiple of 64, so that a reader may map the file and use them where they lie. At the end the SHA-256 of everything before.
/// Readers skip sections that they do not know.
/// </summary>
internal static class SectionFile
{
    public const int HashSize = 32;

    private const int HeadSize = 16;
    private const int EntrySize = 24;
    private const int Alignment = 64;

    /// <summary>One column to be written.</summary>
    public sealed record Section(string Tag, int ItemSize, byte[] Bytes)
    {
        public static Section Of<T>(string tag, ReadOnlySpan<T> items)
            where T : unmanaged => new(tag, Marshal.SizeOf<T>(), MemoryMarshal.AsBytes(items).ToArray());

        public static Section Of<T>(string tag, T[] items)
            where T : unmanaged => Of<T>(tag, items.AsSpan());
    }

    public static void Write(string path, ReadOnlySpan<byte> kind, uint version, List<Section> sections)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = File.Create(path);
        Put(Head(kind, version, sections));
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

    /// <summary>Verifies a whole file and says where its sections are.</summary>
    /// <exception cref="InvalidDataException">It is not of that kind, of another version, cut short or damaged.</exception>
    public static Dictionary<string, Range> Open(ReadOnlySpan<byte> file, ReadOnlySpan<byte> kind, string kindInWords, (uint Oldest, uint Newest) versions)
    {
        if (file.Length < HeadSize + HashSize || !file.StartsWith(kind))
        {
            throw new InvalidDataException($"is not a {kindInWords} file");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (version < versions.Oldest || version > versions.Newest)
        {
            var reads = versions.Oldest == versions.Newest ? $"version {versions.Newest}" : $"versions {versions.Oldest} to {versions.Newest}";
            throw new InvalidDataException($"has version {version}: this program reads {reads}; import the county again");
        }

        if (!SHA256.HashData(file[..^HashSize]).AsSpan().SequenceEqual(file[^HashSize..]))
        {
            throw new InvalidDataException("is damaged: its checksum does not agree with its content");
        }

        return Entries(file[..^HashSize]);
    }

    private static byte[] Head(ReadOnlySpan<byte> kind, uint version, List<Section> sections)
    {
        var head = new byte[HeadSize + (sections.Count * EntrySize)];
        kind.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), version);
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

    private static int Padding(int position) => (Alignment - (position % Alignment)) % Alignment;
}
