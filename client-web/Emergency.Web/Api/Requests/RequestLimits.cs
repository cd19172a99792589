namespace Emergency.Web.Api;

/// <summary>The bounds of what can be asked for at once; those of what can be said are the domain's.</summary>
internal static class RequestLimits
{
    /// <summary>Most items in one list.</summary>
    public const int ListItems = 1000;

    /// <summary>Most fixes of a track in one answer.</summary>
    public const int TrackFixes = 10_000;

    /// <summary>Longest span of a list, a track or a report.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(366);
}
