using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Emergency.Contracts;

/// <summary>
/// The compressed form of an <see cref="EcgSegment"/>: lossless, complete in itself, and checked by a checksum. Twelve leads at 500 Hz
/// need about a third of their plain size, because four of them follow from I and II but for rounding, and the others are smooth.
/// </summary>
/// <remarks>
/// <para>Version 1. Whole bytes first; numbers of several bytes are little-endian.</para>
/// <code>
///  offset  size  meaning
///  0       2     the bytes 0x45 0x42 ("EB")
///  2       1     version: 1
///  3       1     L, the number of leads, 1 to 18
///  4       2     samples per second, unsigned
///  6       2     n, the number of samples of each lead, unsigned, at least 1
///  8       4     nanovolts of one step, unsigned
///  12      8     when the first sample was taken: microseconds since 1970-01-01T00:00Z, signed
///  20      L     for each lead its code (<see cref="EcgLead"/>)
///  20+L    3 L   for each lead: one byte, mode × 16 + k0, and its first sample, signed 16 bits (0 in mode 4)
///  20+4L   …     the bits of lead after lead, without padding between leads; the last byte is filled up with zero bits
///  end−4   4     CRC-32 (IEEE 802.3, reflected, as in zip and PNG) of every byte before it
/// </code>
/// <para>
/// Bits are read from the highest of a byte to the lowest. Mode 0 to 3 is the order of the prediction of sample x[i] from those before it;
/// x[0] stands in the header, and near the start the order is at most i:
/// order 0: 0; order 1: x[i−1]; order 2: 2 x[i−1] − x[i−2]; order 3: 3 x[i−1] − 3 x[i−2] + x[i−3].
/// Coded are the n − 1 differences of the samples 1 to n − 1 from their predictions.
/// </para>
/// <para>
/// Mode 4 is for III, aVR, aVL and aVF when I and II stand before them: the prediction is III = II − I, aVR = −((I + II) ≫ 1),
/// aVL = (2 I − II) ≫ 1, aVF = (2 II − I) ≫ 1, where ≫ 1 halves and rounds down. Coded are n differences, of the samples 0 to n − 1.
/// </para>
/// <para>
/// A difference d is made unsigned, u = 2 d when d ≥ 0 and −2 d − 1 otherwise (u &lt; 2^20), and written by a Rice code that adapts itself:
/// each lead starts with a = 2^k0, c = 1. For each difference k is the least number with c · 2^k ≥ a, and q = u ≫ k. When q &lt; 20: q one
/// bits, a zero bit, and the k low bits of u; otherwise 20 one bits and the 20 bits of u. Then a grows by u and c by 1, and when c has become 8
/// both are halved (rounding down).
/// </para>
/// </remarks>
public static class EcgBlock
{
    internal const byte Version = 1;
    internal const int FixedHeader = 20;
    internal const int PerLead = 4;
    internal const int ChecksumSize = 4;
    internal const int DerivedMode = 4;

    /// <summary>The largest block there can be: nothing larger is worth reading.</summary>
    public const int MaxBytes = FixedHeader + EcgSegment.MaxLeads * (PerLead + EcgSegment.MaxSamples * 5) + ChecksumSize;

    /// <summary>Compresses a segment.</summary>
    /// <exception cref="ArgumentException">It is no segment; the message names what is wrong.</exception>
    public static byte[] Encode(EcgSegment segment)
    {
        if (segment.Problem() is { } problem)
            throw new ArgumentException(problem, nameof(segment));
        return EcgBlockWriter.Write(segment);
    }

    /// <summary>Reads a block. Whatever the bytes are, it answers, and allocates no more than they can justify.</summary>
    /// <param name="bytes">The block, and nothing after it.</param>
    /// <param name="segment">What it holds; null when it cannot be read.</param>
    /// <param name="problem">Why it cannot be read; null when it can.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> bytes,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EcgSegment? segment,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? problem)
    {
        segment = null;
        problem = EcgBlockReader.HeaderProblem(bytes);
        if (problem is not null)
            return false;
        segment = EcgBlockReader.Read(bytes);
        problem = segment is null ? "the bits end before the samples do, or a sample is out of range" : segment.Problem();
        if (problem is not null)
            segment = null;
        return segment is not null;
    }

    /// <summary>What mode 4 expects of a lead that follows from I and II.</summary>
    internal static int Derived(EcgLead lead, int i, int ii) => lead switch
    {
        EcgLead.III => ii - i,
        EcgLead.AVR => -((i + ii) >> 1),
        EcgLead.AVL => (2 * i - ii) >> 1,
        _ => (2 * ii - i) >> 1,
    };

    /// <summary>Where I and II stand when a lead may be derived from them; null when it may not.</summary>
    internal static (int I, int II)? SourcesOf(ReadOnlySpan<EcgLead> leads, int index)
    {
        if (leads[index] is not (EcgLead.III or EcgLead.AVR or EcgLead.AVL or EcgLead.AVF))
            return null;
        var (i, ii) = (leads[..index].IndexOf(EcgLead.I), leads[..index].IndexOf(EcgLead.II));
        return i >= 0 && ii >= 0 ? (i, ii) : null;
    }

    /// <summary>What mode 0 to 3 expects of a sample from those before it.</summary>
    internal static int Predicted(ReadOnlySpan<short> samples, int index, int order) => Math.Min(order, index) switch
    {
        0 => 0,
        1 => samples[index - 1],
        2 => 2 * samples[index - 1] - samples[index - 2],
        _ => 3 * samples[index - 1] - 3 * samples[index - 2] + samples[index - 3],
    };

    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = ChecksumTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static readonly ImmutableArray<uint> ChecksumTable = [.. Enumerable.Range(0, 256).Select(ChecksumOf)];

    private static uint ChecksumOf(int value)
    {
        const uint Polynomial = 0xEDB88320;
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
        return crc;
    }

    internal static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    internal static void WriteChecksum(Span<byte> block) =>
        BinaryPrimitives.WriteUInt32LittleEndian(block[^ChecksumSize..], Checksum(block[..^ChecksumSize]));
}
