namespace Emergency.Simulators;

/// <summary>By how much something moves a patient's vital signs; also the signs themselves, as a point in the same space.</summary>
/// <param name="HeartRate">Beats a minute.</param>
/// <param name="Systolic">mmHg.</param>
/// <param name="Spo2">Percentage points.</param>
/// <param name="Respiration">Breaths a minute.</param>
/// <param name="Temperature">°C.</param>
/// <param name="Etco2">mmHg.</param>
/// <param name="Awareness">Points of the Glasgow scale.</param>
internal readonly record struct VitalShift(
    double HeartRate = 0, double Systolic = 0, double Spo2 = 0, double Respiration = 0, double Temperature = 0, double Etco2 = 0,
    double Awareness = 0)
{
    public static VitalShift operator +(VitalShift a, VitalShift b) => new(
        a.HeartRate + b.HeartRate, a.Systolic + b.Systolic, a.Spo2 + b.Spo2, a.Respiration + b.Respiration,
        a.Temperature + b.Temperature, a.Etco2 + b.Etco2, a.Awareness + b.Awareness);

    public static VitalShift operator *(VitalShift a, double factor) => new(
        a.HeartRate * factor, a.Systolic * factor, a.Spo2 * factor, a.Respiration * factor,
        a.Temperature * factor, a.Etco2 * factor, a.Awareness * factor);

    /// <summary>Applies something to each member, in order.</summary>
    public VitalShift Each(Func<double, double> change) => new(
        change(HeartRate), change(Systolic), change(Spo2), change(Respiration), change(Temperature), change(Etco2), change(Awareness));

    /// <summary>Applies something to each member of two, in order.</summary>
    public static VitalShift Zip(VitalShift a, VitalShift b, Func<double, double, double> combine) => new(
        combine(a.HeartRate, b.HeartRate), combine(a.Systolic, b.Systolic), combine(a.Spo2, b.Spo2),
        combine(a.Respiration, b.Respiration), combine(a.Temperature, b.Temperature), combine(a.Etco2, b.Etco2),
        combine(a.Awareness, b.Awareness));
}
