namespace Emergency.Domain.Units;

/// <summary>Decisions about moves to other stations. A move binds nobody: a case may take the unit at any time.</summary>
internal static class UnitMoveRules
{
    public static Decision<UnitEvent> Order(AmbulanceUnit state, OrderMove c, DateTimeOffset now)
    {
        if ((TextRules.Word(c.MoveId, "the move") ?? TextRules.Word(c.To.Value, "the station id")) is { } problem)
            return problem;
        if (state.Move?.MoveId == c.MoveId)
            return Decision<UnitEvent>.Unchanged;
        if (state.LastMoveId == c.MoveId)
            return Decision<UnitEvent>.Reject(RejectionCodes.MoveEnded, $"the move {c.MoveId} is over");
        return ReservationRules.NotAvailable(state) is { } no
            ? no
            : new UnitMoveOrdered(now, now, c.By.Actor, c.By.Source, c.MoveId, c.To);
    }

    public static Decision<UnitEvent> End(AmbulanceUnit state, EndMove c, DateTimeOffset now) =>
        TextRules.Defined(c.How, "how the move ended") is { } problem ? problem
        : state.Move is { } move && move.MoveId == c.MoveId ? Ended(move, c.How, c.By, now)
        : Decision<UnitEvent>.Unchanged;

    /// <summary>The fact that a move is over.</summary>
    public static UnitMoveEnded Ended(UnitMove move, MoveEnd how, FactAuthor by, DateTimeOffset now) =>
        new(now, now, by.Actor, by.Source, move.MoveId, move.To, how);
}
