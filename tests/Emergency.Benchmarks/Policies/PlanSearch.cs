using Emergency.Geography;

namespace Emergency.Benchmarks.Policies;

/// <summary>
/// Looks for a good schedule with knowledge of the whole day: starts from the best that it is given, and sends another unit to one call shortly
/// before a late one for as long as that does no harm. What it finds was driven like any other day; the best schedule lies between the bound and it.
/// </summary>
internal sealed class PlanSearch(PolicyWorld world, Policy policy, CallDay day, IReadOnlyList<TravelTree> toScene, ICoverageEngine coverage)
{
    private const int Attempts = 80;
    private const long LookBackMs = 90 * 60_000;

    public DayResult Improve(IEnumerable<DayResult> starts, int seed)
    {
        var best = starts.MinBy(s => s.Late)!;
        var plan = PlanOf(best);
        var chance = new Chance(unchecked((seed * 7919) + day.Number));
        for (var attempt = 0; attempt < Attempts && best.Late > 0; attempt++)
        {
            int[] late = [.. Enumerable.Range(0, plan.Length).Where(best.IsLate)];
            var until = late[chance.Below(late.Length)];
            var from = until;
            while (from > 0 && day.Calls[from - 1].AtMs >= day.Calls[until].AtMs - LookBackMs)
            {
                from--;
            }

            var changed = (int[])plan.Clone();
            changed[from + chance.Below(until - from + 1)] = chance.Below(world.Fleet.Length);
            var driven = new DaySimulation(world, policy, day, toScene, coverage, changed).Run();
            if (driven.Late <= best.Late)
            {
                (best, plan) = (driven, PlanOf(driven));
            }
        }

        return best;
    }

    private int[] PlanOf(DayResult driven)
    {
        var plan = new int[day.Calls.Count];
        foreach (var trace in driven.Traces)
        {
            plan[trace.Call] = trace.Unit;
        }

        return plan;
    }
}
