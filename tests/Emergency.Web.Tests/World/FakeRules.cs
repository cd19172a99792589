namespace Emergency.Web.Tests;

/// <summary>A rule set of one drug.</summary>
internal sealed class FakeRules : IOrderRules
{
    public OrderRulesView List() =>
        new("test 1", "for tests", "测试用", [new RuleDrugView("aspirin", "Aspirin", "阿司匹林", ["mg"], ["po"])], ["defibrillation"]);
}
