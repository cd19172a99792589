using Emergency.Journal.Storage;
using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

/// <summary>The writer's thread against a sink that commits when the test says so.</summary>
public sealed class GroupCommitterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly GatedSink _sink = new();
    private readonly List<Exception> _failures = [];

    public void Dispose() => _sink.Dispose();

    [Fact]
    public async Task Write_WhileACommitIsUnderWay_SharesTheNextOne()
    {
        await using var committer = Committer();
        var first = committer.Write(1, 1, CancellationToken.None).AsTask();
        await _sink.Entered();

        var rest = Enumerable.Range(2, 5).Select(i => committer.Write(i, 1, Token).AsTask()).ToList();
        _sink.LetGo(2);
        await Task.WhenAll([first, .. rest]).WaitAsync(Patience, Token);

        _sink.Groups.ShouldBe(["1", "2 3 4 5 6"]);
        (await first).ShouldBe(10);
        (await rest[^1]).ShouldBe(60);
    }

    [Fact]
    public async Task Write_OneRefused_LeavesTheOthersOfItsGroupAlone()
    {
        await using var committer = Committer();
        var first = committer.Write(1, 1, Token).AsTask();
        await _sink.Entered();
        var good = committer.Write(2, 1, Token).AsTask();
        var refused = committer.Write(GatedSink.Refused, 1, Token).AsTask();
        var alsoGood = committer.Write(3, 1, Token).AsTask();

        _sink.LetGo(2);

        await Should.ThrowAsync<InvalidDataException>(() => refused.WaitAsync(Patience, Token));
        (await Task.WhenAll(first, good, alsoGood).WaitAsync(Patience, Token)).ShouldBe([10, 20, 30]);
        committer.Health.IsWritable.ShouldBeTrue();
    }

    [Fact]
    public async Task Write_QueueFull_WaitsForRoomAndIsThenCommitted()
    {
        await using var committer = Committer(queue: 2);
        var writes = new List<Task<int>> { committer.Write(1, 1, Token).AsTask() };
        await _sink.Entered();
        writes.AddRange(Enumerable.Range(2, 2).Select(i => committer.Write(i, 1, Token).AsTask()));
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var impatient = committer.Write(99, 1, impatience.Token).AsTask();
        writes.AddRange(Enumerable.Range(4, 3).Select(i => committer.Write(i, 1, i % 2 == 0 ? CancellationToken.None : Token).AsTask()));

        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient.WaitAsync(Patience, Token));
        _sink.LetGo(100);
        await Task.WhenAll(writes).WaitAsync(Patience, Token);

        _sink.Groups.SelectMany(g => g.Split(' ')).Select(int.Parse).Order().ShouldBe([1, 2, 3, 4, 5, 6]);
        _sink.Groups.ShouldAllBe(g => g.Split(' ').Length <= 2);
    }

    [Fact]
    public async Task Write_WithdrawnWhileWaiting_IsNotCommitted()
    {
        await using var committer = Committer();
        var first = committer.Write(1, 1, Token).AsTask();
        await _sink.Entered();
        using var cancellation = new CancellationTokenSource();
        var withdrawn = committer.Write(2, 1, cancellation.Token).AsTask();
        var kept = committer.Write(3, 1, Token).AsTask();

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => withdrawn.WaitAsync(Patience, Token));
        _sink.LetGo(2);
        await Task.WhenAll(first, kept).WaitAsync(Patience, Token);
        _sink.Groups.ShouldBe(["1", "3"]);
    }

    [Fact]
    public async Task Write_CancelledOnceTakenUp_RunsToItsEnd()
    {
        await using var committer = Committer();
        using var cancellation = new CancellationTokenSource();
        var write = committer.Write(1, 1, cancellation.Token).AsTask();
        await _sink.Entered();

        await cancellation.CancelAsync();
        _sink.LetGo(1);

        (await write.WaitAsync(Patience, Token)).ShouldBe(10);
    }

    [Fact]
    public async Task Write_GroupBounds_AreKept()
    {
        await using var committer = Committer(groupWrites: 3, groupBytes: 4096);
        var writes = new List<Task<int>> { committer.Write(1, 1, Token).AsTask() };
        await _sink.Entered();
        writes.AddRange(Enumerable.Range(2, 4).Select(i => committer.Write(i, 1, Token).AsTask()));
        writes.AddRange(Enumerable.Range(6, 3).Select(i => committer.Write(i, 4000, Token).AsTask()));

        _sink.LetGo(100);
        await Task.WhenAll(writes).WaitAsync(Patience, Token);

        _sink.Groups.ShouldBe(["1", "2 3 4", "5 6 7", "8"]);
    }

    [Fact]
    public async Task Write_CommitFails_FailsTheGroupAndEverythingAfter()
    {
        await using var committer = Committer();
        var first = committer.Write(1, 1, Token).AsTask();
        await _sink.Entered();
        var doomed = committer.Write(GatedSink.Breaks, 1, Token).AsTask();
        var behind = Enumerable.Range(0, 3).Select(_ => committer.Write(5, 1, Token).AsTask()).ToList();
        _sink.LetGo(2);

        (await first.WaitAsync(Patience, Token)).ShouldBe(10);
        var failure = await Should.ThrowAsync<JournalUnavailableException>(() => doomed.WaitAsync(Patience, Token));
        failure.OutcomeUnknown.ShouldBeTrue();
        foreach (var write in behind) await Should.ThrowAsync<JournalUnavailableException>(() => write.WaitAsync(Patience, Token));
        var late = await Should.ThrowAsync<JournalUnavailableException>(async () => await committer.Write(6, 1, Token));
        late.OutcomeUnknown.ShouldBeFalse();
        late.Message.ShouldBe("the disk is gone");
        committer.Health.ShouldBe(new StoreHealth(false, "the disk is gone"));
        await committer.DisposeAsync();
        _failures.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task DisposeAsync_WritesWaiting_CommitsThemFirst()
    {
        var committer = Committer();
        var first = committer.Write(1, 1, Token).AsTask();
        await _sink.Entered();
        var waiting = committer.Write(2, 1, Token).AsTask();

        var disposal = committer.DisposeAsync().AsTask();
        await Should.ThrowAsync<JournalUnavailableException>(async () => await committer.Write(3, 1, Token));
        _sink.LetGo(2);
        await disposal.WaitAsync(Patience, Token);

        (first.IsCompletedSuccessfully, waiting.IsCompletedSuccessfully).ShouldBe((true, true));
        _sink.Groups.ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Write_Continuation_RunsElsewhereThanOnTheWriter()
    {
        await using var committer = Committer();
        _sink.LetGo(1);

        var names = await committer.Write(1, 1, Token).AsTask().ContinueWith(
            _ => Thread.CurrentThread.Name, Token, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        names.ShouldNotBe("test writer");
    }

    private GroupCommitter<int, int> Committer(int queue = 100, int groupWrites = 100, int groupBytes = 1 << 20) =>
        new("test writer", _sink, new CommitOptions { QueueCapacity = queue, MaxGroupWrites = groupWrites, MaxGroupBytes = groupBytes },
            _failures.Add);

    /// <summary>Commits one group for each permit, and remembers the groups.</summary>
    private sealed class GatedSink : IGroupSink<int, int>, IDisposable
    {
        public const int Refused = -1;
        public const int Breaks = -2;

        private readonly SemaphoreSlim _permits = new(0);
        private readonly SemaphoreSlim _entered = new(0);

        public List<string> Groups { get; } = [];

        public async Task Entered() => (await _entered.WaitAsync(Patience, Token)).ShouldBeTrue();

        public void LetGo(int groups) => _permits.Release(groups);

        public void Commit(IReadOnlyList<PendingWrite<int, int>> group)
        {
            _entered.Release();
            if (!_permits.Wait(Patience)) throw new TimeoutException("no permit came");
            if (group.Any(w => w.Request == Breaks)) throw new IOException("the disk is gone");
            foreach (var write in group)
            {
                if (write.Request == Refused) write.Reject(new InvalidDataException("refused"));
                else write.Accept(write.Request * 10);
            }

            Groups.Add(string.Join(' ', group.Select(w => w.Request)));
        }

        public void Tidy(bool quiet)
        {
        }

        public void Dispose()
        {
            _permits.Dispose();
            _entered.Dispose();
        }
    }
}
