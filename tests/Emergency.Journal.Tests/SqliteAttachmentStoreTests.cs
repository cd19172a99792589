using System.Security.Cryptography;
using Emergency.Journal.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

public sealed class SqliteAttachmentStoreTests : IDisposable
{
    private const int Piece = 1000;

    private readonly TemporaryStore _directory = new();
    private readonly SteppedClock _clock = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Add_AllPieces_IsCompleteAndReadsBack()
    {
        await using var store = Open();
        var bytes = Bytes(3500);
        var offer = Offer("e1", bytes);

        (await store.Offer(offer, Token)).ShouldBe(new AttachmentReceipt(AttachmentOutcome.Open, 0));
        (await store.Read("c1", "e1", Token)).ShouldBeNull();
        (await Send(store, "e1", bytes)).ShouldBe(new AttachmentReceipt(AttachmentOutcome.Complete, 3500));

        var kept = (await store.Read("c1", "e1", Token)).ShouldNotBeNull();
        kept.Offer.ShouldBe(offer);
        kept.Data.ToArray().ShouldBe(bytes);
        kept.CompletedAt.ShouldBe(_clock.GetUtcNow().ToUniversalTime());
        (await store.FindOffer("A01", "e1", Token)).ShouldBe(offer);
        (await store.Offer(offer, Token)).Outcome.ShouldBe(AttachmentOutcome.Complete);
    }

    [Fact]
    public async Task Offer_AfterReopening_GoesOnWhereThePiecesEnd()
    {
        var bytes = Bytes(2500);
        await using (var first = Open())
        {
            await first.Offer(Offer("e1", bytes), Token);
            await Send(first, "e1", bytes, from: 0, to: 2000);
        }

        await using var store = Open();
        (await store.Offer(Offer("e1", bytes), Token)).ShouldBe(new AttachmentReceipt(AttachmentOutcome.Open, 2000));
        (await Send(store, "e1", bytes, from: 2000)).Outcome.ShouldBe(AttachmentOutcome.Complete);
        (await store.Read("c1", "e1", Token))!.Data.ToArray().ShouldBe(bytes);
    }

    [Fact]
    public async Task Add_OutOfPlaceOrRepeated_ChangesNothingAndSaysWhereToGoOn()
    {
        await using var store = Open();
        var bytes = Bytes(3000);
        await store.Offer(Offer("e1", bytes), Token);
        await Send(store, "e1", bytes, to: 1000);

        (await Add(store, "e1", 2000, bytes[2000..3000])).ShouldBe(new AttachmentReceipt(AttachmentOutcome.OutOfPlace, 1000));
        (await Add(store, "e1", 500, bytes[500..1500])).ShouldBe(new AttachmentReceipt(AttachmentOutcome.OutOfPlace, 1000));
        (await Add(store, "e1", 0, bytes[..1000])).ShouldBe(new AttachmentReceipt(AttachmentOutcome.Open, 1000));
        (await Add(store, "e1", 1000, Bytes(2001))).ShouldBe(new AttachmentReceipt(AttachmentOutcome.OutOfPlace, 1000));
        (await Add(store, "e2", 0, bytes[..10])).Outcome.ShouldBe(AttachmentOutcome.Unknown);
        (await store.Add(new NewPiece("A02", "e1", 1000, bytes.AsMemory(1000, 1000)), Token)).Outcome.ShouldBe(AttachmentOutcome.Unknown);

        (await Send(store, "e1", bytes, from: 1000)).Outcome.ShouldBe(AttachmentOutcome.Complete);
    }

    [Fact]
    public async Task Add_ChecksumDoesNotFit_BeginsAnewAndSaysSo()
    {
        await using var store = Open();
        var bytes = Bytes(2500);
        await store.Offer(Offer("e1", bytes), Token);
        var wrong = (byte[])bytes.Clone();
        wrong[1234] ^= 1;

        (await Send(store, "e1", wrong)).ShouldBe(new AttachmentReceipt(AttachmentOutcome.BeginAnew, 0));
        (await store.Read("c1", "e1", Token)).ShouldBeNull();
        (await store.Offer(Offer("e1", bytes), Token)).ShouldBe(new AttachmentReceipt(AttachmentOutcome.Open, 0));

        (await Send(store, "e1", bytes)).Outcome.ShouldBe(AttachmentOutcome.Complete);
        (await store.Read("c1", "e1", Token))!.Data.ToArray().ShouldBe(bytes);
    }

    [Fact]
    public async Task Offer_NameOfSomethingElse_IsRefused()
    {
        await using var store = Open();
        var bytes = Bytes(100);
        var offer = Offer("e1", bytes);
        await store.Offer(offer, Token);

        (await store.Offer(offer with { Length = 99 }, Token)).Outcome.ShouldBe(AttachmentOutcome.NameTaken);
        (await store.Offer(offer with { Subject = "c2" }, Token)).Outcome.ShouldBe(AttachmentOutcome.NameTaken);
        (await store.Offer(offer with { Owner = "A02" }, Token)).Outcome.ShouldBe(AttachmentOutcome.NameTaken);
        (await store.Offer(offer with { Owner = "A02", Subject = "c2" }, Token)).Outcome.ShouldBe(AttachmentOutcome.Open);
    }

