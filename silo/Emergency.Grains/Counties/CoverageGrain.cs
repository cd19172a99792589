using System.Diagnostics;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Geography;
using Emergency.Grains.Counties;
using Emergency.Grains.Live;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace Emergency.Grains;

/// <summary>
/// Who can be reached in time, and which unit to send. It listens to units and cases, and at a steady pace brings coverage up to date and
/// tells it, changed or not: a figure that is not renewed is known to be old. Maps are drawn beside it.
/// </summary>
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
    private readonly CoverageDrawings _drawings = new(geography.County, options.Value.DrawingInterval);
    private readonly List<CoverageUnit> _present = [];
    private readonly BusyFraction _busy = new();
    private readonly ViewVersion _version = new(clock);
    private LivePublisher _live = null!;
    private CoverageSnapshot? _snapshot;
    private CoverageView? _view;

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
        this.RegisterGrainTimer(_ => Renew(), new GrainTimerCreationOptions { DueTime = pace, Period = pace, KeepAlive = true });
    }

    public async Task<CoverageView> Get()
    {
        if (_view is null) await Renew();
        return _view!;
    }

    public async Task<string> GetMap()
    {
        var snapshot = _snapshot ?? Reckon(clock.GetUtcNow());
        return await _drawings.Coverage(snapshot, clock.GetUtcNow());
    }

    public async Task<Outcome<GeoJsonText>> GetIsochrones(IsochroneQuery query)
    {
        var now = clock.GetUtcNow();
        if (query.Place is { } place)
            return await _drawings.FromPlace(place.Point, TimeSpan.Zero, query.BandSeconds, now);
        if (query.Unit is not { } id)
            return await _drawings.FromUnits([.. Present(now)], query.BandSeconds, now);
        if (!_units.TryGetValue(id, out var unit)) return new Refusal(RejectionCodes.UnknownUnit, $"there is no unit {id}");
        return geography.UsablePosition(unit, now, options.Value.FixUsableFor) is { } here
            ? await _drawings.FromPlace(here.Point, geography.Turnout(unit.Duty), query.BandSeconds, now)
            : new Refusal("no-position", $"nobody knows where {id} is");
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
        return Task.CompletedTask;
    }

    private Task Take(UnitPosition fix)
    {
        if (_units.TryGetValue(fix.AmbulanceId, out var unit) && !(unit.FixAt >= fix.FixAt))
        {
            _units[fix.AmbulanceId] = unit with { Position = fix.Position, FixAt = fix.FixAt, SpeedKmh = fix.SpeedKmh };
            _recommender.Take(fix);
        }

        return Task.CompletedTask;
    }

    private Task Take(CaseView view)
    {
        _recommender.Take(view);
        return Task.CompletedTask;
    }

    private async Task Renew()
    {
        var now = clock.GetUtcNow();
        var snapshot = Reckon(now);
        var configured = geography.County.Profile.Coverage.BusyFraction;
        _view = CoverageMapping.ToView(snapshot.DocumentWith(configured ?? _busy.Value), now, configured is null, _version.Next());
        await _live.Publish(LiveStreams.Coverage, _view);
    }

    private CoverageSnapshot Reckon(DateTimeOffset now)
    {
        var start = Stopwatch.GetTimestamp();
        _snapshot = engine.Evaluate(Present(now), now);
        _busy.Look(_units.Values.Count(u => u.Duty is UnitDuty.OnMission), _snapshot.Units.Count, now);
        CoverageMeters.NoteReckoned(start);
        return _snapshot;
    }

    /// <summary>Every unit whose place is known, as coverage sees it.</summary>
    private List<CoverageUnit> Present(DateTimeOffset now)
    {
        _present.Clear();
        foreach (var unit in _units.Values)
        {
            if (geography.UsablePosition(unit, now, options.Value.FixUsableFor) is not { } here) continue;
            var placed = _placed.GetValueOrDefault(unit.AmbulanceId, here.Point);
            if (placed.DistanceTo(here.Point) >= Stir) placed = here.Point;
            _placed[unit.AmbulanceId] = placed;
            _present.Add(new CoverageUnit(unit.AmbulanceId, placed, unit.Duty));
        }

        return _present;
    }
}
