using System.Text.Json;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Benchmarks.Policies;

/// <summary>One call with everything that chance decides about it, so that every policy meets the same.</summary>
/// <param name="AtMs">When it is answered, milliseconds from the day's midnight.</param>
/// <param name="OnSceneMs">How long the crew stays on scene.</param>
/// <param name="Transported">Whether the patient goes to hospital; otherwise the patient declines.</param>
/// <param name="AtHospitalMs">From the arrival there until the unit is free.</param>
internal sealed record SimulatedCall(
    int Index, long AtMs, GeoPoint Location, RoadPlace Place, AreaKind Area, TimeSpan Standard, Priority Priority, long OnSceneMs, bool Transported, long AtHospitalMs);

/// <summary>The calls of one day, in the order in which they are answered.</summary>
internal sealed record CallDay(int Number, DateTimeOffset Midnight, IReadOnlyList<SimulatedCall> Calls);

/// <summary>The assumptions about calls and service; all are printed.</summary>
internal sealed record DemandOptions
{
    /// <summary>Calls of an average day.</summary>
    public double CallsPerDay { get; init; } = 120;

    /// <summary>The share of each priority, I to IV.</summary>
    public IReadOnlyList<double> Priorities { get; init; } = [0.10, 0.25, 0.45, 0.20];

    /// <summary>Mean time on scene, log-normal.</summary>
    public double OnSceneMinutes { get; init; } = 18;

    /// <summary>The share of patients who are taken to hospital.</summary>
    public double TransportShare { get; init; } = 0.8;

    /// <summary>Mean time from arrival at hospital until free, log-normal.</summary>
    public double AtHospitalMinutes { get; init; } = 22;

    /// <summary>Standard deviation over mean of both times.</summary>
    public double ServiceVariation { get; init; } = 0.5;
}

/// <summary>
/// Calls by the hour of the week as counted; a day's rate is mixed by a gamma distribution so that the variance of a day's number of calls
/// has the counted ratio to its mean (negative binomial); places by population.
/// </summary>
internal sealed class DemandModel
{
    private const int Hours = 24;
    private const double MsPerHour = 3_600_000;

    /// <summary>A Monday.</summary>
    private static readonly DateTimeOffset FirstDay = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly County _county;
    private readonly DemandOptions _options;
    private readonly double[] _hourOfWeek;
    private readonly double[] _peopleUpTo;
    private readonly RoadPlace?[] _places;

    public DemandModel(County county, DemandOptions options, double[] hourOfWeek, double varianceOverMean)
    {
        (_county, _options) = (county, options);
        var mean = hourOfWeek.Average();
        _hourOfWeek = [.. hourOfWeek.Select(h => h / mean)];
        VarianceOverMean = varianceOverMean;
        _places = [.. county.Population.Select(c => county.Snapper.Snap(c.Centre).Place)];
        _peopleUpTo = new double[_places.Length];
        var sum = 0.0;
        for (var i = 0; i < _places.Length; i++)
        {
            _peopleUpTo[i] = sum += _places[i] is null ? 0 : county.Population[i].People;
        }
    }

    public double VarianceOverMean { get; }

    /// <summary>Reads the counted shape.</summary>
    public static DemandModel Read(County county, DemandOptions options, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        double[] shape = [.. json.RootElement.GetProperty("hour_of_week_counts_mon0").EnumerateArray().Select(e => e.GetDouble())];
        return new DemandModel(
            county, options, shape,
            json.RootElement.GetProperty("calls_per_day_var").GetDouble() / json.RootElement.GetProperty("calls_per_day_mean").GetDouble());
    }

    /// <summary>The calls of a day; the same for the same seed and number, whatever the policy.</summary>
    public CallDay Day(int seed, int number)
    {
        var random = new Chance(unchecked((seed * 1_000_003) + number));
        var midnight = FirstDay.AddDays(number);
        // Var N = m + m²/k for a gamma of shape k: the counted ratio v gives k = m / (v − 1).
        var rate = VarianceOverMean > 1 ? random.Gamma(_options.CallsPerDay / (VarianceOverMean - 1)) * (VarianceOverMean - 1) : _options.CallsPerDay;
        var calls = new List<SimulatedCall>();
        var firstHour = number % 7 * Hours;
        for (var hour = 0; hour < Hours; hour++)
        {
            var perMs = rate / Hours * _hourOfWeek[firstHour + hour] / MsPerHour;
            for (var at = random.Exponential(perMs); at < MsPerHour; at += random.Exponential(perMs))
            {
                calls.Add(Call(random, calls.Count, (long)((hour * MsPerHour) + at)));
            }
        }

        return new CallDay(number, midnight, calls);
    }

    private SimulatedCall Call(Chance random, int index, long at)
    {
        var found = Array.BinarySearch(_peopleUpTo, random.Uniform() * _peopleUpTo[^1]);
        var cell = Math.Min(found >= 0 ? found + 1 : ~found, _peopleUpTo.Length - 1);
        while (_places[cell] is null)
        {
            cell--;
        }

        var people = _county.Population[cell];
        var pick = random.Uniform();
        var priority = 0;
        while (priority < _options.Priorities.Count - 1 && pick >= _options.Priorities[priority])
        {
            pick -= _options.Priorities[priority++];
        }

        return new SimulatedCall(
            index, at, people.Centre, _places[cell]!.Value, people.Area, _county.Profile.Standards.For(people.Area), (Priority)(priority + 1),
            Minutes(random.LogNormal(_options.OnSceneMinutes, _options.ServiceVariation)), random.Uniform() < _options.TransportShare,
            Minutes(random.LogNormal(_options.AtHospitalMinutes, _options.ServiceVariation)));
    }

    private static long Minutes(double minutes) => (long)(minutes * 60_000);
}

/// <summary>Seeded draws. Gamma after G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000).</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public double Uniform() => _random.NextDouble();

    public int Below(int bound) => _random.Next(bound);

    public double Exponential(double rate) => -Math.Log(1 - Uniform()) / rate;

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>With this mean and this standard deviation over mean.</summary>
    public double LogNormal(double mean, double variation)
    {
        var square = Math.Log(1 + (variation * variation));
        return Math.Exp(Math.Log(mean) - (square / 2) + (Math.Sqrt(square) * Normal()));
    }

    /// <summary>With this shape, at least 1, and scale 1.</summary>
    public double Gamma(double shape)
    {
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - Uniform()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
