using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Live;

/// <content>Clinical records and newest vitals.</content>
internal sealed partial class CountyProjection
{
    private readonly CareRecords _care = new();

    public void Apply(CareView view) => Apply(() => _care.Offer(view, _facts.Version + 1), () => new Fact(Care: view));

    public void Apply(NewestVitals vitals)
    {
        lock (_lock)
            _care.Offer(vitals);
    }

    /// <summary>The newest vitals of each patient that changed after a number, and the number to ask after next time.</summary>
    public (ImmutableArray<NewestVitals> Vitals, long Number) ReadVitals(long after)
    {
        lock (_lock)
            return (_care.VitalsAfter(after), _care.VitalsNumber);
    }

    /// <summary>The clinical record of a case on the board; null when none is known.</summary>
    public CareView? FindCare(CaseId id)
    {
        lock (_lock)
            return _care.Find(id);
    }

    /// <summary>A case on the board; null when none is known.</summary>
    public CaseView? FindCase(CaseId id)
    {
        lock (_lock)
            return _cases.Find(id);
    }

    public ImmutableArray<CareView> CareViews()
    {
        lock (_lock)
            return [.. _care.Raw];
    }
}
