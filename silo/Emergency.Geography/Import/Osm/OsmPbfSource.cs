using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;

namespace Emergency.Geography;

/// <summary>
/// Reads OSM PBF as a stream, block by block, after https://wiki.openstreetmap.org/wiki/PBF_Format. No block is larger than the format
/// allows, whatever it says of itself. A file that was cut between two blocks cannot be told from a whole one by its form.
/// </summary>
internal sealed class OsmPbfSource(string path) : IOsmSource
{
    private const int LargestHead = 64 << 10;
    private const int LargestBlob = 32 << 20;
    private const int BlobOverhead = 1 << 10;

    private static readonly string[] KnownFeatures = ["OsmSchema-V0.6", "DenseNodes"];

    /// <summary>What each block holds, learnt in the first pass, so that later ones pass over what they do not want.</summary>
    private readonly List<OsmKinds> _kindsOfBlob = [];

    private byte[] _packed = [];
    private byte[] _unpacked = [];

    public void Read(OsmKinds wanted, IOsmSink sink, Action<double> progress, CancellationToken cancellation)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        if (file.Length == 0)
        {
            throw new InvalidDataException("is empty");
        }

        for (var blob = 0; file.Position < file.Length; blob++)
        {
            cancellation.ThrowIfCancellationRequested();
            var at = file.Position;
            try
            {
                ReadBlob(file, blob, wanted, sink);
            }
            catch (InvalidProtocolBufferException e)
            {
                throw new InvalidDataException($"the block at byte {at}: is damaged: {e.Message}", e);
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"the block at byte {at}: {e.Message}", e);
            }

            progress((double)file.Position / file.Length);
        }
    }

    private void ReadBlob(FileStream file, int blob, OsmKinds wanted, IOsmSink sink)
    {
        var (type, size) = ReadHead(file);
        if (blob == 0 && type != "OSMHeader")
        {
            throw new InvalidDataException("this is no OSM PBF file: it does not begin with an OSMHeader");
        }

        if (size > file.Length - file.Position)
        {
            throw new InvalidDataException($"the file is cut short: {size} bytes should follow, and {file.Length - file.Position} do");
        }

        var isKnown = blob < _kindsOfBlob.Count;
        if (isKnown && (_kindsOfBlob[blob] & wanted) == 0)
        {
            file.Seek(size, SeekOrigin.Current);
            return;
        }

        if (_packed.Length < size)
        {
            _packed = new byte[size];
        }

        file.ReadExactly(_packed, 0, size);
        var kinds = type switch
        {
            "OSMHeader" => CheckHeader(Unpack(size)),
            "OSMData" => new OsmPbfBlock(Unpack(size)).Read(wanted, sink),
            _ => (OsmKinds)0,
        };
        if (!isKnown)
        {
            _kindsOfBlob.Add(kinds);
        }
    }

    private static (string Type, int Size) ReadHead(FileStream file)
    {
        Span<byte> length = stackalloc byte[4];
        if (file.ReadAtLeast(length, 4, throwOnEndOfStream: false) < 4)
        {
            throw new InvalidDataException("the file is cut short within a block's length");
        }

        var size = BinaryPrimitives.ReadInt32BigEndian(length);
        if (size is <= 0 or > LargestHead)
        {
            throw new InvalidDataException($"this is no OSM PBF file, or it is damaged: a block's head of {size} bytes");
        }

        var head = new byte[size];
        if (file.ReadAtLeast(head, size, throwOnEndOfStream: false) < size)
        {
            throw new InvalidDataException("the file is cut short within a block's head");
        }

        var (type, data) = ("", -1);
        var input = new CodedInputStream(head);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    type = input.ReadString();
                    break;
                case 3:
                    data = input.ReadInt32();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return data is >= 0 and <= LargestBlob + BlobOverhead
            ? (type, data)
            : throw new InvalidDataException($"a block of {data} bytes: expected at most {LargestBlob}");
    }

    /// <summary>The content of the blob that was read.</summary>
    private ReadOnlyMemory<byte> Unpack(int size)
    {
        var input = new CodedInputStream(_packed, 0, size);
        var (rawSize, raw, zlib) = (-1, default(ByteString), default(ByteString));
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    raw = input.ReadBytes();
                    break;
                case 2:
                    rawSize = input.ReadInt32();
                    break;
                case 3:
                    zlib = input.ReadBytes();
                    break;
                case >= 4 and <= 7:
                    throw new InvalidDataException("is packed in a way that this program does not read: expected zlib or none");
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return raw is not null ? Checked(raw.Memory) : Inflate(zlib ?? throw new InvalidDataException("holds no data"), rawSize);
    }

    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> content) => content.Length <= LargestBlob
        ? content
        : throw new InvalidDataException($"a block of {content.Length} bytes: expected at most {LargestBlob}");

    private ReadOnlyMemory<byte> Inflate(ByteString zlib, int rawSize)
    {
        if (rawSize is < 0 or > LargestBlob)
        {
            throw new InvalidDataException($"a block that unpacks to {rawSize} bytes: expected at most {LargestBlob}");
        }

        if (_unpacked.Length < rawSize)
        {
            _unpacked = new byte[rawSize];
        }

        using var stream = new ZLibStream(new MemoryStream(zlib.ToByteArray()), CompressionMode.Decompress);
        var read = stream.ReadAtLeast(_unpacked.AsSpan(0, rawSize), rawSize, throwOnEndOfStream: false);
        // The last read checks the checksum too.
        return read == rawSize && stream.ReadByte() < 0
            ? _unpacked.AsMemory(0, rawSize)
            : throw new InvalidDataException($"does not unpack to the {rawSize} bytes that it says");
    }

    private static OsmKinds CheckHeader(ReadOnlyMemory<byte> content)
    {
        var input = new CodedInputStream(content.ToArray());
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) != 4)
            {
                input.SkipLastField();
            }
            else if (input.ReadString() is var feature && !KnownFeatures.Contains(feature))
            {
                throw new InvalidDataException($"the file needs a reader that knows {feature}, and this one does not");
            }
        }

        return 0;
    }
}
