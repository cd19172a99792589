using Emergency.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Emergency.Silo;

/// <summary>After a start: wakes every unit and every open case, so that what a crash left half done is finished before anybody is served.</summary>
public sealed partial class Recovery(IGrainFactory grains, SiloHealth health, TimeProvider clock, ILogger<Recovery> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!health.IsRecovered)
        {
            try
            {
                await grains.GetGrain<IRoadsGrain>(CountyKey.Value).GetRoads(); // Closed roads first: whatever drives next heeds them.
                await grains.GetGrain<ICountyGrain>(CountyKey.Value).Recover();
                await grains.GetGrain<ICoverageGrain>(CountyKey.Value).Get();
                await grains.GetGrain<ICoverageWatchGrain>(CountyKey.Value).GetAlarms();
                await grains.GetGrain<IRelocationGrain>(CountyKey.Value).GetRelocations();
                health.IsRecovered = true;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRecovered(failure);
                await Task.Delay(RetryAfter, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The county could not be recovered from its journal; nothing is served until it is")]
    private partial void LogNotRecovered(Exception failure);
}
