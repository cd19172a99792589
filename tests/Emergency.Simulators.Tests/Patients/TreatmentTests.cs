namespace Emergency.Simulators.Tests.Patients;

public sealed class TreatmentTests
{
    private const int Patients = 60;

    [Fact]
    public void Oxygen_MoreFlow_SaturatesMoreAndEndsWithIt()
    {
        var without = Lungs().Mean(10, 15, vitals => vitals.Spo2);
        var little = Lungs().With(TreatmentKind.Oxygen, 2).Mean(10, 15, vitals => vitals.Spo2);
        var much = Lungs().With(TreatmentKind.Oxygen, 10).Mean(10, 15, vitals => vitals.Spo2);
        var ended = Lungs().With(TreatmentKind.Oxygen, 10).With(TreatmentKind.Oxygen, 0, 15).Mean(20, 25, vitals => vitals.Spo2);

        little.ShouldBeGreaterThan(without + 2);
        much.ShouldBeGreaterThan(little + 2);
        much.ShouldBeLessThanOrEqualTo(100);
        ended.ShouldBe(without, 1.5);

        static Patient Lungs() => Ward.Admit(Condition.HeartFailure, 0.6);
    }

    [Fact]
    public void Nitrate_ComesWithinMinutes_GoesWithinTheHour()
    {
        var patient = Ward.Admit(Condition.Angina, 0.4).With(TreatmentKind.Nitrate, 0.5, 10);

        var before = patient.Mean(5, 10, vitals => vitals.Systolic);
        var soon = patient.Mean(10, 10.4, vitals => vitals.Systolic);
        var peak = patient.Mean(13, 17, vitals => vitals.Systolic);
        var later = patient.Mean(80, 90, vitals => vitals.Systolic);

        soon.ShouldBe(before, 6);
        peak.ShouldBeInRange(before - 45, before - 10);
        later.ShouldBe(before, 6);
    }

    [Fact]
    public void Nitrate_DoseByDose_LowersMore()
    {
        double[] peaks = [.. new[] { 0, 0.25, 0.5, 1.0, 2.0 }.Select(
            milligrams => Ward.Admit(Condition.Angina, 0.4).With(TreatmentKind.Nitrate, milligrams).Mean(3, 8, vitals => vitals.Systolic))];

        peaks.ShouldBeInOrder(SortDirection.Descending);
        (peaks[3] - peaks[4]).ShouldBeLessThan(peaks[0] - peaks[2], "the more was given, the less more of it does");
    }

    [Fact]
    public void Nitrate_LowerWallHurt_PressureCollapses()
    {
        var lower = Fall(Condition.InferiorInfarction);
        var front = Fall(Condition.AnteriorInfarction);

        lower.ShouldBeGreaterThan(front + 10);

        static double Fall(Condition condition)
        {
            var patient = Ward.Admit(condition, 0.4).With(TreatmentKind.Nitrate, 0.5, 10);
            return patient.Mean(5, 10, vitals => vitals.Systolic) - patient.Mean(13, 16, vitals => vitals.Systolic);
        }
    }

    [Fact]
    public void Fluids_Bleeding_RaisePressureAndCalmTheHeart()
    {
        var without = Ward.Admit(Condition.Bleeding, 0.7);
        var with = Ward.Admit(Condition.Bleeding, 0.7).With(TreatmentKind.Fluids, 1000, 5);

        with.Mean(20, 25, vitals => vitals.Systolic).ShouldBeGreaterThan(without.Mean(20, 25, vitals => vitals.Systolic) + 15);
        with.Vitals.HeartRate.ShouldBeLessThan(without.Vitals.HeartRate - 10);
    }

    [Fact]
    public void Adrenaline_Anaphylaxis_TurnsItRound()
    {
        var patient = Ward.Admit(Condition.Anaphylaxis, 0.8).With(TreatmentKind.Adrenaline, 0.5, 10);

        var before = patient.Mean(6, 10, vitals => vitals.Systolic);
        var after = patient.Mean(12, 15, vitals => vitals.Systolic);

        before.ShouldBeLessThan(95);
        after.ShouldBeGreaterThan(before + 25);
    }

    [Fact]
    public void Midazolam_Seizure_EndsItAndSlowsTheBreath()
    {
        var seizing = Ward.Admit(Condition.Seizure, 0.6, age: 30).With(TreatmentKind.Midazolam, 10, 10);
        var well = Ward.Admit(Condition.Minor, 0.1, age: 30).With(TreatmentKind.Midazolam, 10, 10);

        seizing.Mean(6, 10, vitals => vitals.HeartRate).ShouldBeGreaterThan(seizing.Mean(14, 18, vitals => vitals.HeartRate) + 15);
        (well.Mean(6, 10, vitals => vitals.Respiration) - well.Mean(14, 18, vitals => vitals.Respiration)).ShouldBeGreaterThan(2.5);
        well.Vitals.Coma.ShouldBeLessThan(14);
    }

