using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Emergency.Contracts;

namespace Emergency.Agent.Inputs;

/// <summary>A frame as a monitor sends it; README.md in this folder is its layout.</summary>
/// <param name="Number">Grows by one with every frame.</param>
/// <param name="TakenAt">By the monitor's clock; null when it has none.</param>
/// <param name="Samples">The samples; its own time is that of the monitor or the epoch.</param>
internal sealed record EcgFrame(ulong Number, DateTimeOffset? TakenAt, EcgSegment Samples)
{
    /// <summary>The most bytes after the length.</summary>
    public const int Largest = 65_536;

    private const int HeaderLength = 28;
    private const int NameLength = 8;

    /// <summary>Reads what follows the length of a frame.</summary>
    /// <exception cref="InvalidDataException">It is no frame; the message names what is wrong.</exception>
    public static EcgFrame Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes.StartsWith("EF"u8) || bytes[2] != 1)
            throw new InvalidDataException("not an ECG frame of version 1");
        var (leads, rate, count) = (
            bytes[3], BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]));
        if (rate is < 250 or > 1000)
            throw new InvalidDataException($"{rate} samples a second: expected 250 to 1000");
        var samplesAt = HeaderLength + NameLength * leads;
        if (bytes.Length != samplesAt + 2 * leads * count)
            throw new InvalidDataException($"a frame of {leads} leads and {count} samples does not have {bytes.Length} bytes");
        var microseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]);
        DateTimeOffset? taken = microseconds is > 0 and < 253_402_300_800_000_000 ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * 10) : null;
        var names = ImmutableArray.CreateBuilder<EcgLead>(leads);
        for (var lead = 0; lead < leads; lead++)
            names.Add(LeadOf(bytes.Slice(HeaderLength + lead * NameLength, NameLength)));
        var segment = new EcgSegment(
            taken ?? DateTimeOffset.UnixEpoch, rate, BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]), names.MoveToImmutable(),
            Deinterleave(bytes[samplesAt..], leads, count));
        if (segment.Problem() is { } problem)
            throw new InvalidDataException(problem);
        return new EcgFrame(BinaryPrimitives.ReadUInt64LittleEndian(bytes[12..]), taken, segment);
    }

    /// <summary>Writes a frame with its length, as a monitor does.</summary>
    public byte[] Write()
    {
        var (leads, count) = (Samples.Leads.Length, Samples.SampleCount);
        var frame = new byte[4 + HeaderLength + NameLength * leads + 2 * leads * count];
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - 4);
        var body = frame.AsSpan(4);
        "EF"u8.CopyTo(body);
        (body[2], body[3]) = (1, (byte)leads);
        BinaryPrimitives.WriteUInt16LittleEndian(body[4..], (ushort)Samples.SampleRateHz);
        BinaryPrimitives.WriteUInt16LittleEndian(body[6..], (ushort)count);
        BinaryPrimitives.WriteInt32LittleEndian(body[8..], Samples.LsbNanovolts);
        BinaryPrimitives.WriteUInt64LittleEndian(body[12..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(body[20..], TakenAt is { } taken ? (taken - DateTimeOffset.UnixEpoch).Ticks / 10 : 0);
        for (var lead = 0; lead < leads; lead++)
        {
            Encoding.ASCII.GetBytes(EcgLeads.NameOf(Samples.Leads[lead]), body[(HeaderLength + lead * NameLength)..]);
            for (var i = 0; i < count; i++)
                BinaryPrimitives.WriteInt16LittleEndian(body[(HeaderLength + NameLength * leads + 2 * (i * leads + lead))..], Samples.Samples[lead][i]);
        }

        return frame;
    }

    private static EcgLead LeadOf(ReadOnlySpan<byte> name)
    {
        var text = Encoding.ASCII.GetString(name.TrimEnd((byte)0));
        return EcgLeads.TryParse(text, out var lead) ? lead : throw new InvalidDataException("a lead has no name that is known here");
    }

    private static ImmutableArray<ImmutableArray<short>> Deinterleave(ReadOnlySpan<byte> bytes, int leads, int count)
    {
        var samples = ImmutableArray.CreateBuilder<ImmutableArray<short>>(leads);
        for (var lead = 0; lead < leads; lead++)
        {
            var one = new short[count];
            for (var i = 0; i < count; i++)
                one[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * (i * leads + lead))..]);
            samples.Add(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(one));
        }

        return samples.MoveToImmutable();
    }
}
