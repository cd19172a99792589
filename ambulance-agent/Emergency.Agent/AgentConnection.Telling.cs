using Emergency.Contracts;
using Emergency.Domain;

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

    private void TakeCare(CrewCare care)
    {
        lock (_telling)
        {
            if (care.AmbulanceId != _options.AmbulanceId || (_care.TryGetValue(care.CaseId, out var known) && care.Version <= known.Version))
                return;
            var current = Orders?.Orders.Select(order => order.CaseId).ToHashSet() ?? [];
            // What belongs to cases that the unit has left is forgotten with the next one.
            Volatile.Write(ref _care, _care.RemoveRange(_care.Keys.Where(id => !current.Contains(id))).SetItem(care.CaseId, care));
            _observer.CareChanged(care);
        }
    }

    private void TakeSignal(CallSignal signal)
    {
        lock (_telling)
        {
            _observer.Signalled(signal);
        }
    }

    private void TellMode(EcgModeChange change)
    {
        LogMode(_logger, _options.AmbulanceId.Value, change.From, change.To, change.Reason);
        lock (_telling)
        {
            _ecgChanges = [.. _ecgChanges.TakeLast(KeptChanges - 1), change];
            _observer.EcgModeChanged(change);
        }
    }

    private void TellRefusal(CrewReport report, Refusal? refusal)
    {
        if (refusal is null)
            return;
        lock (_telling)
        {
            _observer.ReportRefused(report, refusal);
        }
    }

    private void TellRefusal(AttachmentOffer offer, Refusal refusal)
    {
        LogRejected(_logger, _options.AmbulanceId.Value, 1, offer.Kind, refusal.Code, refusal.Detail);
        lock (_telling)
        {
            _observer.AttachmentRefused(offer, refusal);
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

    private void Tell(LinkPhase phase, string? error, string? uplink = null)
    {
        lock (_telling)
        {
            var turned = (phase == LinkPhase.Online) != (_link.Phase == LinkPhase.Online);
            Volatile.Write(ref _link, new LinkStatus(phase, turned ? _clocks.Events.GetUtcNow() : _link.Since, error ?? _link.LastError, uplink));
            _observer.LinkChanged(_link);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Ambulance}: link lost: {Reason}")]
    private static partial void LogLinkLost(ILogger logger, string ambulance, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Ambulance}: no link: {Reason}")]
    private static partial void LogNoLink(ILogger logger, string ambulance, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Ambulance}: linked over {Uplink}; before: {Reason}")]
    private static partial void LogLinked(ILogger logger, string ambulance, string uplink, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Ambulance}: live ECG {From} → {To}: {Reason}")]
    private static partial void LogMode(ILogger logger, string ambulance, EcgMode from, EcgMode to, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Ambulance}: the server cannot tell the care of the cases: {Reason}")]
    private static partial void LogNoCare(ILogger logger, string ambulance, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Ambulance}: {Count} {Kind} will never be taken: {Code}: {Detail}")]
    private static partial void LogRejected(ILogger logger, string ambulance, int count, string kind, string code, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Ambulance}: {Milestone} of {Assignment} will never be taken: {Code}: {Detail}")]
    private static partial void LogMilestoneRefused(
        ILogger logger, string ambulance, Milestone milestone, string assignment, string code, string detail);
}
