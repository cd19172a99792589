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
/// Suggests moves of idle units between stations and changes to nearer units, and keeps what became of the suggestions. Nothing happens by
/// itself: a desk accepts, the unit is told, and the record says who did.
/// </summary>
public sealed partial class RelocationGrain(
    IJournal journal, TimeProvider clock, CountyGeography geography, IOptions<GrainOptions> options, ILogger<RelocationGrain> logger)
    : AggregateGrain<RelocationBook, RelocationEvent>, IRelocationGrain
{
    /// <summary>A unit this near a station stands there.</summary>
    private static readonly Metres AtStation = new(300);

    private static readonly ActorRef Self = new("system", FactSource.System);

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

    public async Task<Outcome<RelocationsView>> AcceptRelocation(string relocationId, ActorRef by)
    {
        if (!_suggestions.TryGetValue(relocationId, out var s)) return Gone();
        if (await Commit(State.Accept(Offered(s), by.ToAuthor(), clock.GetUtcNow())) is { } refusal) return refusal;
        _suggestions.Remove(relocationId);
        // The intent is durable now. Whatever cuts this short, the next renewal asks the unit again.
        var no = State.UnderWay.TryGetValue(s.AmbulanceId, out var move) ? await Order(move, by) : null;
        await Tell();
        return no is null ? View() : no;
    }

    public async Task<Outcome<RelocationsView>> DismissRelocation(string relocationId, string reason, ActorRef by)
    {
        if (!_suggestions.TryGetValue(relocationId, out var s)) return Gone();
        if (await Commit(RelocationBook.Dismiss(Offered(s), reason, by.ToAuthor(), clock.GetUtcNow())) is { } refusal) return refusal;
        _suggestions.Remove(relocationId);
        await Tell();
        return View();
    }

    public async Task<Outcome<RelocationsView>> WithdrawRelocation(AmbulanceId ambulance, string reason, ActorRef by)
    {
        if (!State.UnderWay.TryGetValue(ambulance, out var move)) return Gone();
        // The unit first: a move that is off the record but not off the road would be the worse half.
        if ((await Unit(ambulance).WithdrawMove(move.MoveId, by)).Refusal is { } no) return no;
        if (await Commit(State.Withdraw(ambulance, reason, by.ToAuthor(), clock.GetUtcNow())) is { } refusal) return refusal;
        await Tell();
        return View();
    }

    /// <summary>Tells the unit; when it cannot go, the move is over before it began. Telling again is harmless.</summary>
    private async Task<Refusal?> Order(DecidedMove move, ActorRef by)
    {
        if ((await Unit(move.AmbulanceId).OrderMove(new MoveUnit(by, move.MoveId, move.To))).Refusal is not { } no) return null;
        var now = clock.GetUtcNow();
        var over = no.Code == RejectionCodes.MoveEnded
            ? State.End(move.AmbulanceId, (await Unit(move.AmbulanceId).Get())?.StandsAt == move.To, now)
            : State.Refuse(move.AmbulanceId, now);
        await Commit(over);
        return no;
    }

    private async Task Renew()
    {
        var now = clock.GetUtcNow();
        var board = await GrainFactory.GetGrain<ICountyGrain>(CountyKey.Value).GetBoard();
        var before = Steady();
        var ended = await FollowMoves(board.Units);
        var since = _suggestions.ToDictionary(s => s.Key, s => s.Value.SuggestedAt);
        _suggestions.Clear();
        foreach (var suggestion in await Task.Run(() => _adviser.Suggest(board.Units, State, now, options.Value.FixUsableFor)))
            _suggestions[suggestion.RelocationId] = suggestion with { SuggestedAt = since.GetValueOrDefault(suggestion.RelocationId, now) };
        await RenewTakeovers(board, now);
        _asOf = now;
        if (ended || !before.SetEquals(Steady())) await Tell();
    }

    /// <summary>Looks after every move that is under way: the unit makes it, is told again after a crash, or says that it is over.</summary>
    private async Task<bool> FollowMoves(ImmutableArray<UnitView> units)
    {
        var any = false;
        foreach (var move in State.UnderWay.Values)
        {
            if (units.FirstOrDefault(u => u.AmbulanceId == move.AmbulanceId)?.Move?.MoveId == move.MoveId) continue;
            any |= await Order(move, Self) is not null;
        }

        return any;
    }

    /// <summary>What is suggested, without figures that change with every second.</summary>
    private HashSet<object> Steady() =>
    [
        .. _suggestions.Values.Select(s => s with { DriveSeconds = 0 }),
        .. _takeovers.Values.Select(t => t with { RemainingSeconds = 0, EtaSeconds = 0, GainSeconds = Math.Round(t.GainSeconds / 60) }),
    ];

    private static OfferedMove Offered(RelocationView s) => new(s.AmbulanceId, s.From, s.To, s.PeopleGained, s.ExpectedGained);

    private static Refusal Gone() => new(RejectionCodes.UnknownRelocation, "this is not suggested any more: the situation changed");

    private IAmbulanceGrain Unit(AmbulanceId id) => GrainFactory.GetGrain<IAmbulanceGrain>(id.Value);

    private Task Tell()
    {
        _viewVersion.Next();
        return _live.Publish(LiveStreams.Relocations, View());
    }

    private RelocationsView View() => new(
        _asOf,
        [.. _suggestions.Values.OrderByDescending(s => s.ExpectedGained)],
        [.. State.UnderWay.Values.OrderBy(m => m.At).Select(ToView).OfType<RelocationOrderView>()],
        _viewVersion.Current,
        [.. _takeovers.Values.OrderByDescending(t => t.Rescues).ThenBy(t => t.Priority).ThenByDescending(t => t.GainSeconds)]);

    private RelocationOrderView? ToView(DecidedMove move) => geography.County.FindStation(move.To) is { } station
        ? new RelocationOrderView(move.AmbulanceId, move.To, station.Name, LonLat.Of(station.Position), move.At, move.Actor)
        : null;

    private protected override AggregateStream<RelocationBook, RelocationEvent> OpenStream() =>
        new(journal, StreamNames.Relocations, RelocationBook.Empty, (state, e) => state.Apply(e));
}
