using Emergency.Domain.Orders.Safety;

namespace Emergency.Grains;

/// <summary>The rule set that orders are checked against: the county's own, or the labelled sample where it has none.</summary>
/// <param name="set">The rules, whole and checked.</param>
public sealed class OrderRules(OrderRuleSet set)
{
    /// <summary>The name of the file in a county package.</summary>
    public const string FileName = "order-rules.json";

    /// <summary>The rules.</summary>
    public OrderRuleSet Set { get; } = set;

    /// <summary>The set that comes with the software, for demonstration.</summary>
    public static OrderRules Sample { get; } = new(SampleOrderRules.Instance);

    /// <summary>What is recorded with every check.</summary>
    public string Version => $"{Set.Id} {Set.Edition}";

    /// <summary>The county's rules; the sample where the package has none, or there is no package.</summary>
    /// <exception cref="OrderRulesException">The file cannot be used: better no server than one that checks by half a rule set.</exception>
    public static OrderRules Load(string? countyFolder)
    {
        if (countyFolder is null || Path.Combine(countyFolder, FileName) is not { } path || !File.Exists(path)) return Sample;
        using var source = File.OpenRead(path);
        return new OrderRules(OrderRuleReader.Read(source));
    }
}
