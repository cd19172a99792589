using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Roads;
using Emergency.Grains.Cases;
using Emergency.Grains.Counties;
using Emergency.Grains.Live;
using Emergency.Grains.Persistence;
using Emergency.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emergency.Grains;

/// <summary>
/// Which roads are closed or slowed. A wish is durable first, then travel times heed it, then it is told. After a start, and whenever the
/// local hour turns, everything is applied again; what has run out is lifted.
/// </summary>
public sealed class RoadsGrain(
    IJournal journal, TimeProvider clock, CountyGeography geography, IOptions<GrainOptions> options, ILogger<RoadsGrain> logger)
    : AggregateGrain<RoadBook, RoadEvent>, IRoadsGrain
{
    private readonly RoadsInForce _force = new(geography.County);
    private readonly ViewVersion _viewVersion = new(clock);
    private LivePublisher _live = null!;
    private RoadConditionsView _view = new([], null, null, 0);

    private TimeZoneInfo Zone => CountyMapping.ZoneOf(geography.County);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _live = new LivePublisher(this.GetStreamProvider(LiveStreams.Provider), logger);
        Apply();
        var pace = options.Value.RoadsInterval;
        this.RegisterGrainTimer(_ => Tend(), new GrainTimerCreationOptions { DueTime = pace, Period = pace, KeepAlive = true });
    }

    public Task<RoadConditionsView> GetRoads() => Task.FromResult(_view);

    public async Task<Outcome<RoadConditionView>> SetRoad(SetRoad command)
    {
        var (refusal, points, place) = _force.Locate(command.Shape, [.. command.Points.Select(p => p.Point)]);
        if (refusal is not null) return refusal;
        var decision = State.Decide(
            new SetRoadCondition(
                command.By.ToAuthor(), command.ConditionId, command.Shape, points, command.Factor, command.Reason, command.Until, place),
            clock.GetUtcNow());
        if (await Carry(decision) is { } refused) return refused;
        return _view.Conditions.First(c => c.ConditionId == command.ConditionId);
    }

    public async Task<Outcome<RoadConditionsView>> LiftRoad(string conditionId, ActorRef by) =>
        await Carry(State.Decide(new LiftRoadCondition(by.ToAuthor(), conditionId), clock.GetUtcNow())) is { } refusal ? refusal : _view;

    private async Task Tend()
    {
        var now = clock.GetUtcNow();
        await Carry(State.Decide(new ExpireRoadConditions(FactAuthor.System), now));
        if (HourOf(now) == _view.Hour) return;
        Apply();
        await _live.Publish(LiveStreams.Roads, _view);
    }

    private async Task<Refusal?> Carry(Decision<RoadEvent> decision)
    {
        if (await Commit(decision) is { } refusal) return refusal;
        if (decision.Events.Count == 0) return null;
        Apply();
        await _live.Publish(LiveStreams.Roads, _view);
        return null;
    }

    private void Apply()
    {
        var now = clock.GetUtcNow();
        var hour = HourOf(now);
        _view = new RoadConditionsView(_force.Apply(State.Holds, hour), hour, now, _viewVersion.Next());
    }

    private int HourOf(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, Zone).Hour;

    private protected override AggregateStream<RoadBook, RoadEvent> OpenStream() =>
        new(journal, StreamNames.Roads, RoadBook.Empty, (state, e) => state.Apply(e));
}
