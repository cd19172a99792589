namespace Emergency.Simulators;

/// <summary>
/// Records a simulated heart in the twelve standard leads, sample by sample, without allocating. The same options, seed and hearts give
/// the same samples. For one caller at a time.
/// </summary>
internal sealed class EcgSynthesizer
{
    /// <summary>I, II, III, aVR, aVL, aVF, V1 to V6: the order on paper.</summary>
    public const int LeadCount = 12;

    /// <summary>What stands for a lead without contact.</summary>
    public const short NoSignal = short.MinValue;

    private readonly BeatClock _beats;
    private readonly Fibrillation _fibrillation;
    private readonly ElectrodeNoise _noise;
    private readonly double _stepsPerMillivolt;
    private readonly int _rate;
    private long _taken;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public EcgSynthesizer(EcgOptions options, Random random)
    {
        if (options.Problems().FirstOrDefault() is { } problem)
            throw new ArgumentException(problem, nameof(options));
        _rate = options.SampleRate;
        _stepsPerMillivolt = 1_000_000.0 / options.LsbNanovolts;
        _beats = new BeatClock(options, new Random(random.Next()));
        _fibrillation = new Fibrillation(1.0 / _rate, new Random(random.Next()));
        _noise = new ElectrodeNoise(options, new Random(random.Next()));
    }

    /// <summary>Samples recorded so far, of each lead.</summary>
    public long Taken => _taken;

    /// <summary>Records on.</summary>
    /// <param name="leads">Twelve arrays in the order on paper.</param>
    /// <param name="from">Where to begin in each.</param>
    /// <param name="count">How many samples of each.</param>
    /// <param name="heart">What the heart does meanwhile.</param>
    /// <param name="motion">0 at rest to 1 on a bad road.</param>
    /// <param name="hasContact">Without contact there is no signal; the heart goes on all the same.</param>
    public void Record(short[][] leads, int from, int count, in HeartState heart, double motion, bool hasContact)
    {
        var injury = Injuries.Of(heart.Injury, heart.InjuryMillivolts);
        for (var i = from; i < from + count; i++)
        {
            var time = _taken++ / (double)_rate;
            _beats.Advance(time, heart);
            _noise.Advance(time, motion, heart.Respiration);
            var dipole = Seen(time, heart, injury);
            if (hasContact)
                Write(leads, i, dipole);
            else
                Silence(leads, i);
        }
    }

    private Dipole Seen(double time, in HeartState heart, Dipole injury)
    {
        var dipole = heart.Rhythm switch
        {
            Rhythm.AtrialFibrillation => _fibrillation.Atria(),
            Rhythm.VentricularFibrillation => _fibrillation.Ventricles(heart.Coarseness),
            _ => default,
        };
        foreach (ref readonly var beat in _beats.Beats)
            dipole += beat.Shape.At(time - beat.At, beat.Stretch, injury);
        return dipole;
    }

    private void Write(short[][] leads, int at, Dipole dipole)
    {
        var (one, two) = (Steps(0, dipole), Steps(1, dipole));
        leads[0][at] = (short)one;
        leads[1][at] = (short)two;
        // Rounded down where a half is left, so that the four follow from the two to the last step.
        leads[2][at] = (short)(two - one);
        leads[3][at] = (short)-((one + two) >> 1);
        leads[4][at] = (short)((2 * one - two) >> 1);
        leads[5][at] = (short)((2 * two - one) >> 1);
        for (var lead = 2; lead < LeadField.Independent; lead++)
            leads[lead + 4][at] = (short)Steps(lead, dipole);
    }

    /// <summary>Half of the range is left free, so that the leads that follow from two others fit into it.</summary>
    private int Steps(int lead, Dipole dipole) => (int)Math.Clamp(
        Math.Round((LeadField.At(lead, dipole) + _noise.In(lead)) * _stepsPerMillivolt), short.MinValue / 2 + 1, short.MaxValue / 2);

    private static void Silence(short[][] leads, int at)
    {
        foreach (var lead in leads)
            lead[at] = NoSignal;
    }
}
