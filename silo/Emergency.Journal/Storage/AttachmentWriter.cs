namespace Emergency.Journal.Storage;

/// <summary>What the attachment writer is asked: one of the two.</summary>
internal readonly record struct AttachmentRequest(NewAttachment? Offer, NewPiece? Piece);

/// <summary>Writes offers and pieces, each group in one transaction. Used by the committer's thread alone.</summary>
internal sealed class AttachmentWriter : IGroupSink<AttachmentRequest, AttachmentReceipt>, IDisposable
{
    /// <summary>Old attachments that may go for each new offer; more than one, so that a backlog shrinks.</summary>
    private const int ForgottenPerOffer = 2;

    private readonly Database _database;
    private readonly AttachmentOptions _options;
    private readonly TimeProvider _clock;
    private readonly LogKeeper _log;
    private readonly AttachmentRows _rows;
    private readonly Statement _begin;
    private readonly Statement _commit;

    public AttachmentWriter(Database database, AttachmentOptions options, TimeProvider clock)
    {
        _database = database;
        _options = options;
        _clock = clock;
        _log = new LogKeeper(database, options.Commit, AttachmentOptions.StoreName);
        _log.WriteOut();
        _rows = new AttachmentRows(database);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
    }

    public void Commit(IReadOnlyList<PendingWrite<AttachmentRequest, AttachmentReceipt>> group)
    {
        var now = _clock.GetUtcNow();
        _begin.Run();
        foreach (var write in group)
            write.Accept(write.Request is { Offer: { } offer } ? Offer(offer, now) : Add(write.Request.Piece!, now.UtcTicks));
        _commit.Run();
    }

    public void Tidy(bool quiet) => _log.Tidy(quiet);

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rows.Dispose();
        _database.Dispose();
    }

    private AttachmentReceipt Offer(NewAttachment offer, DateTimeOffset now)
    {
        Forget(now);
        if (_rows.OfOwner(offer.Owner, offer.Name) is { } known)
            return known.Offer == offer ? Standing(known) : new AttachmentReceipt(AttachmentOutcome.NameTaken, 0);
        if (_rows.OfSubject(offer.Subject, offer.Name) is not null)
            return new AttachmentReceipt(AttachmentOutcome.NameTaken, 0);
        if (_rows.CountOf(offer.Subject) >= _options.MaxPerSubject)
            return new AttachmentReceipt(AttachmentOutcome.SubjectFull, 0);
        if (_rows.CountOpen(offer.Owner) >= _options.MaxOpenPerOwner)
            _rows.Remove(_rows.Stalest(offer.Owner));
        _rows.Add(offer, now.UtcTicks);
        return new AttachmentReceipt(AttachmentOutcome.Open, 0);
    }

    private AttachmentReceipt Add(NewPiece piece, long now)
    {
        if (_rows.OfOwner(piece.Owner, piece.Name) is not { } row)
            return new AttachmentReceipt(AttachmentOutcome.Unknown, 0);
        var end = piece.Offset + piece.Data.Length;
        if (row.IsComplete || end <= row.Held)
            return Standing(row); // A repetition: its answer was lost on the way.
        if (piece.Offset != row.Held || end > row.Offer.Length)
            return new AttachmentReceipt(AttachmentOutcome.OutOfPlace, row.Held);
        _rows.AddPiece(row.Id, piece.Offset, piece.Data.Span);
        if (end == row.Offer.Length)
            return Finish(row, now);
        _rows.Move(row.Id, end, now, 0);
        return new AttachmentReceipt(AttachmentOutcome.Open, end);
    }

    private AttachmentReceipt Finish(AttachmentRow row, long now)
    {
        if (_rows.Sha256Of(row.Id) == row.Offer.Sha256)
        {
            _rows.Move(row.Id, row.Offer.Length, now, now);
            return new AttachmentReceipt(AttachmentOutcome.Complete, row.Offer.Length);
        }

        _rows.RemovePieces(row.Id);
        _rows.Move(row.Id, 0, now, 0);
        return new AttachmentReceipt(AttachmentOutcome.BeginAnew, 0);
    }

    private void Forget(DateTimeOffset now)
    {
        var untouched = (now - _options.AbandonedAfter).UtcTicks;
        var completed = _options.Retention is { } kept ? (now - kept).UtcTicks : 0;
        for (var i = 0; i < ForgottenPerOffer && _rows.Old(untouched, completed) is var old and not 0; i++)
            _rows.Remove(old);
    }

    private static AttachmentReceipt Standing(AttachmentRow row) =>
        new(row.IsComplete ? AttachmentOutcome.Complete : AttachmentOutcome.Open, row.Held);
}
