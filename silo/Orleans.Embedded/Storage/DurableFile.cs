using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orleans.Storage;

/// <summary>
/// A small JSON file that is replaced as a whole: written beside, forced to the disk, renamed. Writes that come while one is under way
/// share the next.
/// </summary>
/// <param name="path">Where it is; its folder is made when it is first written.</param>
internal sealed class DurableFile(string path)
{
    private readonly SemaphoreSlim _disk = new(1);
    private readonly Lock _gate = new();
    private JsonObject? _root;
    private long _version;
    private long _written;

    /// <summary>Looks something up in what is known now.</summary>
    public Task<T> Read<T>(Func<JsonObject, T> read)
    {
        lock (_gate) return Task.FromResult(read(Root()));
    }

    /// <summary>Changes the content; done once it is on the disk.</summary>
    /// <param name="change">Makes the change, or throws and leaves the content as it was.</param>
    public async Task Write(Action<JsonObject> change)
    {
        long mine;
        lock (_gate)
        {
            change(Root());
            mine = ++_version;
        }

        await _disk.WaitAsync();
        try
        {
            if (_written < mine) await Save();
        }
        finally
        {
            _disk.Release();
        }
    }

    private JsonObject Root() => _root ??= File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];

    private async Task Save()
    {
        byte[] content;
        long version;
        lock (_gate)
        {
            content = JsonSerializer.SerializeToUtf8Bytes(_root);
            version = _version;
        }

        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(directory);
        var beside = path + ".new";
        await using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        DirectoryEntry.Flush(directory);
        _written = version;
    }
}
