using Emergency.Web.Http;
using Microsoft.AspNetCore.SignalR;

namespace Emergency.Web.Hubs;

/// <summary>Refusals over a hub: the message is <c>{code}: {detail}</c>, with the codes of the REST API.</summary>
internal static class HubProblem
{
    public static HubException Of(string code, string detail) => new($"{code}: {detail}");
}

/// <summary>The catch-all of the hubs: every exception becomes a clear one without inner workings.</summary>
internal sealed partial class HubErrors(ILogger<HubErrors> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (NotReadyException fault)
        {
            throw HubProblem.Of(Codes.NotReady, fault.Message);
        }
        catch (TimeoutException)
        {
            LogFailed(logger, null, invocationContext.HubMethodName, Codes.Timeout);
            throw HubProblem.Of(Codes.Timeout, "the actors did not answer in time");
        }
        catch (OrleansException fault)
        {
            LogFailed(logger, fault, invocationContext.HubMethodName, Codes.NotReady);
            throw HubProblem.Of(Codes.NotReady, "the actors cannot be reached now");
        }
        catch (Exception fault) when (fault is not (HubException or OperationCanceledException))
        {
            LogUnexpected(logger, fault, invocationContext.HubMethodName);
            throw HubProblem.Of(Codes.Internal, "the server failed");
        }
    }

    public async Task OnDisconnectedAsync(
        HubLifetimeContext context,
        Exception? exception,
        Func<HubLifetimeContext, Exception?, Task> next)
    {
        try
        {
            await next(context, exception);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            LogFailed(logger, fault, nameof(OnDisconnectedAsync), Codes.NotReady); // The grain notices the silence by itself.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Hub method {Method} answered {Code}")]
    private static partial void LogFailed(ILogger logger, Exception? fault, string method, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Hub method {Method} failed")]
    private static partial void LogUnexpected(ILogger logger, Exception fault, string method);
}
