using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Live;

/// <summary>Open cases, and those that ended a short while ago. Not safe for several threads: its owner locks.</summary>
/// <param name="keepEnded">How long an ended case is kept.</param>
internal sealed class CaseBoard(TimeSpan keepEnded)
{
    private readonly NewestViews<CaseId, CaseView> _views = new(view => view.CaseId, view => view.Version);

    /// <summary>Which fact last changed each case.</summary>
    private readonly Dictionary<CaseId, long> _changedBy = [];

    public static bool IsOpen(CaseView view) => view.Status is CaseStatus.Waiting or CaseStatus.Assigned;

    /// <summary>Takes a view if it is newer and its case is still of interest.</summary>
    /// <param name="fact">The number of the fact that the view becomes if it is taken.</param>
    public Offered Offer(CaseView view, long fact, DateTimeOffset now)
    {
        if (_views.Find(view.CaseId) is null && IsForgotten(view, now))
            return Offered.Old;
        var offered = _views.Offer(view);
        if (offered != Offered.Old)
            _changedBy[view.CaseId] = fact;
        return offered;
    }

    /// <summary>The newest first.</summary>
    public ImmutableArray<CaseView> All(DateTimeOffset now) =>
    [
        .. _views.All.Where(view => !IsForgotten(view, now))
            .OrderByDescending(view => view.ReceivedAt)
            .ThenBy(view => view.CaseId.Value, StringComparer.Ordinal),
    ];

    public CaseView? Find(CaseId id) => _views.Find(id);

    public IEnumerable<CaseView> Open => _views.All.Where(IsOpen);

    /// <summary>Open cases that a complete list does not have, leaving out those that changed since the list was asked for.</summary>
    public ImmutableArray<CaseId> MissingFrom(IEnumerable<CaseView> complete, long asOfFact)
    {
        var listed = complete.Select(view => view.CaseId).ToHashSet();
        return [.. Open.Select(view => view.CaseId).Where(id => !listed.Contains(id) && _changedBy[id] <= asOfFact)];
    }

    /// <summary>Drops what ended long ago.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var view in _views.All.Where(view => IsForgotten(view, now)).ToArray())
            Forget(view.CaseId);
    }

    public void Forget(CaseId id)
    {
        _views.Remove(id);
        _changedBy.Remove(id);
    }

    private bool IsForgotten(CaseView view, DateTimeOffset now) => !IsOpen(view) && (view.EndedAt ?? now) + keepEnded <= now;
}
