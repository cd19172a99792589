using System.Collections.Immutable;

namespace Emergency.Simulators;

/// <summary>A reason for which people ring.</summary>
/// <param name="Text">What the call taker writes down.</param>
/// <param name="Weight">How often, relative to the others.</param>
/// <param name="Priorities">How urgent it turns out, I to IV, as weights.</param>
/// <param name="SeveralShare">Share of such calls with more than one patient.</param>
internal sealed record Complaint(string Text, double Weight, ImmutableArray<double> Priorities, double SeveralShare = 0);

/// <summary>Why people ring: a list of our own, made to look like a county's day. It is no triage protocol.</summary>
internal static class Complaints
{
    private static readonly ImmutableArray<double> Gravest = [8, 2, 0, 0];
    private static readonly ImmutableArray<double> Grave = [2, 6, 2, 0];
    private static readonly ImmutableArray<double> Middling = [0, 3, 6, 1];
    private static readonly ImmutableArray<double> Mild = [0, 1, 6, 3];
    private static readonly ImmutableArray<double> Slight = [0, 0, 3, 7];

    public static ImmutableArray<Complaint> All { get; } =
    [
        new("呼之不应，旁人正在胸外按压", 10, Gravest),
        new("胸痛半小时，出冷汗", 80, Grave),
        new("胸闷、心慌", 60, Middling),
        new("呼吸困难，口唇发紫", 70, Grave),
        new("咳喘加重，不能平卧", 60, Middling),
        new("突然口角歪斜、一侧肢体无力", 55, Grave),
        new("突然剧烈头痛、呕吐", 20, Grave),
        new("抽搐，意识不清", 35, Grave),
        new("晕倒，现已清醒", 55, Middling),
        new("头晕、站立不稳", 60, Mild),
        new("老人跌倒，髋部疼痛不能站立", 90, Middling),
        new("摔伤，手腕变形", 40, Mild),
        new("高处坠落", 15, Grave),
        new("摩托车与小车相撞，有人受伤", 70, [2, 4, 4, 0], SeveralShare: 0.25),
        new("电动车摔倒，腿部擦伤", 40, Mild),
        new("农机伤手，出血不止", 15, Grave),
        new("头部撞伤，出血", 35, Middling),
        new("打架受伤", 15, Mild, SeveralShare: 0.15),
        new("腹痛、呕吐", 70, Mild),
        new("呕血或黑便", 20, Grave),
        new("腰痛，疑似结石", 30, Mild),
        new("高热、精神差", 35, Mild),
        new("小儿高热惊厥", 20, Grave),
        new("孕妇临产，阵痛频繁", 15, Middling),
        new("孕妇阴道出血", 8, Grave),
        new("糖尿病人意识模糊", 20, Grave),
        new("误服药物或农药", 15, Grave),
        new("饮酒过量，呼叫反应差", 30, Middling),
        new("全身皮疹，喉头发紧", 10, Grave),
        new("毒蛇咬伤", 6, Grave),
        new("烫伤，面积较大", 8, Middling),
        new("异物卡喉", 8, Gravest),
        new("溺水，已救上岸", 4, Gravest),
        new("煤气中毒，多人不适", 4, Grave, SeveralShare: 0.5),
        new("全身乏力，进食差", 50, Slight),
        new("慢性病复查，行动不便需转运", 50, Slight),
    ];
}
