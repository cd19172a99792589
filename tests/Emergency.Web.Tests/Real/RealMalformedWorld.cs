using System.Text.Json.Nodes;

namespace Emergency.Web.Tests;

/// <summary>The rows' world as it is delivered.</summary>
public sealed class RealMalformedWorld : IMalformedWorld, IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("emergency-web-real-").FullName;
    private readonly Dictionary<string, string> _names = [];
    private RealWeb? _web;

    public IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>Whether the account of the hospital desk still says whose desk it is.</summary>
    public bool DeskHasItsHospital { get; private set; }

    private RealWeb Web => _web ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        _web = await RealWeb.Start(_data);
        using var client = await _web.SignIn("dispatcher1");
        var call = new { location = new { lon = 113.44, lat = 29.48 }, complaint = "chest pain", priority = "I" };
        _names["case"] = (await client.Post("/api/cases", call))["caseId"];
        _names["other"] = (await client.Post("/api/cases", call))["caseId"];
        var candidates = (await client.Get($"/api/cases/{_names["case"]}/recommendations")).Json["candidates"]!.AsArray();
        _names["busy"] = Text(candidates[0], "ambulanceId");
        _names["free"] = Text(candidates[^1], "ambulanceId");
        _names["assignment"] = (await client.Post($"/api/cases/{_names["case"]}/assignments", new { ambulanceId = _names["busy"] }))["assignmentId"];
        _names["now"] = Text((await client.Get("/api/clock")).Json, "now");
        await client.Post(
            $"/api/cases/{_names["case"]}/assignments/{_names["assignment"]}/milestones", new { milestone = "EnRoute", occurredAt = _names["now"] });
        await NameHospitals(client);
    }

    Task<ApiClient> IMalformedWorld.SignIn(string user) => Web.SignIn(user);

    Task<string> IMalformedWorld.Fingerprint() => Web.JournalHead();

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task NameHospitals(ApiClient client)
    {
        using var desk = await Web.SignIn("hospital1");
        var hospitals = (await client.Get("/api/hospitals")).Json.AsArray().Select(hospital => Text(hospital, "hospitalId")).ToArray();
        var own = (await desk.Get("/api/session")).Json["hospitalId"]?.ToString();
        DeskHasItsHospital = own is not null;
        _names["hospital"] = own ?? hospitals[0];
        _names["elsewhere"] = hospitals.First(id => id != _names["hospital"]);
    }

    private static string Text(JsonNode? node, string name) => node![name]!.ToString();
}
