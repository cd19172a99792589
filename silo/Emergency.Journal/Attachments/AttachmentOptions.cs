using System.ComponentModel.DataAnnotations;

namespace Emergency.Journal;

/// <summary>How attachments are kept.</summary>
public sealed class AttachmentOptions
{
    /// <summary>What its thread and its meters are called.</summary>
    internal const string StoreName = "attachments";

    /// <summary>The store's file in <see cref="DataDirectory"/>.</summary>
    public const string FileName = "attachments.db";

    /// <summary>The folder that holds the store; made when missing. Required. Must be a local file system.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDirectory { get; set; } = string.Empty;

    /// <summary>The largest attachment, bytes. Default 2 MiB, 1 KiB to 64 MiB.</summary>
    [Range(1 << 10, 64 << 20)]
    public int MaxLength { get; set; } = 2 << 20;

    /// <summary>The largest piece, bytes. Default 256 KiB, 1 KiB to 1 MiB.</summary>
    [Range(1 << 10, 1 << 20)]
    public int MaxPieceBytes { get; set; } = 256 << 10;

    /// <summary>The longest description, bytes. Default 4 KiB, 256 bytes to 64 KiB.</summary>
    [Range(256, 64 << 10)]
    public int MaxDescriptionBytes { get; set; } = 4 << 10;

    /// <summary>Unfinished attachments of one owner; one more makes the store forget the one longest untouched. Default 8, 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int MaxOpenPerOwner { get; set; } = 8;

    /// <summary>Attachments of one subject, unfinished ones included. Default 500, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxPerSubject { get; set; } = 500;

    /// <summary>How long an unfinished attachment may lie untouched before it is forgotten: longer than any outage of a vehicle. Default 14
    /// days, an hour to 365 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromDays(14);

    /// <summary>
    /// How long finished attachments are kept; null keeps them for good. Old ones go as new ones are offered, a few at a time. Default 15
    /// years, for which China has outpatient and emergency records kept at least (regulation on medical records of institutions, 2013);
    /// at least a day.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan? Retention { get; set; } = TimeSpan.FromDays(15 * 365.25);

    /// <summary>How writes are grouped into commits.</summary>
    [Required]
    public CommitOptions Commit { get; set; } = new();

    /// <summary>How attachments are read.</summary>
    [Required]
    public ReadOptions Read { get; set; } = new();
}
