using System.Collections.Immutable;
using System.Threading.Channels;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Hubs;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace Emergency.Web.Live;

/// <summary>
/// Keeps the projection: listens to the county's streams, and now and then compares with the grains, which heals whatever a
/// stream lost. It subscribes before it reads, so that nothing falls between.
/// </summary>
internal sealed partial class ProjectionService(
    IClusterClient cluster,
    CountyProjection projection,
    ProjectionStatus status,
    AgentSessions agents,
    CareFeeds bedsides,
    CallSignals signals,
    IOptions<WebOptions> options,
    RealTime time,
    ILogger<ProjectionService> logger) : BackgroundService
{
    private readonly List<Func<Task>> _unsubscribe = [];
    private uint _careTurn;

    /// <summary>Asks for a comparison now; several wishes are one.</summary>
    private readonly Channel<bool> _wishes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private LiveOptions Live => options.Value.Live;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Retry("subscribe", Subscribe, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Retry("compare", () => Compare(stoppingToken), stoppingToken);
            await Pause(stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Unsubscribe();
    }

    private async Task Subscribe()
    {
        await Unsubscribe();
        var streams = cluster.GetStreamProvider(LiveStreams.Provider);
        await Listen<CaseView>(streams, LiveStreams.Cases, projection.Apply);
        await Listen<UnitView>(streams, LiveStreams.Units, projection.Apply);
        await Listen<HospitalView>(streams, LiveStreams.Hospitals, projection.Apply);
        await Listen<AlarmsView>(streams, LiveStreams.Alarms, projection.Apply);
        await Listen<RoadConditionsView>(streams, LiveStreams.Roads, projection.Apply);
        await Listen<RelocationsView>(streams, LiveStreams.Relocations, projection.Apply);
        await Listen<UnitPosition>(streams, LiveStreams.Positions, projection.Apply);
        await Listen<CoverageView>(streams, LiveStreams.Coverage, projection.Apply);
        await Listen<AgentOrders>(streams, LiveStreams.Orders, agents.Offer);
        await Listen<CrewCare>(streams, LiveStreams.CrewCare, agents.Offer);
        await Listen<CareView>(streams, LiveStreams.Care, Apply);
        await Listen<NewestVitals>(streams, LiveStreams.Vitals, Apply);
        await Listen<LiveEcg>(streams, LiveStreams.Ecg, bedsides.Offer);
        await Listen<CallSignal>(streams, LiveStreams.Signals, signals.Deliver);
    }

    private void Apply(CareView care)
    {
        projection.Apply(care);
        bedsides.Offer(care);
    }

    private void Apply(NewestVitals vitals)
    {
        projection.Apply(vitals);
        bedsides.Offer(vitals);
    }

    private async Task Listen<T>(IStreamProvider streams, string name, Action<T> apply)
    {
        var stream = streams.GetStream<T>(StreamId.Create(name, CountyKey.Value));
        var handle = await stream.SubscribeAsync(
            (item, _) =>
            {
                apply(item);
                return Task.CompletedTask;
            },
            fault =>
            {
                LogStreamFault(logger, fault, name);
                _wishes.Writer.TryWrite(true);
                return Task.CompletedTask;
            });
        _unsubscribe.Add(handle.UnsubscribeAsync);
    }

    private async Task Compare(CancellationToken cancellation)
    {
        var county = cluster.County();
        var asOf = projection.Version;
        var missing = projection.Merge(await county.GetInfo(), await county.GetBoard(), asOf);
        projection.Apply(await cluster.CoverageWatch().GetAlarms());
        projection.Apply(await cluster.Roads().GetRoads());
        projection.Apply(await cluster.Relocations().GetRelocations());
        await Ask(missing, cancellation);
        await CompareCare(cancellation);
        status.Compared(time.Now);
        await agents.Reconcile(projection.Read().Units);
    }

    private async Task Ask(ImmutableArray<CaseId> missing, CancellationToken cancellation)
    {
        foreach (var id in missing.Take(Live.CasesPerReconcile))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await cluster.Case(id).Get() is { } view)
                projection.Apply(view);
            else
                projection.Drop(id);
        }
    }

    /// <summary>Asks the clinical records themselves, a bounded number of open cases in turn; whatever a stream lost reaches pages so.</summary>
    private async Task CompareCare(CancellationToken cancellation)
    {
        var open = projection.Read().Cases.Where(CaseBoard.IsOpen).Select(view => view.CaseId).ToArray();
        var turn = Math.Min(open.Length, Live.CasesPerReconcile);
        for (var i = 0; i < turn; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var grain = cluster.Care(open[_careTurn++ % open.Length]);
            if (await grain.Get() is { Version: > 0 } care)
                Apply(care);
            foreach (var vitals in await grain.GetNewestVitals())
                Apply(vitals);
        }
    }

    private async Task Pause(CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(Live.ReconcileInterval, time.Provider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            await _wishes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return; // The interval is over.
        }
    }

    private async Task Retry(string step, Func<Task> action, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await action();
                return;
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                LogRetry(logger, fault, step); // What is shown meanwhile is called stale; see ProjectionStatus.
                await Task.Delay(Live.RetryDelay, time.Provider, cancellation);
            }
        }
    }

    private async Task Unsubscribe()
    {
        foreach (var unsubscribe in _unsubscribe)
        {
            try
            {
                await unsubscribe();
            }
            catch (Exception fault)
            {
                LogRetry(logger, fault, "unsubscribe"); // The runtime drops subscribers that are gone.
            }
        }

        _unsubscribe.Clear();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live view could not {Step}")]
    private static partial void LogRetry(ILogger logger, Exception fault, string step);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {Stream} failed; the live view is compared with the grains")]
    private static partial void LogStreamFault(ILogger logger, Exception fault, string stream);
}
