namespace Orleans.Configuration;

/// <summary>How calls are delivered.</summary>
public sealed class SiloMessagingOptions
{
    /// <summary>How long a caller waits for an answer before it gets a <see cref="TimeoutException"/>. Default 30 s; above zero.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many calls may wait for one grain; a further one fails with <see cref="Runtime.LimitExceededException"/>. Default 10,000; 0
    /// for no bound.
    /// </summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = 10_000;

    /// <summary>Whether a call's cancellation token is cancelled when its caller stops waiting. Default false.</summary>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Whether a cancelled call ends for its caller only when the called grain has ended it. Default false: at once.</summary>
    public bool WaitForCancellationAcknowledgement { get; set; }
}

/// <summary>When idle activations are collected.</summary>
public sealed class GrainCollectionOptions
{
    /// <summary>How long an activation may be idle. Default 15 min; above <see cref="CollectionQuantum"/>.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often the collector looks. Default 1 min; above zero.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a grain may take to start before the calls that wait for it fail. Default 30 s.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain may take to end before its token is cancelled. Default 30 s.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>What reminders may do.</summary>
public sealed class ReminderOptions
{
    /// <summary>The shortest period of a reminder. Default 1 min; a test may lower it.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>The installation's names. One process has no others to tell apart, so that they only label it.</summary>
public sealed class ClusterOptions
{
    /// <summary>The name of this set of processes.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>The name of the service, which stays when the processes change.</summary>
    public string ServiceId { get; set; } = "default";
}

/// <summary>How memory streams queue.</summary>
public sealed class MemoryStreamOptions
{
    /// <summary>
    /// How many events wait for one subscriber before the oldest is dropped and the subscriber told. Default 16,384; above zero.
    /// </summary>
    public int MaxQueuedEvents { get; set; } = 16_384;

    /// <summary>
    /// How long an event whose subscriber fails is tried again before it is skipped for it. Default 1 min; zero for never.
    /// </summary>
    public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);
}
