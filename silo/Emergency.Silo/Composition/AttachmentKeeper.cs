using System.Text.Json;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Journal;

namespace Emergency.Silo;

/// <summary>Attachments in the words of the wire: what the web may ask of the attachment store.</summary>
public sealed class AttachmentKeeper(IAttachmentStore store)
{
    /// <summary>Whether pieces can be made durable.</summary>
    public bool IsWritable => store.Health.IsWritable;

    /// <summary>Announces an attachment and answers how much of it is held.</summary>
    /// <param name="owner">Who sends it, a word; names of attachments are the owner's.</param>
    /// <param name="offer">Its members must be in bounds.</param>
    public async ValueTask<AttachmentProgress> Offer(string owner, AttachmentOffer offer, CancellationToken cancellation = default)
    {
        var receipt = await store.Offer(
            new NewAttachment(
                owner, offer.AttachmentId, offer.CaseId.Value, JsonSerializer.Serialize(offer), offer.MediaType, offer.Length, offer.Sha256),
            cancellation);
        return new AttachmentProgress(StateOf(offer.AttachmentId, receipt), receipt.Outcome is AttachmentOutcome.Complete ? offer : null);
    }

    /// <summary>Adds a piece; null when nothing was offered under its name, or the offer was forgotten.</summary>
    public async ValueTask<AttachmentProgress?> Add(string owner, AttachmentPiece piece, CancellationToken cancellation = default)
    {
        var receipt = await store.Add(new NewPiece(owner, piece.AttachmentId, piece.Offset, piece.Data), cancellation);
        if (receipt.Outcome is AttachmentOutcome.Unknown) return null;
        var offer = receipt.Outcome is AttachmentOutcome.Complete ? await store.FindOffer(owner, piece.AttachmentId, cancellation) : null;
        return new AttachmentProgress(
            StateOf(piece.AttachmentId, receipt), offer is null ? null : JsonSerializer.Deserialize<AttachmentOffer>(offer.Description));
    }

    /// <summary>Offers and adds all bytes at once; the attachment is complete afterwards, or refused.</summary>
    public async ValueTask<AttachmentProgress> Put(
        string owner, AttachmentOffer offer, ReadOnlyMemory<byte> data, CancellationToken cancellation = default)
    {
        var progress = await Offer(owner, offer, cancellation);
        while (progress is { Complete: null, State: { Refusal: null, Held: var held } })
        {
            var piece = data.Slice((int)held, (int)Math.Min(AttachmentOffer.MaxPieceBytes, data.Length - held)).ToArray();
            progress = await Add(owner, new AttachmentPiece(offer.AttachmentId, held, piece), cancellation)
                ?? await Offer(owner, offer, cancellation);
            if (progress is { Complete: null, State.Held: 0 })
                throw new InvalidDataException("the checksum is not that of the bytes");
        }

        return progress;
    }

    /// <summary>A complete attachment of a case; null when there is none.</summary>
    /// <exception cref="JournalCorruptException">Its bytes are not those that were handed in.</exception>
    public async ValueTask<StoredAttachment?> Read(CaseId caseId, string attachmentId, CancellationToken cancellation = default) =>
        await store.Read(caseId.Value, attachmentId, cancellation) is { } kept
            ? new StoredAttachment(kept.Offer.MediaType, kept.Offer.Sha256, kept.Data)
            : null;

    private static AttachmentState StateOf(string id, AttachmentReceipt receipt) => new(id, receipt.Held, false, receipt.Outcome switch
    {
        AttachmentOutcome.NameTaken => new Refusal("attachment-exists", "this id stands for another attachment already"),
        AttachmentOutcome.SubjectFull => new Refusal(RejectionCodes.LimitReached, "the case has as many attachments as it may have"),
        _ => null,
    });
}

/// <summary>How an attachment stands in the store.</summary>
/// <param name="State">As the sender is told; never complete, which only the case's knowing of it makes it.</param>
/// <param name="Complete">The whole offer once all bytes are durable and their checksum fits; null until then.</param>
public sealed record AttachmentProgress(AttachmentState State, AttachmentOffer? Complete);

/// <summary>The bytes of a complete attachment.</summary>
/// <param name="Sha256">Their checksum, hexadecimal, lower case.</param>
public sealed record StoredAttachment(string MediaType, string Sha256, ReadOnlyMemory<byte> Data);
