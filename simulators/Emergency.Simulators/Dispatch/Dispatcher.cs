using Emergency.Contracts;
using Microsoft.Extensions.Logging;

namespace Emergency.Simulators;

/// <summary>
/// Simulated dispatchers: look at the queue, and send the best recommended unit to cases of simulated callers. They act only on cases
/// that simulated callers opened, and leave a case alone once anybody else has sent a unit to it.
/// </summary>
internal sealed partial class Dispatcher(
    CentreClient centre,
    DispatchQueue queue,
    DispatchOptions options,
    CountyClock clock,
    TimeProvider network,
    Identities identities,
    ILogger<Dispatcher> logger)
{
    private const string SecondChoice = "首选车辆已不可用";
    private const string NothingBetter = "暂无条件更合适的车辆";
    private const string Changed = "推荐已变化，按所见首选派车";
    private const string ReasonRequired = "override-reason-required";
    private long _sent;
    private long _conflicts;

    /// <summary>Units sent so far.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Units that turned out not to be free.</summary>
    public long Conflicts => Interlocked.Read(ref _conflicts);

    /// <summary>Cases that wait for a unit.</summary>
    public int Waiting => queue.Waiting;

    /// <summary>Works until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var glance = new PeriodicTimer(options.GlanceAt(clock.Speed), network);
        var (adopted, failing) = (false, false);
        while (await glance.WaitForNextTickAsync(cancellation))
        {
            try
            {
                var open = await centre.OpenCases(cancellation);
                if (!adopted)
                    queue.Adopt(open, CallTaker.Marker, clock.Time.GetUtcNow());
                adopted = true;
                foreach (var view in queue.Due(open, clock.Time.GetUtcNow()))
                    await Dispatch(view, cancellation);
                failing = false;
            }
            catch (CentreException failure)
            {
                // The queue stays as it is; the next glance tries again. One line for one outage is enough.
                if (!failing)
                    LogCentreFailed(logger, failure.Message);
                failing = true;
            }
        }
    }

    private async Task Dispatch(CaseView view, CancellationToken cancellation)
    {
        var recommended = await centre.Recommendations(view.CaseId, cancellation);
        var candidates = recommended.Candidates.Where(candidate => !candidate.RequiresDivert).Take(options.MostCandidates);
        var first = true;
        foreach (var candidate in candidates)
        {
            var reason = candidate.NeedsOverride ? NothingBetter : first ? null : SecondChoice;
            var request = new AssignRequest(candidate.AmbulanceId, reason, recommended.RecommendationId);
            var answer = await centre.Assign(view.CaseId, request, identities.NextKey(), cancellation);
            if (answer.Problem?.Code == ReasonRequired && reason is null)
                answer = await centre.Assign(view.CaseId, request with { OverrideReason = Changed }, identities.NextKey(), cancellation);
            if (answer.Value is { } assignment)
            {
                queue.Sent(view.CaseId, assignment.AssignmentId, clock.Time.GetUtcNow());
                Interlocked.Increment(ref _sent);
                return;
            }

            first = false;
            Interlocked.Increment(ref _conflicts);
            LogNotSent(logger, candidate.AmbulanceId.Value, answer.Status, answer.Problem!.Code);
        }

        queue.Postpone(view.CaseId, clock.Time.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dispatching waits for the centre: {Reason}")]
    private static partial void LogCentreFailed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Ambulance} was not sent: {Status} {Code}")]
    private static partial void LogNotSent(ILogger logger, string ambulance, int status, string code);
}
