using System.ComponentModel.DataAnnotations;

namespace Emergency.Journal;

/// <summary>How the journal is kept.</summary>
public sealed class JournalOptions
{
    /// <summary>What its thread and its meters are called.</summary>
    internal const string StoreName = "journal";

    /// <summary>The journal's file in <see cref="DataDirectory"/>.</summary>
    public const string FileName = "journal.db";

    /// <summary>The folder that holds the store; made when missing. Required. Must be a local file system: network file systems do not
    /// honour locks.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDirectory { get; set; } = string.Empty;

    /// <summary>The largest payload of one event, bytes. Default 256 KiB, 1 KiB to 16 MiB.</summary>
    [Range(1 << 10, 16 << 20)]
    public int MaxPayloadBytes { get; set; } = 256 << 10;

    /// <summary>The most events in one append. Default 128, 1 to 4,096.</summary>
    [Range(1, 4096)]
    public int MaxBatchEvents { get; set; } = 128;

    /// <summary>Stream heads kept in memory so that an append need not look its stream up. When full, all are forgotten and looked up
    /// again as needed. Default 65,536 (about 20 MiB), 16 to 4,194,304.</summary>
    [Range(16, 4 << 20)]
    public int MaxCachedHeads { get; set; } = 64 << 10;

    /// <summary>How appends are grouped into commits.</summary>
    [Required]
    public CommitOptions Commit { get; set; } = new();

    /// <summary>How entries are read.</summary>
    [Required]
    public ReadOptions Read { get; set; } = new();
}

/// <summary>How concurrent writes become durable together.</summary>
public sealed class CommitOptions
{
    /// <summary>Writes that may wait for the writer. When full, further callers wait, without a thread, until there is room (or they
    /// cancel). Default 1,024, 1 to 65,536.</summary>
    [Range(1, 1 << 16)]
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>The most writes in one commit; the rest go into the next. Default 512, 1 to 65,536.</summary>
    [Range(1, 1 << 16)]
    public int MaxGroupWrites { get; set; } = 512;

    /// <summary>Payload bytes after which a commit takes no further write. One write always fits, however large. Default 4 MiB, 4 KiB to
    /// 256 MiB.</summary>
    [Range(4 << 10, 256 << 20)]
    public int MaxGroupBytes { get; set; } = 4 << 20;

    /// <summary>How long the writer, having answered a group, waits for as many writes again before it commits fewer. It waits spinning, so
    /// keep it short. Default 50 µs, 0 to 5 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.005")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMicroseconds(50);

    /// <summary>The write-ahead log is copied into the database (a checkpoint) once this many bytes were written to it, in a quiet moment
    /// at a quarter. The file keeps about this size. Default 8 MiB, 256 KiB to 1 GiB.</summary>
    [Range(256 << 10, 1 << 30)]
    public int CheckpointBytes { get; set; } = 8 << 20;
}

/// <summary>How a store is read.</summary>
public sealed class ReadOptions
{
    /// <summary>Read-only connections; further readers wait for one, without a thread. Default 4, 1 to 64.</summary>
    [Range(1, 64)]
    public int Connections { get; set; } = 4;

    /// <summary>Rows fetched at a time. Between pages no connection is held, so that a slow reader holds nobody up. Default 256, 1 to
    /// 65,536.</summary>
    [Range(1, 1 << 16)]
    public int PageRows { get; set; } = 256;
}
