using System.Collections.Immutable;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Simulators;

/// <summary>
/// What the radio network gives at each place of a county: nothing but the place decides, so the same drive meets the same dead valleys.
/// Power falls with the logarithm of the distance; hills take some of it, deep valleys most. Immutable; safe for many threads at once.
/// </summary>
internal sealed class RadioMap
{
    private const double MetresPerDegree = 111_195;

    /// <summary>Received power in dBm a hundred metres from a mast, and what each tenfold distance takes, in dB.</summary>
    private const double AtHundredMetres = -52;

    private const double PerDecade = 35;

    /// <summary>5G of a mast is on a higher band, that carries less far by so many dB.</summary>
    private const double FiveGLess = 9;

    /// <summary>The least power in dBm for each class.</summary>
    private const double FiveGFrom = -104;

    private const double FourGFrom = -116;
    private const double EdgeFrom = -123;
    private const double Weakest = -160;
    private const double Strongest = -40;

    /// <summary>Ground lower than this, in deviations, is a valley; so much lower it is a deep one.</summary>
    private const double ValleyBelow = -1.1;

    private const double ValleyDepth = 0.7;

    private readonly ImmutableArray<RadioSite> _sites;
    private readonly RadioOptions _options;
    private readonly Terrain _hills;
    private readonly Terrain _valleys;

    /// <param name="sites">The masts.</param>
    /// <param name="options">How far they carry.</param>
    /// <param name="seed">Of the hills.</param>
    public RadioMap(ImmutableArray<RadioSite> sites, RadioOptions options, Seed seed)
    {
        (_sites, _options) = (sites, options);
        _hills = new Terrain(seed.Branch("hills"), options.TerrainMetres);
        _valleys = new Terrain(seed.Branch("valleys"), 1.7 * options.TerrainMetres);
    }

    /// <summary>The network of a county.</summary>
    public static RadioMap Of(County county, RadioOptions options, Seed seed) => new(RadioSites.Of(county, options, seed), options, seed);

    /// <summary>How many masts there are.</summary>
    public int Sites => _sites.Length;

    /// <summary>What a vehicle gets at a place.</summary>
    public RadioLink At(GeoPoint place)
    {
        var metresEast = MetresPerDegree * Math.Cos(double.DegreesToRadians(place.Latitude));
        var lost = Lost(place.Longitude * metresEast, place.Latitude * MetresPerDegree);
        var (fourG, fiveG) = (Weakest, Weakest);
        foreach (var site in _sites)
        {
            var east = (site.Position.Longitude - place.Longitude) * metresEast;
            var north = (site.Position.Latitude - place.Latitude) * MetresPerDegree;
            var power = AtHundredMetres - PerDecade / 2 * Math.Log10(Math.Max(1, (east * east + north * north) / 10_000)) - lost;
            fourG = Math.Max(fourG, power);
            if (site.HasFiveG)
                fiveG = Math.Max(fiveG, power - FiveGLess);
        }

        return fiveG >= FiveGFrom ? Link(LinkClass.FiveG, fiveG, FiveGFrom)
            : fourG >= FourGFrom ? Link(LinkClass.FourG, fourG, FourGFrom)
            : fourG >= EdgeFrom ? Link(LinkClass.Edge, fourG, EdgeFrom)
            : new RadioLink(LinkClass.None, Math.Clamp(fourG, Weakest, Strongest), TimeSpan.Zero, 0, 1);
    }

    /// <summary>What hills and valleys take, in dB.</summary>
    private double Lost(double east, double north)
    {
        var depth = Math.Clamp((ValleyBelow - _valleys.At(east, north)) / ValleyDepth, 0, 1);
        return Math.Max(0, _options.HillsDb * (0.6 + _hills.At(east, north))) + _options.ValleyDb * depth;
    }

    /// <summary>The nearer the power is to the least that will do, the slower and the more lossy.</summary>
    private static RadioLink Link(LinkClass kind, double power, double least)
    {
        var margin = Math.Clamp((power - least) / 20, 0, 1);
        var (roundTrip, slow, fast) = kind switch
        {
            LinkClass.FiveG => (22.0, 250_000.0, 3_000_000.0),
            LinkClass.FourG => (45, 40_000, 1_000_000),
            _ => (420, 4_000, 16_000),
        };
        return new RadioLink(
            kind,
            Math.Clamp(power, Weakest, Strongest),
            TimeSpan.FromMilliseconds(roundTrip * (2.2 - 1.2 * margin)),
            slow * Math.Pow(fast / slow, margin),
            0.04 * (1 - margin) * (1 - margin));
    }
}
