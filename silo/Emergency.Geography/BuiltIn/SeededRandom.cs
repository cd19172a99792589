namespace Emergency.Geography;

/// <summary>
/// A generator of numbers that look random and are the same on every machine for the same seed: SplitMix64
/// (G. Steele, D. Lea, C. Flood, Fast splittable pseudorandom number generators, 2014).
/// </summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream of its own, so that one part of a plan can change without moving the others.</summary>
    public SeededRandom Branch(ulong number) => new(_state ^ (0x9E37_79B9_7F4A_7C15UL * (number + 1)));

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From <paramref name="low"/> up to <paramref name="high"/>.</summary>
    public double Between(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>0 ≤ n &lt; <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(NextDouble() * end);

    private ulong Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return z ^ (z >> 31);
    }
}
