using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Emergency.Contracts;

/// <summary>Reads blocks; the layout is that of <see cref="EcgBlock"/>.</summary>
internal static class EcgBlockReader
{
    private static readonly long EarliestMicroseconds = EcgBlock.Microseconds(DateTimeOffset.MinValue);
    private static readonly long LatestMicroseconds = EcgBlock.Microseconds(DateTimeOffset.MaxValue);

    /// <summary>Says why the bytes are no block of this version; null when the header is one and the checksum agrees.</summary>
    public static string? HeaderProblem(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < EcgBlock.FixedHeader + EcgBlock.PerLead + EcgBlock.ChecksumSize)
            return "too short for an ECG block";
        if (!bytes.StartsWith("EB"u8))
            return "not an ECG block";
        if (bytes[2] != EcgBlock.Version)
            return $"an ECG block of version {bytes[2]}: expected {EcgBlock.Version}";
        if (bytes[3] is 0 or > EcgSegment.MaxLeads)
            return $"a block of {bytes[3]} leads: expected 1 to {EcgSegment.MaxLeads}";
        if (bytes.Length < EcgBlock.FixedHeader + EcgBlock.PerLead * bytes[3] + EcgBlock.ChecksumSize)
            return "too short for its leads";
        if (EcgBlock.Checksum(bytes[..^EcgBlock.ChecksumSize]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[^EcgBlock.ChecksumSize..]))
            return "the checksum does not agree";
        var microseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]);
        return microseconds < EarliestMicroseconds || microseconds > LatestMicroseconds ? "the time is out of range" : null;
    }

    /// <summary>Reads what has a good header; null when the bits do not hold what it promises.</summary>
    public static EcgSegment? Read(ReadOnlySpan<byte> bytes)
    {
        var leads = MemoryMarshal.Cast<byte, EcgLead>(bytes.Slice(EcgBlock.FixedHeader, bytes[3]));
        var about = bytes.Slice(EcgBlock.FixedHeader + leads.Length, 3 * leads.Length);
        var bits = new BitReader(bytes[(EcgBlock.FixedHeader + EcgBlock.PerLead * leads.Length)..^EcgBlock.ChecksumSize]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        var samples = new short[leads.Length][];
        for (var index = 0; index < leads.Length; index++)
        {
            // Each difference has at least one bit: a promise of more samples than bits is not worth its memory.
            if (count == 0 || bits.Left < count - 1)
                return null;
            samples[index] = new short[count];
            if (!ReadLead(ref bits, about.Slice(3 * index, 3), leads, samples, index))
                return null;
        }

        return new EcgSegment(
            DateTimeOffset.UnixEpoch.AddTicks(BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]) * TimeSpan.TicksPerMicrosecond),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            [.. leads],
            [.. samples.Select(ImmutableCollectionsMarshal.AsImmutableArray)]);
    }

    private static bool ReadLead(
        ref BitReader bits, ReadOnlySpan<byte> about, ReadOnlySpan<EcgLead> leads, short[][] samples, int index)
    {
        var (mode, rice, lead) = (about[0] >> 4, new RiceState(about[0] & 15), samples[index]);
        var sources = mode == EcgBlock.DerivedMode ? EcgBlock.SourcesOf(leads, index) : null;
        if (mode > EcgBlock.DerivedMode || (mode == EcgBlock.DerivedMode && sources is null))
            return false;
        if (sources is null)
            lead[0] = BinaryPrimitives.ReadInt16LittleEndian(about[1..]);
        for (var i = sources is null ? 1 : 0; i < lead.Length; i++)
        {
            var coded = bits.ReadRice(ref rice);
            var expected = sources is var (first, second)
                ? EcgBlock.Derived(leads[index], samples[first][i], samples[second][i])
                : EcgBlock.Predicted(lead, i, mode);
            var sample = expected + ((coded & 1) == 0 ? coded >> 1 : -(coded + 1 >> 1));
            if (bits.Ended || sample is < short.MinValue or > short.MaxValue)
                return false;
            lead[i] = (short)sample;
        }

        return true;
    }
}
