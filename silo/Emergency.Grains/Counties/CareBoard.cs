using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Grains.Counties;

/// <summary>
/// The clinical records that the board shows, and the newest vitals of their patients: those of open cases, and those of ended ones with a green
/// channel that is still open, because its clocks run on in the hospital.
/// </summary>
internal sealed class CareBoard
{
    private readonly Dictionary<CaseId, CareView> _views = [];
    private readonly Dictionary<(CaseId Case, PatientId Patient), NewestVitals> _vitals = [];

    /// <summary>Cases that had a clinical record when the journal was read, with how many of their channels were open.</summary>
    private readonly Dictionary<CaseId, int> _inJournal = [];

    public ImmutableArray<CareView> Views => [.. _views.Values];

    public ImmutableArray<NewestVitals> Vitals => [.. _vitals.Values];

    /// <summary>Cases with a channel that was open when the journal was read.</summary>
    public IEnumerable<CaseId> WithOpenChannel => _inJournal.Where(c => c.Value > 0).Select(c => c.Key);

    /// <summary>The journal has a fact of a clinical record.</summary>
    /// <param name="opens">How many channels it opens; −1 when it closes one.</param>
    public void Note(CaseId caseId, int opens) => _inJournal[caseId] = _inJournal.GetValueOrDefault(caseId) + opens;

    /// <summary>Whether the journal had a clinical record of it when it was read.</summary>
    public bool Expects(CaseId caseId) => _inJournal.ContainsKey(caseId);

    /// <summary>Whether there is a record that is not here yet.</summary>
    public bool Misses(CaseId caseId) => _inJournal.ContainsKey(caseId) && !_views.ContainsKey(caseId);

    /// <summary>Takes a record unless a newer one is known.</summary>
    public void Put(CareView care, bool hasEnded)
    {
        if (!_views.TryGetValue(care.CaseId, out var known) || known.Version <= care.Version) _views[care.CaseId] = care;
        if (hasEnded) End(care.CaseId);
    }

    /// <summary>Takes vitals unless newer ones are known.</summary>
    public void Put(NewestVitals vitals)
    {
        var key = (vitals.CaseId, vitals.PatientId);
        if (!_vitals.TryGetValue(key, out var known) || known.Version <= vitals.Version) _vitals[key] = vitals;
    }

    /// <summary>The case ended: forgotten unless a channel is open.</summary>
    public void End(CaseId caseId)
    {
        if (_views.GetValueOrDefault(caseId) is { } care && care.Channels.Any(c => c.ClosedAt is null)) return;
        _views.Remove(caseId);
        _inJournal.Remove(caseId);
        foreach (var key in _vitals.Keys.Where(k => k.Case == caseId).ToList()) _vitals.Remove(key);
    }
}
