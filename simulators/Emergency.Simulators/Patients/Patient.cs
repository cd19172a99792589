namespace Emergency.Simulators;

/// <summary>
/// A simulated patient: a small model that is stepped every second. Illness, treatments and reflexes say where each vital sign wants to
/// be; it follows with a time constant of its own, and drifts a little. The same profile, seed and treatments give the same course,
/// however finely the caller moves the time. For one caller at a time.
/// </summary>
internal sealed partial class Patient
{
    /// <summary>A crash ends a little beyond the arrest, so that a little help does not avert it.</summary>
    private const double WorstUntreated = 1.05;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>No vital sign leaves these bounds while there is a circulation.</summary>
    private static readonly VitalShift Least = new(22, 40, 40, 0, 31, 8, 3);

    private static readonly VitalShift Most = new(235, 250, 100, 65, 42, 95, 15);

    /// <summary>The share of the way to where it wants to be that a vital sign goes in a second, from its time constant in seconds.</summary>
    private static readonly VitalShift Follows =
        new VitalShift(20, 30, 30, 18, 1800, 18, 45).Each(seconds => 1 - Math.Exp(-1 / seconds));

    /// <summary>The share of the drift that a second leaves, from the seconds that it lasts.</summary>
    private static readonly VitalShift Kept = new VitalShift(45, 120, 60, 45, 1800, 60, 60).Each(seconds => Math.Exp(-1 / seconds));

    /// <summary>What a second adds to the drift, one standard deviation, so that the drift keeps its own.</summary>
    private static readonly VitalShift Fresh =
        VitalShift.Zip(new VitalShift(2.2, 3.5, 0.5, 0.9, 0.04, 0.9), Kept, (size, kept) => size * Math.Sqrt(1 - kept * kept));

    private readonly PatientProfile _profile;
    private readonly IllnessOptions _illness;
    private readonly Pathology _pathology;
    private readonly Random _random;
    private readonly VitalShift _normal;
    private readonly List<Treatment> _given = [];
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _crashAfter;
    private VitalShift _signs;
    private VitalShift _drift;
    private double _setback;

    /// <param name="profile">Who it is.</param>
    /// <param name="illness">How fast illnesses go.</param>
    /// <param name="start">When the illness is as grave as the profile says.</param>
    /// <param name="random">The patient's own.</param>
    public Patient(PatientProfile profile, IllnessOptions illness, DateTimeOffset start, Random random)
    {
        (_profile, _illness, _random, _start, Now) = (profile, illness, random, start, start);
        _pathology = Pathology.Of(profile.Condition);
        _normal = NormalVitals.At(profile.AgeYears);
        _crashAfter = random.Draw(illness.CrashAfter);
        Rhythm = _pathology.Rhythm;
        _signs = Bounded(Wanted());
        if (profile.Condition == Condition.Arrest)
            Collapse();
    }

    /// <summary>Up to when it has lived; whole seconds after the start.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Who it is.</summary>
    public PatientProfile Profile => _profile;

    /// <summary>What was done so far, in the order of its times.</summary>
    public IReadOnlyList<Treatment> Given => _given;

    /// <summary>What the heart does.</summary>
    public Rhythm Rhythm { get; private set; }

    /// <summary>Whether nothing will bring the circulation back.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Whether somebody breathes for the patient.</summary>
    public bool IsVentilated => Latest(TreatmentKind.Ventilation) > 0;

    /// <summary>Litres a minute of added oxygen; 0 for none.</summary>
    public double OxygenFlow => Latest(TreatmentKind.Oxygen);

    /// <summary>How grave the illness is now, after what was done; 0 is well, 1 an arrest.</summary>
    public double Severity => Math.Clamp(Untreated + _setback - Relief, 0, 1);

    /// <summary>The vital signs now.</summary>
    public Vitals Vitals => HasCirculation
        ? new Vitals(
            _signs.HeartRate, _signs.Systolic, _signs.Systolic * PulseShare(), _signs.Spo2, _signs.Respiration, _signs.Temperature,
            _signs.Etco2, (int)Math.Round(_signs.Awareness))
        : new Vitals(0, 0, 0, _signs.Spo2, IsVentilated ? VentilatedRate : 0, _signs.Temperature, _signs.Etco2, ComaOfArrest);

    /// <summary>What the electrocardiograph sees now.</summary>
    public HeartState Heart => new(
        Rhythm,
        HasCirculation ? _signs.HeartRate : 0,
        _pathology.Injury,
        _pathology.InjuryMillivolts * Math.Sqrt(Severity),
        Vitals.Respiration,
        Coarseness);

    /// <summary>Does something to the patient, now or later, never earlier than it has lived.</summary>
    /// <exception cref="ArgumentException">The amount is no amount, or the time has passed.</exception>
    public void Give(Treatment treatment)
    {
        if (!(treatment.Amount >= 0) || !double.IsFinite(treatment.Amount))
            throw new ArgumentException($"the amount is {treatment.Amount}", nameof(treatment));
        if (treatment.At < Now)
            throw new ArgumentException($"it is {Now:O}; {treatment.At:O} has passed", nameof(treatment));
        var later = _given.FindIndex(given => given.At > treatment.At);
        _given.Insert(later < 0 ? _given.Count : later, treatment);
    }

