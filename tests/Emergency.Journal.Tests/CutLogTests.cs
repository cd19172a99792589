using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

/// <summary>Power fails and the log's end never reached the disk, or only as rubbish: what is left must be a whole beginning.</summary>
public sealed class CutLogTests : IDisposable
{
    private const int Appends = 60;
    private const int Cuts = 25;
    private const int Seed = 42;

    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_LogCutAnywhere_LeavesAnIntactBeginning(bool rubbish)
    {
        await using (var journal = _store.Open(o => o.Commit.CheckpointBytes = 4 << 20))
        {
            for (var i = 0; i < Appends; i++) await journal.Put(i % 2 == 0 ? Case1 : Case2, i / 2 * 2, Many(2));
            var random = new Random(Seed);
            var (database, log) = (await ReadShared(_store.JournalFile), await ReadShared(_store.JournalFile + "-wal"));
            var written = Array.FindLastIndex(log, b => b != 0) + 1;
            var counts = new HashSet<long>();
            for (var cut = 0; cut < Cuts; cut++) counts.Add(await OpenCut(database, log, random.Next(written), rubbish));
            counts.Count.ShouldBeGreaterThan(Cuts / 3, "the cuts fell all into the same place");
            (await OpenCut(database, log, written, rubbish)).ShouldBe(2 * Appends);
        }
    }

    /// <summary>Opens a copy whose log ends at <paramref name="cut"/>.</summary>
    /// <returns>The entries it has.</returns>
    private static async Task<long> OpenCut(byte[] database, byte[] log, int cut, bool rubbish)
    {
        using var copy = new TemporaryStore();
        await File.WriteAllBytesAsync(copy.JournalFile, database, Token);
        var rest = new byte[rubbish ? log.Length - cut : 0];
        new Random(cut).NextBytes(rest);
        await File.WriteAllBytesAsync(copy.JournalFile + "-wal", [.. log.AsSpan(0, cut), .. rest], Token);
        await using var journal = copy.Open();
        var found = JournalVerifier.Verify(copy.Path, cancellationToken: Token);
        found.FirstBroken.ShouldBeNull($"cut at {cut}");
        (found.Entries % 2).ShouldBe(0, $"cut at {cut}: half an append");
        (await journal.ReadAll(0, Token).ToList()).Count.ShouldBe((int)found.Entries);
        return found.Entries;
    }

    private static async Task<byte[]> ReadShared(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Token);
        return bytes;
    }
}
