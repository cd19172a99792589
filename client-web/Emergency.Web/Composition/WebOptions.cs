using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Emergency.Web;

/// <summary>How this node serves people and vehicles. Section <c>Web</c>; composition adds what the command line says.</summary>
public sealed class WebOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Web";

    /// <summary>Where keys and demonstration secrets are kept. Default <c>./data</c>.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The built web apps; nothing is served when the folder does not exist. Default <c>client-web/apps/dist</c>.</summary>
    [Required]
    public string DistDirectory { get; set; } = "client-web/apps/dist";

    /// <summary>Makes the demonstration accounts and device keys; refused unless every address is a loopback one. Default false.</summary>
    public bool Demo { get; set; }

    /// <summary>Seconds of the domain's clock per second, 0.01 to 3600; told to consoles. Default 1.</summary>
    [Range(0.01, 3600)]
    public double ClockSpeed { get; set; } = 1;

    /// <summary>Largest request body in bytes, 1 KiB to 1 MiB; a larger one is refused whole. Default 64 KiB.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>How long a session lasts without use, 5 minutes to 24 hours. Default 12 hours: a shift.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long an account or device key may be used after it was read, 0 to 10 minutes; an account that is
    /// disabled meanwhile ends within this time. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan CredentialCache { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Failed sign-ins of one user from one address, 1 to 100, within <see cref="SignInWindow"/>. Default 5.</summary>
    [Range(1, 100)]
    public int SignInFailuresPerUser { get; set; } = 5;

    /// <summary>Failed sign-ins from one address, 1 to 10,000, within <see cref="SignInWindow"/>. Default 50.</summary>
    [Range(1, 10_000)]
    public int SignInFailuresPerAddress { get; set; } = 50;

    /// <summary>The span over which failed sign-ins are counted, 1 second to 1 hour. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SignInWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Default none.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Answers kept for repeated idempotency keys, 100 to 1,000,000; the oldest goes first. Default 4,096.</summary>
    [Range(100, 1_000_000)]
    public int RememberedKeys { get; set; } = 4096;

    /// <summary>How long an actor may take to answer the readiness probe, 0.1 to 30 seconds. Default 3 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often the readiness checks run by themselves, 0.1 s to 5 min. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The live view.</summary>
    [Required, ValidateObjectMembers]
    public LiveOptions Live { get; set; } = new();

    /// <summary>The bedside: live ECG and signals.</summary>
    [Required, ValidateObjectMembers]
    public BedsideOptions Bedside { get; set; } = new();

    /// <summary>Servers that help video to get through.</summary>
    [Required, ValidateObjectMembers]
    public TurnOptions Turn { get; set; } = new();
}

/// <summary>How the live view is kept and sent. Every rate is in real time, whatever the domain's clock does.</summary>
public sealed class LiveOptions
{
    /// <summary>How often a console is sent positions, 50 ms to 10 s. Default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan PositionInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a console is sent a beat, 50 ms to 10 s. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan BeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time for the answer to a subscription to leave before the first batch, 0 to 1 s. Default 50 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan SubscribeGrace { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often the projection is compared with the grains, 0.1 s to 10 min. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause before a failed start or comparison is tried again, 0.05 s to 1 min. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Without a successful comparison for this long the view is called stale, 1 s to 1 h. Default 90 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How long an ended case stays in snapshots, by the domain's clock, 0 to 24 h. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RecentlyEnded { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Facts kept for consoles that lag, 16 to 1,000,000; a console that lags further is cut off. Default 4,096.</summary>
    [Range(16, 1_000_000)]
    public int FactRing { get; set; } = 4096;

    /// <summary>Most facts in one batch, 1 to 1,000. Default 64.</summary>
    [Range(1, 1000)]
    public int FactsPerBatch { get; set; } = 64;

    /// <summary>Most missing cases that one comparison asks for one by one, 1 to 10,000; the rest wait for the next. Default 200.</summary>
    [Range(1, 10_000)]
    public int CasesPerReconcile { get; set; } = 200;
}

/// <summary>Checks <see cref="WebOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class WebOptionsValidator : IValidateOptions<WebOptions>;
