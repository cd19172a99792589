namespace Emergency.Geography;

/// <summary>Reads the tags and members of a turn restriction, after the OpenStreetMap wiki (Relation:restriction).</summary>
internal static class OsmRestrictionTags
{
    /// <summary>The keys that hold for an ambulance, the most particular first.</summary>
    private static readonly string[] Keys = ["restriction:emergency", "restriction:motorcar", "restriction:motor_vehicle", "restriction:vehicle", "restriction"];

    /// <summary>Exceptions that free an ambulance.</summary>
    private static readonly string[] Freeing = ["emergency", "motorcar", "motor_vehicle", "vehicle"];

    private static readonly string[] Kinds = ["turn", "straight_on", "left_turn", "right_turn", "u_turn", "entry", "exit"];

    /// <summary>The restriction, or null, with a line in the report, where it does not hold for an ambulance or cannot be read.</summary>
    public static OsmRestriction? Read(long id, List<OsmMember> members, OsmTags tags, ImportRules rules, ImportReport report)
    {
        if ((rules.RespectTurns ? Refusal(tags, members) : "as the rules of this import say") is { } refusal)
        {
            report.Count("relation", id, $"that forbid turns are passed over: {refusal}");
            return null;
        }

        var nodes = members.Where(m => m.Role == "via" && m.Kind == OsmKinds.Nodes).Select(m => m.Id).ToArray();
        return new OsmRestriction(
            id,
            Word(tags)!.StartsWith("only_", StringComparison.Ordinal),
            Ways("from"),
            nodes.Length == 1 ? nodes[0] : null,
            Ways("via"),
            Ways("to"));

        long[] Ways(string role) => [.. members.Where(m => m.Role == role && m.Kind == OsmKinds.Ways).Select(m => m.Id)];
    }

    private static string? Word(OsmTags tags) => tags.First(Keys);

    private static string? Refusal(OsmTags tags, List<OsmMember> members)
    {
        if (Word(tags) is not { } word || (tags["type"] is { } type && type is not ("restriction" or "restriction:motorcar" or "restriction:motor_vehicle")))
        {
            return tags["restriction:conditional"] is null ? "they hold for other vehicles" : "they hold at times only";
        }

        if (tags.First("hour_on", "hour_off", "day_on", "day_off") is not null)
        {
            return "they hold at times only";
        }

        if (tags["except"] is { } except && except.Split(';', StringSplitOptions.TrimEntries).Intersect(Freeing).Any())
        {
            return "they except ambulances";
        }

        if (!Kinds.Any(k => word == $"no_{k}" || word == $"only_{k}"))
        {
            return $"their kind is not known: {(word.Length > 40 ? word[..40] : word)}";
        }

        var viaNodes = members.Count(m => m.Role == "via" && m.Kind == OsmKinds.Nodes);
        var viaWays = members.Count(m => m.Role == "via" && m.Kind == OsmKinds.Ways);
        var (from, to) = (members.Count(m => m.Role == "from" && m.Kind == OsmKinds.Ways), members.Count(m => m.Role == "to" && m.Kind == OsmKinds.Ways));
        return from > 0 && to > 0 && (viaNodes == 1 ? viaWays == 0 : viaNodes == 0 && viaWays > 0)
            ? null
            : "they do not say from which road over what to which";
    }
}
