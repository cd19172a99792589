namespace Emergency.Journal;

/// <summary>One fact to be written.</summary>
/// <param name="Kind">What kind of fact: 1 to <see cref="MaxKindLength"/> ASCII letters, digits, '-', '_' and '.'.</param>
/// <param name="Payload">The fact itself as UTF-8 JSON; not empty, at most <see cref="JournalOptions.MaxPayloadBytes"/> bytes. The journal
/// keeps the bytes as they are and does not look inside. The memory must not change until the append has completed.</param>
public sealed record JournalEvent(string Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The longest kind, in characters.</summary>
    public const int MaxKindLength = 96;

    /// <summary>Whether <paramref name="kind"/> can name a kind of fact.</summary>
    public static bool IsValidKind(string? kind) =>
        kind is { Length: > 0 and <= MaxKindLength } && kind.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}

/// <summary>One fact as it stands in the journal.</summary>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">Its place in the stream, from 1, without gaps.</param>
/// <param name="Position">Its place in the whole journal, from 1, without gaps.</param>
/// <param name="RecordedAt">When it was written, UTC, by the clock of the writing machine. Entries of one append share it. It may step back
/// when that clock does: order is <paramref name="Version"/> and <paramref name="Position"/>, never time.</param>
/// <param name="Kind">What kind of fact.</param>
/// <param name="Payload">The fact as UTF-8 JSON, byte for byte as it was appended.</param>
/// <param name="Hash">SHA-256 over stream, version, time, kind, payload and <paramref name="PreviousHash"/> (see <see cref="EntryHash"/>);
/// 32 bytes.</param>
/// <param name="PreviousHash">The hash of the entry before in this stream; 32 zero bytes before the first.</param>
public sealed record JournalEntry(
    StreamName Stream,
    long Version,
    long Position,
    DateTimeOffset RecordedAt,
    string Kind,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Hash,
    ReadOnlyMemory<byte> PreviousHash);

/// <summary>What an append made durable.</summary>
/// <param name="Version">The stream's version now: that of the last event appended.</param>
/// <param name="Position">The position of the last event appended. The batch lies in one piece: its positions end here.</param>
/// <param name="RecordedAt">The time that the batch's entries carry, UTC.</param>
public readonly record struct AppendResult(long Version, long Position, DateTimeOffset RecordedAt);

/// <summary>Where the journal stands.</summary>
/// <param name="Position">The last position made durable; 0 when the journal is empty.</param>
/// <param name="Hash">The chain over everything up to there (see <see cref="CommitChain"/>); noted elsewhere, it proves later that nothing
/// up to that position was changed or removed. 32 bytes, zero when empty.</param>
public sealed record JournalHead(long Position, ReadOnlyMemory<byte> Hash);

/// <summary>Whether a store can take writes.</summary>
/// <param name="IsWritable">False once a write has failed or the store is closed; only opening it anew mends that.</param>
/// <param name="Fault">Why not, for an operator; null when writable.</param>
public sealed record StoreHealth(bool IsWritable, string? Fault)
{
    /// <summary>The state of a store that works.</summary>
    public static StoreHealth Good { get; } = new(true, null);
}
