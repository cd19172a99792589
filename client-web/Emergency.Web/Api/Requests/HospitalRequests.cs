using Emergency.Domain;
using Emergency.Domain.Hospitals;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Asks not to be sent patients, or with a null reason takes them again.</summary>
internal sealed record DiversionRequest(string? Reason = null, DateTimeOffset? Until = null) : IRequestBody
{
    public void Check(Checks checks)
    {
        if (Reason is not null)
            checks.RequireText(Reason, TextLimits.Reason, "reason");
        else if (Until is not null)
            checks.Fail("until", "needs a reason");
    }
}

/// <summary>Says how many emergency beds are free.</summary>
internal sealed record CapacityRequest(int? FreeBeds) : IRequestBody
{
    public void Check(Checks checks) => checks
        .Require(FreeBeds, "freeBeds")
        .Within(FreeBeds, 0, HospitalLimits.Beds, "freeBeds");
}
