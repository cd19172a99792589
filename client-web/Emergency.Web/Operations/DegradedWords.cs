using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Web.Live;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Operations;

/// <summary>What does not work now, as words for consoles and for the readiness probe.</summary>
internal sealed partial class DegradedWords(
    ProjectionStatus status,
    CountyProjection projection,
    IEnumerable<IReadinessCheck> checks,
    IOptions<WebOptions> options,
    RealTime time,
    ILogger<DegradedWords> logger)
{
    public const string ProjectionStale = "projection-stale";
    public const string AgentsSilent = "agents-silent";

    private readonly Lock _lock = new();
    private ImmutableArray<string> _failing = [];

    /// <summary>Everything that is known not to work, by the last round of checks.</summary>
    public ImmutableArray<string> Now
    {
        get
        {
            ImmutableArray<string> failing;
            lock (_lock)
                failing = _failing;
            if (status.IsStale)
                failing = failing.Add(ProjectionStale);
            return AreAgentsSilent() ? failing.Add(AgentsSilent) : failing;
        }
    }

    /// <summary>Runs every check, each within the probe's time.</summary>
    /// <returns>What stands against serving: failed checks and a stale view. Silent agents do not.</returns>
    public async Task<ImmutableArray<string>> Check(CancellationToken cancellation)
    {
        var results = await Task.WhenAll(checks.Select(check => Run(check, cancellation)));
        ImmutableArray<string> failing = [.. results.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        lock (_lock)
            _failing = failing;
        return status.IsStale ? failing.Add(ProjectionStale) : failing;
    }

    private async Task<string?> Run(IReadinessCheck check, CancellationToken cancellation)
    {
        try
        {
            var ready = await check.IsReady(cancellation).AsTask().WaitAsync(options.Value.ProbeTimeout, time.Provider, cancellation);
            return ready ? null : check.Degraded;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(logger, check.Degraded, fault.GetType().Name); // A check that throws counts as failed.
            return check.Degraded;
        }
    }

    /// <summary>Vehicles with an agent there are, but not one of them is heard.</summary>
    private bool AreAgentsSilent()
    {
        var withAgent = projection.Links().Where(link => link != LinkState.None).ToArray();
        return withAgent.Length > 0 && withAgent.All(link => link != LinkState.Online);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Readiness check {Word} ended in {Exception}")]
    private static partial void LogFailed(ILogger logger, string word, string exception);
}

/// <summary>Whether the actors answer.</summary>
internal sealed class RuntimeCheck(IGrainFactory grains) : IReadinessCheck
{
    public string Degraded => "runtime-silent";

    public async ValueTask<bool> IsReady(CancellationToken cancellation) => await grains.County().GetInfo() is not null;
}

/// <summary>Runs the checks at a steady pace, so that every beat can tell what does not work.</summary>
internal sealed class DegradedMonitor(DegradedWords words, IOptions<WebOptions> options, RealTime time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, time.Provider);
        do
        {
            await words.Check(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
