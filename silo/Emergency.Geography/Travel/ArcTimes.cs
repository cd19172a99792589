namespace Emergency.Geography;

/// <summary>What every arc of a network takes at one time, under the conditions that hold. Immutable.</summary>
internal sealed class ArcTimes
{
    private readonly int[][] _milliseconds;

    private ArcTimes(RoadNetwork network, long version, int[] siren, int[] normal)
    {
        (Network, Version) = (network, version);
        _milliseconds = [siren, normal];
    }

    public RoadNetwork Network { get; }

    /// <summary>Grows with every change; see <see cref="ITravelTimes.Version"/>.</summary>
    public long Version { get; }

    /// <summary>The milliseconds of every arc; <see cref="TravelTree.Unreachable"/> for a closed one.</summary>
    public int[] this[TravelProfile profile] => _milliseconds[(int)profile];

    /// <summary>The times as they were imported.</summary>
    public static ArcTimes AsImported(RoadNetwork network) => new(network, 0, network.Data.SirenMs, network.Data.NormalMs);

    /// <summary>The imported times multiplied.</summary>
    /// <param name="network">The network.</param>
    /// <param name="version">The version that these times get.</param>
    /// <param name="conditions">By road; infinite where closed; or null where there are none.</param>
    /// <param name="traffic">By class and profile, or null where traffic is as imported.</param>
    public static ArcTimes Under(RoadNetwork network, long version, double[]? conditions, Func<RoadClass, TravelProfile, double>? traffic) =>
        conditions is null && traffic is null
            ? new ArcTimes(network, version, network.Data.SirenMs, network.Data.NormalMs)
            : new ArcTimes(
                network, version, Scaled(network, TravelProfile.Siren, conditions, traffic), Scaled(network, TravelProfile.Normal, conditions, traffic));

    /// <summary>What traffic does at an hour, or null where there is nothing to heed.</summary>
    public static Func<RoadClass, TravelProfile, double>? TrafficAt(Func<RoadClass, int, TravelProfile, double>? traffic, int? hourOfDay)
    {
        if (hourOfDay is < 0 or > 23)
        {
            throw new ArgumentOutOfRangeException(nameof(hourOfDay), hourOfDay, "expected 0 to 23");
        }

        return traffic is null || hourOfDay is not { } hour ? null : (kind, profile) => traffic(kind, hour, profile);
    }

    private static int[] Scaled(RoadNetwork network, TravelProfile profile, double[]? conditions, Func<RoadClass, TravelProfile, double>? traffic)
    {
        var byClass = Enum.GetValues<RoadClass>().ToDictionary(c => (byte)c, c => traffic?.Invoke(c, profile) ?? 1);
        var factorOf = new double[256];
        foreach (var (kind, factor) in byClass)
        {
            factorOf[kind] = factor;
        }

        var imported = network.Milliseconds(profile);
        var scaled = new int[imported.Length];
        for (var arc = 0; arc < scaled.Length; arc++)
        {
            var road = network.Data.RoadOfArc[arc];
            var milliseconds = imported[arc] * factorOf[network.Data.RoadKind[road]] * (conditions?[road] ?? 1);
            scaled[arc] = double.IsInfinity(milliseconds)
                ? TravelTree.Unreachable
                : (int)Math.Clamp(Math.Round(milliseconds), 1, TravelTree.Unreachable - 1);
        }

        return scaled;
    }
}
