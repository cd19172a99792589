namespace Emergency.Domain.Recommendations;

/// <summary>When one of these words is in the complaint, a unit should have these capabilities, and a hospital these centres.</summary>
/// <param name="Words">Looked for anywhere in the text, whatever the case.</param>
/// <param name="Capabilities">Capability words of units.</param>
/// <param name="Centres">Words for emergency centres of hospitals; null for none.</param>
public sealed record ComplaintRule(IReadOnlyList<string> Words, IReadOnlyList<string> Capabilities, IReadOnlyList<string>? Centres = null);

/// <summary>
/// What a complaint asks of a unit: a table of the county's own, not a triage protocol. It looks for words, understands nothing,
/// and is shown with what it found; a dispatcher overrules it with a reason.
/// </summary>
/// <param name="Rules">All that match count.</param>
/// <param name="ByPriority">What every case of a priority asks for, whatever the complaint.</param>
public sealed record ComplaintRules(IReadOnlyList<ComplaintRule> Rules, IReadOnlyDictionary<Priority, IReadOnlyList<string>> ByPriority)
{
    /// <summary>Basic life support: every ambulance.</summary>
    public const string Basic = "bls";

    /// <summary>Advanced life support: defibrillator, monitor, airway, drugs.</summary>
    public const string Advanced = "als";

    /// <summary>An incubator and somebody who can use it.</summary>
    public const string Newborn = "newborn";

    /// <summary>A delivery kit and somebody who can use it. Asked for only where the county has such a unit.</summary>
    public const string Obstetric = "obstetric";

    /// <summary>A table to begin with.</summary>
    public static ComplaintRules Default { get; } = new(
        [
            new(["心跳骤停", "呼吸停止", "没有呼吸", "没呼吸", "无意识", "昏迷", "叫不醒"], [Advanced]),
            new(["cardiac arrest", "not breathing", "unconscious", "unresponsive"], [Advanced]),
            new(["胸痛", "胸闷", "心梗", "心口痛", "chest pain", "heart attack"], [Advanced], ["chest-pain"]),
            new(["呼吸困难", "气促", "喘不上气", "shortness of breath", "trouble breathing"], [Advanced]),
            new(["中风", "偏瘫", "口角歪斜", "说话不清", "stroke", "facial droop"], [Advanced], ["stroke"]),
            new(["大出血", "坠落", "高处坠", "车祸", "压伤", "severe bleeding", "fall from height", "traffic accident", "crush"], [Advanced], ["trauma"]),
            new(["抽搐", "惊厥", "溺水", "电击", "中毒", "seizure", "drowning", "electrocution", "poisoning"], [Advanced]),
            new(["临产", "分娩", "产后出血", "子痫", "孕妇", "in labour", "in labor", "childbirth", "eclampsia", "pregnant"], [Obstetric], ["maternal"]),
            new(["新生儿", "早产儿", "newborn", "neonate", "premature baby"], [Newborn], ["newborn"]),
        ],
        new Dictionary<Priority, IReadOnlyList<string>> { [Priority.I] = [Advanced] });

    /// <summary>No table: every unit will do.</summary>
    public static ComplaintRules None { get; } = new([], new Dictionary<Priority, IReadOnlyList<string>>());

    /// <summary>The capability words that this complaint at this priority asks for, in order and each once.</summary>
    public IReadOnlyList<string> RequiredFor(string complaint, Priority priority) =>
        [.. Rules
            .Where(r => r.Words.Any(w => complaint.Contains(w, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(r => r.Capabilities)
            .Concat(ByPriority.TryGetValue(priority, out var always) ? always : [])
            .Distinct()
            .Order(StringComparer.Ordinal)];

    /// <summary>The emergency centres that this complaint asks for, in order and each once.</summary>
    public IReadOnlyList<string> CentresFor(string complaint) =>
        [.. Rules
            .Where(r => r.Centres is not null && r.Words.Any(w => complaint.Contains(w, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(r => r.Centres!)
            .Distinct()
            .Order(StringComparer.Ordinal)];

    internal IEnumerable<string> Problems()
    {
        foreach (var rule in Rules)
        {
            if (rule.Words.Count == 0) yield return "complaints.words is empty: a rule without words is never used";
            if (rule.Words.Any(string.IsNullOrWhiteSpace)) yield return "complaints.words has an empty word, which every complaint holds";
            foreach (var word in rule.Capabilities.Concat(rule.Centres ?? []).Where(w => !WordId.IsValid(w)))
                yield return $"complaints of '{string.Join(' ', rule.Words)}' ask for '{word}', which is not a word";
        }

        foreach (var (priority, words) in ByPriority)
        {
            if (words.FirstOrDefault(w => !WordId.IsValid(w)) is { } word) yield return $"always for priority {priority} asks for '{word}', which is not a word";
        }
    }
}
