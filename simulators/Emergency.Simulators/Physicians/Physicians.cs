using Emergency.Contracts;
using Emergency.Domain;
using Microsoft.Extensions.Logging;

namespace Emergency.Simulators;

/// <summary>Simulated physicians: look at the simulated callers' cases and do what they think fit. They touch no other case.</summary>
internal sealed partial class Physicians(
    CentreClient centre,
    PhysicianMind mind,
    PhysicianOptions options,
    TimeProvider county,
    TimeProvider network,
    Identities identities,
    ILogger<Physicians> logger)
{
    private int _from;
    private long _done;
    private long _refused;

    /// <summary>What they did so far.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>What the centre refused, such as an order that its safety check blocks.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Works until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var glance = new PeriodicTimer(options.Glance, network);
        var failing = false;
        while (await glance.WaitForNextTickAsync(cancellation))
        {
            try
            {
                foreach (var view in InTurn(await centre.OpenCases(cancellation)))
                    await Look(view, cancellation);
                failing = false;
            }
            catch (CentreException failure)
            {
                // The next glance tries again. One line for one outage is enough.
                if (!failing)
                    LogCentreFailed(logger, failure.Message);
                failing = true;
            }
        }
    }

    /// <summary>Simulated callers' cases with a crew at the patient, so many at a time, each in its turn.</summary>
    private List<CaseView> InTurn(IReadOnlyList<CaseView> open)
    {
        var ours = open.Where(view => view.Notes.Contains(CallTaker.Marker)
            && view.Assignments.Any(assignment => assignment.Active && assignment.Milestone is >= Milestone.AtPatient and < Milestone.HandedOver)).ToList();
        if (ours.Count <= options.MostCases)
            return ours;
        _from = (_from + options.MostCases) % ours.Count;
        return [.. ours.Concat(ours).Skip(_from).Take(options.MostCases)];
    }

    private async Task Look(CaseView view, CancellationToken cancellation)
    {
        var seen = new Bedview(view, await centre.Care(view.CaseId, cancellation), [.. await centre.NewestVitals(view.CaseId, cancellation)]);
        foreach (var act in mind.Decide(seen, centre.User, county.GetUtcNow()))
        {
            if (await Do(view.CaseId, act, cancellation) is { } problem)
            {
                Interlocked.Increment(ref _refused);
                LogRefused(logger, act.GetType().Name, problem.Code, problem.Detail);
            }
            else
                Interlocked.Increment(ref _done);
        }
    }

    private async Task<ProblemAnswer?> Do(CaseId id, PhysicianAct act, CancellationToken cancellation)
    {
        var key = identities.NextKey();
        return act switch
        {
            Joins => (await centre.Join(id, key, cancellation)).Problem,
            ReadsEcg reads => (await centre.Read(id, reads.EcgId, new(reads.Statement, reads.Text), key, cancellation)).Problem,
            Orders orders => (await centre.Order(id, new(orders.Patient, orders.Body), key, cancellation)).Problem,
            Advises advises => (await centre.Guide(id, new(advises.Patient, advises.Text, advises.Checklist), key, cancellation)).Problem,
            SeesAlarm sees => (await centre.SeeAlarm(id, sees.AlarmId, key, cancellation)).Problem,
            SeesEscalation sees => (await centre.SeeEscalation(id, sees.OrderId, key, cancellation)).Problem,
            Calls calls => (await centre.Happened(
                id, calls.ChannelId, new(calls.Event, county.GetUtcNow(), calls.Hospital), key, cancellation)).Problem,
            _ => throw new InvalidOperationException($"nobody knows how to do {act}"),
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Physicians wait for the centre: {Reason}")]
    private static partial void LogCentreFailed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Act} was refused: {Code}: {Detail}")]
    private static partial void LogRefused(ILogger logger, string act, string code, string? detail);
}
