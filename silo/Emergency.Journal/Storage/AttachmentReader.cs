using System.Text;

namespace Emergency.Journal.Storage;

/// <summary>Reads attachments on one read-only connection.</summary>
internal sealed class AttachmentReader : IDisposable
{
    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _end;
    private readonly Statement _offer;
    private readonly Statement _kept;
    private readonly Statement _pieces;

    public AttachmentReader(string path)
    {
        _database = Database.OpenReader(path);
        AttachmentSchema.Check(_database);
        _begin = _database.Prepare("BEGIN");
        _end = _database.Prepare("COMMIT");
        _offer = _database.Prepare($"SELECT {AttachmentSchema.OfferColumns} FROM attachments WHERE owner = ? AND name = ?");
        _kept = _database.Prepare(
            $"SELECT {AttachmentSchema.OfferColumns}, id, completed_at FROM attachments WHERE subject = ? AND name = ? AND completed_at > 0");
        _pieces = _database.Prepare("SELECT data FROM pieces WHERE attachment = ? ORDER BY start");
    }

    public NewAttachment? FindOffer(string owner, string name)
    {
        var offer = Named(_offer, owner, name).Step() ? AttachmentSchema.OfferOf(_offer) : null;
        _offer.Reset();
        return offer;
    }

    public KeptAttachment? Read(string subject, string name)
    {
        // One transaction, so that what is forgotten meanwhile is seen whole or not at all.
        _begin.Run();
        var kept = Named(_kept, subject, name).Step()
            ? new KeptAttachment(AttachmentSchema.OfferOf(_kept), new DateTimeOffset(_kept.Number(8), TimeSpan.Zero), Bytes(_kept.Number(7)))
            : null;
        _kept.Reset();
        _end.Run();
        return kept;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _end, _offer, _kept, _pieces]) statement.Dispose();
        _database.Dispose();
    }

    private byte[] Bytes(long attachment)
    {
        using var bytes = new MemoryStream();
        _pieces.Bind(1, attachment);
        while (_pieces.Step()) bytes.Write(_pieces.Bytes(0));
        return bytes.ToArray();
    }

    private static Statement Named(Statement statement, string first, string second) =>
        statement.BindText(1, Encoding.UTF8.GetBytes(first)).BindText(2, Encoding.UTF8.GetBytes(second));
}
