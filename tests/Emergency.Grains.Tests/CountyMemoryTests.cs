using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Journal;

namespace Emergency.Grains.Tests;

/// <summary>A county that left memory at a bad moment, or hears things in a bad order, still tells the truth.</summary>
public sealed class CountyMemoryTests
{
    private static readonly AmbulanceId Unit = DispatchWorld.County.Vehicles[0].Id;

    [Fact]
    public async Task NextCaseNumber_CountyLeftMemoryBeforeTheCaseWasDurable_NeverGivesTheNumberAgain()
    {
        SlowCases? slow = null;
        await using var world = await DispatchWorld.Start(journal => slow = new SlowCases(journal));
        slow!.Hold();
        var first = world.Open("c-1");
        await slow.Held;

        await world.Cluster.Deactivate(County(world));
        var second = await County(world).NextCaseNumber(new CaseId("c-2"));
        slow.LetGo();

        second.ShouldNotBe((await first).Number);
    }

    [Fact]
    public async Task NextCaseNumber_AskedAgainForTheSameCase_AnswersTheSame()
    {
        await using var world = await DispatchWorld.Start();
        var first = await County(world).NextCaseNumber(new CaseId("c-1"));

        await world.Cluster.Deactivate(County(world));
        var again = await County(world).NextCaseNumber(new CaseId("c-1"));

        again.ShouldBe(first);
    }

    [Fact]
    public async Task NextCaseNumber_ManyAskAtOnce_EachHasItsOwn()
    {
        await using var world = await DispatchWorld.Start();

        var numbers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => County(world).NextCaseNumber(new CaseId($"c-{i}"))));

        numbers.Distinct().Count().ShouldBe(40);
    }

    [Fact]
    public async Task GetBoard_CountyLeftMemoryAndNothingMoves_StillKnowsTheCoverage()
    {
        await using var world = await DispatchWorld.Start();
        var before = await world.Cluster.Grains.GetGrain<ICoverageGrain>(CountyKey.Value).Get();

        await world.Cluster.Deactivate(County(world));
        await world.Settles(() => County(world).GetBoard().Result.Coverage is not null);

        (await County(world).GetBoard()).Coverage!.Version.ShouldBeGreaterThanOrEqualTo(before.Version);
    }

    [Fact]
    public async Task GetBoard_ViewOfBeforeTheNewestFixComesLate_KeepsTheNewestFix()
    {
        await using var world = await DispatchWorld.Start();
        var old = await world.UnitView(Unit);
        var fix = new UnitPosition(Unit, new LonLat(113.45, 29.49), world.Now, 40, 90);

        await Publish(world, LiveStreams.Positions, fix);
        await world.Settles(() => OnBoard(world).FixAt == fix.FixAt);
        await Publish(world, LiveStreams.Units, old with { Duty = UnitDuty.OutOfService, Version = old.Version + 1_000_000 });
        await world.Settles(() => OnBoard(world).Duty is UnitDuty.OutOfService);

        OnBoard(world).FixAt.ShouldBe(fix.FixAt);
        OnBoard(world).Position.ShouldBe(fix.Position);
    }

    [Fact]
    public async Task GetBoard_OneUnitCannotBeRead_HasTheOthers()
    {
        await using var world = await DispatchWorld.Start();
        await world.Spoil(Unit);
        world.Cluster.ExpectErrors();

        await world.Restart();
        var board = await County(world).GetBoard();

        board.Units.Select(u => u.AmbulanceId).ShouldNotContain(Unit);
        board.Units.Length.ShouldBe(DispatchWorld.County.Vehicles.Length - 1);
    }

    private static ICountyGrain County(DispatchWorld world) => world.Cluster.Grains.GetGrain<ICountyGrain>(CountyKey.Value);

    private static UnitView OnBoard(DispatchWorld world) => County(world).GetBoard().Result.Units.Single(u => u.AmbulanceId == Unit);

    private static Task Publish<T>(DispatchWorld world, string streamNamespace, T item) => world.Cluster.Client
        .GetStreamProvider(LiveStreams.Provider).GetStream<T>(StreamId.Create(streamNamespace, CountyKey.Value)).OnNextAsync(item);

    /// <summary>A journal that keeps the opening of a case waiting until it is let go.</summary>
    private sealed class SlowCases(IJournal inner) : IJournal
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _holds;

        public Task Held => _held.Task;

        public StoreHealth Health => inner.Health;

        public void Hold() => _holds = true;

        public void LetGo() => _go.SetResult();

        public async ValueTask<AppendResult> Append(
            StreamName stream, long expectedVersion, IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken = default)
        {
            if (_holds && stream.Value.StartsWith("case/", StringComparison.Ordinal))
            {
                _held.TrySetResult();
                await _go.Task;
            }

            return await inner.Append(stream, expectedVersion, events, cancellationToken);
        }

        public IAsyncEnumerable<JournalEntry> Read(StreamName stream, long fromVersion = 1, CancellationToken cancellationToken = default) =>
            inner.Read(stream, fromVersion, cancellationToken);

        public IAsyncEnumerable<JournalEntry> ReadAll(long afterPosition = 0, CancellationToken cancellationToken = default) =>
            inner.ReadAll(afterPosition, cancellationToken);

        public IAsyncEnumerable<StreamName> ReadStreams(string prefix, CancellationToken cancellationToken = default) =>
            inner.ReadStreams(prefix, cancellationToken);

        public ValueTask<JournalHead> ReadHead(CancellationToken cancellationToken = default) => inner.ReadHead(cancellationToken);
    }
}
