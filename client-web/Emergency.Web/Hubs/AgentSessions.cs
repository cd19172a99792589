using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Live;
using Emergency.Web.Operations;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Hubs;

/// <summary>The vehicles that are connected to this node. A vehicle may have several connections while an old one dies.</summary>
internal sealed partial class AgentSessions(
    IGrainFactory grains, IOptions<WebOptions> options, RealTime time, WebMeters meters, ILogger<AgentSessions> logger)
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    private sealed record Session(AmbulanceId Ambulance, AgentFeed Feed, HubCallerContext Context, CancellationTokenSource End);

    public int Count => _sessions.Count;

    /// <summary>The feed of a connection that said hello; null when it did not.</summary>
    public AgentFeed? Find(string connection) => _sessions.GetValueOrDefault(connection)?.Feed;

    /// <summary>Starts sending orders to a connection that said hello; a second hello replaces the first.</summary>
    public void Start(
        AmbulanceId ambulance, string connection, AgentHello hello, AgentOrders known, IAgentClient client, HubCallerContext context)
    {
        var feed = new AgentFeed(connection, hello, known, client, options.Value.Bedside, time, meters);
        var end = CancellationTokenSource.CreateLinkedTokenSource(context.ConnectionAborted);
        var earlier = _sessions.GetValueOrDefault(connection);
        _sessions[connection] = new Session(ambulance, feed, context, end);
        Stop(earlier);
        _ = Run(feed, context, end.Token);
    }

    /// <summary>Ends the feed of a connection; false when it never said hello.</summary>
    public bool End(string connection)
    {
        var found = _sessions.TryRemove(connection, out var session);
        Stop(session);
        return found;
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

    /// <summary>Passes care on to the vehicle, if it is connected here.</summary>
    public void Offer(CrewCare care)
    {
        foreach (var session in _sessions.Values)
        {
            if (session.Ambulance == care.AmbulanceId)
                session.Feed.Offer(care);
        }
    }

    /// <summary>Passes a signal on to the vehicles that are on its case and whom it is for, but never back to its sender.</summary>
    public void Offer(CallSignal signal, Predicate<AmbulanceId> isOnCase)
    {
        foreach (var session in _sessions.Values)
        {
            var own = CallNames.OfVehicle(session.Ambulance);
            if (CallNames.IsFor(signal, own) && !signal.From.StartsWith(own, StringComparison.Ordinal) && isOnCase(session.Ambulance))
                session.Feed.Offer(signal);
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

    /// <summary>Asks for the orders of every vehicle here whose unit has other work than it was told of, and for the care of its cases:
    /// a stream may have lost them.</summary>
    public async Task Reconcile(ImmutableArray<UnitView> units)
    {
        foreach (var unit in units)
        {
            foreach (var session in _sessions.Values.Where(session => session.Ambulance == unit.AmbulanceId))
            {
                if (!Agrees(session.Feed.Known, unit))
                    await Renew(session);
                if (unit.CaseId is not null || !unit.Queued.IsEmpty)
                    await RenewCare(session);
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

    private async Task RenewCare(Session session)
    {
        foreach (var care in await grains.Ambulance(session.Ambulance).GetCare())
            session.Feed.Offer(care);
    }

    private static void Stop(Session? session)
    {
        session?.End.Cancel();
        session?.End.Dispose();
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
