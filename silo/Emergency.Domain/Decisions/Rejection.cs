namespace Emergency.Domain;

/// <summary>Why a command was refused: a stable name for programs and a sentence for people.</summary>
/// <param name="Code">One of <see cref="RejectionCodes.All"/>, in kebab case.</param>
/// <param name="Detail">A sentence in English that names what stood against it. Never holds caller or patient data.</param>
public sealed record Rejection(string Code, string Detail)
{
    public override string ToString() => $"{Code}: {Detail}";
}

/// <summary>Every name that a refusal can have. Names are only ever added.</summary>
public static class RejectionCodes
{
    /// <summary>The command itself is malformed or out of bounds, whatever the state.</summary>
    public const string Validation = "validation";

    /// <summary>This command needs a reason in words.</summary>
    public const string ReasonRequired = "reason-required";

    /// <summary>The unit is not the first choice, or lacks something: sending it needs a reason in words.</summary>
    public const string OverrideReasonRequired = "override-reason-required";

    /// <summary>A named bound (assignments of a case, notes, inbound patients, corrections) is used up.</summary>
    public const string LimitReached = "limit-reached";

    /// <summary>No such case was opened.</summary>
    public const string UnknownCase = "unknown-case";

    /// <summary>The case was opened before, with other facts.</summary>
    public const string CaseExists = "case-exists";

    /// <summary>The case is closed or cancelled; only late facts are taken.</summary>
    public const string CaseClosed = "case-closed";

    /// <summary>The case still has an assignment that is requested, reserved or active.</summary>
    public const string AssignmentActive = "assignment-active";

    /// <summary>The case has no assignment of that id.</summary>
    public const string UnknownAssignment = "unknown-assignment";

    /// <summary>The case has an assignment of that id with other facts, or the unit is on the case already.</summary>
    public const string AssignmentExists = "assignment-exists";

    /// <summary>The assignment has ended and cannot be taken up again.</summary>
    public const string AssignmentEnded = "assignment-ended";

    /// <summary>The step does not follow from where things stand; the sentence names both ends.</summary>
    public const string IllegalTransition = "illegal-transition";

    /// <summary>The milestone is said to have happened further ahead of the server's clock than skew explains.</summary>
    public const string MilestoneInFuture = "milestone-in-future";

    /// <summary>The milestone is said to have happened before the case came in.</summary>
    public const string MilestoneBeforeCase = "milestone-before-case";

    /// <summary>The milestone's time does not fit between its neighbours.</summary>
    public const string MilestoneOutOfOrder = "milestone-out-of-order";

    /// <summary>A correction names a milestone that was never recorded.</summary>
    public const string MilestoneNotRecorded = "milestone-not-recorded";

    /// <summary>The deduplication key was used before for something else.</summary>
    public const string KeyReused = "key-reused";

    /// <summary>A unit is only diverted to a more urgent case.</summary>
    public const string NotMoreUrgent = "not-more-urgent";

    /// <summary>No such unit is registered.</summary>
    public const string UnknownUnit = "unknown-unit";

    /// <summary>Another assignment holds the unit; the sentence names it.</summary>
    public const string UnitNotFree = "unit-not-free";

    /// <summary>The unit is off duty.</summary>
    public const string UnitOffDuty = "unit-off-duty";

    /// <summary>The unit is paused.</summary>
    public const string UnitPaused = "unit-paused";

    /// <summary>The unit is out of service.</summary>
    public const string UnitOutOfService = "unit-out-of-service";

    /// <summary>The unit is on a mission; its duty changes when the mission ends.</summary>
    public const string UnitOnMission = "unit-on-mission";

    /// <summary>The unit has promises for later that must be taken back first.</summary>
    public const string UnitHasReservations = "unit-has-reservations";

    /// <summary>The unit's queue of later assignments is full.</summary>
    public const string QueueFull = "queue-full";

    /// <summary>No such hospital is registered.</summary>
    public const string UnknownHospital = "unknown-hospital";

    /// <summary>The hospital expects no such patient.</summary>
    public const string UnknownInbound = "unknown-inbound";

    /// <summary>A measured value is outside what is physically plausible.</summary>
    public const string ImplausibleValue = "implausible-value";

    /// <summary>No such road condition holds.</summary>
    public const string UnknownRoadCondition = "unknown-road-condition";

    /// <summary>No such alarm stands.</summary>
    public const string UnknownAlarm = "unknown-alarm";

    /// <summary>No such suggestion stands.</summary>
    public const string UnknownRelocation = "unknown-relocation";

    /// <summary>The case has no such patient.</summary>
    public const string UnknownPatient = "unknown-patient";

    /// <summary>The case has no such order, or it is another crew's.</summary>
    public const string UnknownOrder = "unknown-order";

    /// <summary>The case has no such guidance.</summary>
    public const string UnknownGuidance = "unknown-guidance";

    /// <summary>The case has no such green channel.</summary>
    public const string UnknownChannel = "unknown-channel";

    /// <summary>The case has no such ECG.</summary>
    public const string UnknownEcg = "unknown-ecg";

    /// <summary>The safety check stands against the order, and no reason was given to override it.</summary>
    public const string OrderUnsafe = "order-unsafe";

    /// <summary>The order is done, not done or withdrawn: it cannot be taken back.</summary>
    public const string OrderEnded = "order-ended";

    /// <summary>The green channel is closed.</summary>
    public const string ChannelClosed = "channel-closed";

    /// <summary>Every code there is.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Validation, ReasonRequired, LimitReached, UnknownCase, CaseExists, CaseClosed, AssignmentActive, UnknownAssignment,
        AssignmentExists, AssignmentEnded, IllegalTransition, MilestoneInFuture, MilestoneBeforeCase, MilestoneOutOfOrder,
        MilestoneNotRecorded, KeyReused, NotMoreUrgent, UnknownUnit, UnitNotFree, UnitOffDuty, UnitPaused, UnitOutOfService,
        UnitOnMission, UnitHasReservations, QueueFull, UnknownHospital, UnknownInbound, ImplausibleValue, OverrideReasonRequired,
        UnknownRoadCondition, UnknownAlarm, UnknownRelocation,
        UnknownPatient, UnknownOrder, UnknownGuidance, UnknownChannel, UnknownEcg, OrderUnsafe, OrderEnded, ChannelClosed,
    ];
}
