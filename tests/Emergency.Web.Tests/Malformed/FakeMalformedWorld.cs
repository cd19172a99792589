using Emergency.Domain;

namespace Emergency.Web.Tests;

/// <summary>The rows' world in front of a fake county: it is there for all of them.</summary>
public sealed class FakeMalformedWorld : IMalformedWorld, IAsyncLifetime
{
    private TestWeb? _web;

    public IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["case"] = "c-1",
        ["other"] = "c-2",
        ["assignment"] = "a-1",
        ["busy"] = "A01",
        ["free"] = "A02",
        ["hospital"] = "H01",
        ["elsewhere"] = "H02",
        ["now"] = Sample.Noon.ToString("O"),
    };

    private TestWeb Web => _web ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        _web = await TestWeb.Start();
        var county = _web.County;
        county.Case("c-1").View = Sample.Case("c-1") with { Assignments = [Sample.Assignment("a-1", "A01", Milestone.EnRoute)] };
        county.Case("c-2").View = Sample.Case("c-2");
        await county.Ambulance("A01").Hold(new CaseId("c-1"), new AssignmentId("a-1"));
    }

    Task<ApiClient> IMalformedWorld.SignIn(string user) => Web.SignIn(user);

    Task<string> IMalformedWorld.Fingerprint() => Task.FromResult($"{Web.County.Changes} {Web.Projection.Version}");

    public ValueTask DisposeAsync() => Web.DisposeAsync();
}
