namespace Emergency.Geography;

/// <summary>
/// Who may pass, after the OpenStreetMap wiki (Key:access): the most particular tag decides, from <c>access</c> over <c>vehicle</c> and
/// <c>motor_vehicle</c> to <c>emergency</c>. Private ground is open to an ambulance, since patients live there.
/// </summary>
internal static class OsmAccess
{
    /// <summary>Whether an ambulance may pass, or null where the tags do not say.</summary>
    public static bool? Of(OsmTags tags, bool useBusLanes)
    {
        if (tags["emergency"] is { } emergency && Means(emergency) is { } own)
        {
            return own;
        }

        var isOpen = tags.First("motor_vehicle", "vehicle", "access") is { } value ? Means(value) : null;
        return isOpen == false && useBusLanes && IsOpenToBuses(tags) ? true : isOpen;
    }

    private static bool IsOpenToBuses(OsmTags tags) => tags.First("bus", "psv") is { } value && Means(value) == true;

    /// <summary>What a value says; the emergency key also names equipment, such as <c>phone</c>, which says nothing here.</summary>
    private static bool? Means(string value) => value switch
    {
        "no" => false,
        "yes" or "designated" or "official" or "permissive" or "private" or "destination" or "customers" or "delivery" or "permit" or "residents"
            or "agricultural" or "forestry" => true,
        _ => null,
    };
}

/// <summary>What stands at a node in a vehicle's way.</summary>
internal enum OsmBarrier
{
    /// <summary>Nothing that matters.</summary>
    None = 0,

    /// <summary>Something that opens, after a while.</summary>
    Gate = 1,

    /// <summary>Something that does not.</summary>
    Closed = 2,
}

/// <summary>Reads barriers at nodes, after the OpenStreetMap wiki (Key:barrier).</summary>
internal static class OsmBarriers
{
    /// <summary>What an ambulance meets at a node.</summary>
    /// <param name="tags">The node's tags.</param>
    /// <param name="rules">Whether gates open.</param>
    /// <param name="isUnknown">Whether the barrier is of a kind that is not known, and taken for none.</param>
    public static OsmBarrier Of(OsmTags tags, ImportRules rules, out bool isUnknown)
    {
        isUnknown = false;
        if (tags["barrier"] is not { } barrier)
        {
            return OsmBarrier.None;
        }

        var isOpen = OsmAccess.Of(tags, rules.UseBusLanes);
        var gate = rules.PassGates ? OsmBarrier.Gate : OsmBarrier.Closed;
        switch (barrier)
        {
            case "gate" or "lift_gate" or "swing_gate" or "sliding_gate" or "sliding_beam" or "hampshire_gate" or "wicket_gate" or "chain" or "rope"
                or "barrier_board" or "boom" or "garage_door" or "garage door" or "yes" or "sally_port":
                return isOpen switch
                {
                    false => OsmBarrier.Closed,
                    true => OsmBarrier.Gate,
                    null => tags.Is("locked", "yes") ? OsmBarrier.Closed : gate,
                };
            case "bollard" when isOpen is null && tags.Is("bollard", "rising"):
                return gate;
            case "bollard" or "block" or "jersey_barrier" or "concrete_barrier" or "cycle_barrier" or "bicycle_barrier" or "motorcycle_barrier"
                or "bar" or "stile" or "turnstile" or "full-height_turnstile" or "kissing_gate" or "horse_stile" or "log" or "debris" or "planter"
                or "fence" or "wall" or "hedge" or "ditch" or "guard_rail" or "city_wall" or "retaining_wall" or "tank_trap" or "spikes":
                return isOpen == true ? OsmBarrier.None : OsmBarrier.Closed;
            case "entrance" or "cattle_grid" or "toll_booth" or "border_control" or "kerb" or "height_restrictor" or "width_restrictor" or "bump_gate"
                or "bus_trap" or "sump_buster" or "cable_barrier" or "checkpoint" or "no":
                return isOpen == false ? OsmBarrier.Closed : OsmBarrier.None;
            default:
                isUnknown = true;
                return isOpen == false ? OsmBarrier.Closed : OsmBarrier.None;
        }
    }
}
