using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Live;

/// <summary>
/// Clinical records and the newest vitals, as the streams and comparisons told them. Those of cases that are of interest no more are
/// dropped at each comparison. Not safe for several threads: its owner locks.
/// </summary>
internal sealed class CareRecords
{
    private readonly NewestViews<CaseId, CareView> _views = new(view => view.CaseId, view => view.Version);
    private readonly Dictionary<CaseId, long> _changedBy = [];
    private readonly Dictionary<(CaseId Case, PatientId Patient), (NewestVitals Vitals, long Number)> _vitals = [];

    /// <summary>How many newer vitals were taken so far; numbers each of them.</summary>
    public long VitalsNumber { get; private set; }

    public IReadOnlyCollection<CareView> Raw => _views.All;

    public ImmutableArray<CareView> All => [.. _views.All.OrderBy(view => view.CaseId.Value, StringComparer.Ordinal)];

    public ImmutableArray<NewestVitals> Vitals => VitalsAfter(0);

    public CareView? Find(CaseId id) => _views.Find(id);

    /// <summary>Takes a record if it is newer; one without any fact (version 0) says nothing.</summary>
    /// <param name="fact">The number of the fact that it becomes if it is taken.</param>
    public Offered Offer(CareView view, long fact)
    {
        if (view.Version <= 0)
            return Offered.Old;
        var offered = _views.Offer(view);
        if (offered != Offered.Old)
            _changedBy[view.CaseId] = fact;
        return offered;
    }

    /// <summary>Takes vitals if they are newer than the known ones.</summary>
    public bool Offer(NewestVitals vitals)
    {
        var key = (vitals.CaseId, vitals.PatientId);
        if (_vitals.TryGetValue(key, out var known) && vitals.Version <= known.Vitals.Version)
            return false;
        _vitals[key] = (vitals, ++VitalsNumber);
        return true;
    }

    /// <summary>The vitals that were taken after a number, oldest first.</summary>
    public ImmutableArray<NewestVitals> VitalsAfter(long number) =>
        [.. _vitals.Values.Where(entry => entry.Number > number).OrderBy(entry => entry.Number).Select(entry => entry.Vitals)];

    /// <summary>Drops what belongs to no case of interest, leaving records that changed since the cases were asked for.</summary>
    public void Keep(Predicate<CaseId> isOfInterest, long asOfFact)
    {
        foreach (var id in _views.All.Select(view => view.CaseId).Where(id => !isOfInterest(id) && _changedBy[id] <= asOfFact).ToArray())
        {
            _views.Remove(id);
            _changedBy.Remove(id);
        }

        foreach (var key in _vitals.Keys.Where(key => !isOfInterest(key.Case)).ToArray())
            _vitals.Remove(key);
    }
}
