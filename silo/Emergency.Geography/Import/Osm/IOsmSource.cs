using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Which elements a pass over a source wants.</summary>
[Flags]
internal enum OsmKinds
{
    Nodes = 1,
    Ways = 2,
    Relations = 4,
}

/// <summary>
/// An OpenStreetMap extract that can be read several times, element by element. One of these is written for each file format; the
/// importer knows no format.
/// </summary>
internal interface IOsmSource
{
    /// <summary>Shows the sink every element of the wanted kinds, in file order. Lists and tags are lent for the call only.</summary>
    /// <param name="wanted">The kinds.</param>
    /// <param name="sink">Takes the elements.</param>
    /// <param name="progress">Is told which share of the file's bytes was read, 0 to 1, every now and then.</param>
    /// <param name="cancellation">Stops the pass.</param>
    /// <exception cref="InvalidDataException">The file is damaged or cut short; the message says where.</exception>
    void Read(OsmKinds wanted, IOsmSink sink, Action<double> progress, CancellationToken cancellation);
}

/// <summary>Takes elements.</summary>
internal interface IOsmSink
{
    void Node(long id, GeoPoint position, OsmTags tags)
    {
    }

    void Way(long id, List<long> nodes, OsmTags tags)
    {
    }

    void Relation(long id, List<OsmMember> members, OsmTags tags)
    {
    }
}

/// <summary>A member of a relation.</summary>
internal readonly record struct OsmMember(OsmKinds Kind, long Id, string Role);

/// <summary>The tags of one element.</summary>
internal sealed class OsmTags
{
    private readonly List<(string Key, string Value)> _tags = [];

    public int Count => _tags.Count;

    public string? this[string key]
    {
        get
        {
            foreach (var (k, v) in _tags)
            {
                if (k == key)
                {
                    return v;
                }
            }

            return null;
        }
    }

    /// <summary>The value of the first of these keys that the element has.</summary>
    public string? First(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (this[key] is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public bool Is(string key, params ReadOnlySpan<string> values) => this[key] is { } value && values.Contains(value);

    public void Add(string key, string value) => _tags.Add((key, value));

    public void Clear() => _tags.Clear();
}
