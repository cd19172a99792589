using Microsoft.Extensions.Hosting;
using Orleans.Streams;

namespace Orleans.Runtime;

/// <summary>Starts and stops the runtime with its host.</summary>
internal sealed class SiloHost(
    EmbeddedRuntime runtime,
    ReminderService reminders,
    StreamSubscriptions subscriptions,
    IEnumerable<StartupTask> startupTasks,
    IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await subscriptions.LoadAsync();
        runtime.Start();
        foreach (var task in startupTasks.OrderBy(t => t.Stage)) await task.Execute(services, cancellationToken);
        await reminders.StartAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        reminders.Stop();
        await runtime.StopAsync(cancellationToken);
    }
}

/// <summary>Work to do once the runtime runs, in the order of the stages.</summary>
internal sealed record StartupTask(int Stage, Func<IServiceProvider, CancellationToken, Task> Execute);
