using System.Diagnostics.Metrics;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;
using Emergency.Web.Http;
using Emergency.Web.Live;
using Emergency.Web.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Tests;

public sealed class CountyProjectionTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTimeProvider _clock = new(Sample.Noon);
    private readonly CountyProjection _projection;

    public CountyProjectionTests() => _projection = new CountyProjection(
        Options.Create(new WebOptions()), _clock, new WebMeters(_services.GetRequiredService<IMeterFactory>()));

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Read_NothingCompared_IsNotReady() => Should.Throw<NotReadyException>(_projection.Read);

    [Fact]
    public void Apply_NewerView_IsOneFact()
    {
        Load();
        var before = _projection.Version;

        _projection.Apply(Sample.Case(version: 1));
        _projection.Apply(Sample.Case(version: 2));

        _projection.Version.ShouldBe(before + 2);
        _projection.Read().Cases.ShouldHaveSingleItem().Version.ShouldBe(2);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void Apply_OlderOrSameView_IsIgnored(long version)
    {
        Load();
        _projection.Apply(Sample.Case(version: 2) with { Complaint = "new" });
        var before = _projection.Version;

        _projection.Apply(Sample.Case(version: version) with { Complaint = "old" });

        _projection.Version.ShouldBe(before);
        _projection.Read().Cases.ShouldHaveSingleItem().Complaint.ShouldBe("new");
    }

    [Fact]
    public void Apply_VersionSkipped_HealsSinceViewsAreWhole()
    {
        Load();
        _projection.Apply(Sample.Case(version: 1));

        _projection.Apply(Sample.Case(version: 5) with { Complaint = "new" });
        _projection.Apply(Sample.Case(version: 3) with { Complaint = "late" });

        _projection.Read().Cases.ShouldHaveSingleItem().Complaint.ShouldBe("new");
    }

    [Fact]
    public void Apply_Position_IsNoFactButMovesTheUnitAndAges()
    {
        Load(Sample.Unit("A01"));
        var before = _projection.Version;

        _projection.Apply(Sample.Position("A01", _clock.GetUtcNow(), lon: 113.5));
        _clock.Advance(TimeSpan.FromSeconds(7));

        _projection.Version.ShouldBe(before);
        var unit = _projection.Read().Units.ShouldHaveSingleItem();
        unit.Position!.Lon.ShouldBe(113.5);
        unit.FixAgeSeconds.ShouldBe(7);
    }

    [Fact]
    public void Apply_LatePosition_DoesNotMoveTheUnitBack()
    {
        Load(Sample.Unit("A01"));
        _projection.Apply(Sample.Position("A01", Sample.Noon, lon: 113.5));

        _projection.Apply(Sample.Position("A01", Sample.Noon - TimeSpan.FromMinutes(1), lon: 113.4));

        _projection.Read().Units[0].Position!.Lon.ShouldBe(113.5);
    }

    [Fact]
    public void Apply_UnitViewWithAnOlderFix_KeepsTheNewerPosition()
    {
        Load(Sample.Unit("A01"));
        _projection.Apply(Sample.Position("A01", Sample.Noon, lon: 113.5));

        _projection.Apply(Sample.Unit("A01", version: 2, fixAt: Sample.Noon - TimeSpan.FromMinutes(5)) with { Duty = UnitDuty.Paused });

        var unit = _projection.Read().Units[0];
        unit.Duty.ShouldBe(UnitDuty.Paused);
        unit.Position!.Lon.ShouldBe(113.5);
        _projection.TryReadFacts(_projection.Version - 1, 1, out var facts).ShouldBeTrue();
        facts[0].Unit!.Position!.Lon.ShouldBe(113.5);
    }

    [Fact]
    public void FixAge_StatusChangesButNoFix_KeepsGrowing()
    {
        Load(Sample.Unit("A01", fixAt: Sample.Noon));
        _clock.Advance(TimeSpan.FromDays(2));

        _projection.Apply(Sample.Unit("A01", version: 2, fixAt: Sample.Noon) with { Duty = UnitDuty.AvailableMobile });

        _projection.Read().Units[0].FixAgeSeconds.ShouldBe(TimeSpan.FromDays(2).TotalSeconds);
    }

    [Fact]
    public void Read_UnitWithoutFix_HasNoAge()
    {
        Load(Sample.Unit("A01"));

        _projection.Read().Units[0].FixAgeSeconds.ShouldBeNull();
    }

    [Fact]
    public void Read_EndedCase_StaysForTenMinutes()
    {
        Load();
        _projection.Apply(Sample.Case(version: 2, status: CaseStatus.Closed, endedAt: Sample.Noon));

        _clock.Advance(TimeSpan.FromMinutes(9));
        _projection.Read().Cases.ShouldHaveSingleItem();
        _clock.Advance(TimeSpan.FromMinutes(1));
        _projection.Read().Cases.ShouldBeEmpty();
    }

    [Fact]
    public void Apply_LateFactOfAForgottenCase_DoesNotBringItBack()
    {
        Load();
        _clock.Advance(TimeSpan.FromHours(1));
        var before = _projection.Version;

        _projection.Apply(Sample.Case(version: 9, status: CaseStatus.Closed, endedAt: Sample.Noon));

        _projection.Version.ShouldBe(before);
    }

    [Fact]
    public void Merge_CaseOpenHereButNotThere_IsToBeAskedFor()
    {
        Load();
        _projection.Apply(Sample.Case("c-lost"));
        var asOf = _projection.Version;
        _projection.Apply(Sample.Case("c-new"));

        var missing = _projection.Merge(Sample.County(), new BoardSnapshot([], [], [], null), asOf);

        missing.ShouldBe([new CaseId("c-lost")]);
    }

    [Fact]
    public void Merge_NewerThere_BecomesFacts()
    {
        Load();
        _projection.Apply(Sample.Case(version: 1));
        var before = _projection.Version;

        _projection.Merge(Sample.County(), new BoardSnapshot([Sample.Case(version: 4)], [], [Sample.Hospital()], Sample.Coverage(3)), before);

        _projection.Version.ShouldBe(before + 2);
        _projection.Coverage!.Version.ShouldBe(3);
    }

    [Fact]
    public void Apply_OlderCoverage_IsIgnored()
    {
        _projection.Apply(Sample.Coverage(2));

        _projection.Apply(Sample.Coverage(1));

        _projection.Coverage!.Version.ShouldBe(2);
    }

    [Fact]
    public void Apply_RandomOrderOfViews_EndsAtTheNewestOfEach()
    {
        const int seed = 20261122;
        Load();
        var views = Enumerable.Range(1, 5).SelectMany(number => Enumerable.Range(1, 20).Select(version => Sample.Case($"c-{number}", version))).ToArray();
        new Random(seed).Shuffle(views);

        foreach (var view in views)
            _projection.Apply(view);

        _projection.Read().Cases.ShouldAllBe(view => view.Version == 20);
        _projection.TryReadFacts(0, 1000, out var facts).ShouldBeTrue();
        foreach (var one in facts.Where(fact => fact.Case is not null).GroupBy(fact => fact.Case!.CaseId))
            one.Select(fact => fact.Case!.Version).ShouldBeInOrder();
    }

    private void Load(params ReadOnlySpan<UnitView> units) =>
        _projection.Merge(Sample.County(), new BoardSnapshot([], [.. units], [], null), 0);
}
