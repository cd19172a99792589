namespace Emergency.Web.Live;

/// <summary>How an offered view compares with the one that is known.</summary>
internal enum Offered
{
    /// <summary>Older, or the same: it is ignored.</summary>
    Old = 0,

    /// <summary>The next one.</summary>
    Next = 1,

    /// <summary>Newer, and at least one between was never seen. Views are whole, so nothing is missing but history.</summary>
    AfterGap = 2,
}

/// <summary>The newest view of each thing of one kind, by the version its grain gave it.</summary>
internal sealed class NewestViews<TKey, TView>(Func<TView, TKey> keyOf, Func<TView, long> versionOf)
    where TKey : notnull
    where TView : class
{
    private readonly Dictionary<TKey, TView> _views = [];

    public IReadOnlyCollection<TView> All => _views.Values;

    public TView? Find(TKey key) => _views.GetValueOrDefault(key);

    /// <summary>Takes the view if it is newer than the known one.</summary>
    public Offered Offer(TView view)
    {
        var known = Find(keyOf(view));
        if (known is not null && versionOf(view) <= versionOf(known))
            return Offered.Old;
        _views[keyOf(view)] = view;
        return known is null || versionOf(view) == versionOf(known) + 1 ? Offered.Next : Offered.AfterGap;
    }

    public void Remove(TKey key) => _views.Remove(key);
}
