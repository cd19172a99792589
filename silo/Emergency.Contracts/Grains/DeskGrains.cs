using Emergency.Domain;

namespace Emergency.Contracts;

/// <summary>Watches coverage: alarms, and how it was hour by hour. Key: <see cref="CountyKey.Value"/>.</summary>
[Alias("Emergency.ICoverageWatchGrain")]
public interface ICoverageWatchGrain : IGrainWithStringKey
{
    /// <summary>Every alarm that holds, or that nobody has seen the end of.</summary>
    Task<AlarmsView> GetAlarms();

    /// <summary>Somebody has seen an alarm as it stands; once is enough.</summary>
    Task<Outcome<AlarmsView>> AcknowledgeAlarm(string alarmId, ActorRef by);

    /// <summary>Coverage hour by hour.</summary>
    Task<CoverageByHourView> GetByHour();
}

/// <summary>Which roads are closed or slowed; the only one that changes travel times. Key: <see cref="CountyKey.Value"/>.</summary>
[Alias("Emergency.IRoadsGrain")]
public interface IRoadsGrain : IGrainWithStringKey
{
    /// <summary>All that holds.</summary>
    Task<RoadConditionsView> GetRoads();

    /// <summary>Closes or slows roads; travel times heed it when this answers.</summary>
    Task<Outcome<RoadConditionView>> SetRoad(SetRoad command);

    /// <summary>Opens them again.</summary>
    Task<Outcome<RoadConditionsView>> LiftRoad(string conditionId, ActorRef by);
}

/// <summary>Which idle unit would do more good elsewhere. It suggests; people decide. Key: <see cref="CountyKey.Value"/>.</summary>
[Alias("Emergency.IRelocationGrain")]
public interface IRelocationGrain : IGrainWithStringKey
{
    /// <summary>What is suggested now, and what is under way.</summary>
    Task<RelocationsView> GetRelocations();

    /// <summary>Sends the unit: its crew is told, and the move counts for their shift.</summary>
    Task<Outcome<RelocationsView>> AcceptRelocation(string relocationId, ActorRef by);

    /// <summary>Takes a move back that is under way.</summary>
    Task<Outcome<RelocationsView>> WithdrawRelocation(AmbulanceId ambulance, string reason, ActorRef by);

    /// <summary>The case changes over: the nearer unit is sent, then the one under way is called back, both for this reason.</summary>
    Task<Outcome<RelocationsView>> AcceptTakeover(string takeoverId, string reason, ActorRef by);

    /// <summary>The desk does not want the case to change over, and says why.</summary>
    Task<Outcome<RelocationsView>> DismissTakeover(string takeoverId, string reason, ActorRef by);

    /// <summary>The desk does not want it, and says why.</summary>
    Task<Outcome<RelocationsView>> DismissRelocation(string relocationId, string reason, ActorRef by);
}
