using Emergency.Domain.Cases;
using Emergency.Domain.Units;

namespace Emergency.Domain.Tests.Simulation;

/// <summary>
/// Cases and units that talk only by messages, which are delivered in any order, twice, or not at all. Each side writes down before it
/// answers. Whoever is resumed sends again what is still owed, exactly as the grains do.
/// </summary>
internal sealed class SagaWorld(int seed)
{
    public static readonly FactAuthor System = FactAuthor.System;
    private readonly List<Action> _inFlight = [];

    public Random Random { get; } = new(seed);

    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public Dictionary<CaseId, PatientCase> Cases { get; } = [];

    public Dictionary<AmbulanceId, AmbulanceUnit> Units { get; } = [];

    public Dictionary<CaseId, List<CaseEvent>> CaseStreams { get; } = [];

    public Dictionary<AmbulanceId, List<UnitEvent>> UnitStreams { get; } = [];

    public HashSet<string> Seen { get; } = [];

    public string Because => $"seed {seed}";

    public bool IsQuiet => _inFlight.Count == 0
        && Cases.Values.All(c => !c.HasPendingWork)
        && Units.Values.All(u => u.PendingPromotions.IsEmpty);

    public Decision<CaseEvent> Do(CaseId id, CaseCommand command)
    {
        var state = Cases.GetValueOrDefault(id, PatientCase.None);
        var decision = state.Decide(command, Now);
        if (!CaseStreams.TryGetValue(id, out var stream))
            CaseStreams[id] = stream = [];
        stream.AddRange(decision.Events);
        Cases[id] = state.Apply(decision.Events);
        Seen.UnionWith(decision.Events.Select(e => e.Kind));
        return decision;
    }

    public Decision<UnitEvent> Do(AmbulanceId id, UnitCommand command)
    {
        var state = Units.GetValueOrDefault(id, AmbulanceUnit.None);
        var decision = state.Decide(command, Now);
        if (!UnitStreams.TryGetValue(id, out var stream))
            UnitStreams[id] = stream = [];
        stream.AddRange(decision.Events);
        Units[id] = state.Apply(decision.Events);
        Seen.UnionWith(decision.Events.Select(e => e.Kind));
        return decision;
    }

    /// <summary>Sends what this case still owes.</summary>
    public void Resume(CaseId id)
    {
        foreach (var request in Cases[id].PendingRequests)
            _inFlight.Add(request.DivertFrom is null ? () => AskUnit(id, request) : () => AskOtherCase(id, request));
        foreach (var over in Cases[id].PendingReleases)
            _inFlight.Add(() => ReleaseUnit(id, over));
    }

    /// <summary>Takes up what is due and sends what this unit still owes.</summary>
    public void Resume(AmbulanceId id)
    {
        Do(id, new PromoteDue(System));
        foreach (var promotion in Units[id].PendingPromotions)
            _inFlight.Add(() => TellPromotion(id, promotion));
    }

    /// <summary>Delivers one message of those on the way: perhaps twice, perhaps never.</summary>
    public void Deliver(bool reliably)
    {
        if (_inFlight.Count == 0)
            return;
        var index = Random.Next(_inFlight.Count);
        var message = _inFlight[index];
        var fate = reliably ? 9 : Random.Next(10);
        if (fate is not 0)
            _inFlight.RemoveAt(index);
        if (fate is not 1)
            message();
    }

    /// <summary>Everybody forgets everything that is not written down, and half of what was on the way is lost.</summary>
    public void Crash()
    {
        _inFlight.RemoveAll(_ => Random.Next(2) == 0);
        foreach (var (id, stream) in CaseStreams)
            Cases[id] = PatientCase.Replay(stream.Select(Canonical.Persisted));
        foreach (var (id, stream) in UnitStreams)
            Units[id] = AmbulanceUnit.Replay(stream.Select(Canonical.Persisted));
    }

    /// <summary>Without any further trouble everything that is owed is done, in a bounded number of rounds.</summary>
    public void Settle()
    {
        const int mostRounds = 20;
        for (var round = 0; round < mostRounds; round++)
        {
            while (_inFlight.Count > 0)
                Deliver(reliably: true);
            foreach (var id in Cases.Keys.ToList())
                Resume(id);
            foreach (var id in Units.Keys.ToList())
                Resume(id);
            if (IsQuiet)
                return;
        }
        Law.Holds(false, "everything owed is done at last", Because);
    }

    private void AskUnit(CaseId id, Assignment request)
    {
        var decision = Do(request.AmbulanceId, new ReserveUnit(System, id, request.Id, request.Mode, request.Priority, request.NotBefore));
        Answer(id, request, decision.Rejection);
    }

    /// <summary>The losing case decides first; only then is the unit passed on.</summary>
    private void AskOtherCase(CaseId id, Assignment request)
    {
        var (from, target) = (request.DivertFrom!, new DivertTarget(id, request.Id, request.Priority));
        var given = Do(from.CaseId, new DivertAssignment(System, from.AssignmentId, target, "more urgent"));
        if (!given.IsAccepted)
            Answer(id, request, given.Rejection);
        else
            _inFlight.Add(() => Answer(id, request, Divert(request.AmbulanceId, from.AssignmentId, target).Rejection));
    }

    private void Answer(CaseId id, Assignment request, Rejection? no)
    {
        var queued = Units[request.AmbulanceId].StandingOf(request.Id) is ReservationStanding.Queued;
        _inFlight.Add(() => Do(
            id, no is null ? new ConfirmOffer(System, request.Id, queued) : new RefuseOffer(System, request.Id, no)));
    }

    /// <summary>A diverted unit is passed on; where that is refused, or for any other end, it is released. Releasing after passing on is harmless.</summary>
    private void ReleaseUnit(CaseId id, Assignment over)
    {
        if (over.DivertedTo is { } target)
            Divert(over.AmbulanceId, over.Id, target);
        Do(over.AmbulanceId, new ReleaseUnit(System, over.Id, over.HasRolled ? UnitDuty.AvailableMobile : null));
        _inFlight.Add(() => Do(id, new ConfirmRelease(System, over.Id)));
    }

    private Decision<UnitEvent> Divert(AmbulanceId unit, AssignmentId from, DivertTarget target) =>
        Do(unit, new DivertUnit(System, from, target.CaseId, target.AssignmentId, target.Priority));

    private void TellPromotion(AmbulanceId id, PendingPromotion promotion)
    {
        Do(promotion.CaseId, new PromoteAssignment(System, promotion.AssignmentId));
        _inFlight.Add(() => Do(id, new ConfirmPromotion(System, promotion.AssignmentId)));
    }
}
