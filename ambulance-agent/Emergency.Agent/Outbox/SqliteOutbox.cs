using Emergency.Contracts;
using Microsoft.Data.Sqlite;

namespace Emergency.Agent;

/// <summary>An outbox on disk: what was put in survives the end of the process and of the power, with the device's identity.</summary>
public sealed partial class SqliteOutbox : IOutbox, IAsyncDisposable
{
    private readonly OutboxDatabase _database;
    private readonly SqliteShelf<CrewReport> _reports;
    private readonly SqliteShelf<AgentMilestone> _milestones;
    private readonly SqliteShelf<VitalsSample> _vitals;
    private readonly SqliteShelf<Fix> _fixes;
    private readonly AttachmentShelf _attachments;
    private readonly SqliteShelf<EcgWaveBlock> _ecg;
    private readonly string? _trouble;

    private SqliteOutbox(OutboxDatabase database, string deviceId, SqliteOutboxOptions limits, string? trouble)
    {
        (_database, DeviceId, _trouble) = (database, deviceId, trouble);
        _reports = new(database, ShelfRules.Reports(limits.MaxReports));
        _milestones = new(database, ShelfRules.Milestones(limits.MaxMilestones));
        _vitals = new(database, ShelfRules.Vitals(limits.MaxVitals));
        _fixes = new(database, ShelfRules.Fixes(limits.MaxFixes));
        _attachments = new(database, ShelfRules.Attachments(limits.MaxAttachments));
        _ecg = new(database, ShelfRules.Ecg(limits.MaxEcgBlocks), SayThinned);
    }

    /// <inheritdoc/>
    public string DeviceId { get; }

    /// <inheritdoc/>
    public OutboxStatus Status =>
        new(_milestones.Status, _reports.Status, _vitals.Status, _fixes.Status, _attachments.Status, _ecg.Status,
            _trouble ?? _database.Trouble);

    /// <inheritdoc/>
    public IShelf<AgentMilestone> Milestones => _milestones;

    /// <inheritdoc/>
    public IShelf<CrewReport> Reports => _reports;

    /// <inheritdoc/>
    public IShelf<VitalsSample> Vitals => _vitals;

    /// <inheritdoc/>
    public IShelf<Fix> Fixes => _fixes;

    /// <inheritdoc/>
    public IAttachmentShelf Attachments => _attachments;

    /// <inheritdoc/>
    public IShelf<EcgWaveBlock> Ecg => _ecg;

    /// <summary>Opens the file, or makes it. A file that is damaged is set aside under another name, and said; a new device begins.</summary>
    /// <param name="options">Where it lies and how much it holds.</param>
    /// <param name="newDevice">Makes the identity of a new device: a word that was never used before.</param>
    /// <param name="clock">Dates the name of a file that is set aside.</param>
    /// <param name="logger">For what an operator must know.</param>
    public static async Task<SqliteOutbox> Open(
        SqliteOutboxOptions options, Func<string> newDevice, TimeProvider clock, ILogger<SqliteOutbox> logger)
    {
        options.Checked();
        string? trouble = null;
        OutboxDatabase database;
        try
        {
            database = OutboxDatabase.Open(options);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            var aside = SetAside(options.File, clock.GetUtcNow());
            trouble = $"the outbox was damaged and is kept as {aside}; what waited in it was not sent";
            LogSetAside(logger, damaged, options.File, aside);
            database = OutboxDatabase.Open(options);
        }

        var outbox = new SqliteOutbox(database, await database.Do(connection => DeviceOf(connection, newDevice)), options, trouble);
        Task[] loading =
        [
            outbox._reports.Load(), outbox._milestones.Load(), outbox._vitals.Load(), outbox._fixes.Load(), outbox._attachments.Load(),
            outbox._ecg.Load(),
        ];
        await Task.WhenAll(loading);
        return outbox;
    }

    /// <summary>Closes the file once everything that was asked is on disk.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static string DeviceOf(SqliteConnection connection, Func<string> newDevice)
    {
        if (OutboxDatabase.About(connection, "device") is { } known)
            return known;
        var device = newDevice();
        if (!Domain.WordId.IsValid(device))
            throw new ArgumentException($"'{device}' is no device id");
        OutboxDatabase.Execute(connection, "INSERT INTO about VALUES ('device', $device)", ("$device", device));
        return device;
    }

    private static string SetAside(string file, DateTimeOffset now)
    {
        var aside = $"{file}.damaged-{now:yyyyMMdd-HHmmss}";
        File.Move(file, aside, overwrite: false);
        foreach (var suffix in (string[])["-wal", "-shm"])
        {
            if (File.Exists(file + suffix))
                File.Move(file + suffix, aside + suffix);
        }

        return aside;
    }

    private void SayThinned(SqliteConnection connection, IReadOnlyList<(EcgWaveBlock Item, ItemNote Note)> blocks)
    {
        foreach (var marker in ShelfRules.Markers(blocks))
            _reports.Insert(connection, marker, default);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The outbox {File} is damaged and was set aside as {Aside}: what waited in it was not sent")]
    private static partial void LogSetAside(ILogger logger, Exception damage, string file, string aside);

    private sealed class AttachmentShelf(OutboxDatabase database, ShelfRules<OutgoingAttachment> rules)
        : SqliteShelf<OutgoingAttachment>(database, rules), IAttachmentShelf
    {
        public ValueTask<long> Add(Func<long, OutgoingAttachment> make, ReadOnlyMemory<byte> content) => Database.Do(connection =>
        {
            var sequence = Insert(connection, make, default);
            OutboxDatabase.Execute(connection, "INSERT INTO content VALUES ($sequence, $bytes)", ("$sequence", sequence), ("$bytes", content.ToArray()));
            return sequence;
        });

        public ValueTask<byte[]> Read(long sequence, long offset, int count) => Database.Do(connection =>
        {
            using var command = OutboxDatabase.Command(
                connection, "SELECT substr(bytes, $from, $count) FROM content WHERE sequence = $sequence",
                ("$from", offset + 1), ("$count", count), ("$sequence", sequence));
            return command.ExecuteScalar() as byte[] ?? [];
        });

        protected override int Remove(SqliteConnection connection, IReadOnlyCollection<long> sequences)
        {
            foreach (var sequence in sequences)
                OutboxDatabase.Execute(connection, "DELETE FROM content WHERE sequence = $sequence", ("$sequence", sequence));
            return base.Remove(connection, sequences);
        }
    }
}
