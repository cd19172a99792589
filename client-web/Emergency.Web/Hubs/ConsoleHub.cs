using Emergency.Contracts;
using Emergency.Web.Access;
using Emergency.Web.Live;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Web.Hubs;

/// <summary>The consoles' live view. It only tells; commands go over the REST API.</summary>
[Authorize(Permission.Read)]
internal sealed class ConsoleHub(ConsoleFeeds feeds, StaffPresence presence, IHubContext<ConsoleHub, IConsoleClient> hub)
    : Hub<IConsoleClient>, IConsoleHub
{
    public const string Path = "/hubs/console";

    public Task<ConsoleSnapshot> Subscribe() => Task.FromResult(
        feeds.Subscribe(Context.ConnectionId, hub.Clients.Client(Context.ConnectionId), Context.Abort, Context.ConnectionAborted));

    public override Task OnConnectedAsync()
    {
        presence.Enter(Context.ConnectionId, Context.User!.UserName());
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        presence.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
