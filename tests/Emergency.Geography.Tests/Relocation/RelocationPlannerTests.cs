namespace Emergency.Geography.Tests.Relocation;

public class RelocationPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly RelocationOptions Eager = new() { LeastGain = 0, MostSuggestions = 20, LongestDrive = TimeSpan.FromHours(2) };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Suggest_RandomUnits_GainsAreThoseOfCountingEveryCell(int seed)
    {
        var request = RandomRequest(seed, 7);
        var planner = new RelocationPlanner(Counties.BuiltIn, Eager);
        var units = request.Units;
        var suggestions = planner.Suggest(request);
        suggestions.ShouldNotBeEmpty();
        foreach (var s in suggestions)
        {
            var moved = units.Replace(units.Single(u => u.Id == s.Unit), units.Single(u => u.Id == s.Unit) with { Station = s.To });
            var (before, after) = (CoverageCount.Of(Counties.BuiltIn, units, 0.3), CoverageCount.Of(Counties.BuiltIn, moved, 0.3));
            s.Gain.ShouldBe(after.Expected - before.Expected, 1e-3, $"seed {seed}");
            s.Before.Expected.ShouldBe(before.Expected, 1e-3);
            s.After.Expected.ShouldBe(after.Expected, 1e-3);
            s.After.Covered.ShouldBe(after.Covered, 1e-3);
            (s.NewlyInTime - s.NoLongerInTime).ShouldBe(after.Covered - before.Covered, 1e-3);
            s.After.CoveredShare.ShouldBe(after.Covered / Counties.BuiltIn.PopulationTotal, 1e-9);
            units = moved;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Suggest_OneMove_NoOtherMoveGainsMore(int seed)
    {
        var county = Counties.BuiltIn;
        var request = RandomRequest(seed, 5);
        var first = new RelocationPlanner(county, Eager with { MostSuggestions = 1 }).Suggest(request).ShouldHaveSingleItem();
        var before = CoverageCount.Of(county, request.Units, 0.3).Expected;
        var most = request.Units.Where(u => u.IsAvailable)
            .SelectMany(u => county.Stations
                .Where(s => s.Id != u.Station && request.Units.Count(o => o.IsAvailable && o.Station == s.Id) < s.Capacity)
                .Select(s => CoverageCount.Of(county, request.Units.Replace(u, u with { Station = s.Id }), 0.3).Expected - before))
            .Max();
        first.Gain.ShouldBe(most, 1e-3, $"seed {seed}");
    }

    [Fact]
    public void Suggest_WhatItSuggestedIsDone_EndsWithNothingMore()
    {
        var request = RandomRequest(4, 8);
        var planner = new RelocationPlanner(Counties.BuiltIn, Eager with { MostSuggestions = 1, HoldOff = TimeSpan.Zero, MovesPerShift = 100 });
        var expected = planner.Coverage(request).Expected;
        for (var step = 0; step < 100; step++)
        {
            if (planner.Suggest(request) is not [var move])
            {
                return;
            }

            move.After.Expected.ShouldBeGreaterThan(expected);
            expected = move.After.Expected;
            request = Carried(request, move);
        }

        Assert.Fail("it suggests moves for ever");
    }

    [Fact]
    public void Suggest_CrewAtItsCap_IsLeftAlone()
    {
        var request = RandomRequest(5, 6);
        var planner = new RelocationPlanner(Counties.BuiltIn, Eager with { MostSuggestions = 1, MovesPerShift = 2, HoldOff = TimeSpan.Zero });
        var unit = planner.Suggest(request).ShouldHaveSingleItem().Unit;
        request = request with { History = [Move(unit, -100), Move(unit, -50, accepted: false)] };
        planner.Suggest(request).ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Unit.ShouldBe(unit), s => s.MovesThisShift.ShouldBe(1));
        request = request with { History = [Move(unit, -100), Move(unit, -50)] };
        planner.Suggest(request).ShouldAllBe(s => s.Unit != unit);
        planner.Suggest(request with { ShiftStart = Now.AddMinutes(-60) }).ShouldHaveSingleItem().Unit.ShouldBe(unit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Suggest_WithinTheHoldOff_NeitherTheSameCrewNorTheWayBack(bool accepted)
    {
        var request = RandomRequest(6, 6);
        var planner = new RelocationPlanner(Counties.BuiltIn, Eager with { MostSuggestions = 1 });
        var wanted = planner.Suggest(request).ShouldHaveSingleItem();
        planner.Suggest(request with { History = [Move(wanted.Unit, -29, accepted)] }).ShouldAllBe(s => s.Unit != wanted.Unit);
        planner.Suggest(request with { History = [Move(wanted.Unit, -31, accepted)] }).ShouldHaveSingleItem().ShouldBeEquivalentTo(
            wanted with { MovesThisShift = accepted ? 1 : 0 });
        var wayBack = new RelocationMove(new("X01"), wanted.To, wanted.From!.Value, Now.AddMinutes(-29), accepted);
        planner.Suggest(request with { History = [wayBack] }).Any(s => s.Unit == wanted.Unit && s.To == wanted.To).ShouldBe(!accepted);
    }

    [Fact]
    public void Suggest_SeveralAtOnce_EachCrewOnceAndNoWayBack()
    {
        var suggestions = new RelocationPlanner(Counties.BuiltIn, Eager).Suggest(RandomRequest(8, 12));
        suggestions.Length.ShouldBeGreaterThan(2);
        suggestions.Select(s => s.Unit).ShouldBeUnique();
        suggestions.ShouldAllBe(s => !suggestions.Any(o => o.From == s.To && o.To == s.From));
    }

    [Fact]
    public void Suggest_UnitsInAnotherOrder_SameAnswer()
    {
        var request = RandomRequest(9, 10);
        var planner = new RelocationPlanner(Counties.BuiltIn, Eager);
        planner.Suggest(request with { Units = [.. request.Units.Reverse()] }).ToArray().ShouldBeEquivalentTo(planner.Suggest(request).ToArray());
    }

    [Fact]
    public void Suggest_LimitsOfTheOptions_Hold()
    {
        var request = RandomRequest(10, 10);
        var all = new RelocationPlanner(Counties.BuiltIn, Eager).Suggest(request);
        var drive = all.Select(s => s.Drive).Order().ElementAt(all.Length / 2);
        new RelocationPlanner(Counties.BuiltIn, Eager with { LongestDrive = drive }).Suggest(request).ShouldAllBe(s => s.Drive <= drive);
        new RelocationPlanner(Counties.BuiltIn, Eager with { LeastGain = 1 }).Suggest(request).ShouldBeEmpty();
        new RelocationPlanner(Counties.BuiltIn, Eager with { MovesPerShift = 0 }).Suggest(request).ShouldBeEmpty();
        var resting = request with { Units = [.. request.Units.Select(u => u with { MayMove = false })] };
        new RelocationPlanner(Counties.BuiltIn, Eager).Suggest(resting).ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => new RelocationPlanner(Counties.BuiltIn, new RelocationOptions { BusyFraction = double.NaN }));
        Should.Throw<ArgumentException>(() => new RelocationPlanner(Counties.BuiltIn).Suggest(request with { Units = request.Units.Add(request.Units[0]) }));
    }

    [Fact]
    public void BestReturnStation_ByCoverage_IsWhereItAddsMost()
    {
        var county = Counties.BuiltIn;
        var request = RandomRequest(11, 8);
        var (unit, home) = (request.Units[0].Id, county.Stations[0].Id);
        var others = request.Units.RemoveAt(0);
        var advice = new RelocationPlanner(county, Eager).BestReturnStation(unit, county.Hospitals[0].Position, home, request)!;
        var without = CoverageCount.Of(county, others, 0.3).Expected;
        var gains = county.Stations
            .Where(s => others.Count(o => o.IsAvailable && o.Station == s.Id) < s.Capacity)
            .ToDictionary(s => s.Id, s => CoverageCount.Of(county, others.Add(At(unit, s)), 0.3).Expected - without);
        advice.Gain.ShouldBe(gains[advice.Station], 1e-3);
        advice.Gain.ShouldBe(gains.Values.Max(), 1e-3);
        advice.GainAtHome!.Value.ShouldBe(gains[home], 1e-3);
        var homely = new RelocationPlanner(county, Eager with { Return = ReturnPolicy.Home });
        homely.BestReturnStation(unit, county.Hospitals[0].Position, home, request)!.Station.ShouldBe(home);
    }

    [Fact]
    public void ExpectedLoss_EachUnit_IsWhatLeavingTakes()
    {
        var county = Counties.BuiltIn;
        var request = RandomRequest(12, 8);
        var losses = new RelocationPlanner(county).ExpectedLoss(request);
        var all = CoverageCount.Of(county, request.Units, 0.3).Expected;
        losses.Keys.ShouldBe(request.Units.Where(u => u.IsAvailable).Select(u => u.Id), ignoreOrder: true);
        foreach (var (id, loss) in losses)
        {
            loss.ShouldBe(all - CoverageCount.Of(county, [.. request.Units.Where(u => u.Id != id)], 0.3).Expected, 1e-3);
        }
    }

    private static RelocationRequest Carried(RelocationRequest request, RelocationSuggestion move)
    {
        var unit = request.Units.Single(u => u.Id == move.Unit);
        return request with
        {
            Units = request.Units.Replace(unit, unit with { Station = move.To }),
            History = request.History.Add(new RelocationMove(move.Unit, move.From, move.To, request.Now, true)),
            Now = request.Now.AddMinutes(1),
        };
    }

    private static RelocationMove Move(AmbulanceId unit, int minutes, bool accepted = true) =>
        new(unit, null, Counties.BuiltIn.Stations[0].Id, Now.AddMinutes(minutes), accepted);

    private static RelocationUnit At(AmbulanceId id, CountyStation station) => new(id, station.Position, UnitDuty.AvailableAtStation, station.Id);

    /// <summary>Most stand at a few stations; one roams in the even seeds; one is busy.</summary>
    private static RelocationRequest RandomRequest(int seed, int count)
    {
        var random = new Random(seed);
        var stations = Counties.BuiltIn.Stations;
        var units = Enumerable.Range(0, count).Select(i =>
        {
            var station = stations[random.Next(stations.Length / 2)];
            return i switch
            {
                1 when seed % 2 == 0 => new RelocationUnit(new("A01"), Counties.BuiltIn.Hospitals[0].Position, UnitDuty.AvailableMobile, null),
                2 => At(new("A02"), station) with { Duty = UnitDuty.OnMission },
                _ => At(new($"A{i:00}"), station),
            };
        });
        return new RelocationRequest(Now, Now.AddHours(-2), [.. units], []);
    }
}
