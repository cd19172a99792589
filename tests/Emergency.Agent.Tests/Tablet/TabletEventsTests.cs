using System.Net;
using System.Text.Json;
using Emergency.Agent.Tablet;
using Emergency.Contracts;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Tablet;

public sealed class TabletEventsTests
{
    [Fact]
    public async Task Events_BringStateBeatAndSignal()
    {
        await using var tablet = await ServedTablet.Start();
        await using var page = await Page.Open(tablet);

        await page.Until("beat", _ => true);
        tablet.Board.Take(TabletWorld.Orders(2, TabletWorld.Order(Domain.Milestone.OnScene)));
        var state = await page.Until("state", json => json.GetProperty("assignments")[0].GetProperty("next").GetString() == "AtPatient");
        tablet.Board.Take(new CallSignal(TabletWorld.Case, "user:physician1:1", null, "offer", "{}"));
        var signal = await page.Until("signal", _ => true);

        state.GetProperty("clockSpeed").GetDouble().ShouldBe(1);
        signal.GetProperty("kind").GetString().ShouldBe("offer");
    }

    [Fact]
    public async Task Events_ABurstOfChanges_IsFewStates_AndTheLastIsTheNewest()
    {
        await using var tablet = await ServedTablet.Start(new TabletOptions { StatePacing = TimeSpan.FromSeconds(1) });
        await using var page = await Page.Open(tablet);
        await page.Until("state", _ => true);

        for (var version = 2; version <= 500; version++)
            tablet.Board.Take(TabletWorld.Orders(version, TabletWorld.Order() with { Number = $"L-{version}" }));
        await page.Until("state", json => json.GetProperty("assignments")[0].GetProperty("order").GetProperty("number").GetString() == "L-500");

        page.Count("state").ShouldBeLessThan(20);
    }

    [Fact]
    public async Task Events_MorePagesThanAllowed_AreToldToComeBack_AndAPlaceIsFreedByLeaving()
    {
        await using var tablet = await ServedTablet.Start(new TabletOptions { MaxPages = 1 });
        await using (var first = await Page.Open(tablet))
        {
            await first.Until("beat", _ => true);
            using var second = await tablet.Get("/api/tablet/events");
            second.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        await Eventually.HoldsAsync(async () =>
        {
            using var next = await tablet.Get("/api/tablet/events");
            return next.StatusCode == HttpStatusCode.OK;
        });
    }

    /// <summary>A page that listens.</summary>
    private sealed class Page : IAsyncDisposable
    {
        private readonly HttpResponseMessage _response;
        private readonly StreamReader _reader;
        private readonly Dictionary<string, int> _counts = [];

        private Page(HttpResponseMessage response, StreamReader reader) => (_response, _reader) = (response, reader);

        public static async Task<Page> Open(ServedTablet tablet)
        {
            var response = await tablet.Get("/api/tablet/events");
            response.EnsureSuccessStatusCode();
            return new Page(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        }

        public int Count(string name) => _counts.GetValueOrDefault(name);

        public async Task<JsonElement> Until(string name, Func<JsonElement, bool> wanted)
        {
            using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                var kind = await _reader.ReadLineAsync(bound.Token) ?? throw new IOException("the events ended");
                if (!kind.StartsWith("event: ", StringComparison.Ordinal))
                    continue;
                var data = (await _reader.ReadLineAsync(bound.Token))!["data: ".Length..];
                _counts[kind[7..]] = Count(kind[7..]) + 1;
                var json = JsonDocument.Parse(data).RootElement;
                if (kind[7..] == name && wanted(json))
                    return json;
            }
        }

        public ValueTask DisposeAsync()
        {
            _response.Dispose();
            _reader.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
