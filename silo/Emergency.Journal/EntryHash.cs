using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Emergency.Journal;

/// <summary>
/// The chain of a stream. An entry's hash is SHA-256 over, in this order: the tag <c>EMJ1</c>; the stream name and the kind, each as a
/// 4-byte length and UTF-8; version and recorded time (UTC ticks of 100 ns since year 1), 8 bytes each; the payload as a 4-byte length and
/// its bytes; the hash before in the stream. Integers are big-endian.
/// </summary>
public static class EntryHash
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private const int StackLimit = 2048;

    /// <summary>What stands before the first entry: zeros.</summary>
    public static ReadOnlyMemory<byte> Genesis { get; } = new byte[Size];

    private static ReadOnlySpan<byte> Tag => "EMJ1"u8;

    /// <summary>The hash that <paramref name="entry"/> should carry, from its other fields.</summary>
    public static byte[] Compute(JournalEntry entry)
    {
        var hash = new byte[Size];
        Compute(Encoding.UTF8.GetBytes(entry.Stream.Value), entry.Version, entry.RecordedAt.UtcTicks, Encoding.UTF8.GetBytes(entry.Kind),
            entry.Payload.Span, entry.PreviousHash.Span, hash);
        return hash;
    }

    internal static void Compute(
        ReadOnlySpan<byte> stream, long version, long recordedTicks, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> payload,
        ReadOnlySpan<byte> previous, Span<byte> destination)
    {
        var length = Tag.Length + 3 * sizeof(int) + 2 * sizeof(long) + stream.Length + kind.Length + payload.Length + Size;
        var input = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        Tag.CopyTo(input);
        var rest = input[Tag.Length..];
        rest = WriteBytes(rest, stream);
        rest = WriteBytes(rest, kind);
        rest = WriteNumber(rest, version);
        rest = WriteNumber(rest, recordedTicks);
        rest = WriteBytes(rest, payload);
        previous.CopyTo(rest);
        SHA256.HashData(input, destination);
    }

    private static Span<byte> WriteBytes(Span<byte> to, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, bytes.Length);
        bytes.CopyTo(to[sizeof(int)..]);
        return to[(sizeof(int) + bytes.Length)..];
    }

    private static Span<byte> WriteNumber(Span<byte> to, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(to, number);
        return to[sizeof(long)..];
    }
}
