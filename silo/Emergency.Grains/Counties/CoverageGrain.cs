using System.Text;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Geography;
using Emergency.Grains.Counties;
using Emergency.Grains.Live;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace Emergency.Grains;

/// <summary>Who can be reached in time, and which unit to send. It listens to units and cases, and reckons anew when something moved.</summary>
[ImplicitStreamSubscription(LiveStreams.Units)]
[ImplicitStreamSubscription(LiveStreams.Positions)]
[ImplicitStreamSubscription(LiveStreams.Cases)]
public sealed partial class CoverageGrain(
    ICoverageEngine engine, TimeProvider clock, CountyGeography geography, IOptions<GrainOptions> options, ILogger<CoverageGrain> logger)
    : Grain, ICoverageGrain
{
    /// <summary>A unit that moved less than this since it was last placed has not moved: receivers are no surer than that.</summary>
    private static readonly Metres Stir = new(150);

    private readonly Dictionary<AmbulanceId, UnitView> _units = [];
    private readonly Dictionary<AmbulanceId, GeoPoint> _placed = [];
    private readonly Recommender _recommender = new(geography, options.Value);
    private readonly ViewVersion _version = new(clock);
    private LivePublisher _live = null!;
    private CoverageSnapshot? _snapshot;
    private bool _isDirty = true;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var provider = this.GetStreamProvider(LiveStreams.Provider);
        _live = new LivePublisher(provider, logger);
        await provider.GetStream<UnitView>(StreamId.Create(LiveStreams.Units, CountyKey.Value)).SubscribeAsync((unit, _) => Take(unit));
        await provider.GetStream<UnitPosition>(StreamId.Create(LiveStreams.Positions, CountyKey.Value)).SubscribeAsync((fix, _) => Take(fix));
        await provider.GetStream<CaseView>(StreamId.Create(LiveStreams.Cases, CountyKey.Value)).SubscribeAsync((view, _) => Take(view));
        var board = await GrainFactory.GetGrain<ICountyGrain>(CountyKey.Value).GetBoard();
        foreach (var view in board.Cases) await Take(view);
        foreach (var unit in board.Units) await Take(unit);
        var pace = options.Value.CoverageInterval;
        this.RegisterGrainTimer(_ => Reckon(), new GrainTimerCreationOptions { DueTime = pace, Period = pace, KeepAlive = true });
    }

    public async Task<CoverageView> Get()
    {
        if (_snapshot is null) await Reckon();
        return View();
    }

    public async Task<string> GetMap()
    {
        if (_snapshot is null) await Reckon();
        using var map = new MemoryStream();
        _snapshot!.WriteMap(map);
        return Encoding.UTF8.GetString(map.GetBuffer(), 0, (int)map.Length);
    }

    public Task<RecommendationsView> Recommend(RecommendationQuery query) =>
        Task.FromResult(_recommender.Recommend(query, _units.Values, CostOf, clock.GetUtcNow()));

    public Task<ChoiceView> Judge(RecommendationQuery query, AmbulanceId chosen, string? recommendationId) =>
        Task.FromResult(_recommender.Judge(query, _units.Values, CostOf, chosen, recommendationId, clock.GetUtcNow()));

    private double? CostOf(AmbulanceId ambulance) => _snapshot?.PeopleLostWithout(ambulance);

    private Task Take(UnitView unit)
    {
        var known = _units.GetValueOrDefault(unit.AmbulanceId);
        if (known?.Version > unit.Version) return Task.CompletedTask;
        _units[unit.AmbulanceId] = known is null ? unit : unit.WithNewerFix(known);
        _isDirty = true;
        return Task.CompletedTask;
    }

    private Task Take(UnitPosition fix)
    {
        if (_units.TryGetValue(fix.AmbulanceId, out var unit) && !(unit.FixAt >= fix.FixAt))
        {
            _units[fix.AmbulanceId] = unit with { Position = fix.Position, FixAt = fix.FixAt, SpeedKmh = fix.SpeedKmh };
            _recommender.Take(fix);
            _isDirty = true;
        }

        return Task.CompletedTask;
    }

    private Task Take(CaseView view)
    {
        _recommender.Take(view);
        return Task.CompletedTask;
    }

    private async Task Reckon()
    {
        if (!_isDirty && _snapshot is not null) return;
        _isDirty = false;
        var now = clock.GetUtcNow();
        _snapshot = engine.Evaluate([.. _units.Values.Select(u => ToCoverage(u, now)).OfType<CoverageUnit>()], now);
        _version.Next();
        await _live.Publish(LiveStreams.Coverage, View());
    }

    private CoverageUnit? ToCoverage(UnitView unit, DateTimeOffset now)
    {
        if (geography.UsablePosition(unit, now, options.Value.FixUsableFor) is not { } here) return null;
        var placed = _placed.GetValueOrDefault(unit.AmbulanceId, here.Point);
        if (placed.DistanceTo(here.Point) >= Stir) placed = here.Point;
        _placed[unit.AmbulanceId] = placed;
        return new CoverageUnit(unit.AmbulanceId, placed, unit.Duty);
    }

    private CoverageView View() => CountyMapping.ToView(_snapshot!.Document, _version.Current);
}
