using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What the runtime says in the log. Names of grains appear, their data never.</summary>
internal sealed partial class RuntimeLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Warning, "Grain {Grain} could not be activated; the calls that waited for it fail")]
    public partial void ActivationFailed(GrainId grain, Exception reason);

    [LoggerMessage(2, LogLevel.Error, "Grain {Grain} failed while it was deactivated; it is gone from memory all the same")]
    public partial void DeactivationFailed(GrainId grain, Exception reason);

    [LoggerMessage(3, LogLevel.Error, "A timer of grain {Grain} failed; it goes on with its next period")]
    public partial void TimerFailed(GrainId grain, Exception reason);

    [LoggerMessage(4, LogLevel.Error, "Reminder {Reminder} of grain {Grain} failed; its next tick tries again")]
    public partial void ReminderFailed(GrainId grain, string reminder, Exception reason);

    [LoggerMessage(5, LogLevel.Warning, "One-way call {Call} failed")]
    public partial void OneWayCallFailed(GrainCall call, Exception reason);

    [LoggerMessage(6, LogLevel.Warning, "The runtime stopped with {Count} grains still in memory")]
    public partial void StoppedWithActivations(int count);

    [LoggerMessage(7, LogLevel.Warning, "Stream {Stream}: subscriber {Subscriber} failed; the event is tried again")]
    public partial void DeliveryFailed(StreamId stream, string subscriber, Exception reason);

    [LoggerMessage(8, LogLevel.Error, "Stream {Stream}: subscriber {Subscriber} failed again and again; the event is skipped for it")]
    public partial void DeliveryAbandoned(StreamId stream, string subscriber, Exception reason);

    [LoggerMessage(9, LogLevel.Warning, "Stream {Stream}: subscriber {Subscriber} is too slow; its oldest events are dropped")]
    public partial void DeliveryOverflow(StreamId stream, string subscriber);

    [LoggerMessage(10, LogLevel.Warning, "Stream {Stream}: grain {Grain} attached no observer; the event is skipped for it")]
    public partial void NoObserver(StreamId stream, GrainId grain);
}
