using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Relocations;
using Emergency.Geography;

namespace Emergency.Grains.Counties;

/// <summary>A unit on its way to a case that has no other.</summary>
/// <param name="Remaining">Until it is there.</param>
internal sealed record TakeoverRide(CaseView Case, AssignmentView Assignment, TimeSpan Remaining);

/// <summary>
/// Weighs whether a free unit should take over a case from one that is farther away. Units are those of the recommendation, so that
/// whoever is suggested has the skill, the crew and the rest that the case asks for.
/// </summary>
internal sealed class TakeoverAdviser(RedispatchOptions options, RelocationBook book, DateTimeOffset now)
{
    /// <summary>How many are suggested at once: more than a dispatcher reads in one look would be noise.</summary>
    private const int Most = 3;

    private readonly List<RedispatchChance> _chances = [];
    private readonly Dictionary<CaseId, TakeoverRide> _rides = [];

    /// <summary>Cases that exactly one unit is bound to, and that unit drives there and says when it arrives.</summary>
    public static IEnumerable<TakeoverRide> Rides(BoardSnapshot board, DateTimeOffset now)
    {
        var units = board.Units.ToDictionary(u => u.AmbulanceId);
        foreach (var @case in board.Cases)
        {
            var bound = @case.Assignments.Where(a => a.Active || a.Pending).ToList();
            if (bound is not [{ Milestone: Milestone.EnRoute, Pending: false } only]) continue;
            if (units.GetValueOrDefault(only.AmbulanceId) is not { EtaSeconds: { } eta, EtaAt: { } at } unit) continue;
            if (unit.AssignmentId == only.AssignmentId) yield return new TakeoverRide(@case, only, TimeSpan.FromSeconds(eta) - (now - at));
        }
    }

    /// <summary>Notes what each free and suitable unit could do for a case.</summary>
    public void Weigh(TakeoverRide ride, RecommendationsView advice)
    {
        _rides[ride.Case.CaseId] = ride;
        var left = ride.Case.ReceivedAt.AddSeconds(ride.Case.StandardSeconds) - now;
        var changes = book.Takeovers.Count(t => t.Accepted && t.CaseId == ride.Case.CaseId);
        foreach (var free in advice.Candidates)
        {
            if (free is not { RequiresDivert: false, NeedsOverride: false, EtaSeconds: { } eta }) continue;
            if (free.Duty is not (UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile)) continue;
            if (book.Takeovers.Any(t => !t.Accepted && t.CaseId == ride.Case.CaseId && t.Free == free.AmbulanceId)) continue;
            _chances.Add(new RedispatchChance(
                ride.Case.CaseId, ride.Assignment.AmbulanceId, ride.Remaining, free.AmbulanceId, TimeSpan.FromSeconds(eta), left,
                ride.Case.Priority, changes));
        }
    }

    /// <summary>The changes that help most, best first; each case and each free unit is in one at most.</summary>
    public IEnumerable<TakeoverView> Best()
    {
        var open = _chances.ToList();
        for (var n = 0; n < Most && Redispatch.Best(open, options) is { } best; n++)
        {
            yield return ToView(best, _rides[best.Case]);
            open.RemoveAll(c => c.Case == best.Case || c.Free == best.Free);
        }
    }

    private TakeoverView ToView(RedispatchChance chance, TakeoverRide ride) => new(
        $"{chance.Case}.{chance.Free}", chance.Case, ride.Case.Number, chance.Priority, chance.UnderWay, ride.Assignment.AssignmentId,
        Math.Round(chance.Remaining.TotalSeconds), chance.Free, Math.Round(chance.Eta.TotalSeconds), Math.Round(chance.Gain.TotalSeconds),
        chance.Rescues, now);
}