    [Fact]
    public async Task Offer_TooManyOpen_TheOneLongestUntouchedBeginsAnew()
    {
        await using var store = Open(o => o.MaxOpenPerOwner = 2);
        var bytes = Bytes(2000);
        foreach (var name in new[] { "e1", "e2" })
        {
            await store.Offer(Offer(name, bytes), Token);
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Send(store, name, bytes, to: 1000);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        (await store.Offer(Offer("e3", bytes), Token)).Outcome.ShouldBe(AttachmentOutcome.Open);

        (await store.FindOffer("A01", "e1", Token)).ShouldBeNull();
        (await Add(store, "e1", 1000, bytes[1000..])).Outcome.ShouldBe(AttachmentOutcome.Unknown);
        (await Send(store, "e2", bytes, from: 1000)).Outcome.ShouldBe(AttachmentOutcome.Complete);
        (await store.Offer(Offer("e1", bytes), Token)).ShouldBe(new AttachmentReceipt(AttachmentOutcome.Open, 0));
        (await store.FindOffer("A01", "e3", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Offer_SubjectFull_IsRefused()
    {
        await using var store = Open(o => o.MaxPerSubject = 1);
        await store.Offer(Offer("e1", Bytes(10)), Token);

        (await store.Offer(Offer("e2", Bytes(10)), Token)).Outcome.ShouldBe(AttachmentOutcome.SubjectFull);
        (await store.Offer(Offer("e1", Bytes(10)), Token)).Outcome.ShouldBe(AttachmentOutcome.Open);
    }

    [Fact]
    public async Task Offer_TimePasses_AbandonedAndOldOnesGoAFewAtATime()
    {
        await using var store = Open(o => (o.AbandonedAfter, o.Retention) = (TimeSpan.FromDays(1), TimeSpan.FromDays(10)));
        var bytes = Bytes(500);
        foreach (var name in new[] { "e1", "e2", "e3" })
        {
            await store.Offer(Offer(name, bytes), Token);
            if (name != "e3") await Send(store, name, bytes);
        }

        _clock.Advance(TimeSpan.FromDays(2));
        await store.Offer(Offer("e4", bytes), Token);
        (await store.FindOffer("A01", "e3", Token)).ShouldBeNull();
        (await store.Read("c1", "e1", Token)).ShouldNotBeNull();

        _clock.Advance(TimeSpan.FromDays(9));
        await store.Offer(Offer("e5", bytes), Token);
        await store.Offer(Offer("e6", bytes), Token);
        (await store.Read("c1", "e1", Token)).ShouldBeNull();
        (await store.Read("c1", "e2", Token)).ShouldBeNull();
        (await store.FindOffer("A01", "e4", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Read_BytesChangedOnDisk_SaysSoInsteadOfShowingThem()
    {
        await using (var first = Open())
        {
            await first.Offer(Offer("e1", Bytes(1500)), Token);
            await Send(first, "e1", Bytes(1500));
        }

        using (var database = Database.OpenWriter(Path.Combine(_directory.Path, AttachmentOptions.FileName)))
            database.Execute("UPDATE pieces SET data = zeroblob(500) WHERE start = 1000");

        await using var store = Open();
        var damaged = await Should.ThrowAsync<JournalCorruptException>(async () => await store.Read("c1", "e1", Token));
        damaged.Message.ShouldContain("checksum");
    }

    [Fact]
    public void Open_FileOfAnotherStore_IsRefused()
    {
        using (var database = Database.OpenWriter(Path.Combine(_directory.Path, AttachmentOptions.FileName)))
            TrackSchema.Prepare(database);

        Should.Throw<JournalCorruptException>(() => Open());
    }

    [Theory]
    [InlineData("bad name", 10, "x")]
    [InlineData("e1", 0, "x")]
    [InlineData("e1", (2 << 20) + 1, "x")]
    [InlineData("e1", 10, "")]
    [InlineData("e1", 10, "im age")]
    public async Task Offer_OutOfBounds_Throws(string name, long length, string mediaType)
    {
        await using var store = Open();
        var offer = Offer("e1", Bytes(10)) with { Name = name, Length = length, MediaType = mediaType };

        await Should.ThrowAsync<ArgumentException>(async () => await store.Offer(offer, Token));
        await Should.ThrowAsync<ArgumentException>(async () => await store.Offer(Offer("e1", Bytes(10)) with { Sha256 = "AB" }, Token));
        await Should.ThrowAsync<ArgumentException>(async () => await Add(store, "e1", 0, []));
        await Should.ThrowAsync<ArgumentException>(async () => await Add(store, "e1", -1, [1]));
        store.Health.IsWritable.ShouldBeTrue();
    }

    private SqliteAttachmentStore Open(Action<AttachmentOptions>? configure = null)
    {
        var options = new AttachmentOptions { DataDirectory = _directory.Path, Commit = { CheckpointBytes = 256 << 10 } };
        configure?.Invoke(options);
        return SqliteAttachmentStore.Open(options, _clock, NullLogger<SqliteAttachmentStore>.Instance);
    }

    private static NewAttachment Offer(string name, byte[] bytes) =>
        new("A01", name, "c1", "what it is", "image/jpeg", bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 31 % 251))];

    private static ValueTask<AttachmentReceipt> Add(SqliteAttachmentStore store, string name, long offset, byte[] data) =>
        store.Add(new NewPiece("A01", name, offset, data), Token);

    private static async Task<AttachmentReceipt> Send(SqliteAttachmentStore store, string name, byte[] bytes, int from = 0, int? to = null)
    {
        var last = new AttachmentReceipt(AttachmentOutcome.Unknown, 0);
        for (var at = from; at < (to ?? bytes.Length); at += Piece)
            last = await Add(store, name, at, bytes[at..Math.Min(at + Piece, bytes.Length)]);
        return last;
    }
}
