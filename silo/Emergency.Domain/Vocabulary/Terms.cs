using System.Text.Json.Serialization;

namespace Emergency.Domain;

/// <summary>Urgency of a case (急诊分级). The numeral is what people say and what the wire carries.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
public enum Priority
{
    /// <summary>濒危: life in immediate danger.</summary>
    I = 1,

    /// <summary>危重: critical.</summary>
    II = 2,

    /// <summary>急症: urgent.</summary>
    III = 3,

    /// <summary>非急症: not urgent.</summary>
    IV = 4,
}

/// <summary>Which response standard holds where a case is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AreaKind>))]
public enum AreaKind
{
    /// <summary>城区, 15 minutes by default.</summary>
    [JsonStringEnumMemberName("urban")] Urban = 0,

    /// <summary>乡村, 30 minutes by default.</summary>
    [JsonStringEnumMemberName("rural")] Rural = 1,
}

/// <summary>What a unit is doing, as its county sees it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnitDuty>))]
public enum UnitDuty
{
    /// <summary>未值班.</summary>
    OffDuty = 0,

    /// <summary>站内待命.</summary>
    AvailableAtStation = 1,

    /// <summary>途中待命: free on the road.</summary>
    AvailableMobile = 2,

    /// <summary>暂停调用; always with a reason.</summary>
    Paused = 3,

    /// <summary>维修.</summary>
    OutOfService = 4,

    /// <summary>On an assignment.</summary>
    OnMission = 5,
}

/// <summary>The steps of one assignment in their usual order, and its exits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Milestone>))]
public enum Milestone
{
    /// <summary>Kept for later: promised to a unit, not yet sent to it.</summary>
    Reserved = 0,

    /// <summary>派车.</summary>
    Offered = 1,

    /// <summary>收到指令.</summary>
    Acknowledged = 2,

    /// <summary>驶向现场.</summary>
    EnRoute = 3,

    /// <summary>到达现场.</summary>
    OnScene = 4,

    /// <summary>接触病人.</summary>
    AtPatient = 5,

    /// <summary>病人上车.</summary>
    PatientLoaded = 6,

    /// <summary>离开现场.</summary>
    LeftScene = 7,

    /// <summary>到达医院.</summary>
    AtHospital = 8,

    /// <summary>交接完成.</summary>
    HandedOver = 9,

    /// <summary>任务完成: the unit is free again.</summary>
    Cleared = 10,

    /// <summary>回站.</summary>
    BackAtStation = 11,

    /// <summary>The crew refused the offer; with a reason.</summary>
    Declined = 20,

    /// <summary>中止: the desk called it off; with a reason.</summary>
    Cancelled = 21,

    /// <summary>改派: the unit was sent to a more urgent case; with a reason.</summary>
    Diverted = 22,

    /// <summary>空车: nobody was found.</summary>
    NoPatientFound = 23,

    /// <summary>病人不去: the patient declined transport.</summary>
    PatientRefused = 24,

    /// <summary>死亡不送.</summary>
    DeadOnScene = 25,
}

/// <summary>Who set a fact.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FactSource>))]
public enum FactSource
{
    /// <summary>台: a person at a console.</summary>
    [JsonStringEnumMemberName("desk")] Desk = 0,

    /// <summary>车载: the crew, through the onboard agent.</summary>
    [JsonStringEnumMemberName("vehicle")] Vehicle = 1,

    /// <summary>A geofence, from the unit's position.</summary>
    [JsonStringEnumMemberName("geofence")] Geofence = 2,

    /// <summary>The system itself, such as a promoted reservation.</summary>
    [JsonStringEnumMemberName("system")] System = 3,
}

/// <summary>Where a case stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaseStatus>))]
public enum CaseStatus
{
    /// <summary>Open, and no unit is on it.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting = 0,

    /// <summary>Open, and at least one unit is on it.</summary>
    [JsonStringEnumMemberName("assigned")] Assigned = 1,

    /// <summary>Ended; still readable, and late facts may still be added.</summary>
    [JsonStringEnumMemberName("closed")] Closed = 2,

    /// <summary>Called off before anybody was needed; with a reason.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled = 3,
}
