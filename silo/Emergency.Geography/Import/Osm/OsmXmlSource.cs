using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Reads OSM XML, plain (<c>.osm</c>), in gzip (<c>.osm.gz</c>) or as the one <c>.osm</c> file in a ZIP (<c>.osm.zip</c>), as a stream.</summary>
internal sealed class OsmXmlSource(string path) : IOsmSource
{
    /// <summary>Progress is told after so many elements.</summary>
    private const int Stride = 4_096;

    private readonly List<long> _nodes = [];
    private readonly List<OsmMember> _members = [];
    private readonly OsmTags _tags = new();

    public void Read(OsmKinds wanted, IOsmSink sink, Action<double> progress, CancellationToken cancellation)
    {
        using var opened = Open();
        using var xml = XmlReader.Create(opened.Stream, new XmlReaderSettings { IgnoreWhitespace = true, IgnoreComments = true, DtdProcessing = DtdProcessing.Prohibit });
        try
        {
            ReadRoot(xml);
            // A pass that wants only what comes first must not read the file to its end, but a damaged end must not go unnoticed either.
            for (var element = 1L; !xml.EOF; element++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (element % Stride == 0)
                {
                    progress(opened.ShareRead);
                }

                ReadElement(xml, wanted, sink);
            }
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"line {e.LineNumber}: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(Where(xml) + e.Message, e);
        }
    }

    private static string Where(XmlReader xml) =>
        xml is IXmlLineInfo { LineNumber: > 0 } info ? FormattableString.Invariant($"near line {info.LineNumber}: ") : "";

    private static void ReadRoot(XmlReader xml)
    {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.Name != "osm")
        {
            throw new InvalidDataException($"is not OSM XML: it begins with {xml.Name}");
        }

        xml.Read();
    }

    private void ReadElement(XmlReader xml, OsmKinds wanted, IOsmSink sink)
    {
        var kind = xml.NodeType == XmlNodeType.Element ? KindOf(xml.Name) : 0;
        if (kind == 0)
        {
            xml.Read();
        }
        else if ((wanted & kind) == 0)
        {
            xml.Skip();
        }
        else
        {
            ReadWanted(xml, kind, sink);
        }
    }

    private void ReadWanted(XmlReader xml, OsmKinds kind, IOsmSink sink)
    {
        var id = Id(xml, "id");
        var isDeleted = xml.GetAttribute("action") == "delete" || xml.GetAttribute("visible") == "false";
        var position = kind == OsmKinds.Nodes && !isDeleted ? new GeoPoint(Degrees(xml, "lon"), Degrees(xml, "lat")) : default;
        ReadContent(xml, id);
        switch (isDeleted ? 0 : kind)
        {
            case OsmKinds.Nodes:
                sink.Node(id, position, _tags);
                break;
            case OsmKinds.Ways:
                sink.Way(id, _nodes, _tags);
                break;
            case OsmKinds.Relations:
                sink.Relation(id, _members, _tags);
                break;
        }
    }

    private void ReadContent(XmlReader xml, long id)
    {
        _tags.Clear();
        _nodes.Clear();
        _members.Clear();
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.Name)
            {
                case "tag":
                    _tags.Add(xml.GetAttribute("k") ?? "", xml.GetAttribute("v") ?? "");
                    break;
                case "nd":
                    _nodes.Add(Id(xml, "ref"));
                    OsmLimits.CheckNodes(id, _nodes.Count);
                    break;
                case "member":
                    _members.Add(new OsmMember(KindOf(xml.GetAttribute("type") ?? ""), Id(xml, "ref"), xml.GetAttribute("role") ?? ""));
                    OsmLimits.CheckMembers(id, _members.Count);
                    break;
            }
        }

        xml.Read();
    }

    private static OsmKinds KindOf(string name) => name switch
    {
        "node" => OsmKinds.Nodes,
        "way" => OsmKinds.Ways,
        "relation" => OsmKinds.Relations,
        _ => 0,
    };

    private static long Id(XmlReader xml, string name) =>
        long.TryParse(xml.GetAttribute(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new InvalidDataException($"a {xml.Name} has no whole number as {name}");

    private static double Degrees(XmlReader xml, string name) =>
        double.TryParse(xml.GetAttribute(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            ? degrees
            : throw new InvalidDataException($"node {xml.GetAttribute("id")} has no number as {name}");

    private Opened Open()
    {
        var file = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return new Opened(new BoundedUnpacking(new GZipStream(file, CompressionMode.Decompress), file.Length), file, null);
        }

        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return OpenZip(file);
        }

        return new Opened(file, file, null);
    }

    private static Opened OpenZip(FileStream file)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var entry = zip.Entries.FirstOrDefault(e => e.Name.EndsWith(".osm", StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidDataException("holds no .osm file");
            return new Opened(new BoundedUnpacking(entry.Open(), file.Length), file, zip);
        }
        catch (InvalidDataException)
        {
            file.Dispose();
            throw;
        }
    }

    private sealed record Opened(Stream Stream, FileStream File, IDisposable? Owner) : IDisposable
    {
        private readonly long _length = Math.Max(1, File.Length);

        /// <summary>Which share of the file's bytes was read; a ZIP is read in jumps, so there it is rough.</summary>
        public double ShareRead => Math.Min(1, (double)File.Position / _length);

        public void Dispose()
        {
            Stream.Dispose();
            Owner?.Dispose();
            File.Dispose();
        }
    }
}
