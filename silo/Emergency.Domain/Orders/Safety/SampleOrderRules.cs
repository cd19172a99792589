namespace Emergency.Domain.Orders.Safety;

/// <summary>
/// The rule set that comes with the software, for demonstration and tests: about twenty drugs of an ambulance with figures from general
/// pharmacological knowledge (product information and textbooks of emergency medicine). It is <b>not</b> clinical advice and nobody reviewed it for
/// treatment: a county replaces it by its own. <see cref="OrderRuleSet.IsSample"/> is set, and every screen shows <see cref="Notice"/> or <see cref="NoticeZh"/>.
/// </summary>
public static class SampleOrderRules
{
    private const string Resource = "Emergency.Domain.Orders.Safety.sample-order-rules.json";
    private static readonly Lazy<OrderRuleSet> Loaded = new(Load);

    /// <summary>The set, read once.</summary>
    public static OrderRuleSet Instance => Loaded.Value;

    /// <summary>What every screen that shows findings of this set shows, in English.</summary>
    public static string Notice => Instance.Notice!.En;

    /// <summary>The same in Chinese.</summary>
    public static string NoticeZh => Instance.Notice!.Zh;

    private static OrderRuleSet Load()
    {
        using var source = typeof(SampleOrderRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing");
        return OrderRuleReader.Read(source);
    }
}
