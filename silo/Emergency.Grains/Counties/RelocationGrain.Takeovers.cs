using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Relocations;
using Emergency.Geography;
using Emergency.Grains.Cases;
using Emergency.Grains.Counties;

namespace Emergency.Grains;

/// <summary>Cases that could change over from the unit under way to one that has become free nearer to them.</summary>
public sealed partial class RelocationGrain
{
    private readonly Dictionary<string, TakeoverView> _takeovers = [];
    private readonly RedispatchOptions _redispatch = new();

    public async Task<Outcome<RelocationsView>> AcceptTakeover(string takeoverId, string reason, ActorRef by)
    {
        if (!_takeovers.TryGetValue(takeoverId, out var t)) return Gone();
        var @case = GrainFactory.GetGrain<IPatientCaseGrain>(t.CaseId.Value);
        // The nearer unit first: whatever fails after that, somebody drives to the patient.
        var sent = await @case.Assign(new AssignUnit(by, new AssignmentId($"{t.Free}.{t.SuggestedAt.ToUnixTimeMilliseconds()}"), t.Free, reason));
        if (sent.Refusal is { } no) return no;
        _takeovers.Remove(takeoverId);
        var now = clock.GetUtcNow();
        var gain = TimeSpan.FromSeconds(t.GainSeconds);
        if (await Commit(RelocationBook.AcceptTakeover(t.CaseId, t.UnderWay, t.Free, gain, by.ToAuthor(), now)) is { } refusal) return refusal;
        await Tell();
        var calledBack = await @case.Report(new ReportMilestone(by, t.UnderWayAssignment, Milestone.Cancelled, now, reason));
        return calledBack.Refusal is { } both ? both : View();
    }

    public async Task<Outcome<RelocationsView>> DismissTakeover(string takeoverId, string reason, ActorRef by)
    {
        if (!_takeovers.TryGetValue(takeoverId, out var t)) return Gone();
        var dismissed = RelocationBook.DismissTakeover(t.CaseId, t.UnderWay, t.Free, reason, by.ToAuthor(), clock.GetUtcNow());
        if (await Commit(dismissed) is { } refusal) return refusal;
        _takeovers.Remove(takeoverId);
        await Tell();
        return View();
    }

    private async Task RenewTakeovers(BoardSnapshot board, DateTimeOffset now)
    {
        var since = _takeovers.ToDictionary(t => t.Key, t => t.Value.SuggestedAt);
        var adviser = new TakeoverAdviser(_redispatch, State, now);
        foreach (var ride in TakeoverAdviser.Rides(board, now))
            adviser.Weigh(ride, await GrainFactory.GetGrain<ICoverageGrain>(CountyKey.Value).Recommend(ride.Case.ToQuery()));
        _takeovers.Clear();
        foreach (var takeover in adviser.Best())
            _takeovers[takeover.TakeoverId] = takeover with { SuggestedAt = since.GetValueOrDefault(takeover.TakeoverId, now) };
    }
}
