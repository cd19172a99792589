namespace Emergency.Simulators.Tests.Patients;

/// <summary>Patients for tests.</summary>
internal static class Ward
{
    public static readonly DateTimeOffset Start = Worlds.Morning;

    public static PatientProfile Profile(Condition condition, double severity = 0.5, Course course = Course.Stable, double age = 60) =>
        new(age, Sex.Male, 68, condition, severity, course, []);

    public static Patient Admit(PatientProfile profile, int seed = 1, IllnessOptions? illness = null) =>
        new(profile, illness ?? new IllnessOptions(), Start, new Random(seed));

    public static Patient Admit(Condition condition, double severity = 0.5, Course course = Course.Stable, int seed = 1, double age = 60) =>
        Admit(Profile(condition, severity, course, age), seed);

    public static Patient After(this Patient patient, double minutes)
    {
        patient.Advance(Start.AddMinutes(minutes));
        return patient;
    }

    public static Patient With(this Patient patient, TreatmentKind kind, double amount, double minute = 0, string? substance = null)
    {
        patient.Give(new Treatment(kind, amount, Start.AddMinutes(minute), substance));
        return patient;
    }

    /// <summary>The mean of something over the last so many minutes: drift averages out.</summary>
    public static double Mean(this Patient patient, double fromMinute, double toMinute, Func<Vitals, double> sign)
    {
        patient.After(fromMinute);
        var (sum, count) = (0.0, 0);
        for (var at = Start.AddMinutes(fromMinute); at < Start.AddMinutes(toMinute); at = at.AddSeconds(5), count++)
        {
            patient.Advance(at);
            sum += sign(patient.Vitals);
        }

        return sum / count;
    }
}
