using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Relocations;
using Emergency.Grains.Cases;
using Emergency.Grains.Counties;
using Emergency.Grains.Live;
using Emergency.Grains.Persistence;
using Emergency.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emergency.Grains;

/// <summary>
/// Suggests moves of idle units between stations, and keeps what became of the suggestions. It never moves anybody: a desk accepts, tells
/// the crew, and the record says who did.
/// </summary>
public sealed class RelocationGrain(
    IJournal journal, TimeProvider clock, CountyGeography geography, IOptions<GrainOptions> options, ILogger<RelocationGrain> logger)
    : AggregateGrain<RelocationBook, RelocationEvent>, IRelocationGrain
{
    /// <summary>A unit this near a station stands there.</summary>
    private static readonly Metres AtStation = new(300);

    private readonly RelocationAdviser _adviser = new(geography, AtStation);
    private readonly Dictionary<string, RelocationView> _suggestions = [];
    private readonly ViewVersion _viewVersion = new(clock);
    private LivePublisher _live = null!;
    private DateTimeOffset _asOf;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _live = new LivePublisher(this.GetStreamProvider(LiveStreams.Provider), logger);
        _viewVersion.Next();
        _asOf = clock.GetUtcNow();
        var pace = options.Value.RelocationInterval;
        this.RegisterGrainTimer(_ => Renew(), new GrainTimerCreationOptions { DueTime = pace, Period = pace, KeepAlive = true });
    }

    public Task<RelocationsView> GetRelocations() => Task.FromResult(View());

    public Task<Outcome<RelocationsView>> AcceptRelocation(string relocationId, ActorRef by) =>
        Settle(relocationId, move => State.Accept(move, by.ToAuthor(), clock.GetUtcNow()));

    public Task<Outcome<RelocationsView>> DismissRelocation(string relocationId, string reason, ActorRef by) =>
        Settle(relocationId, move => RelocationBook.Dismiss(move, reason, by.ToAuthor(), clock.GetUtcNow()));

    private async Task<Outcome<RelocationsView>> Settle(string id, Func<OfferedMove, Decision<RelocationEvent>> decide)
    {
        if (!_suggestions.TryGetValue(id, out var s))
            return new Refusal(RejectionCodes.UnknownRelocation, "this move is not suggested any more: the situation changed");
        if (await Commit(decide(new OfferedMove(s.AmbulanceId, s.From, s.To, s.PeopleGained, s.ExpectedGained))) is { } refusal) return refusal;
        _suggestions.Remove(id);
        await Tell();
        return View();
    }

    private async Task Renew()
    {
        var now = clock.GetUtcNow();
        var board = await GrainFactory.GetGrain<ICountyGrain>(CountyKey.Value).GetBoard();
        var before = _suggestions.Values.Select(s => s with { DriveSeconds = 0 }).ToHashSet();
        var ended = await EndMoves(board.Units, now);
        var since = _suggestions.ToDictionary(s => s.Key, s => s.Value.SuggestedAt);
        _suggestions.Clear();
        foreach (var suggestion in await Task.Run(() => _adviser.Suggest(board.Units, State, now, options.Value.FixUsableFor)))
            _suggestions[suggestion.RelocationId] = suggestion with { SuggestedAt = since.GetValueOrDefault(suggestion.RelocationId, now) };
        _asOf = now;
        if (ended || !before.SetEquals(_suggestions.Values.Select(s => s with { DriveSeconds = 0 }))) await Tell();
    }

    /// <summary>Ends the moves of units that are there, or were given something else to do.</summary>
    private async Task<bool> EndMoves(ImmutableArray<UnitView> units, DateTimeOffset now)
    {
        var any = false;
        foreach (var move in State.UnderWay.Values)
        {
            var unit = units.FirstOrDefault(u => u.AmbulanceId == move.AmbulanceId);
            var arrived = unit?.Position is { } at && geography.County.FindStation(move.To) is { } station
                && at.Point.DistanceTo(station.Position) <= AtStation;
            if (!arrived && unit?.Duty is UnitDuty.AvailableAtStation or UnitDuty.AvailableMobile) continue;
            await Commit(State.End(move.AmbulanceId, arrived, now));
            any = true;
        }

        return any;
    }

    private Task Tell()
    {
        _viewVersion.Next();
        return _live.Publish(LiveStreams.Relocations, View());
    }

    private RelocationsView View() => new(
        _asOf,
        [.. _suggestions.Values.OrderByDescending(s => s.ExpectedGained)],
        [.. State.UnderWay.Values.OrderBy(m => m.At).Select(ToView).OfType<RelocationOrderView>()],
        _viewVersion.Current);

    private RelocationOrderView? ToView(DecidedMove move) => geography.County.FindStation(move.To) is { } station
        ? new RelocationOrderView(move.AmbulanceId, move.To, station.Name, LonLat.Of(station.Position), move.At, move.Actor)
        : null;

    private protected override AggregateStream<RelocationBook, RelocationEvent> OpenStream() =>
        new(journal, StreamNames.Relocations, RelocationBook.Empty, (state, e) => state.Apply(e));
}
