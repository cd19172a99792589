using Microsoft.Extensions.Logging;

namespace Emergency.Simulators;

/// <summary>Makes calls as they come and opens a case for each at the centre.</summary>
internal sealed partial class CallTaker(
    CallProcess process,
    Caller caller,
    CentreClient centre,
    DispatchQueue? queue,
    CallOptions options,
    TimeProvider county,
    Identities identities,
    ILogger<CallTaker> logger)
{
    /// <summary>Stands on every simulated case, so that nobody takes it for a real one.</summary>
    public const string Marker = "模拟呼叫";

    /// <summary>No wait is longer, so that a clock that is set is noticed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private long _opened;
    private long _missed;

    /// <summary>Cases opened so far.</summary>
    public long Opened => Interlocked.Read(ref _opened);

    /// <summary>Calls that could not be made.</summary>
    public long Missed => Interlocked.Read(ref _missed);

    /// <summary>Works until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        if (!caller.CanCall || options.PerDay <= 0)
            return;
        foreach (var at in process.After(county.GetUtcNow()))
        {
            while (at - county.GetUtcNow() is { Ticks: > 0 } left)
                await Task.Delay(Wait(left), county, cancellation);
            var call = caller.Next();
            if (county.GetUtcNow() - at > options.Patience)
                Interlocked.Increment(ref _missed);
            else
                await Take(call, cancellation);
        }
    }

    /// <summary>A delay is cut to whole milliseconds; rounded up, it is never none at all.</summary>
    private static TimeSpan Wait(TimeSpan left) =>
        left < LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : LongestWait;

    private async Task Take(Call call, CancellationToken cancellation)
    {
        var request = new OpenCaseRequest(
            new LocationRequest(call.Location.Longitude, call.Location.Latitude, call.Address),
            call.Complaint, call.Priority, call.Patients, Marker);
        try
        {
            var answer = await centre.Open(request, identities.NextKey(), cancellation);
            if (answer.Value is { } view)
            {
                Interlocked.Increment(ref _opened);
                queue?.Add(view.CaseId, county.GetUtcNow());
                return;
            }

            LogRefused(logger, call.Number, answer.Status, answer.Problem!.Code, answer.Problem.Detail);
        }
        catch (CentreException failure)
        {
            // A caller who gets no answer rings off.
            LogUnanswered(logger, call.Number, failure.Message);
        }

        Interlocked.Increment(ref _missed);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Number} was refused: {Status} {Code}: {Detail}")]
    private static partial void LogRefused(ILogger logger, long number, int status, string code, string? detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Number} was not answered: {Reason}")]
    private static partial void LogUnanswered(ILogger logger, long number, string reason);
}
