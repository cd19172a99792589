using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Emergency.Journal;

/// <summary>
/// The chain over the whole journal, one link for each commit: SHA-256 over the tag <c>EMC1</c>, the link before, the position of the
/// commit's last entry (8 bytes, big-endian), and the hashes of its entries in order of position. Before the first commit stand zeros.
/// </summary>
public static class CommitChain
{
    private const int StackLimit = 4096;

    private static ReadOnlySpan<byte> Tag => "EMC1"u8;

    /// <summary>The next link.</summary>
    /// <param name="previous">The link before.</param>
    /// <param name="lastPosition">The position of the commit's last entry.</param>
    /// <param name="entryHashes">The hashes of its entries, one after the other.</param>
    /// <param name="destination">Takes the link; may be the same memory as <paramref name="previous"/>.</param>
    public static void Link(ReadOnlySpan<byte> previous, long lastPosition, ReadOnlySpan<byte> entryHashes, Span<byte> destination)
    {
        var length = Tag.Length + EntryHash.Size + sizeof(long) + entryHashes.Length;
        var input = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        Tag.CopyTo(input);
        previous.CopyTo(input[Tag.Length..]);
        BinaryPrimitives.WriteInt64BigEndian(input[(Tag.Length + EntryHash.Size)..], lastPosition);
        entryHashes.CopyTo(input[(Tag.Length + EntryHash.Size + sizeof(long))..]);
        SHA256.HashData(input, destination);
    }
}
