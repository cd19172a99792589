using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Clocks;

namespace Emergency.Grains.Counties;

/// <summary>What lists and reports need of every case, open or not. Filled from the journal at start, then kept up by the live stream.</summary>
internal sealed class CaseIndex
{
    private readonly Dictionary<CaseId, CaseSummary> _all = [];
    private readonly Dictionary<CaseId, CaseView> _open = [];
    private readonly Dictionary<string, int> _lastNumberOfDay = [];

    public IEnumerable<CaseSummary> All => _all.Values;

    public IEnumerable<CaseView> Open => _open.Values;

    /// <summary>An open case; null when no such case is open.</summary>
    public CaseView? FindOpen(CaseId id) => _open.GetValueOrDefault(id);

    /// <summary>Whether it is known that the case ended.</summary>
    public bool HasEnded(CaseId id) => _all.ContainsKey(id) && !_open.ContainsKey(id);

    /// <summary>Takes a view, unless a newer one of that case is known.</summary>
    public void Put(CaseView view)
    {
        if (_all.TryGetValue(view.CaseId, out var known) && known.Version >= view.Version) return;
        _all[view.CaseId] = CaseSummary.Of(view);
        if (view.Status is CaseStatus.Waiting or CaseStatus.Assigned) _open[view.CaseId] = view;
        else _open.Remove(view.CaseId);
        NoteNumber(view.Number);
    }

    /// <summary>The highest serial that a case of that day has; 0 when none has.</summary>
    public int LastNumberOf(DateOnly day) => _lastNumberOfDay.GetValueOrDefault(CaseNumber.DayOf(day));

    private void NoteNumber(string number)
    {
        if (CaseNumber.Parse(number) is not var (day, serial)) return;
        _lastNumberOfDay[day] = Math.Max(_lastNumberOfDay.GetValueOrDefault(day), serial);
    }
}

/// <summary>One case in lists and reports.</summary>
internal sealed record CaseSummary(string Number, CaseStatus Status, ResponseSummary Response, long Version)
{
    public bool IsOpen => Status is CaseStatus.Waiting or CaseStatus.Assigned;

    public static CaseSummary Of(CaseView view) => new(
        view.Number, view.Status,
        new ResponseSummary(
            view.CaseId, view.Area, TimeSpan.FromSeconds(view.StandardSeconds), view.ReceivedAt, view.ResponseKnowledge,
            view.ResponseSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null),
        view.Version);

    public CaseListItem ToItem() => new(Response.CaseId, Number, Status, Response.ReceivedAt);
}