    /// <summary>Lives on up to a time; a time that is past changes nothing.</summary>
    public void Advance(DateTimeOffset to)
    {
        while (Now + Second <= to)
        {
            Now += Second;
            Step();
        }
    }

    private void Step()
    {
        Drift();
        Beat();
        var wanted = HasCirculation ? Wanted() : WantedInArrest();
        _signs += VitalShift.Zip(wanted + _signs * -1, Follows, (distance, share) => distance * share);
        _signs = HasCirculation ? Bounded(_signs) : _signs;
    }

    /// <summary>Where the vital signs want to be. Drift is part of it, so that it is as smooth as they are.</summary>
    private VitalShift Wanted()
    {
        var signs = _normal + _pathology.AtWorst * Severity + Medicine() + _drift;
        signs = Bounded(Reflexes(signs));
        if (IsVentilated)
            signs = signs with { Respiration = VentilatedRate, Spo2 = Math.Max(signs.Spo2, 92), Etco2 = 38 };
        return Bounded(Oxygen(signs));
    }

    private VitalShift Medicine()
    {
        var sum = default(VitalShift);
        foreach (var given in _given)
        {
            if (given.At > Now)
                break;
            if (Pharmacology.Of(given.Kind) is { } effect)
                sum += effect.AtMost * effect.ShareAt(given.Amount / _profile.WeightKg, Now - given.At);
            if (given.Kind == TreatmentKind.Nitrate && _profile.Condition == Condition.InferiorInfarction)
                sum += Pharmacology.NitrateWithInferiorInfarction * Pharmacology.Of(given.Kind)!.ShareAt(given.Amount / _profile.WeightKg, Now - given.At);
            if (given.Amount > 0 && given.Substance is { } name && _profile.Allergies.Contains(name))
                sum += Pharmacology.Allergy.AtMost * Pharmacology.Allergy.ShareAt(1, Now - given.At);
        }

        return sum;
    }

    /// <summary>The body's own answers: a fast heart to a low pressure, fast breath to little oxygen, sleep to too little of either.</summary>
    private VitalShift Reflexes(VitalShift signs)
    {
        var lowPressure = Math.Max(0, _normal.Systolic - 15 - signs.Systolic);
        var lowOxygen = Math.Max(0, 92 - signs.Spo2);
        var awareness = signs.Awareness - 0.16 * Math.Max(0, 78 - signs.Systolic) - 0.22 * Math.Max(0, 78 - signs.Spo2);
        // Who hardly wakes hardly answers: the reflexes fail with the brain.
        var awake = Math.Clamp((awareness - 3) / 6, 0, 1);
        return signs with
        {
            HeartRate = signs.HeartRate + Math.Min(34, 0.5 * lowPressure) + awake * Math.Min(26, 0.9 * lowOxygen),
            Respiration = signs.Respiration + awake * Math.Min(12, 0.45 * lowOxygen),
            Awareness = awareness,
        };
    }

    /// <summary>Added oxygen closes part of the gap to full saturation, more with more flow.</summary>
    private VitalShift Oxygen(VitalShift signs)
    {
        var flow = IsVentilated ? Math.Max(OxygenFlow, 6) : OxygenFlow;
        var gain = 0.88 * (1 - Math.Exp(-flow / 5));
        return signs with { Spo2 = signs.Spo2 + (100 - signs.Spo2) * gain };
    }

    /// <summary>What the illness would be if nobody had done anything.</summary>
    private double Untreated
    {
        get
        {
            var since = Now - _start;
            return _profile.Course switch
            {
                Course.Improving => _profile.Severity * double.Exp2(-(since / _illness.HalfLife)),
                Course.Worsening => Math.Max(_profile.Severity, Math.Min(0.96, _profile.Severity + _illness.WorseningPerHour * since.TotalHours)),
                Course.Crash when since > _crashAfter => double.Lerp(_profile.Severity, WorstUntreated, Math.Min(1, (since - _crashAfter) / _illness.CrashLasts)),
                _ => _profile.Severity,
            };
        }
    }

    /// <summary>What treatments take from the illness.</summary>
    private double Relief
    {
        get
        {
            var relief = 0.0;
            foreach (var given in _given)
            {
                if (given.At <= Now && Pharmacology.Of(given.Kind) is { } effect && effect.Relief.TryGetValue(_profile.Condition, out var share))
                    relief += share * effect.ShareAt(given.Amount / _profile.WeightKg, Now - given.At);
            }

            return relief;
        }
    }

    /// <summary>The latest amount of something that goes on until it is changed.</summary>
    private double Latest(TreatmentKind kind) => _given.LastOrDefault(given => given.Kind == kind && given.At <= Now)?.Amount ?? 0;

    /// <summary>Moves the drift on as a first-order autoregressive process, which keeps its deviation.</summary>
    private void Drift()
    {
        _drift = VitalShift.Zip(_drift, Kept, (drift, kept) => drift * kept) + Fresh.Each(size => size * _random.Normal());
    }

    /// <summary>Of the systolic pressure; a fast heart has less time to let it fall.</summary>
    private double PulseShare() => Math.Clamp(0.6 + (_signs.HeartRate - 75) * 0.0008, 0.5, 0.75);

    private static VitalShift Bounded(VitalShift signs) => VitalShift.Zip(VitalShift.Zip(signs, Least, Math.Max), Most, Math.Min);
}
