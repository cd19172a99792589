using Emergency.Domain.Scores;

namespace Emergency.Simulators;

/// <summary>
/// A patient monitor on a simulated patient: measures with the errors, gaps and artefacts of the real thing. For one caller at a time.
/// </summary>
internal sealed class PatientMonitor
{
    /// <summary>A sensor of skin temperature needs so long to settle.</summary>
    private static readonly TimeSpan ThermometerSettles = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan AwarenessTold = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstCuff = TimeSpan.FromSeconds(45);

    /// <summary>Below this pressure a cuff finds it hard to hear anything, in mmHg.</summary>
    private const double HardToHear = 70;

    private readonly Patient _patient;
    private readonly MonitorOptions _options;
    private readonly Random _random;
    private readonly DateTimeOffset _attached;
    private readonly SensorContact _probe;
    private readonly SensorContact _electrodes;
    private DateTimeOffset _cuffDone;
    private DateTimeOffset _awarenessDue;
    private Consciousness? _awareness;

    /// <param name="patient">Who is measured.</param>
    /// <param name="options">How it measures.</param>
    /// <param name="attached">Since when it is attached.</param>
    /// <param name="random">The monitor's own.</param>
    public PatientMonitor(Patient patient, MonitorOptions options, DateTimeOffset attached, Random random)
    {
        (_patient, _options, _attached, _random) = (patient, options, attached, random);
        _probe = new SensorContact(options.ProbeStays, options.PutBack, attached, new Random(random.Next()));
        _electrodes = new SensorContact(options.ElectrodesStay, options.PutBack, attached, new Random(random.Next()));
        _cuffDone = attached + FirstCuff;
        _awarenessDue = attached;
    }

    /// <summary>Whether the ECG has contact at a time that is not before the last one asked for.</summary>
    public bool HasElectrodes(DateTimeOffset time) => _electrodes.Holds(time);

    /// <summary>When the next reading is due after one at a time.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset time) => time + (IsInDanger(_patient) ? _options.Unstable : _options.Steady);

    /// <summary>Measures; the patient has lived up to that time, which is not before that of the last reading.</summary>
    /// <param name="isDriving">Whether the vehicle shakes.</param>
    public MonitorReading Measure(DateTimeOffset at, bool isDriving)
    {
        var vitals = _patient.Vitals;
        var (contact, probe) = (_electrodes.Holds(at), _probe.Holds(at));
        var artefact = isDriving && _random.Chance(_options.ArtefactShare);
        var (pressure, failed) = Cuff(at, vitals, isDriving);
        return new MonitorReading(
            at,
            contact ? HeartRate(artefact) : null,
            probe && vitals.HasCirculation && vitals.Systolic > 50 ? Whole(vitals.Spo2 - (artefact ? 9 * _random.NextDouble() : 0), 0.4, 30, 100) : null,
            contact ? Whole(vitals.Respiration, vitals.Respiration > 0 ? 0.5 : 0, 0, 70) : null,
            at - _attached >= ThermometerSettles ? Math.Round(vitals.Temperature - 0.1 + 0.03 * _random.Normal(), 1) : null,
            HasCapnograph(vitals) ? Whole(vitals.Etco2, 0.6, 0, 99) : null,
            pressure,
            Awareness(at, vitals),
            !contact,
            !probe,
            failed);
    }

    /// <summary>Whether a patient's vital signs ask for a closer look.</summary>
    public static bool IsInDanger(Patient patient)
    {
        var (vitals, normal) = (patient.Vitals, NormalVitals.At(patient.Profile.AgeYears));
        return !vitals.HasCirculation
            || vitals.HeartRate > normal.HeartRate + 55 || vitals.HeartRate < normal.HeartRate * 0.6
            || vitals.Systolic < normal.Systolic * 0.72 || vitals.Spo2 < 90 || vitals.Coma < 9
            || vitals.Respiration > normal.Respiration * 2 || vitals.Respiration < normal.Respiration * 0.5;
    }

    /// <summary>Fibrillation cannot be counted, a flat line is none; on a bad road the counter takes shocks for beats.</summary>
    private int? HeartRate(bool artefact)
    {
        var heart = _patient.Heart;
        if (heart.Rhythm == Rhythm.VentricularFibrillation)
            return null;
        if (heart.Rhythm == Rhythm.Asystole)
            return 0;
        return Whole(heart.Rate * (artefact ? 1.1 + 0.5 * _random.NextDouble() : 1), heart.Rhythm == Rhythm.AtrialFibrillation ? 4 : 0.6, 0, 250);
    }

    private (CuffPressure? Pressure, bool Failed) Cuff(DateTimeOffset at, Vitals vitals, bool isDriving)
    {
        if (at < _cuffDone)
            return (null, false);
        var fails = _options.CuffFails + (isDriving ? 0.12 : 0) + (vitals.Systolic < HardToHear ? 0.35 : 0);
        var failed = !vitals.HasCirculation || _random.Chance(fails);
        _cuffDone = at + (failed || IsInDanger(_patient) ? _options.CuffUnstable : _options.Cuff);
        if (failed)
            return (null, true);
        var systolic = Whole(vitals.Systolic, 2.5, 30, 270);
        var diastolic = Math.Min(Whole(vitals.Diastolic, 2, 15, 200), systolic - 8);
        return (new CuffPressure(systolic, diastolic, diastolic + (systolic - diastolic) / 3), false);
    }

    private Consciousness? Awareness(DateTimeOffset at, Vitals vitals)
    {
        if (vitals.Consciousness == _awareness && at < _awarenessDue)
            return null;
        (_awareness, _awarenessDue) = (vitals.Consciousness, at + AwarenessTold);
        return _awareness;
    }

    private bool HasCapnograph(Vitals vitals) => _patient.IsVentilated || vitals.Coma < 9;

    private int Whole(double value, double error, double least, double most) =>
        (int)Math.Round(Math.Clamp(value + error * _random.Normal(), least, most));
}
