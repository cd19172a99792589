using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Coverage;
using Emergency.Geography;
using Emergency.Grains.Cases;
using Emergency.Grains.Counties;
using Emergency.Grains.Live;
using Emergency.Grains.Persistence;
using Emergency.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace Emergency.Grains;

/// <summary>
/// Watches the coverage that is told each second: raises an alarm when a share stays too low, ends it when it has recovered, and keeps
/// how each hour was. What it says is in the journal first.
/// </summary>
[ImplicitStreamSubscription(LiveStreams.Coverage)]
public sealed class CoverageWatchGrain(
    IJournal journal, TimeProvider clock, CountyGeography geography, IOptions<GrainOptions> options, ILogger<CoverageWatchGrain> logger)
    : AggregateGrain<CoverageWatch, CoverageEvent>, ICoverageWatchGrain
{
    /// <summary>A reading stands for as many paces of coverage; a longer gap counts as not observed.</summary>
    private const int PacesStanding = 20;

    /// <summary>However short the dwell time, as many paces must agree: on an accelerated clock one pace may be longer than it.</summary>
    private const int PacesAgreeing = 2;

    private readonly HourMeter _hours = new(options.Value.CoverageInterval * PacesStanding);
    private readonly ShareWatch _urban = new(LimitsOf(geography.County.Profile.Coverage, AreaKind.Urban, options.Value.CoverageInterval));
    private readonly ShareWatch _rural = new(LimitsOf(geography.County.Profile.Coverage, AreaKind.Rural, options.Value.CoverageInterval));
    private readonly ViewVersion _viewVersion = new(clock);
    private LivePublisher _live = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _viewVersion.Next();
        var provider = this.GetStreamProvider(LiveStreams.Provider);
        _live = new LivePublisher(provider, logger);
        await provider.GetStream<CoverageView>(StreamId.Create(LiveStreams.Coverage, CountyKey.Value)).SubscribeAsync((view, _) => Look(view));
    }

    public Task<AlarmsView> GetAlarms() => Task.FromResult(View());

    public async Task<Outcome<AlarmsView>> AcknowledgeAlarm(string alarmId, ActorRef by) =>
        await Carry(State.Acknowledge(alarmId, by.ToAuthor(), clock.GetUtcNow())) is { } refusal ? refusal : View();

    public Task<CoverageByHourView> GetByHour() => Task.FromResult(new CoverageByHourView(
        clock.GetUtcNow(),
        [.. State.Recorded.Append(_hours.Current).OfType<CoverageHour>().DistinctBy(h => h.Start).Select(CoverageMapping.ToView)]));

    private async Task Look(CoverageView coverage)
    {
        var now = coverage.AsOf;
        await Look(_urban, AreaKind.Urban, coverage.Urban.Share, now);
        await Look(_rural, AreaKind.Rural, coverage.Rural.Share, now);
        if (_hours.Take(coverage.Urban.Share, coverage.Rural.Share, coverage.Units, now) is { } hour)
            await Carry(new CoverageHourRecorded(now, clock.GetUtcNow(), FactAuthor.System.Actor, FactAuthor.System.Source, hour));
    }

    private async Task Look(ShareWatch watch, AreaKind area, double? share, DateTimeOffset now)
    {
        var finding = watch.Look(share, State.Standing(area)?.Level, now);
        if (finding == ShareFinding.None || share is not { } value) return;
        var policy = geography.County.Profile.Coverage;
        var threshold = area == AreaKind.Urban ? policy.UrbanThreshold : policy.RuralThreshold;
        await Carry(State.Decide(finding, area, watch.LevelOf(value), value, threshold, now));
    }

    private async Task<Refusal?> Carry(Decision<CoverageEvent> decision)
    {
        if (await Commit(decision) is { } refusal) return refusal;
        if (decision.Events.All(e => e is CoverageHourRecorded)) return null;
        _viewVersion.Next();
        await _live.Publish(LiveStreams.Alarms, View());
        return null;
    }

    private AlarmsView View() => CoverageMapping.ToView(State, _viewVersion.Current);

    private static ShareLimits LimitsOf(CoveragePolicy policy, AreaKind area, TimeSpan pace)
    {
        var threshold = area == AreaKind.Urban ? policy.UrbanThreshold : policy.RuralThreshold;
        var agreeing = pace * PacesAgreeing;
        return new ShareLimits(
            threshold, threshold - policy.DangerBelow, Math.Min(1, threshold + policy.Hysteresis), policy.Dwell > agreeing ? policy.Dwell : agreeing);
    }

    private protected override AggregateStream<CoverageWatch, CoverageEvent> OpenStream() =>
        new(journal, StreamNames.Coverage, CoverageWatch.Empty, (state, e) => state.Apply(e));
}
