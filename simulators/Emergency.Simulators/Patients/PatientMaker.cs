using Emergency.Domain;

namespace Emergency.Simulators;

/// <summary>
/// Makes the patient of a call: the same for the same seed, complaint and priority. Who rings for chest pain may have an infarction or
/// nothing much.
/// </summary>
internal static class PatientMaker
{
    private static readonly (string Substance, double Share)[] Allergens =
        [("penicillin", 0.05), ("sulfonamide", 0.02), ("aspirin", 0.015), ("iodine", 0.012), ("morphine", 0.006), ("lidocaine", 0.006)];

    private static readonly Course[] Courses = Enum.GetValues<Course>();

    /// <summary>The patient of a call.</summary>
    public static PatientProfile Make(string complaint, Priority priority, Seed seed)
    {
        var random = seed.Branch("patient").Random();
        var condition = random.Pick(Complaints.ConditionsOf(complaint), item => item.Weight).Condition;
        var pathology = Pathology.Of(condition);
        var age = AgeOf(complaint, pathology, random);
        var isMother = pathology.OnlyMothers || IsOfMother(complaint);
        var sex = random.Chance(0.5) || isMother ? Sex.Female : Sex.Male;
        var allergies = Allergens.Where(allergen => random.Chance(allergen.Share)).Select(allergen => allergen.Substance);
        return new PatientProfile(
            age,
            sex,
            WeightOf(age, sex, random),
            condition,
            SeverityOf(priority, random),
            condition is Condition.Minor or Condition.Faint ? Course.Improving : random.Pick(Courses, course => ShareOf(course, priority)),
            [.. allergies],
            isMother);
    }

    private static bool IsOfMother(string complaint) => complaint.Contains('孕') || complaint.Contains("临产", StringComparison.Ordinal);

    private static double AgeOf(string complaint, Pathology pathology, Random random)
    {
        var (youngest, oldest) = complaint.Contains("新生儿", StringComparison.Ordinal) ? (0.0, 0.08)
            : complaint.Contains("小儿", StringComparison.Ordinal) ? (0.6, 8.0)
            : complaint.Contains("老人", StringComparison.Ordinal) ? (66.0, 92.0)
            : IsOfMother(complaint) ? (19.0, 42.0)
            : (pathology.YoungestYears, pathology.OldestYears);
        // Two draws make the middle likelier than the ends.
        var age = youngest + (oldest - youngest) * (random.NextDouble() + random.NextDouble()) / 2;
        return age < 2 ? Math.Round(age, 2) : Math.Floor(age);
    }

    private static double WeightOf(double age, Sex sex, Random random)
    {
        var factor = Math.Exp(0.14 * random.Normal()) * (age < 14 ? 1 : sex == Sex.Male ? 1.08 : 0.94);
        return Math.Round(Math.Clamp(NormalVitals.WeightAt(age) * factor, 2, 150), 1);
    }

    private static double SeverityOf(Priority priority, Random random)
    {
        var (least, most) = priority switch
        {
            Priority.I => (0.62, 0.9),
            Priority.II => (0.4, 0.68),
            Priority.III => (0.18, 0.45),
            _ => (0.02, 0.2),
        };
        return least + (most - least) * random.NextDouble();
    }

    private static double ShareOf(Course course, Priority priority) => (course, priority) switch
    {
        (Course.Stable, Priority.I) => 0.3,
        (Course.Stable, _) => 0.55,
        (Course.Improving, Priority.I) => 0.15,
        (Course.Improving, _) => 0.25,
        (Course.Worsening, Priority.I) => 0.3,
        (Course.Worsening, Priority.II) => 0.25,
        (Course.Worsening, _) => 0.1,
        (_, Priority.I) => 0.25,
        (_, Priority.II) => 0.06,
        _ => 0,
    };
}
