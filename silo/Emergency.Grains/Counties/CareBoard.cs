using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Grains.Counties;

/// <summary>The clinical records of open cases and the newest vitals of their patients, as the board shows them.</summary>
internal sealed class CareBoard
{
    private readonly Dictionary<CaseId, CareView> _views = [];
    private readonly Dictionary<(CaseId, PatientId), NewestVitals> _vitals = [];
    private readonly HashSet<CaseId> _expected = [];

    public ImmutableArray<CareView> Views => [.. _views.Values];

    public ImmutableArray<NewestVitals> Vitals => [.. _vitals.Values];

    /// <summary>The journal has a clinical record of the case.</summary>
    public void Expect(CaseId caseId) => _expected.Add(caseId);

    /// <summary>Whether the journal had a clinical record of it when it was read.</summary>
    public bool Expects(CaseId caseId) => _expected.Contains(caseId);

    /// <summary>Whether there is a record that is not here yet.</summary>
    public bool Misses(CaseId caseId) => _expected.Contains(caseId) && !_views.ContainsKey(caseId);

    /// <summary>Takes a record unless a newer one is known.</summary>
    public void Put(CareView care)
    {
        if (!_views.TryGetValue(care.CaseId, out var known) || known.Version <= care.Version) _views[care.CaseId] = care;
    }

    /// <summary>Takes vitals unless newer ones are known.</summary>
    public void Put(NewestVitals vitals)
    {
        var key = (vitals.CaseId, vitals.PatientId);
        if (!_vitals.TryGetValue(key, out var known) || known.Version <= vitals.Version) _vitals[key] = vitals;
    }

    /// <summary>The case ended.</summary>
    public void Forget(CaseId caseId)
    {
        _views.Remove(caseId);
        _expected.Remove(caseId);
        foreach (var key in _vitals.Keys.Where(k => k.Item1 == caseId).ToList()) _vitals.Remove(key);
    }
}
