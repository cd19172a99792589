using Emergency.Web.Operations;
using Microsoft.AspNetCore.Diagnostics;

namespace Emergency.Web.Http;

/// <summary>The catch-all of the HTTP boundary: every exception becomes a problem without a stack trace.</summary>
internal sealed partial class UnexpectedErrors(DegradedWords words, ILogger<UnexpectedErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var problem = Known(exception);
        if (problem is null)
        {
            LogFailed(logger, exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
            problem = await Unknown(cancellationToken);
        }
        else
        {
            LogRefused(logger, problem.Code, exception.GetType().Name, httpContext.GetEndpoint()?.DisplayName);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static Problem? Known(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: var status } => new(ProblemCatalog.CodeOf(status), "The request could not be read."),
        NotReadyException => new(Codes.NotReady, exception.Message, RetryAfter: NotReadyException.RetryAfter),
        TimeoutException => new(Codes.Timeout, "The actors did not answer in time."),
        OrleansException => new(Codes.NotReady, "The actors cannot be reached now.", RetryAfter: NotReadyException.RetryAfter),
        _ => null,
    };

    /// <summary>While something does not work that serving needs, such as the journal, a failure is its fault and not ours.</summary>
    private async Task<Problem> Unknown(CancellationToken cancellation)
    {
        var against = await words.Check(cancellation);
        if (against.IsEmpty)
            return new Problem(Codes.Internal, "The server failed. Its log has the trace id.");
        var what = $"This does not work now: {string.Join(", ", against)}.";
        return new Problem(Codes.NotReady, what, RetryAfter: NotReadyException.RetryAfter);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string method, string? endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} answered {Code} after {Exception}")]
    private static partial void LogRefused(ILogger logger, string code, string exception, string? endpoint);
}

/// <summary>What is asked for is not there yet, though it will be.</summary>
internal sealed class NotReadyException(string message) : Exception(message)
{
    /// <summary>When a client should ask again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
}
