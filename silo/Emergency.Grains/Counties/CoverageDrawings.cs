using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Grains.Counties;

/// <summary>
/// Draws coverage as areas, beside the grain that asks: one drawing at a time, each kept for as long as its bound says, so that however
/// many consoles look, the pace stays the same.
/// </summary>
/// <param name="county">The county.</param>
/// <param name="pace">A drawing is made anew at most this often, in time of the injected clock.</param>
internal sealed class CoverageDrawings(Geography.County county, TimeSpan pace)
{
    /// <summary>How many drawings are kept; the oldest is dropped first.</summary>
    private const int Kept = 32;

    private readonly Lazy<IsochroneMap> _isochrones = new(() => new IsochroneMap(county));
    private readonly Dictionary<string, Drawing> _drawings = [];

    /// <summary>Ends when the drawing before is done; whoever comes next waits for it.</summary>
    private Task _before = Task.CompletedTask;

    /// <summary>Who is covered once, twice and not in time, as squares of the population's grid.</summary>
    public Task<string> Coverage(CoverageSnapshot snapshot, DateTimeOffset now) => Draw("coverage", 0, now, () =>
    {
        using var map = new MemoryStream();
        snapshot.WriteMap(map);
        return Encoding.UTF8.GetString(map.GetBuffer(), 0, (int)map.Length);
    });

    /// <summary>How far the nearest available unit gets, and where none gets in time.</summary>
    public async Task<Outcome<GeoJsonText>> FromUnits(ImmutableArray<CoverageUnit> units, ImmutableArray<int> bands, DateTimeOffset now) =>
        new GeoJsonText(await Draw($"units {string.Join(',', bands)}", county.TravelTimes.Version, now, () => _isochrones.Value.FromUnits(units, bands, now)));

    /// <summary>How far one gets from a place.</summary>
    public async Task<Outcome<GeoJsonText>> FromPlace(GeoPoint from, TimeSpan delay, ImmutableArray<int> bands, DateTimeOffset now)
    {
        var snap = county.Snapper.Snap(from);
        if (snap.Place is not { } place) return new Refusal("no-road", snap.Explanation);
        var name = FormattableString.Invariant($"{from.Longitude:0.000},{from.Latitude:0.000} {delay.TotalSeconds:0} {string.Join(',', bands)}");
        return new GeoJsonText(await Draw(name, county.TravelTimes.Version, now, () => _isochrones.Value.FromPlace(place, delay, bands, now)));
    }

    private async Task<string> Draw(string name, long version, DateTimeOffset now, Func<string> draw)
    {
        if (Find(name, version, now) is { } known) return known;
        var (before, mine) = (_before, new TaskCompletionSource());
        _before = mine.Task;
        await before;
        try
        {
            // Whoever held the pen before may have drawn just this.
            if (Find(name, version, now) is { } made) return made;
            var start = Stopwatch.GetTimestamp();
            var text = await Task.Run(draw);
            CoverageMeters.NoteDrawn(start);
            if (_drawings.Count >= Kept) _drawings.Remove(_drawings.MinBy(d => d.Value.At).Key);
            _drawings[name] = new Drawing(text, version, now);
            return text;
        }
        finally
        {
            mine.SetResult();
        }
    }

    private string? Find(string name, long version, DateTimeOffset now) =>
        _drawings.TryGetValue(name, out var known) && known.Version == version && now - known.At < pace ? known.Text : null;

    private sealed record Drawing(string Text, long Version, DateTimeOffset At);
}
