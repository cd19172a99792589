using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.Extensions.Logging;

namespace Emergency.Agent;

/// <content>What the observer and the log are told.</content>
public sealed partial class AgentConnection
{
    /// <summary>Pushed orders and those of the welcome may overtake each other; only a newer version counts.</summary>
    private void TakeOrders(AgentOrders orders)
    {
        lock (_telling)
        {
            if (orders.AmbulanceId != _options.AmbulanceId || orders.Version <= (_orders?.Version ?? long.MinValue))
                return;
            Volatile.Write(ref _orders, orders);
            _observer.OrdersChanged(orders);
        }
    }

    private void TellRefusal(AgentMilestone milestone, Refusal? refusal)
    {
        if (refusal is null)
            return;
        LogMilestoneRefused(
            _logger, _options.AmbulanceId.Value, milestone.Milestone, milestone.AssignmentId.Value, refusal.Code, refusal.Detail);
        lock (_telling)
        {
            _observer.MilestoneRefused(milestone, refusal);
        }
    }

    private void Tell(LinkPhase phase, string? error)
    {
        lock (_telling)
        {
            var turned = (phase == LinkPhase.Online) != (_link.Phase == LinkPhase.Online);
            Volatile.Write(ref _link, new LinkStatus(phase, turned ? _clocks.Events.GetUtcNow() : _link.Since, error ?? _link.LastError));
            _observer.LinkChanged(_link);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Ambulance}: link lost: {Reason}")]
    private static partial void LogLinkLost(ILogger logger, string ambulance, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Ambulance}: no link: {Reason}")]
    private static partial void LogNoLink(ILogger logger, string ambulance, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Ambulance}: linked; before: {Reason}")]
    private static partial void LogLinked(ILogger logger, string ambulance, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Ambulance}: {Count} fixes will never be taken: {Code}: {Detail}")]
    private static partial void LogFixesRejected(ILogger logger, string ambulance, int count, string code, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Ambulance}: {Milestone} of {Assignment} will never be taken: {Code}: {Detail}")]
    private static partial void LogMilestoneRefused(
        ILogger logger, string ambulance, Milestone milestone, string assignment, string code, string detail);
}
