using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Microsoft.Extensions.Logging;

namespace Emergency.Simulators;

/// <summary>
/// Simulated hospital desks: acknowledge the notices of simulated callers' patients, and say that the cath lab or the scanner is ready.
/// They touch no other case.
/// </summary>
internal sealed partial class HospitalDesks(
    CentreClient centre,
    Deliberation deliberation,
    PhysicianOptions options,
    TimeProvider county,
    TimeProvider network,
    Identities identities,
    ILogger<HospitalDesks> logger)
{
    private long _acknowledged;

    /// <summary>Notices acknowledged so far.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Works until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var glance = new PeriodicTimer(options.Glance, network);
        var failing = false;
        while (await glance.WaitForNextTickAsync(cancellation))
        {
            try
            {
                var ours = (await centre.OpenCases(cancellation)).Where(view => view.Notes.Contains(CallTaker.Marker)).ToDictionary(view => view.CaseId);
                foreach (var hospital in await centre.Hospitals(cancellation))
                {
                    foreach (var inbound in hospital.Inbound.Where(inbound => ours.ContainsKey(inbound.CaseId)).Take(options.MostCases))
                        await Attend(hospital.HospitalId, inbound, ours[inbound.CaseId].Number, cancellation);
                }

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

    private async Task Attend(HospitalId hospital, InboundView inbound, string number, CancellationToken cancellation)
    {
        var now = county.GetUtcNow();
        if (inbound.AcknowledgedAt is null && deliberation.IsDue(number, $"notice {inbound.AssignmentId}", now))
        {
            var answer = await centre.Acknowledge(hospital, inbound.AssignmentId, identities.NextKey(), cancellation);
            if (answer.Problem is { } problem)
                LogRefused(logger, problem.Code, problem.Detail);
            else
                Interlocked.Increment(ref _acknowledged);
        }

        if (inbound.Channel is ChannelKind.ChestPain or ChannelKind.Stroke)
            await MakeReady(hospital, inbound.CaseId, number, cancellation);
    }

    private async Task MakeReady(HospitalId hospital, CaseId id, string number, CancellationToken cancellation)
    {
        foreach (var channel in (await centre.Care(id, cancellation)).Channels.Where(channel => channel.HospitalId == hospital && channel.ClosedAt is null))
        {
            if (Readiness(channel) is not { } ready
                || !deliberation.IsDue(number, $"{channel.ChannelId} {ready}", county.GetUtcNow(), options.MakeReady))
                continue;
            var answer = await centre.Happened(
                id, channel.ChannelId, new(ready, county.GetUtcNow(), hospital), identities.NextKey(), cancellation);
            if (answer.Problem is { } problem)
                LogRefused(logger, problem.Code, problem.Detail);
        }
    }

    /// <summary>What was called and has not said that it is ready.</summary>
    private static ChannelEvent? Readiness(ChannelView channel)
    {
        bool Has(ChannelEvent happened) => channel.Steps.Any(step => step.Event == happened);
        return Has(ChannelEvent.CathLabActivated) && !Has(ChannelEvent.CathLabReady) ? ChannelEvent.CathLabReady
            : Has(ChannelEvent.CtActivated) && !Has(ChannelEvent.CtReady) ? ChannelEvent.CtReady
            : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Hospital desks wait for the centre: {Reason}")]
    private static partial void LogCentreFailed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A hospital desk was refused: {Code}: {Detail}")]
    private static partial void LogRefused(ILogger logger, string code, string? detail);
}
