using System.Runtime.InteropServices;
using System.Text;
using Section = Emergency.Geography.SectionFile.Section;

namespace Emergency.Geography;

/// <summary>
/// The network file of a package: a <see cref="SectionFile"/> with a section for each column. Version 2 added the copies that forbidden turns need,
/// which a reader must not skip; a file of version 1 is read as one without forbidden turns, and a program that reads only version 1 says
/// that the county must be imported again.
/// </summary>
internal static class RoadNetworkFile
{
    public const uint Version = 2;

    private const uint OldestVersion = 1;

    private static ReadOnlySpan<byte> Kind => "EMGROADS"u8;

    public static void Write(RoadNetwork network, string path) => SectionFile.Write(path, Kind, Version, SectionsOf(network.Data));

    /// <summary>Reads and verifies a file.</summary>
    /// <exception cref="InvalidDataException">It is no network file, of another version, cut short, damaged, or contradicts itself.</exception>
    public static RoadNetwork Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var data = ToData(SectionFile.Open(file, Kind, "road network", (OldestVersion, Version)), file);
        return RoadNetworkCheck.FirstProblem(data) is { } problem ? throw new InvalidDataException($"contradicts itself: {problem}") : new RoadNetwork(data);
    }

    private static List<Section> SectionsOf(RoadNetworkData d) =>
    [
        Section.Of("NLON", d.NodeLon), Section.Of("NLAT", d.NodeLat), Section.Of("NSRC", d.NodeSource), Section.Of("AOUT", d.FirstOut), Section.Of("AHEA", d.Head), Section.Of("AROA", d.RoadOfArc),
        Section.Of("ASIR", d.SirenMs), Section.Of("ANOR", d.NormalMs), Section.Of("ALEN", d.LengthCm), Section.Of("RFRO", d.RoadFrom), Section.Of("RTO_", d.RoadTo), Section.Of("RFWD", d.ForwardArc),
        Section.Of("RBWD", d.BackwardArc), Section.Of("RSRC", d.RoadSource), Section.Of("RKIN", d.RoadKind), Section.Of("RNAM", d.RoadName), Section.Of("SSTA", d.ShapeStart),
        Section.Of("SLON", d.ShapeLon), Section.Of("SLAT", d.ShapeLat), Section.Of("NCPY", d.CopyOfNode), Section.Of("ACPY", d.CopyOfArc),
        Section.Of("TEXT", Encoding.UTF8.GetBytes(string.Join('\0', d.Names))),
    ];

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
}
