using Emergency.Domain;

namespace Emergency.Agent;

/// <summary>How an onboard agent reaches its server and how much it keeps while it cannot.</summary>
public sealed record AgentOptions
{
    /// <summary>The vehicle; it is also the name under which it signs in.</summary>
    public required AmbulanceId AmbulanceId { get; init; }

    /// <summary>The vehicle's secret, as the county gave it out.</summary>
    public required string DeviceKey { get; init; }

    /// <summary>The server's address, <c>http://</c> or <c>https://</c>; the hub's path is added to it.</summary>
    public required Uri Server { get; init; }

    /// <summary>The most fixes in one call, 1 to 500; by default 100, which stays well under a message of 32 kB.</summary>
    public int FixBatchSize { get; init; } = 100;

    /// <summary>The most milestones in one call, 1 to 50; by default 50.</summary>
    public int MilestoneBatchSize { get; init; } = 50;

    /// <summary>
    /// The least time between two calls with fixes, so that a backlog does not flood the link; 0 to 1 minute, by default 0.5 s.
    /// </summary>
    public TimeSpan FixPacing { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long the server may take to answer a call before the link counts as dead; 1 s to 5 minutes, by default 15 s.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long opening a connection may take; 1 s to 5 minutes, by default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a connection must last for its end to count as a new outage rather than the old one; 0 to 10 minutes, by default 5 s.
    /// </summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most vital signs in one call, 1 to 200; by default 50.</summary>
    public int VitalsBatchSize { get; init; } = 50;

    /// <summary>The most reports of the crew in one call, 1 to 50; by default 50.</summary>
    public int ReportBatchSize { get; init; } = 50;

    /// <summary>
    /// The most ECG in one call, bytes; 1 KiB to 128 KiB, by default 24 KiB. What matters more waits behind a call that is under way.
    /// </summary>
    public int EcgBatchBytes { get; init; } = 24 * 1024;

    /// <summary>The size of a piece of an attachment, bytes; 1 KiB to 32 KiB, by default 16 KiB.</summary>
    public int PieceBytes { get; init; } = 16 * 1024;

    /// <summary>How often the link is measured and reported; 1 s to 10 minutes, by default 5 s.</summary>
    public TimeSpan LinkReportEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When a measuring call counts as lost; 0.1 s to 1 minute, by default 3 s.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>When more or less of the live ECG is sent.</summary>
    public EcgRateOptions EcgRate { get; init; } = new();

    /// <summary>The waits between attempts to connect, and between attempts at a call that the server could not carry out.</summary>
    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>The key is nobody's business.</summary>
    public override string ToString() => $"{AmbulanceId} at {Server}";

    /// <summary>Fails with a sentence for the first value that is out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public AgentOptions Checked() => Problems().FirstOrDefault() is { } problem ? throw new ArgumentException(problem) : this;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems() => IdentityProblems().Concat(SizeProblems()).Concat(TimeProblems())
        .Concat(EcgRate.Problems()).Concat(Backoff.Problems());

    private IEnumerable<string> IdentityProblems()
    {
        if (!WordId.IsValid(AmbulanceId.Value))
            yield return "the ambulance id is not an identifier";
        if (string.IsNullOrWhiteSpace(DeviceKey))
            yield return "the device key is empty";
        if (!Server.IsAbsoluteUri || (Server.Scheme != Uri.UriSchemeHttp && Server.Scheme != Uri.UriSchemeHttps))
            yield return $"the server's address is '{Server}': expected http:// or https://";
    }

    private IEnumerable<string> SizeProblems()
    {
        if (FixBatchSize is < 1 or > Contracts.FixBatch.MaxFixes)
            yield return $"FixBatchSize is {FixBatchSize}: expected 1 to {Contracts.FixBatch.MaxFixes}";
        if (MilestoneBatchSize is < 1 or > 50)
            yield return $"MilestoneBatchSize is {MilestoneBatchSize}: expected 1 to 50";
        if (VitalsBatchSize is < 1 or > Contracts.VitalsBatch.MaxSamples)
            yield return $"VitalsBatchSize is {VitalsBatchSize}: expected 1 to {Contracts.VitalsBatch.MaxSamples}";
        if (ReportBatchSize is < 1 or > Contracts.IAgentHub.MaxReports)
            yield return $"ReportBatchSize is {ReportBatchSize}: expected 1 to {Contracts.IAgentHub.MaxReports}";
        if (EcgBatchBytes is < 1024 or > 128 * 1024)
            yield return $"EcgBatchBytes is {EcgBatchBytes}: expected 1024 to {128 * 1024}";
        if (PieceBytes is < 1024 or > Contracts.AttachmentOffer.MaxPieceBytes)
            yield return $"PieceBytes is {PieceBytes}: expected 1024 to {Contracts.AttachmentOffer.MaxPieceBytes}";
    }

    private IEnumerable<string> TimeProblems()
    {
        if (LinkReportEvery < TimeSpan.FromSeconds(1) || LinkReportEvery > TimeSpan.FromMinutes(10))
            yield return $"LinkReportEvery is {LinkReportEvery}: expected 1 s to 10 minutes";
        if (PingTimeout < TimeSpan.FromSeconds(0.1) || PingTimeout > TimeSpan.FromMinutes(1))
            yield return $"PingTimeout is {PingTimeout}: expected 0.1 s to 1 minute";
        if (FixPacing < TimeSpan.Zero || FixPacing > TimeSpan.FromMinutes(1))
            yield return $"FixPacing is {FixPacing}: expected 0 to 1 minute";
        if (ReplyTimeout < TimeSpan.FromSeconds(1) || ReplyTimeout > TimeSpan.FromMinutes(5))
            yield return $"ReplyTimeout is {ReplyTimeout}: expected 1 s to 5 minutes";
        if (ConnectTimeout < TimeSpan.FromSeconds(1) || ConnectTimeout > TimeSpan.FromMinutes(5))
            yield return $"ConnectTimeout is {ConnectTimeout}: expected 1 s to 5 minutes";
        if (StableAfter < TimeSpan.Zero || StableAfter > TimeSpan.FromMinutes(10))
            yield return $"StableAfter is {StableAfter}: expected 0 to 10 minutes";
    }
}
