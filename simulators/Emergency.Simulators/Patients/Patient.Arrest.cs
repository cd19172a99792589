namespace Emergency.Simulators;

/// <content>The circulation stands: how it comes to that, and what may bring it back.</content>
internal sealed partial class Patient
{
    private const int ComaOfArrest = 3;

    /// <summary>Breaths a minute that a bag or a ventilator gives.</summary>
    private const double VentilatedRate = 12;

    /// <summary>Partial pressure of carbon dioxide that compressions bring to the lungs, in mmHg.</summary>
    private const double Etco2WithCompressions = 14;

    /// <summary>Joules per kilogram from which a shock is worth something, and from how many joules in any case.</summary>
    private const double LeastJoulesPerKg = 2;

    private const double EnoughJoules = 120;

    /// <summary>Probability that the first shock at once ends fibrillation; it falls with the time gone.</summary>
    private const double ShockAtOnce = 0.78;

    /// <summary>Probability that a shock ends a tachycardia with a pulse.</summary>
    private const double CardioversionShare = 0.9;

    /// <summary>Per second: adrenaline and compressions bring beats back where there were none.</summary>
    private const double ReturnPerSecond = 0.0012;

    /// <summary>Per second: a tachycardia turns into fibrillation.</summary>
    private const double DecayPerSecond = 0.0002;

    /// <summary>Per second: a tachycardia ends under amiodarone that has come on.</summary>
    private const double AmiodaronePerSecond = 0.004;

    private static readonly TimeSpan ChanceDecay = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan ChanceDecayWithCompressions = TimeSpan.FromMinutes(22);
    private static readonly TimeSpan FibrillationFades = TimeSpan.FromMinutes(11);
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(35);

    /// <summary>Oxygen debt since the arrest, in time without compressions; with them it runs slower.</summary>
    private TimeSpan _debt;

    private bool HasCirculation => Rhythm is not (Rhythm.VentricularFibrillation or Rhythm.Asystole);

    private double Coarseness => Rhythm == Rhythm.VentricularFibrillation ? Math.Exp(-(_debt / FibrillationFades)) : 0;

    /// <summary>What the heart does in this second.</summary>
    private void Beat()
    {
        if (IsDead)
            return;
        var shock = _given.LastOrDefault(given => given.Kind == TreatmentKind.Shock && given.At > Now - Second && given.At <= Now);
        // One draw a second, used or not: so that nothing else moves when a treatment is added.
        var luck = _random.NextDouble();
        if (!HasCirculation)
            Resuscitate(luck, shock);
        else if (Rhythm == Rhythm.VentricularTachycardia)
            Race(luck, shock);
        else if (Severity >= 1)
            Collapse();
    }

    private void Collapse()
    {
        Rhythm = _random.Chance(_pathology.FibrillationShare) ? Rhythm.VentricularFibrillation : Rhythm.Asystole;
        _debt = TimeSpan.Zero;
    }

    private void Race(double luck, Treatment? shock)
    {
        var amiodarone = _given.LastOrDefault(given => given.Kind == TreatmentKind.Amiodarone && given.At <= Now);
        var soothed = amiodarone is null
            ? 0
            : Pharmacology.Of(TreatmentKind.Amiodarone)!.ShareAt(amiodarone.Amount / _profile.WeightKg, Now - amiodarone.At);
        if (shock is not null && IsEnough(shock) && luck < CardioversionShare)
            Recover(-0.5);
        else if (luck < AmiodaronePerSecond * soothed)
            Recover(-0.5);
        else if (Severity >= 1 || luck > 1 - DecayPerSecond * Severity)
            Collapse();
    }

    private void Resuscitate(double luck, Treatment? shock)
    {
        var compressed = Latest(TreatmentKind.Compressions) > 0;
        _debt += Second * (ChanceDecay / (compressed ? ChanceDecayWithCompressions : ChanceDecay));
        var adrenaline = _given.LastOrDefault(given => given.Kind == TreatmentKind.Adrenaline && given.At <= Now);
        var driven = adrenaline is null
            ? 0
            : Pharmacology.Of(TreatmentKind.Adrenaline)!.ShareAt(adrenaline.Amount / _profile.WeightKg, Now - adrenaline.At);
        var fresh = Math.Exp(-(_debt / ChanceDecay));
        if (Rhythm == Rhythm.VentricularFibrillation)
        {
            if (shock is not null && IsEnough(shock) && luck < ShockAtOnce * fresh)
                Recover(-0.25);
            else if (_debt > FibrillationFades * 1.5)
                Rhythm = Rhythm.Asystole;
        }
        else if (compressed && luck < ReturnPerSecond * driven * fresh)
            Recover(-0.25);

        IsDead = !HasCirculation && _debt > TooLate;
    }

    private bool IsEnough(Treatment shock) => shock.Amount >= Math.Min(EnoughJoules, LeastJoulesPerKg * _profile.WeightKg);

    /// <summary>Beats with a pulse again. The illness is set back by so much, or it would stop the heart anew at once.</summary>
    private void Recover(double setback)
    {
        Rhythm = Rhythm.Sinus;
        _setback = Math.Min(_setback, 0) + setback - Math.Max(0, Untreated - 1);
        _signs = Bounded(_signs with { HeartRate = 104, Systolic = Math.Max(_signs.Systolic, 84), Awareness = Math.Max(_signs.Awareness, 3) });
    }

    /// <summary>Without a circulation everything ebbs away; compressions and breaths hold some of it.</summary>
    private VitalShift WantedInArrest()
    {
        var compressed = Latest(TreatmentKind.Compressions) > 0;
        return new VitalShift(
            0, 0, compressed && IsVentilated ? 78 : 40, 0, _signs.Temperature - 0.05, compressed ? Etco2WithCompressions : IsVentilated ? 6 : 2, ComaOfArrest);
    }
}
