using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>
/// Which cells a unit at each station reaches in time, and how long the way from station to station is; worked out once for each version
/// of the roads. Cells that the same stations reach are one zone, so that reckoning over stations alone is some ten times as fast.
/// </summary>
internal sealed class StationReach
{
    /// <summary>How many trees are filled at once.</summary>
    private const int Batch = 16;

    private readonly Dictionary<StationId, int> _indexOf;

    /// <summary>Takes rows as they are, cell by cell for each station.</summary>
    public StationReach(long version, ImmutableArray<CountyStation> stations, double[] people, bool[][] cellRows)
    {
        Version = version;
        Stations = stations;
        _indexOf = stations.Select((s, i) => (s.Id, i)).DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.i);
        (CellPeople, CellRows) = (people, cellRows);
        (ZonePeople, ZoneRows) = Zones(people, cellRows);
    }

    public long Version { get; }

    public ImmutableArray<CountyStation> Stations { get; }

    public double[] CellPeople { get; }

    /// <summary>By station, then cell.</summary>
    public bool[][] CellRows { get; }

    public double[] ZonePeople { get; }

    /// <summary>By station, then zone.</summary>
    public bool[][] ZoneRows { get; }

    /// <summary>The station's place in <see cref="Stations"/>, or −1.</summary>
    public int IndexOf(StationId? station) => station is { } id && _indexOf.TryGetValue(id, out var index) ? index : -1;

    public static StationReach Of(County county, ITravelTimes times, ReachCells cells, RoadPlace?[] stations)
    {
        var version = times.Version;
        var delay = county.Profile.Delays.BeforeDriving(UnitDuty.AvailableAtStation)!.Value;
        var rows = county.Stations.Select(_ => new bool[cells.Count]).ToArray();
        int[] known = [.. Enumerable.Range(0, stations.Length).Where(s => stations[s] is not null)];
        TravelTree[] trees = [.. Enumerable.Range(0, Math.Min(Batch, known.Length)).Select(_ => new TravelTree(times.Network))];
        foreach (var batch in known.Chunk(Batch))
        {
            RoadPlace[] origins = [.. batch.Select(s => stations[s]!.Value)];
            times.FillFromEach(origins, TravelProfile.Siren, trees.AsSpan(0, batch.Length));
            for (var i = 0; i < batch.Length; i++)
            {
                cells.InTime(trees[i], delay, rows[batch[i]]);
            }
        }

        return new StationReach(version, county.Stations, cells.People, rows);
    }

    private static (double[] People, bool[][] Rows) Zones(double[] people, bool[][] cellRows)
    {
        var zoneOf = new Dictionary<string, int>();
        var sums = new List<double>();
        var masks = new List<bool[]>();
        for (var cell = 0; cell < people.Length; cell++)
        {
            var mask = Array.ConvertAll(cellRows, row => row[cell]);
            var key = string.Create(mask.Length, mask, static (text, m) =>
            {
                for (var i = 0; i < m.Length; i++)
                {
                    text[i] = m[i] ? '1' : '0';
                }
            });
            if (!zoneOf.TryGetValue(key, out var zone))
            {
                zoneOf[key] = zone = sums.Count;
                sums.Add(0);
                masks.Add(mask);
            }

            sums[zone] += people[cell];
        }

        return ([.. sums], [.. Enumerable.Range(0, cellRows.Length).Select(s => masks.Select(m => m[s]).ToArray())]);
    }
}

/// <summary>The population cells as travel times see them; snapped once.</summary>
internal sealed class ReachCells
{
    private readonly RoadPlace?[] _places;
    private readonly int[] _standardMs;

    public ReachCells(County county)
    {
        _places = [.. county.Population.Select(c => county.Snapper.Snap(c.Centre).Place)];
        _standardMs = [.. county.Population.Select(c => (int)county.Profile.Standards.For(c.Area).TotalMilliseconds)];
        People = [.. county.Population.Select(c => c.People)];
    }

    public int Count => _places.Length;

    public double[] People { get; }

    /// <summary>Which cells the root of a tree reaches within their standard, the delay before driving counted.</summary>
    public void InTime(TravelTree tree, TimeSpan delay, bool[] row)
    {
        var delayMs = (int)delay.TotalMilliseconds;
        for (var cell = 0; cell < row.Length; cell++)
        {
            row[cell] = _places[cell] is { } place && tree.MillisecondsAt(place) is var ms && ms != TravelTree.Unreachable
                && ms + delayMs <= _standardMs[cell];
        }
    }
}
