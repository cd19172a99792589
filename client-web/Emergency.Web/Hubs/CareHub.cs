using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Access;
using Emergency.Web.Http;
using Emergency.Web.Live;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Web.Hubs;

/// <summary>The bedside of a case, live: vitals and ECG at once, the clinical record after each change, and signals that set up calls.</summary>
[Authorize(Permission.Read)]
internal sealed class CareHub(
    IGrainFactory grains, CareFeeds feeds, CallSignals signals, StaffPresence presence, TimeProvider clock, IHubContext<CareHub, ICareClient> hub)
    : Hub<ICareClient>, ICareHub
{
    public const string Path = "/hubs/care";

    private PageUser User => new(Context.User!.UserName(), Context.User!.IsInRole(Roles.Physician));

    /// <remarks>The page listens before the record is read, so that nothing falls between; it may be told something twice, never too little.</remarks>
    public async Task<CareSnapshot?> Watch(CaseId caseId)
    {
        if (!WordId.IsValid(caseId.Value))
            return null;
        var feed = Feed();
        if (!feed.Watch(caseId))
            throw HubProblem.Of(RejectionCodes.LimitReached, $"a page watches at most {ICareHub.MaxWatched} cases");
        if (await grains.Care(caseId).Get() is not { } care)
        {
            feed.Unwatch(caseId);
            return null;
        }

        return new CareSnapshot(clock.GetUtcNow(), care, await grains.Care(caseId).GetNewestVitals(), feeds.EcgOf(caseId));
    }

    public Task Unwatch(CaseId caseId)
    {
        feeds.Find(Context.ConnectionId)?.Unwatch(caseId);
        return Task.CompletedTask;
    }

    public async Task Signal(CallSignal signal)
    {
        if (CallSignals.ProblemOf(signal) is { } problem)
            throw HubProblem.Of(Codes.Validation, problem);
        if (feeds.Find(Context.ConnectionId) is not { } feed || !feed.Watches(signal.CaseId))
            throw HubProblem.Of(Codes.WatchFirst, "a page watches a case before it speaks to those on it");
        if (!signals.TakesPart(feed.User, signal.CaseId))
            throw HubProblem.Of(Codes.Forbidden, "only physicians and those who have joined a case may speak to its crew");
        if (!feed.Gate.TryPass())
            throw HubProblem.Of(Codes.TooFast, "too many signals at once");
        var from = CallNames.With(CallNames.OfUser(feed.User.Name), signal.From, Context.ConnectionId);
        feed.Speaks(from);
        await signals.Publish(signal with { From = from });
    }

    public override Task OnConnectedAsync()
    {
        presence.Enter(Context.ConnectionId, Context.User!.UserName());
        Feed(); // From now on it is sent beats.
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        presence.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    private CareFeed Feed() =>
        feeds.Of(Context.ConnectionId, User, hub.Clients.Client(Context.ConnectionId), Context.Abort, Context.ConnectionAborted);
}
