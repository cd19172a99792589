using System.Text.Json.Serialization;

namespace Emergency.Domain.Vitals;

/// <summary>What a patient monitor or a crew measures. Names on the wire are stable; see <see cref="VitalCatalogue"/> for codes and units.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VitalKind>))]
public enum VitalKind
{
    /// <summary>Heart rate from the ECG, beats a minute.</summary>
    [JsonStringEnumMemberName("heartRate")] HeartRate = 0,

    /// <summary>Pulse rate from the oximeter or by hand, beats a minute.</summary>
    [JsonStringEnumMemberName("pulse")] Pulse = 1,

    /// <summary>Oxygen saturation by pulse oximetry, percent.</summary>
    [JsonStringEnumMemberName("spo2")] SpO2 = 2,

    /// <summary>Respiration rate, breaths a minute.</summary>
    [JsonStringEnumMemberName("respirationRate")] RespirationRate = 3,

    /// <summary>Systolic blood pressure, mmHg.</summary>
    [JsonStringEnumMemberName("systolicPressure")] SystolicPressure = 4,

    /// <summary>Diastolic blood pressure, mmHg.</summary>
    [JsonStringEnumMemberName("diastolicPressure")] DiastolicPressure = 5,

    /// <summary>Mean blood pressure, mmHg.</summary>
    [JsonStringEnumMemberName("meanPressure")] MeanPressure = 6,

    /// <summary>Body temperature, °C.</summary>
    [JsonStringEnumMemberName("temperature")] Temperature = 7,

    /// <summary>Carbon dioxide at the end of expiration, mmHg.</summary>
    [JsonStringEnumMemberName("etco2")] EtCO2 = 8,

    /// <summary>Glucose in capillary blood, mmol/L.</summary>
    [JsonStringEnumMemberName("glucose")] Glucose = 9,

    /// <summary>Flow of added oxygen, L/min.</summary>
    [JsonStringEnumMemberName("oxygenFlow")] OxygenFlow = 10,

    /// <summary>Glasgow Coma Scale, total.</summary>
    [JsonStringEnumMemberName("comaScale")] ComaScale = 11,
}
