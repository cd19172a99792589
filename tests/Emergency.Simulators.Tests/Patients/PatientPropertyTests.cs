namespace Emergency.Simulators.Tests.Patients;

/// <summary>What holds for every patient, however ill and however treated.</summary>
public sealed class PatientPropertyTests
{
    private const int Worlds = 63;
    private static readonly TreatmentKind[] Kinds = Enum.GetValues<TreatmentKind>();
    private static readonly Condition[] Conditions = Enum.GetValues<Condition>();
    private static readonly Course[] Courses = Enum.GetValues<Course>();

    [Fact]
    public void Vitals_AnyPatientAnyTreatment_AreAlwaysPossible()
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var patient = Somebody(seed, treated: true);
            for (var second = 0; second < 3600; second += 7)
            {
                patient.Advance(Ward.Start.AddSeconds(second));
                Check(patient, $"seed {seed}, second {second}, {patient.Profile}");
            }
        }
    }

    [Fact]
    public void Vitals_WhenAllTreatmentHasWornOff_AreThoseOfTheUntreated()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var condition = Conditions[random.Next(Conditions.Length)];
            if (condition is Condition.Arrest or Condition.VentricularTachycardia)
                continue;
            var profile = Ward.Profile(condition, 0.5 * random.NextDouble());
            var untreated = Ward.Admit(profile, seed);
            var treated = Ward.Admit(profile, seed).With(TreatmentKind.Oxygen, 6).With(TreatmentKind.Oxygen, 0, 20)
                .With(TreatmentKind.Nitrate, 0.5, 3).With(TreatmentKind.Fluids, 500, 5).With(TreatmentKind.Adrenaline, 0.1, 8);

            untreated.After(15);
            treated.After(15).Vitals.ShouldNotBe(untreated.Vitals);
            untreated.After(600);
            treated.After(600);

            treated.Vitals.Systolic.ShouldBe(untreated.Vitals.Systolic, 0.5, $"seed {seed}: nothing is left over");
            treated.Vitals.HeartRate.ShouldBe(untreated.Vitals.HeartRate, 0.5, $"seed {seed}");
            treated.Vitals.Spo2.ShouldBe(untreated.Vitals.Spo2, 0.2, $"seed {seed}");
        }
    }

    [Fact]
    public void Vitals_SameSeed_AreTheSame()
    {
        for (var seed = 0; seed < 8; seed++)
            Somebody(seed, treated: true).After(50).Vitals.ShouldBe(Somebody(seed, treated: true).After(50).Vitals, $"seed {seed}");
    }

    private static void Check(Patient patient, string where)
    {
        var v = patient.Vitals;
        v.Spo2.ShouldBeInRange(30, 100, where);
        v.Temperature.ShouldBeInRange(30, 42.5, where);
        v.Etco2.ShouldBeInRange(0, 100, where);
        v.Respiration.ShouldBeInRange(0, 70, where);
        v.Coma.ShouldBeInRange(3, 15, where);
        patient.Severity.ShouldBeInRange(0, 1, where);
        patient.Heart.InjuryMillivolts.ShouldBeInRange(0, 0.6, where);
        var standing = patient.Rhythm is Rhythm.VentricularFibrillation or Rhythm.Asystole;
        v.HasCirculation.ShouldBe(!standing, where);
        if (standing)
        {
            (v.HeartRate, v.Systolic, v.Diastolic, v.Coma).ShouldBe((0, 0, 0, 3), where);
            return;
        }

        v.HeartRate.ShouldBeInRange(20, 250, where);
        v.Systolic.ShouldBeInRange(30, 260, where);
        v.Diastolic.ShouldBeInRange(v.Systolic * 0.4, v.Systolic * 0.8, where);
        v.Mean.ShouldBeInRange(v.Diastolic, v.Systolic, where);
    }

    private static Patient Somebody(int seed, bool treated)
    {
        var random = new Random(seed);
        var profile = new PatientProfile(
            random.Next(101), (Sex)random.Next(2), random.Next(3, 150), Conditions[seed % Conditions.Length], random.NextDouble(),
            Courses[random.Next(Courses.Length)], random.Next(3) == 0 ? ["penicillin"] : []);
        var patient = Ward.Admit(profile, seed);
        for (var given = 0; treated && given < 12; given++)
        {
            var amount = random.Next(4) == 0 ? 0 : Math.Pow(10, 4 * random.NextDouble() - 1);
            patient.With(Kinds[random.Next(Kinds.Length)], amount, 55 * random.NextDouble(), random.Next(2) == 0 ? "penicillin" : null);
        }

        return patient;
    }
}
