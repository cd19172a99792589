namespace Emergency.Journal;

/// <summary>
/// Recordings and pictures of a case, such as 12-lead ECGs: handed in piece by piece, so that a broken link costs only the piece that was
/// under way, and taken only when the checksum of the whole fits. Every answer means durable. Safe for any number of concurrent callers.
/// </summary>
public interface IAttachmentStore
{
    /// <summary>Whether pieces are taken; for readiness checks.</summary>
    StoreHealth Health { get; }

    /// <summary>Announces an attachment, or asks how far it has come: the same offer again changes nothing.</summary>
    /// <remarks>Of an owner's unfinished attachments at most <see cref="AttachmentOptions.MaxOpenPerOwner"/> are kept: when one more is
    /// offered, the one longest untouched is forgotten and begins anew when its sender asks again.</remarks>
    /// <exception cref="JournalUnavailableException">The store cannot write.</exception>
    /// <exception cref="ArgumentException">A member is out of bounds; nothing was written.</exception>
    ValueTask<AttachmentReceipt> Offer(NewAttachment offer, CancellationToken cancellationToken = default);

    /// <summary>Adds a piece. One that lies within what is held is passed over; the last one has the checksum of the whole compared.</summary>
    /// <exception cref="JournalUnavailableException">The store cannot write.</exception>
    /// <exception cref="ArgumentException">A member is out of bounds; nothing was written.</exception>
    ValueTask<AttachmentReceipt> Add(NewPiece piece, CancellationToken cancellationToken = default);

    /// <summary>What an owner offered under a name, finished or not; null when there is no such offer, or it was forgotten.</summary>
    ValueTask<NewAttachment?> FindOffer(string owner, string name, CancellationToken cancellationToken = default);

    /// <summary>A finished attachment of a subject with its bytes, their checksum compared once more; null when there is none.</summary>
    /// <exception cref="JournalCorruptException">The bytes are not those that were handed in.</exception>
    ValueTask<KeptAttachment?> Read(string subject, string name, CancellationToken cancellationToken = default);
}

/// <summary>An attachment as its sender announces it. Two offers of one owner and name must agree in every member.</summary>
/// <param name="Owner">Who sends it; a word as of a <see cref="StreamName"/>. The name is the owner's.</param>
/// <param name="Name">Its name, a word; within the subject no other owner may use it.</param>
/// <param name="Subject">What it belongs to, such as a case; a word.</param>
/// <param name="Description">What the sender says of it, for whoever takes it up when it is complete: at most
/// <see cref="AttachmentOptions.MaxDescriptionBytes"/> bytes in UTF-8. The store does not look inside.</param>
/// <param name="MediaType">Of the bytes, 1 to 100 visible ASCII characters.</param>
/// <param name="Length">Bytes in all, 1 to <see cref="AttachmentOptions.MaxLength"/>.</param>
/// <param name="Sha256">Checksum of all bytes, 64 hexadecimal digits in lower case.</param>
public sealed record NewAttachment(
    string Owner, string Name, string Subject, string Description, string MediaType, long Length, string Sha256);

/// <summary>A piece of an attachment.</summary>
/// <param name="Offset">Where it begins; pieces follow on each other.</param>
/// <param name="Data">1 to <see cref="AttachmentOptions.MaxPieceBytes"/> bytes. The memory must not change until the call has completed.</param>
public sealed record NewPiece(string Owner, string Name, long Offset, ReadOnlyMemory<byte> Data);

/// <summary>What became of an offer or a piece.</summary>
public enum AttachmentOutcome
{
    /// <summary>More pieces are awaited, from <see cref="AttachmentReceipt.Held"/> on.</summary>
    Open = 0,

    /// <summary>All bytes are there and the checksum fits.</summary>
    Complete = 1,

    /// <summary>The checksum did not fit: everything was thrown away and must be sent again from the start.</summary>
    BeginAnew = 2,

    /// <summary>The piece does not begin where the bytes held end, or runs past the end; it was not taken.</summary>
    OutOfPlace = 3,

    /// <summary>There is no such offer, or it was forgotten: offer again.</summary>
    Unknown = 4,

    /// <summary>The name stands for something else already; this one will never be taken.</summary>
    NameTaken = 5,

    /// <summary>The subject has as many attachments as it may have; this one will not be taken.</summary>
    SubjectFull = 6,
}

/// <summary>How an attachment stands, durably.</summary>
/// <param name="Held">Bytes from the start that are held.</param>
public sealed record AttachmentReceipt(AttachmentOutcome Outcome, long Held);

/// <summary>A finished attachment.</summary>
/// <param name="CompletedAt">When its last piece was made durable, UTC.</param>
public sealed record KeptAttachment(NewAttachment Offer, DateTimeOffset CompletedAt, ReadOnlyMemory<byte> Data);
