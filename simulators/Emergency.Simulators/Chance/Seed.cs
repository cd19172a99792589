namespace Emergency.Simulators;

/// <summary>
/// A seed from which independent streams are branched by name and number, the same on every machine: one part of a simulation can
/// change without moving the others. Mixed as in SplitMix64 (G. Steele, D. Lea, C. Flood, 2014) over the FNV-1a hash of the name.
/// </summary>
internal readonly record struct Seed(ulong Value)
{
    private const ulong FnvOffset = 0xCBF2_9CE4_8422_2325UL;
    private const ulong FnvPrime = 0x0000_0100_0000_01B3UL;

    public static Seed Of(int value) => new((uint)value);

    /// <summary>A stream of its own.</summary>
    public Seed Branch(string name, long number = 0)
    {
        var hash = FnvOffset;
        foreach (var letter in name)
            hash = (hash ^ letter) * FnvPrime;
        return new Seed(Mix(Mix(Value ^ hash) + (ulong)number));
    }

    /// <summary>A random source at its start.</summary>
    public Random Random() => new((int)(Value >> 32) ^ (int)Value);

    private static ulong Mix(ulong z)
    {
        z += 0x9E37_79B9_7F4A_7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return z ^ (z >> 31);
    }
}
