using System.Buffers.Binary;

namespace Emergency.Contracts;

/// <summary>Writes blocks; the layout is that of <see cref="EcgBlock"/>.</summary>
internal static class EcgBlockWriter
{
    private const int HighestOrder = 3;
    private const int HighestK0 = 15;

    /// <summary>How many of a lead's differences tell where its code begins.</summary>
    private const int Scouts = 6;

    public static byte[] Write(EcgSegment segment)
    {
        var leads = segment.Leads.AsSpan();
        var bitsAt = EcgBlock.FixedHeader + EcgBlock.PerLead * leads.Length;
        // The longest code of a difference has 40 bits.
        var buffer = new byte[bitsAt + leads.Length * segment.SampleCount * 5 + 1 + EcgBlock.ChecksumSize];
        WriteHeader(segment, buffer);
        var bits = new BitWriter(buffer.AsSpan(bitsAt));
        for (var index = 0; index < leads.Length; index++)
        {
            var (mode, differences) = Best(segment, index);
            var k0 = FirstK(differences);
            var about = buffer.AsSpan(EcgBlock.FixedHeader + leads.Length + 3 * index);
            about[0] = (byte)(mode << 4 | k0);
            BinaryPrimitives.WriteInt16LittleEndian(about[1..], mode == EcgBlock.DerivedMode ? (short)0 : segment.Samples[index][0]);
            var rice = new RiceState(k0);
            foreach (var difference in differences)
                bits.WriteRice(difference, ref rice);
        }

        bits.Flush();
        var block = buffer[..(bitsAt + bits.Length + EcgBlock.ChecksumSize)];
        EcgBlock.WriteChecksum(block);
        return block;
    }

    private static void WriteHeader(EcgSegment segment, Span<byte> header)
    {
        "EB"u8.CopyTo(header);
        header[2] = EcgBlock.Version;
        header[3] = (byte)segment.Leads.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)segment.SampleRateHz);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)segment.SampleCount);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], segment.LsbNanovolts);
        BinaryPrimitives.WriteInt64LittleEndian(header[12..], EcgBlock.Microseconds(segment.StartedAt));
        for (var index = 0; index < segment.Leads.Length; index++)
            header[EcgBlock.FixedHeader + index] = (byte)segment.Leads[index];
    }

    /// <summary>The mode whose differences are smallest, and these, made unsigned.</summary>
    private static (int Mode, int[] Differences) Best(EcgSegment segment, int index)
    {
        var (best, least) = (0, long.MaxValue);
        int[] chosen = [];
        for (var mode = 0; mode <= HighestOrder; mode++)
            Try(mode, ByOrder(segment.Samples[index].AsSpan(), mode));
        if (EcgBlock.SourcesOf(segment.Leads.AsSpan(), index) is { } sources)
            Try(EcgBlock.DerivedMode, FromLimbs(segment, index, sources));
        return (best, chosen);

        void Try(int mode, int[] differences)
        {
            var sum = 0L;
            foreach (var difference in differences)
                sum += difference;
            if (sum < least)
                (best, least, chosen) = (mode, sum, differences);
        }
    }

    private static int[] ByOrder(ReadOnlySpan<short> samples, int order)
    {
        var differences = new int[samples.Length - 1];
        for (var i = 1; i < samples.Length; i++)
            differences[i - 1] = Unsigned(samples[i] - EcgBlock.Predicted(samples, i, order));
        return differences;
    }

    private static int[] FromLimbs(EcgSegment segment, int index, (int I, int II) sources)
    {
        var (lead, samples) = (segment.Leads[index], segment.Samples[index]);
        var (first, second) = (segment.Samples[sources.I], segment.Samples[sources.II]);
        var differences = new int[samples.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = Unsigned(samples[i] - EcgBlock.Derived(lead, first[i], second[i]));
        return differences;
    }

    private static int Unsigned(int difference) => difference >= 0 ? 2 * difference : -2 * difference - 1;

    private static int FirstK(ReadOnlySpan<int> differences)
    {
        var scouts = differences[..Math.Min(Scouts, differences.Length)];
        var (sum, k) = (0L, 0);
        foreach (var difference in scouts)
            sum += difference;
        while (k < HighestK0 && (long)scouts.Length << k < sum)
            k++;
        return k;
    }
}
