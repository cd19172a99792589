using System.Text.Json;
using System.Text.Json.Nodes;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps states as JSON in one file. Meant for the little that must outlive a restart; facts belong to the journal.</summary>
internal sealed class FileGrainStorage(DurableFile file) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await file.Read(root => root[Key(grainId, stateName)]?.DeepClone());
        grainState.RecordExists = stored is not null;
        grainState.ETag = (string?)stored?["etag"];
        grainState.State = stored is null ? default : stored["state"].Deserialize<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = JsonSerializer.SerializeToNode(grainState.State);
        string? etag = null;
        await file.Write(root =>
        {
            var stored = Check(root, stateName, grainId, grainState.ETag);
            etag = (long.Parse(stored ?? "0") + 1).ToString();
            root[Key(grainId, stateName)] = new JsonObject { ["etag"] = etag, ["state"] = state };
        });
        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await file.Write(root =>
        {
            Check(root, stateName, grainId, grainState.ETag);
            root.Remove(Key(grainId, stateName));
        });
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string Key(GrainId grainId, string stateName) => $"{grainId}#{stateName}";

    private static string? Check(JsonObject root, string stateName, GrainId grainId, string? expected)
    {
        var stored = (string?)root[Key(grainId, stateName)]?["etag"];
        return stored == expected
            ? stored
            : throw new InconsistentStateException($"State '{stateName}' of {grainId} has changed", stored, expected);
    }
}
