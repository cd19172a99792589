using Emergency.Domain;
using Emergency.Domain.Scores;

namespace Emergency.Simulators.Tests.Patients;

public sealed class PatientTests
{
    [Fact]
    public void Advance_OneLongStepOrManyShort_IsTheSame()
    {
        var one = Treated();
        var many = Treated();

        one.After(40);
        for (var second = 0; second <= 2400; second++)
            many.Advance(Ward.Start.AddSeconds(second + 0.4));

        many.Vitals.ShouldBe(one.Vitals);
        many.Heart.ShouldBe(one.Heart);

        static Patient Treated() => Ward.Admit(Condition.AnteriorInfarction, 0.6, Course.Worsening)
            .With(TreatmentKind.Oxygen, 4, 3).With(TreatmentKind.Nitrate, 0.5, 7.503).With(TreatmentKind.Fluids, 250, 12);
    }

    [Theory]
    [InlineData(Condition.Minor)]
    [InlineData(Condition.HeartFailure)]
    [InlineData(Condition.Bleeding)]
    public void Advance_Stable_DriftsAndStays(Condition condition)
    {
        var patient = Ward.Admit(condition, 0.4);

        var early = patient.Mean(5, 15, vitals => vitals.HeartRate);
        var late = patient.Mean(60, 70, vitals => vitals.HeartRate);

        late.ShouldBe(early, 5);
        Spread(patient, 70, vitals => vitals.HeartRate).ShouldBeInRange(0.7, 5, "a living heart is not a metronome, nor a dice");
    }

    [Fact]
    public void Advance_Improving_ComesBackToNormal()
    {
        var patient = Ward.Admit(Condition.Bronchospasm, 0.8, Course.Improving);

        patient.Mean(1, 3, vitals => vitals.Spo2).ShouldBeLessThan(88);
        patient.Mean(235, 240, vitals => vitals.Spo2).ShouldBeGreaterThan(95.5);
    }

    [Fact]
    public void Advance_Worsening_ScoreRisesAndNobodyDies()
    {
        var patient = Ward.Admit(Condition.Infection, 0.25, Course.Worsening);

        var before = Score(patient.After(2));
        var after = Score(patient.After(75));
        patient.After(300);

        before.ShouldBeInRange(1, 6);
        after.ShouldBeGreaterThanOrEqualTo(7);
        patient.Vitals.HasCirculation.ShouldBeTrue();
    }

    [Fact]
    public void Advance_Crash_EndsInAnArrestWithinItsTime()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var patient = Ward.Admit(Condition.AnteriorInfarction, 0.6, Course.Crash, seed);
            while (patient.Vitals.HasCirculation && patient.Now < Ward.Start.AddHours(3))
                patient.Advance(patient.Now.AddSeconds(1));

