using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Web.Hubs;

/// <summary>The vehicles that are connected to this node. A vehicle may have several connections while an old one dies.</summary>
internal sealed partial class AgentSessions(IGrainFactory grains, ILogger<AgentSessions> logger)
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    private sealed record Session(AmbulanceId Ambulance, AgentFeed Feed, HubCallerContext Context, CancellationTokenSource End);

    public int Count => _sessions.Count;

    /// <summary>Starts sending orders to a connection that said hello; a second hello replaces the first.</summary>
    public void Start(
        AmbulanceId ambulance, string connection, AgentHello hello, AgentOrders known, IAgentClient client, HubCallerContext context)
    {
        End(connection);
        var feed = new AgentFeed(connection, hello, known, client);
        var end = CancellationTokenSource.CreateLinkedTokenSource(context.ConnectionAborted);
        _sessions[connection] = new Session(ambulance, feed, context, end);
        _ = Run(feed, context, end.Token);
    }

    public void End(string connection)
    {
        if (!_sessions.TryRemove(connection, out var session))
            return;
        session.End.Cancel();
        session.End.Dispose();
    }

    /// <summary>Passes orders on to the vehicle, if it is connected here.</summary>
    public void Offer(AgentOrders orders)
    {
        foreach (var session in _sessions.Values)
        {
            if (session.Ambulance == orders.AmbulanceId)
                session.Feed.Offer(orders);
        }
    }

    /// <summary>Ends every connection of a vehicle, whose key is no longer good.</summary>
    public void CutOff(AmbulanceId ambulance)
    {
        foreach (var session in _sessions.Values)
        {
            if (session.Ambulance == ambulance)
                session.Context.Abort();
        }
    }

    /// <summary>Asks for the orders of every vehicle here whose unit has other work than it was told of: a stream lost them.</summary>
    public async Task Reconcile(ImmutableArray<UnitView> units)
    {
        foreach (var unit in units)
        {
            foreach (var session in _sessions.Values)
            {
                if (session.Ambulance == unit.AmbulanceId && !Agrees(session.Feed.Known, unit))
                    await Renew(session);
            }
        }
    }

    private async Task Renew(Session session)
    {
        var outcome = await grains.Ambulance(session.Ambulance).AgentConnected(session.Feed.Connection, session.Feed.Hello);
        if (outcome.Value is { } welcome)
            session.Feed.Offer(welcome.Orders);
        if (!_sessions.ContainsKey(session.Feed.Connection))
            await grains.Ambulance(session.Ambulance).AgentDisconnected(session.Feed.Connection); // It left meanwhile.
    }

    private static bool Agrees(AgentOrders orders, UnitView unit)
    {
        var told = orders.Orders.Select(order => order.AssignmentId).ToHashSet();
        var has = unit.Queued.Select(queued => queued.AssignmentId).ToHashSet();
        if (unit.AssignmentId is { } active)
            has.Add(active);
        return told.SetEquals(has) && orders.Move?.MoveId == unit.Move?.MoveId;
    }

    private async Task Run(AgentFeed feed, HubCallerContext context, CancellationToken end)
    {
        try
        {
            await feed.Pump(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            LogEnded(logger, feed.Connection);
        }
        catch (Exception fault)
        {
            LogFailed(logger, fault, feed.Connection); // A vehicle that is not told its orders must connect anew.
            context.Abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The feed of vehicle connection {Connection} ended")]
    private static partial void LogEnded(ILogger logger, string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed of vehicle connection {Connection} failed")]
    private static partial void LogFailed(ILogger logger, Exception fault, string connection);
}
