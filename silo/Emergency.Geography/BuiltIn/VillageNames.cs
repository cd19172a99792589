namespace Emergency.Geography;

/// <summary>Makes up names of villages and streets out of usual parts, in Chinese and in pinyin. A name is given once.</summary>
internal sealed class VillageNames(SeededRandom random)
{
    private static readonly (string Zh, string En)[] Heads =
    [
        ("王家", "Wangjia"), ("李家", "Lijia"), ("张家", "Zhangjia"), ("刘家", "Liujia"), ("陈家", "Chenjia"), ("杨家", "Yangjia"),
        ("周家", "Zhoujia"), ("吴家", "Wujia"), ("方家", "Fangjia"), ("沈家", "Shenjia"), ("余家", "Yujia"), ("何家", "Hejia"),
        ("大", "Da"), ("小", "Xiao"), ("新", "Xin"), ("石", "Shi"), ("白", "Bai"), ("青", "Qing"), ("红", "Hong"), ("双", "Shuang"),
        ("长", "Chang"), ("高", "Gao"), ("松", "Song"), ("竹", "Zhu"), ("茶", "Cha"), ("梅", "Mei"), ("荷", "He"), ("枫", "Feng"),
    ];

    private static readonly (string Zh, string En)[] Tails =
    [
        ("湾", "wan"), ("塘", "tang"), ("坪", "ping"), ("桥", "qiao"), ("冲", "chong"), ("岭", "ling"), ("坡", "po"), ("畈", "fan"),
        ("洲", "zhou"), ("港", "gang"), ("山", "shan"), ("田", "tian"), ("铺", "pu"), ("屋场", "wuchang"), ("垄", "long"),
    ];

    private static readonly string[] StreetHeads =
        ["长安", "云湖", "五里", "河东", "河西", "建设", "人民", "解放", "和平", "文化", "站前", "园区", "友谊", "青年", "新建", "南正", "北正", "兴业", "富民", "康复"];

    private readonly HashSet<string> _given = [];

    /// <summary>The next name.</summary>
    public (string Zh, string En) Next()
    {
        while (true)
        {
            var (head, tail) = (Heads[random.Below(Heads.Length)], Tails[random.Below(Tails.Length)]);
            var name = (Zh: head.Zh + tail.Zh + "村", En: head.En + tail.En);
            if (_given.Add(name.Zh))
            {
                return name;
            }
        }
    }

    /// <summary>The name of a street grid's line.</summary>
    public static string Street(bool isRow, int line) => StreetHeads[((line * 7) + (isRow ? 0 : 3)) % StreetHeads.Length] + (isRow ? "路" : "街");
}
