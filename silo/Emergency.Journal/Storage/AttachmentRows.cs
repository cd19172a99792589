using System.Security.Cryptography;
using System.Text;

namespace Emergency.Journal.Storage;

/// <summary>Where an attachment stands.</summary>
internal readonly record struct AttachmentRow(long Id, NewAttachment Offer, long Held, bool IsComplete);

/// <summary>The writer's statements on attachments and their pieces. Within a transaction.</summary>
internal sealed class AttachmentRows : IDisposable
{
    private const string Columns = $"SELECT {AttachmentSchema.OfferColumns}, id, held, completed_at FROM attachments";

    private readonly Statement _ofOwner;
    private readonly Statement _ofSubject;
    private readonly Statement _countOpen;
    private readonly Statement _countSubject;
    private readonly Statement _stalest;
    private readonly Statement _old;
    private readonly Statement _add;
    private readonly Statement _addPiece;
    private readonly Statement _move;
    private readonly Statement _pieces;
    private readonly Statement _removePieces;
    private readonly Statement _remove;

    public AttachmentRows(Database database)
    {
        _ofOwner = database.Prepare($"{Columns} WHERE owner = ? AND name = ?");
        _ofSubject = database.Prepare($"{Columns} WHERE subject = ? AND name = ?");
        _countOpen = database.Prepare("SELECT count(*) FROM attachments WHERE owner = ? AND completed_at = 0");
        _countSubject = database.Prepare("SELECT count(*) FROM attachments WHERE subject = ?");
        _stalest = database.Prepare("SELECT id FROM attachments WHERE owner = ? AND completed_at = 0 ORDER BY touched_at, id LIMIT 1");
        _old = database.Prepare("""
            SELECT id FROM attachments WHERE completed_at = 0 AND touched_at < ?1
            UNION ALL SELECT id FROM attachments WHERE completed_at > 0 AND completed_at < ?2 LIMIT 1
            """);
        _add = database.Prepare(
            $"INSERT INTO attachments ({AttachmentSchema.OfferColumns}, held, touched_at, completed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 0)");
        _addPiece = database.Prepare("INSERT INTO pieces VALUES (?, ?, ?)");
        _move = database.Prepare("UPDATE attachments SET held = ?, touched_at = ?, completed_at = ? WHERE id = ?");
        _pieces = database.Prepare("SELECT data FROM pieces WHERE attachment = ? ORDER BY start");
        _removePieces = database.Prepare("DELETE FROM pieces WHERE attachment = ?");
        _remove = database.Prepare("DELETE FROM attachments WHERE id = ?");
    }

    public AttachmentRow? OfOwner(string owner, string name) => Find(_ofOwner, owner, name);

    public AttachmentRow? OfSubject(string subject, string name) => Find(_ofSubject, subject, name);

    public long CountOpen(string owner) => Number(_countOpen.BindText(1, Utf8(owner)));

    public long CountOf(string subject) => Number(_countSubject.BindText(1, Utf8(subject)));

    /// <summary>The unfinished attachment of an owner that is longest untouched; 0 when there is none.</summary>
    public long Stalest(string owner) => Number(_stalest.BindText(1, Utf8(owner)));

    /// <summary>One that was left untouched, or finished, before such a time; 0 when there is none.</summary>
    public long Old(long untouchedBefore, long completedBefore) => Number(_old.Bind(1, untouchedBefore).Bind(2, completedBefore));

    public void Add(NewAttachment offer, long now) =>
        _add.BindText(1, Utf8(offer.Owner)).BindText(2, Utf8(offer.Name)).BindText(3, Utf8(offer.Subject)).BindText(4, Utf8(offer.Description))
            .BindText(5, Utf8(offer.MediaType)).Bind(6, offer.Length).BindText(7, Utf8(offer.Sha256)).Bind(8, now).Run();

    public void AddPiece(long attachment, long start, ReadOnlySpan<byte> data) =>
        _addPiece.Bind(1, attachment).Bind(2, start).BindBlob(3, data).Run();

    /// <summary>Notes how much is held; <paramref name="completedAt"/> is 0 while pieces are awaited.</summary>
    public void Move(long attachment, long held, long now, long completedAt) =>
        _move.Bind(1, held).Bind(2, now).Bind(3, completedAt).Bind(4, attachment).Run();

    /// <summary>The checksum of all pieces.</summary>
    public string Sha256Of(long attachment)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _pieces.Bind(1, attachment);
        while (_pieces.Step()) hash.AppendData(_pieces.Bytes(0));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void RemovePieces(long attachment) => _removePieces.Bind(1, attachment).Run();

    public void Remove(long attachment)
    {
        RemovePieces(attachment);
        _remove.Bind(1, attachment).Run();
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])
                 [_ofOwner, _ofSubject, _countOpen, _countSubject, _stalest, _old, _add, _addPiece, _move, _pieces, _removePieces, _remove])
            statement.Dispose();
    }

    private static AttachmentRow? Find(Statement find, string first, string second)
    {
        var found = find.BindText(1, Utf8(first)).BindText(2, Utf8(second)).Step();
        AttachmentRow? row = found ? new AttachmentRow(find.Number(7), AttachmentSchema.OfferOf(find), find.Number(8), find.Number(9) > 0) : null;
        find.Reset();
        return row;
    }

    private static long Number(Statement query)
    {
        var number = query.Step() ? query.Number(0) : 0;
        query.Reset();
        return number;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
