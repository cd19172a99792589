using System.Collections.Immutable;

namespace Emergency.Domain.Relocations;

/// <summary>What became of a suggestion.</summary>
public sealed record DecidedMove(AmbulanceId AmbulanceId, StationId? From, StationId To, DateTimeOffset At, string Actor, bool Accepted)
{
    /// <summary>Names the move to the unit: the same for as long as it is the same decision.</summary>
    public string MoveId => $"{AmbulanceId}.{At.ToUnixTimeMilliseconds()}";
}

/// <summary>A suggestion that the desk decides on.</summary>
public sealed record OfferedMove(AmbulanceId AmbulanceId, StationId? From, StationId To, double PeopleGained, double ExpectedGained);

/// <summary>What became of the suggestion that a case changes over to a nearer unit.</summary>
public sealed record DecidedTakeover(CaseId CaseId, AmbulanceId UnderWay, AmbulanceId Free, DateTimeOffset At, bool Accepted);

/// <summary>Moves between stations that were accepted or dismissed lately. Immutable.</summary>
public sealed record RelocationBook
{
    /// <summary>How long a decision is remembered: longer than any shift.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(36);

    /// <summary>Nothing was decided yet.</summary>
    public static RelocationBook Empty { get; } = new();

    /// <summary>What was decided, oldest first.</summary>
    public ImmutableList<DecidedMove> Decided { get; init; } = [];

    /// <summary>Accepted moves that are not over, one for a unit at most.</summary>
    public ImmutableDictionary<AmbulanceId, DecidedMove> UnderWay { get; init; } = ImmutableDictionary<AmbulanceId, DecidedMove>.Empty;

    /// <summary>Which cases changed over, or were not to, oldest first.</summary>
    public ImmutableList<DecidedTakeover> Takeovers { get; init; } = [];

    /// <summary>What it means that the desk accepts a suggestion.</summary>
    public Decision<RelocationEvent> Accept(OfferedMove move, FactAuthor by, DateTimeOffset now) =>
        TextRules.Author(by) is { } nobody
            ? nobody
            : UnderWay.TryGetValue(move.AmbulanceId, out var known) && known.To == move.To
                ? Decision<RelocationEvent>.Unchanged
                : new RelocationAccepted(
                    now, now, by.Actor, by.Source, move.AmbulanceId, move.From, move.To, move.PeopleGained, move.ExpectedGained);

    /// <summary>What it means that the desk dismisses one.</summary>
    public static Decision<RelocationEvent> Dismiss(OfferedMove move, string reason, FactAuthor by, DateTimeOffset now) =>
        (TextRules.Author(by) ?? TextRules.Reason(reason, "a dismissal")) is { } problem
            ? problem
            : new RelocationDismissed(now, now, by.Actor, by.Source, move.AmbulanceId, move.From, move.To, reason.Trim());

    /// <summary>What it means that a unit is there, or does something else.</summary>
    public Decision<RelocationEvent> End(AmbulanceId unit, bool arrived, DateTimeOffset now) => End(unit, FactAuthor.System, arrived, false, null, now);

    /// <summary>What it means that a unit would not go, because it was not free any more.</summary>
    public Decision<RelocationEvent> Refuse(AmbulanceId unit, DateTimeOffset now) => End(unit, FactAuthor.System, false, true, null, now);

    /// <summary>What it means that the desk takes a move back.</summary>
    public Decision<RelocationEvent> Withdraw(AmbulanceId unit, string reason, FactAuthor by, DateTimeOffset now) =>
        (TextRules.Author(by) ?? TextRules.Reason(reason, "a withdrawal")) is { } problem ? problem
        : End(unit, by, false, false, reason.Trim(), now);

    /// <summary>What it means that a case changed over to a nearer unit.</summary>
    public static Decision<RelocationEvent> AcceptTakeover(
        CaseId caseId, AmbulanceId underWay, AmbulanceId free, TimeSpan gain, FactAuthor by, DateTimeOffset now) =>
        TextRules.Author(by) is { } nobody
            ? nobody
            : new TakeoverAccepted(now, now, by.Actor, by.Source, caseId, underWay, free, gain.TotalSeconds);

    /// <summary>What it means that it is not to.</summary>
    public static Decision<RelocationEvent> DismissTakeover(
        CaseId caseId, AmbulanceId underWay, AmbulanceId free, string reason, FactAuthor by, DateTimeOffset now) =>
        (TextRules.Author(by) ?? TextRules.Reason(reason, "a dismissal")) is { } problem
            ? problem
            : new TakeoverDismissed(now, now, by.Actor, by.Source, caseId, underWay, free, reason.Trim());

    /// <summary>The book after this event.</summary>
    public RelocationBook Apply(RelocationEvent happened) => happened switch
    {
        RelocationAccepted e => Remember(new DecidedMove(e.AmbulanceId, e.From, e.To, e.At, e.Actor, true)),
        RelocationDismissed e => Remember(new DecidedMove(e.AmbulanceId, e.From, e.To, e.At, e.Actor, false)),
        RelocationEnded e => this with
        {
            UnderWay = UnderWay.Remove(e.AmbulanceId),
            Decided = e.Refused && UnderWay.TryGetValue(e.AmbulanceId, out var refused) ? Decided.Remove(refused) : Decided,
        },
        TakeoverAccepted e => Remember(new DecidedTakeover(e.CaseId, e.UnderWay, e.Free, e.At, true)),
        TakeoverDismissed e => Remember(new DecidedTakeover(e.CaseId, e.UnderWay, e.Free, e.At, false)),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
    };

    private RelocationBook Remember(DecidedMove move) => this with
    {
        Decided = Decided.RemoveAll(d => d.At < move.At - Memory).Add(move),
        UnderWay = move.Accepted ? UnderWay.SetItem(move.AmbulanceId, move) : UnderWay,
    };

    private RelocationBook Remember(DecidedTakeover takeover) =>
        this with { Takeovers = Takeovers.RemoveAll(t => t.At < takeover.At - Memory).Add(takeover) };

    private Decision<RelocationEvent> End(
        AmbulanceId unit, FactAuthor by, bool arrived, bool refused, string? reason, DateTimeOffset now) =>
        UnderWay.ContainsKey(unit)
            ? new RelocationEnded(now, now, by.Actor, by.Source, unit, arrived, refused, reason)
            : Decision<RelocationEvent>.Unchanged;
}
