using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Emergency.Geography.Tests.Coverage;

public class CoverageEngineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Evaluate_RandomUnits_AgreesWithTreesOfEveryUnit(int seed)
    {
        var county = Counties.BuiltIn;
        var units = RandomUnits(county, seed, 12);
        var snapshot = new CoverageEngine(county).Evaluate(units, Now);
        var trees = units.Where(u => county.Profile.Delays.BeforeDriving(u.Duty) is not null)
            .Select(u => (Unit: u, Tree: county.TravelTimes.From(county.Snapper.Snap(u.Position).Place!.Value, TravelProfile.Siren)))
            .ToArray();
        double covered = 0, twice = 0, population = 0;
        for (var cell = 0; cell < county.Population.Length; cell++)
        {
            var place = county.Snapper.Snap(county.Population[cell].Centre).Place;
            var arrivals = trees.Select(t => place is null ? null : t.Tree.At(place.Value) + county.Profile.Delays.BeforeDriving(t.Unit.Duty))
                .OfType<TimeSpan>().Order().ToArray();
            snapshot.ArrivalAt(cell).ShouldBe(arrivals.Length > 0 ? arrivals[0] : null);
            snapshot.SecondArrivalAt(cell).ShouldBe(arrivals.Length > 1 ? arrivals[1] : null);
            if (county.Population[cell].Area == AreaKind.Rural)
            {
                population += county.Population[cell].People;
                covered += arrivals.Length > 0 && arrivals[0] <= TimeSpan.FromMinutes(30) ? county.Population[cell].People : 0;
                twice += arrivals.Length > 1 && arrivals[1] <= TimeSpan.FromMinutes(30) ? county.Population[cell].People : 0;
            }
        }

        var rural = snapshot.Document.Rural;
        rural.Population.ShouldBe(population, 0.1);
        rural.Covered.ShouldBe(covered, 0.1);
        rural.CoveredTwice.ShouldBe(twice, 0.1);
        rural.Share.ShouldBe(covered / population, 1e-6);
        rural.StandardSeconds.ShouldBe(1800);
        snapshot.Document.Units.ShouldBe(trees.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluate_UnitsMoveLeaveAndReturn_SameAsAFreshEngine(int seed)
    {
        var county = Counties.BuiltIn;
        var random = new Random(seed);
        var engine = new CoverageEngine(county);
        var units = RandomUnits(county, seed, 8);
        for (var step = 0; step < 6; step++)
        {
            var i = random.Next(units.Length);
            units[i] = random.Next(3) switch
            {
                0 => units[i] with { Position = RandomPoint(random) },
                1 => units[i] with { Duty = UnitDuty.OnMission },
                _ => units[i] with { Duty = UnitDuty.AvailableMobile },
            };
            var present = units.Where((_, n) => n != random.Next(units.Length)).ToArray();
            var kept = engine.Evaluate(present, Now);
            var fresh = new CoverageEngine(county).Evaluate(present, Now);
            JsonSerializer.Serialize(kept.Document).ShouldBe(JsonSerializer.Serialize(fresh.Document), $"seed {seed}, step {step}");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Put_ManyChangesAndAClosedRoad_SameAsAFreshEngine(int seed)
    {
        var county = BuiltInCounty.Create();
        var random = new Random(seed);
        var engine = new CoverageEngine(county);
        var units = RandomUnits(county, seed, 20);
        foreach (var unit in units)
        {
            engine.Put(unit);
        }

        for (var step = 0; step < 60; step++)
        {
            var i = random.Next(units.Length);
            units[i] = units[i] with { Position = RandomPoint(random), Duty = random.Next(4) == 0 ? UnitDuty.OnMission : UnitDuty.AvailableMobile };
            if (step == 30)
            {
                county.TravelTimes.Apply([new() { Id = "flood", Where = new Point(113.44, 29.48).Buffer(0.02) }]).ShouldBeGreaterThan(10);
            }

            engine.Put(units[i]);
        }

        var (kept, fresh) = (engine.Snapshot(Now), new CoverageEngine(county).Evaluate(units, Now));
        JsonSerializer.Serialize(kept.Document).ShouldBe(JsonSerializer.Serialize(fresh.Document), $"seed {seed}");
        for (var cell = 0; cell < county.Population.Length; cell++)
        {
            kept.ArrivalAt(cell).ShouldBe(fresh.ArrivalAt(cell));
            kept.SecondArrivalAt(cell).ShouldBe(fresh.SecondArrivalAt(cell));
            kept.Arrivals.CoveringUnits[cell].ShouldBe(fresh.Arrivals.CoveringUnits[cell]);
        }
    }

    [Fact]
    public void Put_KnownUnitMoves_AllocatesNothing()
    {
        var county = Counties.BuiltIn;
        var engine = new CoverageEngine(county);
        var units = RandomUnits(county, 3, 10);
        var elsewhere = RandomUnits(county, 4, 10);
        engine.Evaluate(units, Now);
        engine.Put(elsewhere[0] with { Id = units[0].Id });

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < units.Length; i++)
        {
            engine.Put(elsewhere[i] with { Id = units[i].Id });
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void PeopleLostWithout_AnyUnit_IsWhatEvaluatingWithoutItLoses()
    {
        var county = Counties.BuiltIn;
        var units = RandomUnits(county, 7, 6);
        var engine = new CoverageEngine(county);
        var all = engine.Evaluate(units, Now);
        foreach (var unit in units)
        {
            var without = engine.Evaluate([.. units.Where(u => u.Id != unit.Id)], Now);
            var lost = all.Document.Urban.Covered + all.Document.Rural.Covered - without.Document.Urban.Covered - without.Document.Rural.Covered;
            all.PeopleLostWithout(unit.Id).ShouldBe(lost, 0.5);
        }

        all.PeopleLostWithout(new AmbulanceId("nobody")).ShouldBe(0);
    }

    [Fact]
    public void Evaluate_NoUnits_CoversNobodyAndSaysWhereNobodyComes()
    {
        var document = new CoverageEngine(Counties.BuiltIn).Evaluate([], Now).Document;
        document.Units.ShouldBe(0);
        document.Urban.Share.ShouldBe(0);
        document.Rural.Covered.ShouldBe(0);
        document.Worst.Count.ShouldBe(10);
        document.Worst.ShouldAllBe(w => w.EtaSeconds == null);
    }

    [Fact]
    public void Evaluate_UnitFarFromEveryRoad_DoesNotCount()
    {
        var snapshot = new CoverageEngine(Counties.BuiltIn).Evaluate([new(new("A01"), new GeoPoint(120, 30), UnitDuty.AvailableAtStation)], Now);
        snapshot.Document.Units.ShouldBe(0);
        snapshot.Units.ShouldBeEmpty();
    }

    [Fact]
    public void Evaluate_SameUnitTwice_Refuses()
    {
        var unit = new CoverageUnit(new("A01"), Counties.BuiltIn.Stations[0].Position, UnitDuty.AvailableAtStation);
        Should.Throw<ArgumentException>(() => new CoverageEngine(Counties.BuiltIn).Evaluate([unit, unit], Now));
    }

    [Fact]
    public void Evaluate_TravelOnly_LeavesOutTheDelays()
    {
        var county = Counties.BuiltIn;
        CoverageUnit[] units = [new(new("A01"), county.Stations[0].Position, UnitDuty.AvailableAtStation)];
        var full = new CoverageEngine(county).Evaluate(units, Now);
        var travel = new CoverageEngine(county, new CoverageOptions { Delays = ResponseDelays.None }).Evaluate(units, Now);
        (full.ArrivalAt(0) - travel.ArrivalAt(0)).ShouldBe(TimeSpan.FromSeconds(150));
    }

    [Fact]
    public void Document_AsJson_HasThePublishedShape()
    {
        var county = Counties.BuiltIn;
        var snapshot = new CoverageEngine(county, new CoverageOptions { WorstPlaces = 1 })
            .Evaluate([new(new("A01"), county.Stations[0].Position, UnitDuty.AvailableAtStation)], Now);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(snapshot.Document));
        Names(json.RootElement).ShouldBe(["asOf", "units", "urban", "rural", "worst", "busyFraction", "townships"]);
        Names(json.RootElement.GetProperty("urban")).ShouldBe(
            ["standardSeconds", "population", "covered", "share", "coveredTwice", "areaKm2", "areaCoveredKm2", "expected"]);
        Names(json.RootElement.GetProperty("worst")[0]).ShouldBe(
            ["name", "etaSeconds", "nameEn", "township", "townshipEn", "lon", "lat", "people", "area"]);
    }

    [Fact]
    public void WriteMap_BuiltInCounty_IsSmallAndValidAndDoesNotOverlap()
    {
        var county = Counties.BuiltIn;
        var snapshot = new CoverageEngine(county).Evaluate(RandomUnits(county, 3, 5), Now);
        using var stream = new MemoryStream();
        snapshot.WriteMap(stream);
        stream.Length.ShouldBeLessThan(300_000);
        using var json = JsonDocument.Parse(stream.ToArray());
        var areas = json.RootElement.GetProperty("features").EnumerateArray()
            .ToDictionary(f => f.GetProperty("properties").GetProperty("band").GetString()!, f => GeoJson.ReadArea(System.Text.Encoding.UTF8.GetBytes(f.GetRawText())));
        areas.Keys.ShouldBe(["twice", "once", "late"], ignoreOrder: true);
        areas.Values.ShouldAllBe(a => a.IsValid);
        areas["twice"].Intersection(areas["once"]).Area.ShouldBe(0, 1e-9);
        areas["once"].Intersection(areas["late"]).Area.ShouldBe(0, 1e-9);
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];

    private static CoverageUnit[] RandomUnits(County county, int seed, int count)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new CoverageUnit(
                new($"A{i:00}"),
                random.Next(2) == 0 ? county.Stations[random.Next(county.Stations.Length)].Position : RandomPoint(random),
                i == 0 ? UnitDuty.AvailableAtStation : (UnitDuty)random.Next(6))),
        ];
    }

    private static GeoPoint RandomPoint(Random random) => new(113.36 + (random.NextDouble() * 0.25), 29.32 + (random.NextDouble() * 0.25));
}