    [Fact]
    public void Allergen_GivenToTheAllergic_IsAnaphylaxis()
    {
        var profile = Ward.Profile(Condition.Pain, 0.3) with { Allergies = ["morphine"] };
        var allergic = Ward.Admit(profile).With(TreatmentKind.Morphine, 5, 5, "morphine");
        var other = Ward.Admit(Condition.Pain, 0.3).With(TreatmentKind.Morphine, 5, 5, "morphine");

        allergic.Mean(9, 14, vitals => vitals.Systolic).ShouldBeLessThan(other.Mean(9, 14, vitals => vitals.Systolic) - 20);
    }

    [Fact]
    public void Shock_EarlyOrLate_BringsBackManyOrFew()
    {
        var early = Revived(minute: 0.5);
        var late = Revived(minute: 10);
        var never = Revived(minute: null);

        early.ShouldBeInRange(0.6, 0.95);
        late.ShouldBeInRange(0.05, 0.5);
        never.ShouldBe(0);
    }

    [Fact]
    public void Shock_TooWeakOrOnAFlatLine_DoesNothing()
    {
        var weak = Arrests(Rhythm.VentricularFibrillation).Select(patient => patient.With(TreatmentKind.Shock, 20, 0.5).After(2));
        var flat = Arrests(Rhythm.Asystole).Select(patient => patient.With(TreatmentKind.Shock, 200, 0.5).After(2));

        weak.Concat(flat).ShouldAllBe(patient => !patient.Vitals.HasCirculation);
    }

    [Fact]
    public void Shock_Survivor_HasPulseAndPressureAgainAndKeepsThem()
    {
        var survivors = Arrests(Rhythm.VentricularFibrillation)
            .Select(patient => patient.With(TreatmentKind.Shock, 200, 0.5).After(1)).Where(patient => patient.Vitals.HasCirculation).ToList();

        survivors.Count.ShouldBeGreaterThan(5);
        survivors.ShouldAllBe(patient => patient.Vitals.HeartRate > 60 && patient.Vitals.Systolic > 60);
        survivors.Count(patient => patient.After(30).Vitals.HasCirculation).ShouldBe(survivors.Count);
    }

    [Fact]
    public void AdrenalineWithCompressions_FlatLine_BringsBackSomeAndWithoutThemNone()
    {
        var with = Arrests(Rhythm.Asystole).Select(patient => Driven(patient.With(TreatmentKind.Compressions, 1))).ToList();
        var without = Arrests(Rhythm.Asystole).Select(Driven).ToList();

        with.Count(patient => patient.Vitals.HasCirculation).ShouldBeInRange(1, with.Count / 2);
        without.ShouldAllBe(patient => !patient.Vitals.HasCirculation);

        static Patient Driven(Patient patient) =>
            patient.With(TreatmentKind.Adrenaline, 1, 1).With(TreatmentKind.Adrenaline, 1, 5).With(TreatmentKind.Adrenaline, 1, 9).After(12);
    }

    [Fact]
    public void Compressions_Arrest_ShowInTheCapnogram()
    {
        var arrest = Arrests(Rhythm.VentricularFibrillation).First().With(TreatmentKind.Compressions, 1).With(TreatmentKind.Ventilation, 1);

        arrest.After(3).Vitals.Etco2.ShouldBeInRange(10, 20);
    }

    [Fact]
    public void Cardioversion_Tachycardia_EndsMost()
    {
        var ended = Enumerable.Range(1, Patients).Count(seed =>
            Ward.Admit(Condition.VentricularTachycardia, 0.4, seed: seed).With(TreatmentKind.Shock, 150, 2).After(3).Rhythm == Rhythm.Sinus);

        ended.ShouldBeInRange((int)(0.75 * Patients), Patients);
    }

    private static double Revived(double? minute)
    {
        var patients = Arrests(Rhythm.VentricularFibrillation).ToList();
        foreach (var patient in patients)
        {
            if (minute is { } at)
                patient.With(TreatmentKind.Shock, 200, at);
            patient.After(12);
        }

        return patients.Count(patient => patient.Vitals.HasCirculation) / (double)patients.Count;
    }

    private static IEnumerable<Patient> Arrests(Rhythm rhythm) =>
        Enumerable.Range(1, Patients).Select(seed => Ward.Admit(Condition.Arrest, 0.7, seed: seed)).Where(patient => patient.Rhythm == rhythm);
}
