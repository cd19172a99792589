namespace Emergency.Simulators;

/// <summary>One beat on its way through time.</summary>
/// <param name="Shape">What it looks like.</param>
/// <param name="At">When its R peak is, in seconds of the recording.</param>
/// <param name="Stretch">The square root of the cycle before it, in seconds.</param>
internal readonly record struct Beat(BeatShape Shape, double At, double Stretch);

/// <summary>
/// When the heart beats: cycles that follow the rate, with the slow waves of blood pressure and breath in them (McSharry et al. 2003),
/// wholly irregular in fibrillation. Beats are known a little ahead, because a P wave comes before its R peak. For one caller at a time.
/// </summary>
internal sealed class BeatClock(EcgOptions options, Random random)
{
    /// <summary>How long before its R peak a beat begins, and after how long nothing is left of it, in seconds.</summary>
    public const double Ahead = 0.26;

    private const double Behind = 1.1;
    private const int MostBeats = 8;

    /// <summary>The waves of blood pressure, in hertz, and how far they move the cycle.</summary>
    private const double PressureWave = 0.1;

    private const double PressureShare = 0.018;
    private const double BreathShare = 0.022;
    private const double JitterShare = 0.006;
    private const double TachycardiaJitter = 0.008;

    /// <summary>Standard deviation of the logarithm of a fibrillating heart's cycle.</summary>
    private const double FibrillationSpread = 0.22;

    private const double ShortestCycle = 0.24;
    private const double EctopicEarly = 0.62;
    private const double FirstAfter = 0.3;

    private readonly Beat[] _beats = new Beat[MostBeats];
    private readonly double _pressurePhase = 2 * Math.PI * random.NextDouble();
    private readonly double _breathPhase = 2 * Math.PI * random.NextDouble();
    private int _count;
    private double _next;
    private bool _wasEctopic;

    /// <summary>The beats of which something can be seen now.</summary>
    public ReadOnlySpan<Beat> Beats => _beats.AsSpan(0, _count);

    /// <summary>Goes on to a time in seconds.</summary>
    public void Advance(double time, in HeartState heart)
    {
        while (_count > 0 && _beats[0].At < time - Behind)
        {
            Array.Copy(_beats, 1, _beats, 0, --_count);
        }

        if (heart.Rate <= 0)
        {
            _next = Math.Max(_next, time + FirstAfter);
            return;
        }

        while (_next <= time + Ahead)
            Add(heart);
    }

    private void Add(in HeartState heart)
    {
        var cycle = Math.Max(ShortestCycle, Cycle(heart));
        var ectopic = heart.Rhythm is Rhythm.Sinus && !_wasEctopic && random.Chance(options.EctopicShare);
        var shape = heart.Rhythm switch
        {
            _ when ectopic => BeatShape.Ventricular,
            Rhythm.AtrialFibrillation => BeatShape.WithoutAtria,
            Rhythm.VentricularTachycardia => BeatShape.Ventricular,
            _ => BeatShape.Sinus,
        };
        if (_count == MostBeats)
            Array.Copy(_beats, 1, _beats, 0, --_count);
        var at = ectopic ? _next - cycle * (1 - EctopicEarly) : _next;
        _beats[_count++] = new Beat(shape, at, Math.Sqrt(cycle));
        // The pause after an early beat makes up for it: the sinus node goes on as if nothing had been.
        _next += cycle;
        _wasEctopic = ectopic;
    }

    private double Cycle(in HeartState heart)
    {
        var mean = 60 / heart.Rate;
        return heart.Rhythm switch
        {
            // The mean of a log-normal is above its median; divided by that, the rate is kept.
            Rhythm.AtrialFibrillation => mean * Math.Exp(FibrillationSpread * random.Normal() - FibrillationSpread * FibrillationSpread / 2),
            Rhythm.VentricularTachycardia => mean * (1 + TachycardiaJitter * random.Normal()),
            _ => mean * (1
                + PressureShare * Math.Sin(2 * Math.PI * PressureWave * _next + _pressurePhase)
                + BreathShare * Math.Sin(2 * Math.PI * heart.Respiration / 60 * _next + _breathPhase)
                + JitterShare * random.Normal()),
        };
    }
}
