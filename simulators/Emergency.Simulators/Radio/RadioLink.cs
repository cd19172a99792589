namespace Emergency.Simulators;

/// <summary>By what a vehicle is connected.</summary>
public enum LinkClass
{
    /// <summary>Nothing reaches it.</summary>
    None,

    /// <summary>The old network, a trickle.</summary>
    Edge,

    /// <summary>4G.</summary>
    FourG,

    /// <summary>5G.</summary>
    FiveG,
}

/// <summary>What the radio network gives at a place.</summary>
/// <param name="Class">By what.</param>
/// <param name="SignalDbm">Received power of the best cell, −160 to −40.</param>
/// <param name="RoundTrip">Of a small packet; zero without a link.</param>
/// <param name="BytesPerSecond">Upwards; 0 without a link.</param>
/// <param name="Loss">Share of packets that must be sent again, 0 to 1; 1 without a link.</param>
internal readonly record struct RadioLink(LinkClass Class, double SignalDbm, TimeSpan RoundTrip, double BytesPerSecond, double Loss)
{
    /// <summary>Whether anything gets through.</summary>
    public bool IsUp => Class != LinkClass.None;
}
