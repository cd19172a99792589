using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Section = Emergency.Geography.SectionFile.Section;

namespace Emergency.Geography;

/// <summary>
/// The hierarchy of a package's roads: a <see cref="SectionFile"/> that is mapped, not read. It names the network that it was made for by the SHA-256
/// of how that network's nodes and arcs hang together.
/// </summary>
internal static class HierarchyFile
{
    public const uint Version = 1;

    private static ReadOnlySpan<byte> Kind => "EMGHIERA"u8;

    public static void Write(ContractionHierarchy hierarchy, RoadNetwork network, string path) => SectionFile.Write(path, Kind, Version,
    [
        Section.Of("NETW", ShapeOf(network)), Section.Of("CORE", [hierarchy.CoreCount]), Section.Of("POSI", hierarchy.Position),
        Section.Of("FRST", hierarchy.First), Section.Of("UPPR", hierarchy.Upper), Section.Of("EDGE", hierarchy.EdgeOfArc),
    ]);

    /// <summary>Maps and verifies a file.</summary>
    /// <exception cref="InvalidDataException">It is no hierarchy, of another version, damaged, of another network, or contradicts itself.</exception>
    public static ContractionHierarchy Read(RoadNetwork network, string path)
    {
        var file = MappedFile.Open(path);
        var sections = SectionFile.Open(file.GetSpan(), Kind, "hierarchy", (Version, Version));
        if (!file.GetSpan()[At("NETW")].SequenceEqual(ShapeOf(network)))
        {
            throw new InvalidDataException("belongs to another road network");
        }

        var columns = new HierarchyColumns(
            file.Numbers(At("CORE")).Span[0], file.Numbers(At("POSI")).ToArray(), file.Numbers(At("FRST")), file.Numbers(At("UPPR")), file.Numbers(At("EDGE")));
        return columns.FirstProblem(network) is { } problem
            ? throw new InvalidDataException($"contradicts itself: {problem}")
            : new ContractionHierarchy(columns);

        Range At(string tag) => sections.TryGetValue(tag, out var range) ? range : throw new InvalidDataException($"has no section {tag}");
    }

    private static byte[] ShapeOf(RoadNetwork network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>(network.Data.FirstOut));
        hash.AppendData(MemoryMarshal.AsBytes<int>(network.Data.Head));
        return hash.GetHashAndReset();
    }
}
