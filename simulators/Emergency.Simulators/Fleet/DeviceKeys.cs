using System.Text.Json;
using Emergency.Domain;

namespace Emergency.Simulators;

/// <summary>Reads the file with the vehicles' device keys: a JSON object, ambulance id → key.</summary>
internal static class DeviceKeys
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<IReadOnlyDictionary<AmbulanceId, string>> Read(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<Dictionary<AmbulanceId, string>>(file, cancellationToken: cancellation)
                ?? throw new InvalidDataException($"{path} is empty");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path} is no list of device keys: {fault.Message}", fault);
        }
    }
}
