using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Grains.Care;
using Emergency.Grains.Cases;
using Emergency.Grains.Live;
using Emergency.Grains.Persistence;
using Emergency.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emergency.Grains;

/// <summary>The clinical record of one case: validate, decide, persist, settle what it owes to case and hospitals, tell.</summary>
public sealed partial class CareGrain(
    IJournal journal, ITrackStore tracks, TimeProvider clock, CountyGeography geography, OrderRules rules, IOptions<GrainOptions> options,
    ILogger<CareGrain> logger) : AggregateGrain<CareRecord, CareEvent>, ICareGrain
{
    private static readonly ActorRef Self = new("system", FactSource.System);

    private readonly ViewVersion _viewVersion = new(clock);
    private readonly Dictionary<AmbulanceId, LinkReport> _links = [];
    private LivePublisher _live = null!;
    private DateTimeOffset _renewedAt;

    /// <summary>The case as last heard; null until it was asked for, or when it was never opened.</summary>
    private CaseView? _case;

    private CaseId Id => new(this.GetPrimaryKeyString());

    private bool CaseIsOver => _case?.EndedAt is not null;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _live = new LivePublisher(this.GetStreamProvider(LiveStreams.Provider), logger);
        _viewVersion.Next();
        await LoadVitals(cancellationToken);
        Arm();
    }

    public async Task<CareView?> Get() => await FindCase() is null ? null : View();

    public async Task<CrewCare?> GetCrewCare(AssignmentId assignment) =>
        await FindCase() is { } view && view.Assignments.FirstOrDefault(a => a.AssignmentId == assignment) is { } known ? CareOf(known) : null;

    public async Task<ImmutableArray<TimelineEntry>> GetTimeline()
    {
        var history = await Stream.History();
        return [.. history.Select(line => CareTimeline.ToEntry(line.Version, line.Event, State, UnitOf))];
    }

    public async Task LinkReported(AmbulanceId unit, LinkReport report)
    {
        if (_links.GetValueOrDefault(unit) is { } known && known.At > report.At) return;
        var changed = _links.GetValueOrDefault(unit) is not { } before || before.Uplink != report.Uplink || before.EcgMode != report.EcgMode;
        _links[unit] = report;
        if (changed || MayRenew()) await PublishView();
    }

    public async Task Resume()
    {
        if (Version == 0 || await GrainFactory.GetGrain<IPatientCaseGrain>(Id.Value).Get() is not { } view) return;
        await CaseChanged(view);
        await AskAboutNotices();
        await Settle();
        Arm();
    }

    /// <summary>Persists, settles and tells; null when done. The first thing said of a case that was never opened is refused.</summary>
    private async Task<Refusal?> Carry(CareCommand command)
    {
        if (await FindCase() is null) return new Refusal(RejectionCodes.UnknownCase, "no such case was opened");
        return await Carry(State.Decide(command, clock.GetUtcNow()));
    }

    private async Task<Refusal?> Carry(Decision<CareEvent> decision)
    {
        if (await Commit(decision) is { } refusal) return refusal;
        if (decision.Events.Count == 0) return null;
        AgesMayHaveChanged(decision.Events);
        await Settle();
        await Tell();
        Arm();
        return null;
    }

    /// <summary>The case; asked of its owner once, then kept by what it tells.</summary>
    private async Task<CaseView?> FindCase()
    {
        if (_case is not null) return _case;
        var view = await GrainFactory.GetGrain<IPatientCaseGrain>(Id.Value).Get();
        return _case ??= view;
    }

    /// <summary>Tells desks and crews how the record stands. None of them can fail what led here.</summary>
    private async Task Tell()
    {
        await PublishView();
        foreach (var assignment in (_case?.Assignments ?? []).Where(a => a.Active))
            await _live.Publish(LiveStreams.CrewCare, CareOf(assignment));
    }

    private Task PublishView()
    {
        _viewVersion.Next();
        _renewedAt = clock.GetUtcNow();
        return _live.Publish(LiveStreams.Care, View());
    }

    private bool MayRenew() => clock.GetUtcNow() - _renewedAt >= options.Value.CareRenewInterval;

    private CareView View() => new(
        Id, _viewVersion.Current, Patients(), [.. State.Participants.Select(p => p.ToView())], [.. State.Guidance.Select(g => g.ToView())],
        [.. State.Orders.Select(ToView)], [.. State.Recordings.Select(r => r.ToView())], Channels(), Alarms(),
        [.. _links.Select(l => new VehicleLink(l.Key, l.Value))]);

    private CrewCare CareOf(AssignmentView assignment) => new(
        assignment.AmbulanceId, Id, assignment.AssignmentId, _viewVersion.Current, State.PatientOf(assignment.AssignmentId)?.Id, Patients(),
        [.. State.Participants.Select(p => p.ToView())], [.. State.Guidance.Select(g => g.ToView())],
        [.. State.Orders.Where(o => o.AssignmentId == assignment.AssignmentId).Select(ToView)], [.. State.Recordings.Select(r => r.ToView())],
        Channels(), Alarms());

    private ImmutableArray<CarePatient> Patients() =>
        [.. State.Patients.Select(p => new CarePatient(p.Id, p.AssignmentId, p.Known.Facts.ToView(), ScoresOf(p)))];

    private ImmutableArray<ChannelView> Channels()
    {
        var now = clock.GetUtcNow();
        return [.. State.Channels.Select(c => c.ToView(now))];
    }

    private OrderView ToView(CareOrder order) => order.ToView(options.Value.OrderTimes);

    private AmbulanceId? UnitOf(AssignmentId assignment) => FindKnown(assignment)?.AmbulanceId;

    private static FactAuthor Author(ActorRef by) => by.ToAuthor();

    private protected override AggregateStream<CareRecord, CareEvent> OpenStream() =>
        new(journal, StreamNames.Care(Id), CareRecord.None, (state, e) => state.Apply(e));
}
