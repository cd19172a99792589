using System.Security.Cryptography;
using Emergency.Domain;

namespace Emergency.Simulators;

/// <summary>Names that no other run of the simulators ever used, however alike their seeds are.</summary>
internal sealed class Identities
{
    private const int RunBytes = 6;

    private readonly string _run;
    private long _keys;

    /// <param name="run">A word that names this run; a random one when null.</param>
    public Identities(string? run = null) => _run = run ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RunBytes));

    /// <summary>A new idempotency key.</summary>
    public string NextKey() => $"sim-{_run}-{Interlocked.Increment(ref _keys)}";

    /// <summary>The device of a vehicle in this run.</summary>
    public string DeviceOf(AmbulanceId ambulance) => $"sim-{_run}-{ambulance}";
}