            var minutes = (patient.Now - Ward.Start).TotalMinutes;
            minutes.ShouldBeInRange(14 / SpanDistribution.WidestFactor + 2, 14 * SpanDistribution.WidestFactor + 5, $"seed {seed}");
            patient.Advance(patient.Now.AddMinutes(1));
            patient.Vitals.HeartRate.ShouldBe(0);
            patient.Vitals.Systolic.ShouldBe(0);
            patient.Vitals.Respiration.ShouldBe(0);
            patient.Vitals.Consciousness.ShouldBe(Consciousness.U);
        }
    }

    [Fact]
    public void Advance_FibrillationLeftAlone_TurnsIntoAFlatLineAndDeath()
    {
        var patient = Ward.Admit(Condition.Arrest, 0.8, seed: Fibrillating());
        patient.Rhythm.ShouldBe(Rhythm.VentricularFibrillation);

        patient.After(25).Rhythm.ShouldBe(Rhythm.Asystole);
        patient.IsDead.ShouldBeFalse();
        patient.After(40).IsDead.ShouldBeTrue();
    }

    [Fact]
    public void Advance_SlowBrain_NewbornBeatsFasterThanOldMan()
    {
        var newborn = Ward.Admit(Condition.Minor, 0.1, age: 0.02).After(5).Vitals;
        var old = Ward.Admit(Condition.Minor, 0.1, age: 85).After(5).Vitals;

        newborn.HeartRate.ShouldBeGreaterThan(old.HeartRate + 40);
        newborn.Respiration.ShouldBeGreaterThan(old.Respiration + 15);
        newborn.Systolic.ShouldBeLessThan(old.Systolic - 40);
    }

    [Fact]
    public void Give_InThePast_Throws()
    {
        var patient = Ward.Admit(Condition.Pain).After(10);

        Should.Throw<ArgumentException>(() => patient.With(TreatmentKind.Morphine, 4, 9));
        Should.Throw<ArgumentException>(() => patient.With(TreatmentKind.Morphine, double.NaN, 11));
    }

    [Fact]
    public void Make_SameSeed_SamePatientAndOthersDiffer()
    {
        var made = Enumerable.Range(0, 200).Select(i => PatientMaker.Make("胸痛半小时，出冷汗", Priority.II, Seed.Of(5).Branch("case", i))).ToList();

        PatientMaker.Make("胸痛半小时，出冷汗", Priority.II, Seed.Of(5).Branch("case", 7)).Allergies.ShouldBe(made[7].Allergies);
        (PatientMaker.Make("胸痛半小时，出冷汗", Priority.II, Seed.Of(5).Branch("case", 7)) with { Allergies = made[7].Allergies }).ShouldBe(made[7]);
        made.Select(patient => patient.Condition).Distinct().Order()
            .ShouldBe([Condition.AnteriorInfarction, Condition.InferiorInfarction, Condition.Angina]);
        made.ShouldAllBe(patient => patient.AgeYears >= 35 && patient.WeightKg >= 30 && patient.Severity > 0.3 && patient.Severity < 0.7);
        made.Count(patient => patient.Sex == Sex.Female).ShouldBeInRange(70, 130);
        made.Count(patient => !patient.Allergies.IsEmpty).ShouldBeInRange(5, 50);
    }

    [Theory]
    [InlineData("孕妇临产，阵痛频繁", Condition.Labour)]
    [InlineData("车祸，腿被压住", Condition.Bleeding)]
    [InlineData("新生儿不哭", Condition.Infection)]
    [InlineData("想买瓶水", Condition.Minor)]
    public void Make_OwnOrForeignWords_FindsACondition(string complaint, Condition expected)
    {
        Complaints.ConditionsOf(complaint)[0].Condition.ShouldBe(expected);
        var patient = PatientMaker.Make(complaint, Priority.III, Seed.Of(3));
        if (expected == Condition.Labour)
            (patient.Sex, patient.IsPregnant).ShouldBe((Sex.Female, true));
        if (complaint.StartsWith("新生儿", StringComparison.Ordinal))
            patient.AgeYears.ShouldBeLessThan(0.1);
    }

    /// <summary>A seed with which the arrest is one that a shock can end.</summary>
    private static int Fibrillating() => Enumerable.Range(1, 50).First(
        seed => Ward.Admit(Condition.Arrest, 0.8, seed: seed).Rhythm == Rhythm.VentricularFibrillation);

    private static double Score(Patient patient)
    {
        var vitals = patient.Vitals;
        var answer = News2.Compute(new News2Input(
            vitals.Respiration, vitals.Spo2, 1, patient.OxygenFlow > 0, vitals.Systolic, vitals.HeartRate, vitals.Consciousness,
            vitals.Temperature, patient.Profile.AgeYears));
        return answer.Result!.Total!.Value;
    }

    private static double Spread(Patient patient, double fromMinute, Func<Vitals, double> sign)
    {
        var values = new List<double>();
        for (var at = Ward.Start.AddMinutes(fromMinute); at < Ward.Start.AddMinutes(fromMinute + 20); at = at.AddSeconds(5))
        {
            patient.Advance(at);
            values.Add(sign(patient.Vitals));
        }

        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
