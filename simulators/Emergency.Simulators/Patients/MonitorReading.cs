using Emergency.Domain.Scores;

namespace Emergency.Simulators;

/// <summary>A blood pressure by cuff.</summary>
/// <param name="Systolic">mmHg.</param>
/// <param name="Diastolic">mmHg.</param>
/// <param name="Mean">mmHg.</param>
internal readonly record struct CuffPressure(int Systolic, int Diastolic, int Mean);

/// <summary>What a patient monitor shows at one time. What is not measured then is null: never an old value, never a made-up one.</summary>
/// <param name="At">When it was measured.</param>
/// <param name="HeartRate">Beats a minute from the ECG; 0 for a flat line; null with electrodes off or nothing to count.</param>
/// <param name="Spo2">Percent; null with the probe off or without a pulse.</param>
/// <param name="Respiration">Breaths a minute; null with electrodes off.</param>
/// <param name="Temperature">°C to a tenth; null until the probe has settled.</param>
/// <param name="Etco2">mmHg; null where no capnograph is attached.</param>
/// <param name="Pressure">Only in the reading in which the cuff has finished.</param>
/// <param name="Consciousness">What the crew sees; told when it changes and once a minute.</param>
/// <param name="ElectrodesOff">Whether the ECG has no contact.</param>
/// <param name="ProbeOff">Whether the finger probe is off.</param>
/// <param name="CuffFailed">Whether the cuff has just given up.</param>
internal sealed record MonitorReading(
    DateTimeOffset At, int? HeartRate, int? Spo2, int? Respiration, double? Temperature, int? Etco2, CuffPressure? Pressure,
    Consciousness? Consciousness, bool ElectrodesOff, bool ProbeOff, bool CuffFailed);
