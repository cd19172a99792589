using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Simulators;

/// <summary>
/// Which cases the simulated dispatchers look after, and when each is due. Only cases that simulated callers opened are taken in, and a
/// case on which somebody else has sent a unit is left to that person for good. For one caller at a time, but <see cref="Add"/> from any.
/// </summary>
internal sealed class DispatchQueue(DispatchOptions options, Random random)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CaseId, Watched> _cases = [];
    private readonly Queue<CaseId> _order = new();

    /// <summary>Cases that wait for a unit from us.</summary>
    public int Waiting { get; private set; }

    /// <summary>A simulated caller's case was opened.</summary>
    public void Add(CaseId id, DateTimeOffset now)
    {
        lock (_gate)
        {
            var span = options.QuickestDecision + (options.SlowestDecision - options.QuickestDecision) * random.NextDouble();
            if (!_cases.TryAdd(id, new Watched { Due = now + span }))
                return;
            _order.Enqueue(id);
            if (_order.Count > options.MostCases)
                _cases.Remove(_order.Dequeue());
        }
    }

    /// <summary>
    /// Takes in what simulated callers of an earlier run left behind: cases that bear their mark and to which nobody has sent a unit.
    /// </summary>
    public void Adopt(IReadOnlyList<CaseView> open, string mark, DateTimeOffset now)
    {
        foreach (var view in open.Where(view => view.Assignments.IsEmpty && view.Notes.Contains(mark)))
            Add(view.CaseId, now);
    }

    /// <summary>The cases for which a unit is due to be sent, most urgent first. Ended ones are forgotten.</summary>
    /// <param name="open">All open cases.</param>
    /// <param name="now">By the county's clock.</param>
    public IReadOnlyList<CaseView> Due(IReadOnlyList<CaseView> open, DateTimeOffset now)
    {
        lock (_gate)
        {
            var byId = open.ToDictionary(view => view.CaseId);
            foreach (var (id, watched) in _cases)
            {
                if (byId.TryGetValue(id, out var view))
                    watched.Seen = true;
                else if (watched.Seen)
                    _cases.Remove(id);
                if (view is not null && view.Assignments.Any(assignment => !watched.Ours.Contains(assignment.AssignmentId)))
                    _cases.Remove(id);
            }

            var ours = open.Where(view => _cases.ContainsKey(view.CaseId) && NeedsUnit(view)).ToList();
            Waiting = ours.Count;
            return [.. ours.Where(view => _cases[view.CaseId].Due <= now).OrderBy(view => view.Priority).ThenBy(view => view.ReceivedAt)];
        }
    }

    /// <summary>A unit was sent.</summary>
    public void Sent(CaseId id, AssignmentId assignment, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_cases.TryGetValue(id, out var watched))
                return;
            watched.Ours.Add(assignment);
            watched.Due = now + options.QuickestDecision;
        }
    }

    /// <summary>No unit could be sent.</summary>
    public void Postpone(CaseId id, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_cases.TryGetValue(id, out var watched))
                watched.Due = now + options.TryAgain;
        }
    }

    /// <summary>Whether fewer units deal or dealt with it than it has patients.</summary>
    private static bool NeedsUnit(CaseView view) =>
        view.Assignments.Count(assignment => assignment.Active || assignment.Pending || assignment.Milestone is
            Milestone.Cleared or Milestone.BackAtStation or Milestone.NoPatientFound or Milestone.PatientRefused or Milestone.DeadOnScene)
        < Math.Max(1, view.PatientCount);

    private sealed class Watched
    {
        public DateTimeOffset Due { get; set; }

        /// <summary>Whether it has been among the open cases: one that was not yet may only be new.</summary>
        public bool Seen { get; set; }

        public HashSet<AssignmentId> Ours { get; } = [];
    }
}
