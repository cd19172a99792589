using System.Collections.Immutable;
using System.Text.Json;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Access;

/// <summary>In a demonstration: a device key for every vehicle, in a file from which simulated vehicles read theirs.</summary>
internal sealed class DemoDevices(DeviceKeys keys, IOptions<WebOptions> options)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public string File => Path.Combine(options.Value.DataDirectory, "demo", "device-keys.json");

    /// <summary>Keeps the keys that the file has, adds those that it lacks, and tells the accounts all of them.</summary>
    public async Task Seed(ImmutableArray<AmbulanceId> ambulances, ActorRef by)
    {
        var known = await Read();
        foreach (var ambulance in ambulances)
            known.TryAdd(ambulance.Value, DeviceKeys.NewKey());
        await SecretFile.Write(File, JsonSerializer.Serialize(known, Json));
        foreach (var ambulance in ambulances)
        {
            var key = known[ambulance.Value];
            if (!await keys.Verify(ambulance, key))
                await keys.Put(ambulance, key, by);
        }
    }

    private async Task<SortedDictionary<string, string>> Read()
    {
        if (!global::System.IO.File.Exists(File))
            return new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var file = global::System.IO.File.OpenRead(File);
        return new SortedDictionary<string, string>(
            await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(file) ?? [], StringComparer.Ordinal);
    }
}

/// <summary>Files that only this user may read.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the whole file or nothing: a reader never sees half of it.</summary>
    public static async Task Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = path + ".draft";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        await using (var writer = new StreamWriter(draft, options))
            await writer.WriteAsync(text);
        File.Move(draft, path, overwrite: true);
    }
}
