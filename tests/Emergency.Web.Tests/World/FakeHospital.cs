using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Tests;

/// <summary>A hospital with the least rules that the web can be tried against.</summary>
internal sealed class FakeHospital(FakeCounty county, string id)
{
    public HospitalView? View { get; set; }

    public Task<HospitalView?> Get() => Task.FromResult(View);

    public Task<Outcome<HospitalView>> Acknowledge(AssignmentId assignment, ActorRef by) =>
        Task.FromResult<Outcome<HospitalView>>(new Refusal("unknown-inbound", $"{id} expects no such patient"));

    public async Task<Outcome<HospitalView>> SetDiversion(string? reason, DateTimeOffset? until, ActorRef by)
    {
        var diversion = reason is null ? null : new DiversionView(reason, Sample.Noon, until, by.Name);
        await Set(View! with { Diversion = diversion });
        return View!;
    }

    public async Task<Outcome<HospitalView>> SetCapacity(int freeBeds, ActorRef by)
    {
        await Set(View! with { Capacity = freeBeds, CapacityAt = Sample.Noon });
        return View!;
    }

    private Task Set(HospitalView view)
    {
        View = view with { Version = view.Version + 1 };
        return county.Changed(LiveStreams.Hospitals, View);
    }
}
