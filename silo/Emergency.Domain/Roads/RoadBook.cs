using System.Collections.Immutable;

namespace Emergency.Domain.Roads;

/// <summary>What can be asked of a <see cref="RoadBook"/>.</summary>
/// <param name="By">Who asks.</param>
public abstract record RoadCommand(FactAuthor By);

/// <summary>Closes or slows roads. The same again under the same id changes nothing.</summary>
public sealed record SetRoadCondition(
    FactAuthor By,
    string ConditionId,
    RoadShapeKind Shape,
    IReadOnlyList<GeoPoint> Points,
    double? Factor,
    string Reason,
    DateTimeOffset? Until,
    string? Place = null) : RoadCommand(By);

/// <summary>Opens them again. Lifting what does not hold is refused, lifting what was lifted changes nothing.</summary>
public sealed record LiftRoadCondition(FactAuthor By, string ConditionId) : RoadCommand(By);

/// <summary>Ends what has run out.</summary>
public sealed record ExpireRoadConditions(FactAuthor By) : RoadCommand(By);

/// <summary>Which roads are closed or slowed now. Immutable: <see cref="Decide"/> says what a command would mean, <see cref="Apply"/> gives the book after an event.</summary>
public sealed record RoadBook
{
    /// <summary>How many lifted ones are remembered against a repeated wish; the oldest is forgotten first.</summary>
    private const int RememberedLifts = 256;

    /// <summary>All roads are as usual.</summary>
    public static RoadBook Empty { get; } = new();

    /// <summary>What holds, in the order in which it was set.</summary>
    public ImmutableList<RoadHold> Holds { get; init; } = [];

    /// <summary>What was lifted lately, oldest first.</summary>
    public ImmutableList<string> Lifted { get; init; } = [];

    /// <summary>What holds under this id; null when nothing does.</summary>
    public RoadHold? Find(string id) => Holds.Find(h => h.Id == id);

    /// <summary>What this command means now: events, nothing, or one rejection. Changes nothing.</summary>
    public Decision<RoadEvent> Decide(RoadCommand command, DateTimeOffset now)
    {
        if (TextRules.Author(command.By) is { } nobody)
            return nobody;
        return command switch
        {
            SetRoadCondition c => Set(c, now),
            LiftRoadCondition c => Lift(c, now),
            ExpireRoadConditions c => Decision<RoadEvent>.Accept(
                [.. Holds.Where(h => h.Until <= now).Select(h => new RoadConditionLifted(h.Until!.Value, now, c.By.Actor, c.By.Source, h.Id, true))]),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    /// <summary>The book after this event.</summary>
    public RoadBook Apply(RoadEvent happened) => happened switch
    {
        RoadConditionSet e => this with
        {
            Holds = Holds.RemoveAll(h => h.Id == e.ConditionId)
                .Add(new RoadHold(e.ConditionId, e.Shape, e.Points, e.Factor, e.Reason, e.Until, e.At, e.Actor, e.Place)),
        },
        RoadConditionLifted e => this with
        {
            Holds = Holds.RemoveAll(h => h.Id == e.ConditionId),
            Lifted = [.. Lifted.Add(e.ConditionId).TakeLast(RememberedLifts)],
        },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
    };

    private Decision<RoadEvent> Set(SetRoadCondition c, DateTimeOffset now)
    {
        if (Problem(c, now) is { } problem)
            return problem;
        var reason = c.Reason.Trim();
        if (Find(c.ConditionId) is { } same && same.Reason == reason && same.Factor == c.Factor && same.Until == c.Until
            && same.Shape == c.Shape && same.Points.SequenceEqual(c.Points))
            return Decision<RoadEvent>.Unchanged;
        if (Holds.Count >= RoadLimits.Conditions && Find(c.ConditionId) is null)
            return Decision<RoadEvent>.Reject(RejectionCodes.LimitReached, $"{RoadLimits.Conditions} road conditions hold already: lift one first");
        return new RoadConditionSet(now, now, c.By.Actor, c.By.Source, c.ConditionId, c.Shape, c.Points, c.Factor, reason, c.Until, c.Place);
    }

    private Decision<RoadEvent> Lift(LiftRoadCondition c, DateTimeOffset now)
    {
        if (Find(c.ConditionId) is { } hold)
            return new RoadConditionLifted(now, now, c.By.Actor, c.By.Source, hold.Id, false);
        return Lifted.Contains(c.ConditionId)
            ? Decision<RoadEvent>.Unchanged
            : Decision<RoadEvent>.Reject(RejectionCodes.UnknownRoadCondition, "no such road condition holds");
    }

    private static Rejection? Problem(SetRoadCondition c, DateTimeOffset now)
    {
        var (least, most) = c.Shape switch
        {
            RoadShapeKind.Point => (1, 1),
            RoadShapeKind.Line => (2, RoadLimits.Corners),
            _ => (3, RoadLimits.Corners),
        };
        return TextRules.Word(c.ConditionId, "the condition's id")
            ?? TextRules.Defined(c.Shape, "the shape")
            ?? TextRules.Within(c.Points.Count, least, most, "the number of points")
            ?? (c.Points.All(p => p.IsValid) ? null : TextRules.Invalid("a point is not a longitude and a latitude in degrees"))
            ?? (c.Factor is null or (>= RoadLimits.LeastFactor and <= RoadLimits.LargestFactor)
                ? null
                : TextRules.Invalid($"the factor must be {RoadLimits.LeastFactor} to {RoadLimits.LargestFactor}, or absent for a closed road"))
            ?? TextRules.Reason(c.Reason, "a road condition")
            ?? TextRules.Optional(c.Place, TextLimits.Address, "the place")
            ?? (c.Until is null || (c.Until > now && c.Until <= now + RoadLimits.Ahead)
                ? null
                : TextRules.Invalid($"a road condition ends in the future, within {RoadLimits.Ahead.TotalDays:0} days"));
    }
}
