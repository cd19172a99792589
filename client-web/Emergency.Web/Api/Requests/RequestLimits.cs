namespace Emergency.Web.Api;

/// <summary>The longest texts and largest counts that requests may hold.</summary>
internal static class RequestLimits
{
    public const int Name = 100;
    public const int Phone = 32;
    public const int Address = 200;
    public const int Complaint = 500;
    public const int Notes = 2000;
    public const int Reason = 200;
    public const int Patients = 1000;
    public const int FreeBeds = 10_000;

    /// <summary>Most items in one list.</summary>
    public const int ListItems = 1000;

    /// <summary>Most fixes of a track in one answer.</summary>
    public const int TrackFixes = 10_000;

    /// <summary>Longest span of a list, a track or a report.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(366);
}
