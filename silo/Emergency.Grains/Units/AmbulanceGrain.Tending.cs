using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Units;
using Emergency.Grains.Cases;
using Microsoft.Extensions.Logging;

namespace Emergency.Grains;

/// <summary>What a unit does without being asked: its queue comes due, its link goes stale, cases are told of promotions.</summary>
public sealed partial class AmbulanceGrain
{
    private async Task Tend(CancellationToken cancellationToken)
    {
        await Carry(new PromoteDue(Self.ToAuthor()));
        foreach (var promotion in State.PendingPromotions.ToList())
        {
            if (_orders.GetValueOrDefault(promotion.AssignmentId) is { Active: true })
                await Carry(new ConfirmPromotion(Self.ToAuthor(), promotion.AssignmentId));
        }

        TellPromotions();
        FetchMissingOrders();
        if (NoticeLink()) await PublishView();
    }

    /// <summary>Tells cases that their turn has come. Not awaited: a case may be waiting for this unit's turn at the same moment.</summary>
    private void TellPromotions()
    {
        foreach (var promotion in State.PendingPromotions)
            _ = Ask(() => Case(promotion.CaseId).ReservationPromoted(promotion.AssignmentId));
    }

    /// <summary>After an activation the orders are fetched from their cases. Not awaited, for the same reason.</summary>
    private void FetchMissingOrders()
    {
        var held = State.Queue.Select(q => (q.CaseId, q.AssignmentId));
        if (State.Active is { } active) held = held.Prepend((active.CaseId, active.AssignmentId));
        foreach (var (caseId, assignment) in held.Where(h => !_orders.ContainsKey(h.AssignmentId)))
            _ = Ask(() => FetchOrder(caseId, assignment));
    }

    private async Task FetchOrder(CaseId caseId, AssignmentId assignment)
    {
        var order = await Case(caseId).GetOrder(assignment);
        if (order is not null && !_orders.ContainsKey(assignment)) await OrderChanged(order, clock.GetUtcNow());
        // A case that has ended the assignment owes this unit its release: remind it.
        if (order is null) await Case(caseId).Resume();
    }

    private async Task Ask(Func<Task> question)
    {
        try
        {
            await question();
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            LogCaseSilent(failure, Id.Value);
        }
    }

    private IPatientCaseGrain Case(CaseId id) => GrainFactory.GetGrain<IPatientCaseGrain>(id.Value);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unit {AmbulanceId} could not reach a case; it tries again")]
    private partial void LogCaseSilent(Exception failure, string ambulanceId);
}
