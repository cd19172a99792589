using System.Collections.Immutable;

namespace Emergency.Domain.Orders.Safety;

/// <summary>One thing that is wrong with a rule set's file.</summary>
/// <param name="Line">Counted from 1: where the drug or the rule begins, or where the JSON breaks.</param>
/// <param name="Path">Such as <c>rules[3].unit</c>, counted from 0.</param>
/// <param name="Text">What is wrong, in English.</param>
public sealed record OrderRulesProblem(long Line, string Path, string Text)
{
    public override string ToString() => $"line {Line}, {Path}: {Text}";
}

/// <summary>A rule set's file cannot be used. A set is taken whole or not at all.</summary>
public sealed class OrderRulesException : Exception
{
    /// <summary>After so many problems reading stops.</summary>
    public const int MostProblems = 50;

    public OrderRulesException()
        : this([])
    {
    }

    public OrderRulesException(string message)
        : base(message) => Problems = [];

    public OrderRulesException(string message, Exception innerException)
        : base(message, innerException) => Problems = [];

    public OrderRulesException(ImmutableArray<OrderRulesProblem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>In the order of the file, at most <see cref="MostProblems"/>.</summary>
    public ImmutableArray<OrderRulesProblem> Problems { get; }
}

/// <summary>Why one element of a file is refused.</summary>
/// <param name="member">The member of the element; empty for the element itself.</param>
internal sealed class RefusedElementException(string member, string text) : Exception(text)
{
    public string Member { get; } = member;
}
