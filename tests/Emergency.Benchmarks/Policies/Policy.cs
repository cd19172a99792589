using Emergency.Domain;
using Emergency.Domain.Recommendations;
using Emergency.Geography;

namespace Emergency.Benchmarks.Policies;

/// <summary>What the ranking takes for the price of sending a unit.</summary>
internal enum CostKind
{
    /// <summary>None is reckoned.</summary>
    None = 0,

    /// <summary>People who would no longer be reached in time, from the coverage engine.</summary>
    PeopleLost = 1,

    /// <summary>People expected to be reached in time who would not be, by MEXCLP, from the relocation planner.</summary>
    ExpectedLoss = 2,
}

/// <summary>A way of dispatching that a county can configure.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Ranking">Options of the recommendation; its first candidate is sent.</param>
/// <param name="Cost">Where its coverage costs come from.</param>
/// <param name="Planner">Says where freed units go, and which idle units move.</param>
/// <param name="Moves">Whether idle units are moved as it suggests, after each dispatch.</param>
/// <param name="Redispatch">When a call changes over to a nearer unit that has become free; null for never.</param>
internal sealed record Policy(
    string Name,
    RecommendationOptions Ranking,
    CostKind Cost,
    RelocationPlanner Planner,
    bool Moves,
    RedispatchOptions? Redispatch = null)
{
    /// <summary>Costs are compared in steps so large that none decides: nearest first always.</summary>
    public static RecommendationOptions NearestFirst { get; } = new() { CoverageStep = 1_000_000 };
}
