using System.Collections.Immutable;

namespace Emergency.Web;

/// <summary>What the web needs of the rule set in force, so that a screen can offer what can be ordered; composition registers it.</summary>
public interface IOrderRules
{
    /// <summary>The drugs and procedures of the rule set.</summary>
    OrderRulesView List();
}

/// <summary>The rule set in force, as a screen needs it.</summary>
/// <param name="Version">Which rules they are.</param>
/// <param name="Notice">What every screen that shows them must say, in English; empty when nothing.</param>
/// <param name="NoticeZh">The same in Chinese.</param>
/// <param name="Drugs">What can be ordered.</param>
/// <param name="Procedures">Words of procedures.</param>
public sealed record OrderRulesView(
    string Version, string Notice, string NoticeZh, ImmutableArray<RuleDrugView> Drugs, ImmutableArray<string> Procedures);

/// <summary>A drug that can be ordered.</summary>
/// <param name="Units">The usual one first.</param>
/// <param name="Routes">The usual one first.</param>
public sealed record RuleDrugView(string Code, string Name, string NameZh, ImmutableArray<string> Units, ImmutableArray<string> Routes);
