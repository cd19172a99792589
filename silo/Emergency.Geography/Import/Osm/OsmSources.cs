namespace Emergency.Geography;

/// <summary>Knows which source reads which file format, by the file's ending.</summary>
internal static class OsmSources
{
    private static readonly (string Ending, Func<string, IOsmSource> Make)[] Formats =
    [
        (".osm.pbf", path => new OsmPbfSource(path)),
        (".osm", path => new OsmXmlSource(path)),
        (".osm.gz", path => new OsmXmlSource(path)),
        (".osm.zip", path => new OsmXmlSource(path)),
    ];

    /// <summary>The source for a file.</summary>
    /// <exception cref="NotSupportedException">No source reads files of that ending.</exception>
    public static IOsmSource Open(string path)
    {
        foreach (var (ending, make) in Formats)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return make(path);
            }
        }

        throw new NotSupportedException($"cannot read this kind of file: expected {string.Join(", ", Formats.Select(f => f.Ending))}");
    }
}
