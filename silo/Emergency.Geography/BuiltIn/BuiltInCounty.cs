using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// The county that comes with the product, shaped after Linxiang (临湘市): true names, rough positions, and roads, villages, people and
/// vehicles made by a generator. The same seed gives the same county, to the last bit. A real county is imported in its place.
/// </summary>
public static class BuiltInCounty
{
    /// <summary>The seed of the county that everybody sees.</summary>
    public const int DefaultSeed = 430682;

    private static readonly LocalText Notice = new(
        "演示数据：道路、村庄、人口和车辆由程序生成，乡镇位置为近似值（±3 公里），不可用于实际调度。",
        "Demonstration data: roads, villages, people and vehicles are generated, town positions are approximate (±3 km). Not for real dispatch.");

    /// <summary>Makes the county, in about a second.</summary>
    public static County Create(int seed = DefaultSeed)
    {
        var ground = new CountyGround();
        var random = new SeededRandom((ulong)seed);
        var roads = BuiltInRoads.Create(ground, random);
        var profile = Profile(seed);
        var areas = new CountyAreas(ground.ToArea(ground.County), ground.ToArea(ground.Urban), profile.BoundaryTolerance);
        var resources = new BuiltInResources(ground, roads.Villages, random.Branch(4));
        return new County(new CountyParts
        {
            Profile = profile,
            Roads = roads.Network,
            Areas = areas,
            Population = PopulationPlan.Create(ground, roads.Villages, areas),
            Stations = resources.Stations,
            Vehicles = resources.Vehicles,
            Hospitals = resources.Hospitals,
            Places = resources.Places,
        });
    }

    private static CountyProfile Profile(int seed) => new()
    {
        Id = "linxiang-synthetic",
        Name = new("临湘市（演示）", "Linxiang (demonstration)"),
        TimeZone = "Asia/Shanghai",
        Synthetic = true,
        Notice = Notice,
        // A county outline of 26 corners is coarse.
        BoundaryTolerance = new Metres(1_500),
        Provenance =
        [
            new("roads", ProvenanceKind.Synthetic, new($"由生成器按种子 {seed} 生成", $"made by the generator from seed {seed}")),
            new("boundary", ProvenanceKind.Approximate, new("26 个角点的概略轮廓", "a rough outline of 26 corners")),
            new("urban", ProvenanceKind.Synthetic, new("三个街道驻地周围 1.9 公里", "1.9 km around the three seats of the town")),
            new("population", ProvenanceKind.Synthetic, new("总数为概数，分布由生成器给出", "the total is a round figure, spread by the generator")),
            new("stations", ProvenanceKind.Synthetic, new("设在医院和部分卫生院", "put at the hospitals and some health centres")),
            new("vehicles", ProvenanceKind.Synthetic, new("车牌为虚构", "number plates are made up")),
            new("hospitals", ProvenanceKind.Approximate, new("名称属实，位置为近似值", "true names, approximate positions")),
            new("places", ProvenanceKind.Approximate, new("乡镇位置近似（±3 公里），村名为虚构", "town seats to about 3 km, village names made up")),
        ],
    };
}
