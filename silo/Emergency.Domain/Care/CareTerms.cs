using System.Text.Json.Serialization;

namespace Emergency.Domain.Care;

/// <summary>The pathways on which minutes decide (绿色通道).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChannelKind>))]
public enum ChannelKind
{
    /// <summary>胸痛.</summary>
    [JsonStringEnumMemberName("chest-pain")] ChestPain = 0,

    /// <summary>卒中.</summary>
    [JsonStringEnumMemberName("stroke")] Stroke = 1,

    /// <summary>创伤.</summary>
    [JsonStringEnumMemberName("trauma")] Trauma = 2,

    /// <summary>危重孕产妇.</summary>
    [JsonStringEnumMemberName("maternal")] Maternal = 3,

    /// <summary>危重儿童和新生儿.</summary>
    [JsonStringEnumMemberName("newborn-child")] NewbornChild = 4,
}

/// <summary>What happened on a green channel. Clocks begin and end at these.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChannelEvent>))]
public enum ChannelEvent
{
    /// <summary>First medical contact: a crew or a village doctor is with the patient.</summary>
    [JsonStringEnumMemberName("first-medical-contact")] FirstMedicalContact = 0,

    /// <summary>The 12-lead ECG was recorded.</summary>
    [JsonStringEnumMemberName("ecg-acquired")] EcgAcquired = 1,

    /// <summary>A physician read and confirmed the ECG.</summary>
    [JsonStringEnumMemberName("ecg-confirmed")] EcgConfirmed = 2,

    /// <summary>The cath lab was called.</summary>
    [JsonStringEnumMemberName("cath-lab-activated")] CathLabActivated = 3,

    /// <summary>The cath lab said that it is ready.</summary>
    [JsonStringEnumMemberName("cath-lab-ready")] CathLabReady = 4,

    /// <summary>Computed tomography was called.</summary>
    [JsonStringEnumMemberName("ct-activated")] CtActivated = 5,

    /// <summary>Computed tomography said that it is ready.</summary>
    [JsonStringEnumMemberName("ct-ready")] CtReady = 6,

    /// <summary>It was decided to go straight to the cath lab or to a farther centre, past the emergency department or a nearer hospital; with a reason.</summary>
    [JsonStringEnumMemberName("bypass-decided")] BypassDecided = 7,

    /// <summary>The patient came through the hospital's door.</summary>
    [JsonStringEnumMemberName("door")] Door = 8,

    /// <summary>The device crossed the lesion.</summary>
    [JsonStringEnumMemberName("device")] Device = 9,

    /// <summary>Thrombolysis began.</summary>
    [JsonStringEnumMemberName("needle")] Needle = 10,
}

/// <summary>What an order asks for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderKind>))]
public enum OrderKind
{
    /// <summary>A drug, with dose and route.</summary>
    [JsonStringEnumMemberName("drug")] Drug = 0,

    /// <summary>Something to be done, such as defibrillation.</summary>
    [JsonStringEnumMemberName("procedure")] Procedure = 1,

    /// <summary>Where to take the patient.</summary>
    [JsonStringEnumMemberName("destination")] Destination = 2,

    /// <summary>Straight to the cath lab of a hospital, past its emergency department.</summary>
    [JsonStringEnumMemberName("cath-lab-direct")] CathLabDirect = 3,
}

/// <summary>How far an order has come. Each step is a fact with its time.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderState>))]
public enum OrderState
{
    /// <summary>Given by the physician; not on the vehicle yet.</summary>
    [JsonStringEnumMemberName("ordered")] Ordered = 0,

    /// <summary>On the vehicle's tablet.</summary>
    [JsonStringEnumMemberName("delivered")] Delivered = 1,

    /// <summary>Repeated by the crew in its own words or by confirming dose and route.</summary>
    [JsonStringEnumMemberName("read-back")] ReadBack = 2,

    /// <summary>Done.</summary>
    [JsonStringEnumMemberName("done")] Done = 3,

    /// <summary>Not done; with a reason.</summary>
    [JsonStringEnumMemberName("not-done")] NotDone = 4,

    /// <summary>Taken back by a physician; with a reason.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled = 5,
}

/// <summary>Who takes part in the care of a case from afar, and how.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ParticipantState>))]
public enum ParticipantState
{
    /// <summary>Asked to join.</summary>
    [JsonStringEnumMemberName("invited")] Invited = 0,

    /// <summary>Takes part.</summary>
    [JsonStringEnumMemberName("joined")] Joined = 1,

    /// <summary>Left.</summary>
    [JsonStringEnumMemberName("left")] Left = 2,
}

/// <summary>What a physician says of an ECG. The software never says it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EcgStatement>))]
public enum EcgStatement
{
    /// <summary>ST-elevation infarction.</summary>
    [JsonStringEnumMemberName("stemi")] Stemi = 0,

    /// <summary>Ischaemia without ST elevation.</summary>
    [JsonStringEnumMemberName("nste-acs")] NsteAcs = 1,

    /// <summary>A rhythm that needs treatment.</summary>
    [JsonStringEnumMemberName("arrhythmia")] Arrhythmia = 2,

    /// <summary>Nothing acute.</summary>
    [JsonStringEnumMemberName("no-acute-change")] NoAcuteChange = 3,

    /// <summary>Not good enough to be read; record it again.</summary>
    [JsonStringEnumMemberName("unreadable")] Unreadable = 4,
}
