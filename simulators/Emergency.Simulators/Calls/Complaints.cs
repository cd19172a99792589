using System.Collections.Immutable;

namespace Emergency.Simulators;

/// <summary>A reason for which people ring.</summary>
/// <param name="Text">What the call taker writes down.</param>
/// <param name="Weight">How often, relative to the others.</param>
/// <param name="Priorities">How urgent it turns out, I to IV, as weights.</param>
/// <param name="Conditions">What is behind it, with weights; the first is the most typical.</param>
/// <param name="SeveralShare">Share of such calls with more than one patient.</param>
internal sealed record Complaint(
    string Text, double Weight, ImmutableArray<double> Priorities, ImmutableArray<ConditionShare> Conditions, double SeveralShare = 0);

/// <summary>How often a condition is behind a complaint, relative to others.</summary>
internal readonly record struct ConditionShare(Condition Condition, double Weight)
{
    /// <summary>That condition and no other.</summary>
    public static implicit operator ConditionShare(Condition condition) => new(condition, 1);

    public static implicit operator ConditionShare((Condition Condition, double Weight) share) => new(share.Condition, share.Weight);
}

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
        new("呼之不应，旁人正在胸外按压", 10, Gravest, [Condition.Arrest]),
        new("胸痛半小时，出冷汗", 80, Grave, [(Condition.AnteriorInfarction, 3), (Condition.InferiorInfarction, 3), (Condition.Angina, 4)]),
        new("胸闷、心慌", 60, Middling, [(Condition.FastFibrillation, 4), (Condition.VentricularTachycardia, 1), (Condition.Angina, 3), (Condition.Minor, 2)]),
        new("呼吸困难，口唇发紫", 70, Grave, [(Condition.HeartFailure, 5), (Condition.Bronchospasm, 5)]),
        new("咳喘加重，不能平卧", 60, Middling, [(Condition.HeartFailure, 5), (Condition.Bronchospasm, 4), (Condition.Infection, 2)]),
        new("突然口角歪斜、一侧肢体无力", 55, Grave, [(Condition.Stroke, 8), (Condition.BrainBleed, 2)]),
        new("突然剧烈头痛、呕吐", 20, Grave, [Condition.BrainBleed]),
        new("抽搐，意识不清", 35, Grave, [(Condition.Seizure, 8), (Condition.BrainBleed, 1)]),
        new("晕倒，现已清醒", 55, Middling, [(Condition.Faint, 8), (Condition.FastFibrillation, 1), (Condition.LowSugar, 1)]),
        new("头晕、站立不稳", 60, Mild, [(Condition.Faint, 4), (Condition.Minor, 5), (Condition.Stroke, 1)]),
        new("老人跌倒，髋部疼痛不能站立", 90, Middling, [Condition.Pain]),
        new("摔伤，手腕变形", 40, Mild, [Condition.Pain]),
        new("高处坠落", 15, Grave, [(Condition.Bleeding, 6), (Condition.BrainBleed, 2), (Condition.Pain, 2)]),
        new("摩托车与小车相撞，有人受伤", 70, [2, 4, 4, 0], [(Condition.Bleeding, 5), (Condition.BrainBleed, 2), (Condition.Pain, 5)], SeveralShare: 0.25),
        new("电动车摔倒，腿部擦伤", 40, Mild, [(Condition.Minor, 6), (Condition.Pain, 4)]),
        new("农机伤手，出血不止", 15, Grave, [Condition.Bleeding]),
        new("头部撞伤，出血", 35, Middling, [(Condition.Pain, 6), (Condition.BrainBleed, 3), (Condition.Bleeding, 1)]),
        new("打架受伤", 15, Mild, [(Condition.Minor, 5), (Condition.Pain, 5)], SeveralShare: 0.15),
        new("腹痛、呕吐", 70, Mild, [(Condition.Pain, 7), (Condition.Infection, 3)]),
        new("呕血或黑便", 20, Grave, [Condition.Bleeding]),
        new("腰痛，疑似结石", 30, Mild, [Condition.Pain]),
        new("高热、精神差", 35, Mild, [Condition.Infection]),
        new("小儿高热惊厥", 20, Grave, [(Condition.Seizure, 5), (Condition.Infection, 5)]),
        new("孕妇临产，阵痛频繁", 15, Middling, [Condition.Labour]),
        new("孕妇阴道出血", 8, Grave, [Condition.Bleeding]),
        new("糖尿病人意识模糊", 20, Grave, [Condition.LowSugar]),
        new("误服药物或农药", 15, Grave, [Condition.Poisoning]),
        new("饮酒过量，呼叫反应差", 30, Middling, [Condition.Poisoning]),
        new("全身皮疹，喉头发紧", 10, Grave, [Condition.Anaphylaxis]),
        new("毒蛇咬伤", 6, Grave, [(Condition.Bleeding, 3), (Condition.Anaphylaxis, 3), (Condition.Pain, 4)]),
        new("烫伤，面积较大", 8, Middling, [(Condition.Pain, 7), (Condition.Bleeding, 3)]),
        new("异物卡喉", 8, Gravest, [Condition.Asphyxia]),
        new("溺水，已救上岸", 4, Gravest, [(Condition.Asphyxia, 8), (Condition.Arrest, 2)]),
        new("煤气中毒，多人不适", 4, Grave, [Condition.Asphyxia], SeveralShare: 0.5),
        new("全身乏力，进食差", 50, Slight, [(Condition.Minor, 6), (Condition.Infection, 3), (Condition.FastFibrillation, 1)]),
        new("慢性病复查，行动不便需转运", 50, Slight, [Condition.Minor]),
    ];

    /// <summary>For what anybody else wrote: words to look for, the first that is found counts.</summary>
    private static readonly ImmutableArray<(string Word, ImmutableArray<ConditionShare> Conditions)> Words =
    [
        ("骤停", [Condition.Arrest]), ("胸痛", Behind("胸痛半小时，出冷汗")), ("心梗", [Condition.AnteriorInfarction]), ("胸闷", Behind("胸闷、心慌")),
        ("呼吸困难", Behind("呼吸困难，口唇发紫")), ("卒中", [Condition.Stroke]), ("中风", [Condition.Stroke]), ("抽搐", [Condition.Seizure]),
        ("车祸", Behind("摩托车与小车相撞，有人受伤")), ("坠", Behind("高处坠落")), ("出血", [Condition.Bleeding]), ("产", [Condition.Labour]),
        ("新生儿", [(Condition.Infection, 1), (Condition.Asphyxia, 1)]), ("中毒", [Condition.Poisoning]), ("过敏", [Condition.Anaphylaxis]),
        ("发热", [Condition.Infection]), ("痛", [Condition.Pain]),
    ];

    /// <summary>What may be behind a complaint, whoever wrote it down.</summary>
    public static ImmutableArray<ConditionShare> ConditionsOf(string text)
    {
        if (All.FirstOrDefault(complaint => complaint.Text == text) is { } known)
            return known.Conditions;
        var found = Words.FirstOrDefault(entry => text.Contains(entry.Word, StringComparison.Ordinal));
        return found.Word is null ? [Condition.Minor] : found.Conditions;
    }

    /// <summary>Whether somebody was hurt from outside.</summary>
    public static bool IsInjury(string text) => Injuries.Any(word => text.Contains(word, StringComparison.Ordinal));

    private static readonly ImmutableArray<string> Injuries = ["撞", "坠", "摔", "伤", "车祸", "咬"];

    private static ImmutableArray<ConditionShare> Behind(string text) => All.First(complaint => complaint.Text == text).Conditions;
}
