namespace Emergency.Geography;

/// <summary>The form of <c>traffic</c> in <c>county.json</c>: for groups of roads, how many times as long they take, hour by hour.</summary>
internal sealed record TrafficJson(GroupTrafficJson? Expressways = null, GroupTrafficJson? MainRoads = null, GroupTrafficJson? LocalRoads = null)
{
    public static TrafficJson? Of(TrafficFactors factors)
    {
        return factors.IsNone ? null : new(Group(TrafficGroup.Expressways), Group(TrafficGroup.MainRoads), Group(TrafficGroup.LocalRoads));

        GroupTrafficJson Group(TrafficGroup group) =>
            new(factors.Of(group, TravelProfile.Siren).ToArray(), factors.Of(group, TravelProfile.Normal).ToArray());
    }

    public TrafficFactors ToFactors() => Lists().Aggregate(
        TrafficFactors.None, (all, list) => list.Factors is null ? all : all.With(list.Group, list.Profile, [.. list.Factors]));

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, _, _, factors) in Lists())
        {
            if (factors is not null && factors.Length != TrafficFactors.Hours)
            {
                yield return $"traffic.{name} has {factors.Length} factors: expected {TrafficFactors.Hours}, one for each hour from midnight";
            }

            if (factors?.Select((f, i) => (f, i)).FirstOrDefault(f => !(f.f is >= TrafficFactors.Least and <= TrafficFactors.Largest), (1, -1)) is (var bad, >= 0 and var hour))
            {
                yield return FormattableString.Invariant(
                    $"traffic.{name} is {bad} at hour {hour}: expected {TrafficFactors.Least} to {TrafficFactors.Largest}");
            }
        }
    }

    private IEnumerable<(string Name, TrafficGroup Group, TravelProfile Profile, double[]? Factors)> Lists() =>
    [
        ("expressways.siren", TrafficGroup.Expressways, TravelProfile.Siren, Expressways?.Siren),
        ("expressways.normal", TrafficGroup.Expressways, TravelProfile.Normal, Expressways?.Normal),
        ("mainRoads.siren", TrafficGroup.MainRoads, TravelProfile.Siren, MainRoads?.Siren),
        ("mainRoads.normal", TrafficGroup.MainRoads, TravelProfile.Normal, MainRoads?.Normal),
        ("localRoads.siren", TrafficGroup.LocalRoads, TravelProfile.Siren, LocalRoads?.Siren),
        ("localRoads.normal", TrafficGroup.LocalRoads, TravelProfile.Normal, LocalRoads?.Normal),
    ];
}

/// <summary>The factors of one group, from midnight on; a list that is left out means 1 throughout.</summary>
internal sealed record GroupTrafficJson(double[]? Siren = null, double[]? Normal = null);
