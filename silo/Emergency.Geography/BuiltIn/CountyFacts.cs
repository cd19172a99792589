using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>A town or street office of the built-in county.</summary>
/// <param name="Name">In Chinese.</param>
/// <param name="NameEn">In pinyin.</param>
/// <param name="Seat">Roughly where its seat is, to about 3 km.</param>
/// <param name="People">How many live around it: a plausible share of the county's people, not a count.</param>
/// <param name="IsUrban">Whether it is part of the county seat.</param>
internal sealed record TownFact(string Name, string NameEn, GeoPoint Seat, int People, bool IsUrban = false)
{
    /// <summary>The name without the word for town or street office.</summary>
    public string ShortName => Name.Replace("街道", "").Replace("镇", "");
}

/// <summary>The short table of facts from which the built-in county is made. Positions are approximate (±3 km), WGS-84.</summary>
internal static class CountyFacts
{
    /// <summary>The people of the county.</summary>
    public const int People = 430_000;

    /// <summary>Roughly the middle, about which the plan is drawn.</summary>
    public static readonly GeoPoint Middle = new(113.50, 29.48);

    public static readonly GeoPoint[] Outline =
    [
        new(113.57, 29.85), new(113.30, 29.63), new(113.43, 29.61), new(113.38, 29.57), new(113.43, 29.53), new(113.32, 29.49),
        new(113.38, 29.45), new(113.31, 29.42), new(113.33, 29.38), new(113.30, 29.35), new(113.35, 29.30), new(113.31, 29.23),
        new(113.34, 29.20), new(113.41, 29.20), new(113.48, 29.28), new(113.60, 29.26), new(113.66, 29.38), new(113.72, 29.40),
        new(113.75, 29.44), new(113.68, 29.51), new(113.63, 29.52), new(113.74, 29.59), new(113.67, 29.64), new(113.66, 29.69),
        new(113.53, 29.69), new(113.57, 29.85),
    ];

    public static readonly TownFact ChangAn = new("长安街道", "Chang'an", new(113.44, 29.48), 86_000, IsUrban: true);
    public static readonly TownFact Wulipai = new("五里牌街道", "Wulipai", new(113.41, 29.46), 48_000, IsUrban: true);
    public static readonly TownFact Yunhu = new("云湖街道", "Yunhu", new(113.38, 29.44), 26_000, IsUrban: true);
    public static readonly TownFact Taokuang = new("桃矿街道", "Taokuang", new(113.46, 29.38), 14_000);
    public static readonly TownFact Zhongfang = new("忠防镇", "Zhongfang", new(113.50, 29.40), 23_000);
    public static readonly TownFact Nieshi = new("聂市镇", "Nieshi", new(113.50, 29.58), 31_000);
    public static readonly TownFact Jiangnan = new("江南镇", "Jiangnan", new(113.43, 29.67), 27_000);
    public static readonly TownFact Yanglousi = new("羊楼司镇", "Yanglousi", new(113.66, 29.56), 42_000);
    public static readonly TownFact Taolin = new("桃林镇", "Taolin", new(113.42, 29.33), 34_000);
    public static readonly TownFact Changtang = new("长塘镇", "Changtang", new(113.36, 29.31), 17_000);
    public static readonly TownFact Baiyangtian = new("白羊田镇", "Baiyangtian", new(113.40, 29.25), 16_000);
    public static readonly TownFact Zhanqiao = new("詹桥镇", "Zhanqiao", new(113.53, 29.30), 33_000);
    public static readonly TownFact Huanggai = new("黄盖镇", "Huanggai", new(113.54, 29.73), 14_000);
    public static readonly TownFact Tandu = new("坦渡镇", "Tandu", new(113.60, 29.62), 19_000);

    public static readonly TownFact[] Towns =
    [
        ChangAn, Wulipai, Yunhu, Taokuang, Zhongfang, Nieshi, Jiangnan, Yanglousi, Taolin, Changtang, Baiyangtian, Zhanqiao, Huanggai, Tandu,
    ];

    /// <summary>The made-up main roads: class, name and the towns they join in order.</summary>
    public static readonly (RoadClass Class, string Name, TownFact[] Towns)[] MainRoads =
    [
        (RoadClass.National, "G107", [Yunhu, Wulipai, ChangAn, Yanglousi]),
        (RoadClass.Provincial, "S208", [Jiangnan, Nieshi, ChangAn, Taokuang, Taolin, Baiyangtian]),
        (RoadClass.Provincial, "S301", [Taokuang, Zhongfang, Zhanqiao]),
        (RoadClass.County, "X001", [Huanggai, Jiangnan]),
        (RoadClass.County, "X002", [Nieshi, Tandu, Yanglousi]),
        (RoadClass.County, "X003", [Yunhu, Changtang, Taolin]),
        (RoadClass.County, "X004", [Zhongfang, Yanglousi]),
        (RoadClass.County, "X005", [Taolin, Zhanqiao]),
        (RoadClass.County, "X006", [Baiyangtian, Zhanqiao]),
        (RoadClass.County, "X007", [Huanggai, Tandu]),
        (RoadClass.County, "X008", [Changtang, Baiyangtian]),
    ];

    /// <summary>Where the made-up expressway runs, from the north-eastern border to the south-western.</summary>
    public static readonly GeoPoint[] Expressway =
    [
        new(113.715, 29.588), new(113.655, 29.540), new(113.560, 29.497), new(113.480, 29.447), new(113.420, 29.418), new(113.365, 29.385), new(113.318, 29.362),
    ];

    /// <summary>Near which points it can be entered and left.</summary>
    public static readonly GeoPoint[] Interchanges = [new(113.655, 29.540), new(113.545, 29.488), new(113.445, 29.430), new(113.365, 29.385)];

    /// <summary>Made-up hills, where roads are few and slow: middle and radius.</summary>
    public static readonly (GeoPoint Middle, double Metres)[] Hills =
    [
        (new(113.67, 29.44), 6_500), (new(113.58, 29.36), 4_500), (new(113.47, 29.27), 3_500), (new(113.56, 29.53), 3_000),
    ];
}
