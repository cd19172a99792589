namespace Emergency.Simulators;

/// <summary>What chambers give that do not beat but flutter: oscillators whose pace and height wander. For one caller at a time.</summary>
internal sealed class Fibrillation
{
    /// <summary>Seconds that a pace and a height last.</summary>
    private const double Memory = 0.8;

    private const double VentricularMillivolts = 0.5;

    /// <summary>Where the waves of fibrillating atria show: V1 first, then II.</summary>
    private static readonly Dipole AtrialDirection = new(-0.035, 0.04, -0.055);

    private readonly Random _random;
    private readonly double _seconds;
    private readonly double _kept;
    private readonly double[] _phases = new double[4];
    private readonly double[] _drifts = new double[4];

    /// <param name="seconds">Between two samples.</param>
    /// <param name="random">Its own.</param>
    public Fibrillation(double seconds, Random random)
    {
        (_seconds, _random) = (seconds, random);
        _kept = Math.Exp(-seconds / Memory);
        for (var i = 0; i < _phases.Length; i++)
            _phases[i] = 2 * Math.PI * random.NextDouble();
    }

    /// <summary>The next sample of fibrillating atria: about 6 waves a second.</summary>
    public Dipole Atria()
    {
        var phase = Turn(0, 6, 0.7);
        return AtrialDirection * (Math.Sin(phase) + 0.35 * Math.Sin(2 * phase + 0.6));
    }

    /// <summary>The next sample of fibrillating ventricles: about 4.5 waves a second, each axis for itself.</summary>
    /// <param name="coarseness">1 at first, falling to 0.</param>
    public Dipole Ventricles(double coarseness) =>
        new Dipole(Axis(1), Axis(2), 0.8 * Axis(3)) * (VentricularMillivolts * coarseness);

    private double Axis(int oscillator)
    {
        var phase = Turn(oscillator, 4.5, 1.1);
        return Math.Sin(phase) * (0.75 + 0.25 * Math.Sin(0.23 * phase)) + 0.25 * Math.Sin(1.7 * phase);
    }

    private double Turn(int oscillator, double hertz, double spread)
    {
        _drifts[oscillator] = _kept * _drifts[oscillator] + spread * Math.Sqrt(1 - _kept * _kept) * _random.Normal();
        return _phases[oscillator] += 2 * Math.PI * Math.Max(2, hertz + _drifts[oscillator]) * _seconds;
    }
}
