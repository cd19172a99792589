using System.ComponentModel.DataAnnotations;

namespace Emergency.Journal;

/// <summary>How measurements are kept.</summary>
public sealed class TrackOptions
{
    /// <summary>What its thread and its meters are called.</summary>
    internal const string StoreName = "tracks";

    /// <summary>The store's file in <see cref="DataDirectory"/>.</summary>
    public const string FileName = "tracks.db";

    /// <summary>The folder that holds the store; made when missing. Required. Must be a local file system.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDirectory { get; set; } = string.Empty;

    /// <summary>The largest payload of one point, bytes. Default 16 KiB, 64 bytes to 1 MiB.</summary>
    [Range(64, 1 << 20)]
    public int MaxPayloadBytes { get; set; } = 16 << 10;

    /// <summary>The most points in one batch. Default 1,000, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxBatchPoints { get; set; } = 1000;

    /// <summary>
    /// How long points are kept, counted from when they were measured; null keeps them for good. Old points go as new ones come: every
    /// batch takes with it up to twice as many old points of its subject and lane, and of one other in turn. A point that is older than
    /// this when it arrives is acknowledged and not kept. Default 90 days, at least an hour.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "36500.00:00:00")]
    public TimeSpan? Retention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Subjects and sources kept in memory so that a batch need not look them up. When full, all are forgotten and looked up again
    /// as needed. Default 16,384, 16 to 1,048,576.</summary>
    [Range(16, 1 << 20)]
    public int MaxCachedNames { get; set; } = 16 << 10;

    /// <summary>How batches are grouped into commits.</summary>
    [Required]
    public CommitOptions Commit { get; set; } = new();

    /// <summary>How points are read.</summary>
    [Required]
    public ReadOptions Read { get; set; } = new();
}
