namespace Emergency.Simulators;

/// <summary>
/// What electrodes add: muscle noise, mains hum, slow wander and, on bad roads, bursts. It is made where it arises, at nine electrodes, so that
/// every lead disturbs those that share an electrode with it, and Einthoven's law holds for the noise too. For one caller at a time.
/// </summary>
internal sealed class ElectrodeNoise
{
    /// <summary>Right arm, left arm, left leg, six on the chest.</summary>
    private const int Electrodes = 9;

    private const double MainsHertz = 50;
    private const double WanderMemory = 1.6;
    private const double MuscleMemory = 0.003;
    private const double BurstMemory = 0.07;
    private const double BurstLasts = 0.5;
    private const double BreathMillivolts = 0.03;

    private readonly EcgOptions _options;
    private readonly Random _random;
    private readonly double _seconds;
    private readonly double[] _muscle = new double[Electrodes];
    private readonly double[] _wander = new double[Electrodes];
    private readonly double[] _burst = new double[Electrodes];
    private readonly double[] _hold = new double[Electrodes];
    private double _envelope;

    public ElectrodeNoise(EcgOptions options, Random random)
    {
        (_options, _random) = (options, random);
        _seconds = 1.0 / options.SampleRate;
    }

    /// <summary>The next sample.</summary>
    /// <param name="time">Seconds of the recording.</param>
    /// <param name="motion">0 at rest to 1 on a bad road.</param>
    /// <param name="respiration">Breaths a minute.</param>
    public void Advance(double time, double motion, double respiration)
    {
        if (motion > 0 && _random.Chance(_options.BurstsPerMinute / 60 * motion * _seconds))
            _envelope = 1;
        _envelope *= Math.Exp(-_seconds / BurstLasts);
        var hum = _options.MainsMillivolts * Math.Sin(2 * Math.PI * MainsHertz * time);
        var breath = _options.WanderMillivolts > 0 ? BreathMillivolts * Math.Sin(2 * Math.PI * respiration / 60 * time) : 0;
        for (var i = 0; i < Electrodes; i++)
        {
            Follow(ref _muscle[i], MuscleMemory, _options.MuscleMillivolts);
            Follow(ref _wander[i], WanderMemory, _options.WanderMillivolts);
            if (_envelope > 0.01)
                Follow(ref _burst[i], BurstMemory, _options.BurstMillivolts);
            // Hum and breath reach each electrode by another way, so they differ a little everywhere.
            var share = 0.4 + 0.15 * i;
            _hold[i] = _muscle[i] + _wander[i] + _envelope * _burst[i] + share * (hum + breath);
        }
    }

    /// <summary>What it adds to one of the eight leads, in millivolts.</summary>
    public double In(int lead) => lead switch
    {
        0 => _hold[1] - _hold[0],
        1 => _hold[2] - _hold[0],
        _ => _hold[lead + 1] - (_hold[0] + _hold[1] + _hold[2]) / 3,
    };

    private void Follow(ref double value, double memory, double size)
    {
        if (size <= 0)
            return;
        var kept = Math.Exp(-_seconds / memory);
        value = kept * value + size * Math.Sqrt(1 - kept * kept) * _random.Normal();
    }
}
