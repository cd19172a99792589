using System.Collections.Immutable;
using System.Security.Cryptography;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent.Tablet;

/// <summary>
/// Everything the crew tablet shows and takes. It needs no link: orders and care are those told last, kept over restarts, and what the
/// crew says is kept here before it goes to the outbox. Safe to use from several threads.
/// </summary>
public sealed partial class TabletBoard : IDisposable
{
    private const string OrdersDocument = "orders";
    private const string LingeringDocument = "lingering";
    private const string VitalsDocument = "vitals";
    private const string EcgsDocument = "ecgs";
    private const string CarePrefix = "care/";

    /// <summary>How long an assignment that is over stays, so that the crew can say that it is back; by the clock of events.</summary>
    private static readonly TimeSpan Lingers = TimeSpan.FromHours(1);

    /// <summary>How often trends are put on disk; what a restart loses of them is less.</summary>
    private static readonly TimeSpan KeepVitalsEvery = TimeSpan.FromSeconds(30);

    /// <summary>The most recordings of this vehicle that are shown.</summary>
    private const int MaxEcgs = 20;

    private readonly TabletOptions _options;
    private readonly ITabletAgent _agent;
    private readonly TabletClocks _clocks;
    private readonly TabletStore _store;
    private readonly TabletReports _reports;
    private readonly AssignmentBoard _assignments;
    private readonly VitalsMemory _vitals;
    private readonly Lock _gate = new();
    private readonly Dictionary<CaseId, CrewCare> _care = [];
    private AgentOrders? _orders;
    private ImmutableArray<LingeringOrder> _lingering = [];
    private ImmutableArray<TabletEcg> _ecgs = [];
    private long _vitalsKept;
    private long _version;
    private (DateTimeOffset Events, long Network) _lastBeat;
    private double _speed = 1;

    /// <summary>Opens the tablet's state as it was kept.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public TabletBoard(TabletOptions options, ITabletAgent agent, TabletClocks clocks, ILogger<TabletBoard> logger)
    {
        _options = options.Checked();
        (_agent, _clocks) = (agent, clocks);
        _store = new TabletStore(options.StateFile);
        _reports = new TabletReports(agent, _store, clocks, options.UndoWindow, Ring, logger);
        _assignments = new AssignmentBoard(options);
        _vitals = new VitalsMemory(options.TrendBucket, options.TrendPoints);
        _vitalsKept = clocks.Network.GetTimestamp();
        _lastBeat = (clocks.Events.GetUtcNow(), clocks.Network.GetTimestamp());
        Restore();
    }

    /// <summary>Called, from any thread, whenever something that a page shows has changed. Must return at once.</summary>
    internal event Action? Changed;

    /// <summary>Called for every signal of a call. Must return at once.</summary>
    internal event Action<CallSignal>? Signalled;

    /// <summary>The agent that this tablet belongs to.</summary>
    internal ITabletAgent Agent => _agent;

    /// <summary>The orders as they stand, or as they were kept over a restart; null when there never were any.</summary>
    internal AgentOrders? LastOrders
    {
        get
        {
            lock (_gate)
            {
                return _orders;
            }
        }
    }

    /// <summary>The vehicle's clock and how fast it runs.</summary>
    internal (DateTimeOffset At, double Speed) Now => (_clocks.Events.GetUtcNow(), Volatile.Read(ref _speed));

    /// <summary>Everything the tablet shows, as it is now.</summary>
    public TabletState State()
    {
        var reading = _agent.Read();
        var reports = _reports.All;
        lock (_gate)
        {
            var now = _clocks.Events.GetUtcNow();
            var orders = Orders(reports).ToList();
            var care = orders.Select(one => one.Order).DistinctBy(order => order.CaseId).Select(order => CareOf(order, reports, now)).ToImmutableArray();
            return new TabletState(
                _agent.AmbulanceId, now, Volatile.Read(ref _speed), Volatile.Read(ref _version), reading.Link, reading.Waiting, reading.Inputs,
                reading.Thinned, PositionOf(reading.Position),
                [.. orders.Select(one => _assignments.View(one.Order, one.Standing, reports, reading.Position, _reports.UndoSecondsOf))],
                ProposalsOf(reading, reports), _vitals.View(now, VitalLevels.BandOf(FactsOnBoard(care))), care,
                [.. reports.Where(report => report.State is not ReportState.Durable).Select(report => report.View)],
                _ecgs, _options.UndoWindow.TotalSeconds);
        }
    }

    /// <summary>There are newer orders. An assignment that is gone from them stays a while, said to be taken back or over.</summary>
    public void Take(AgentOrders orders)
    {
        var reports = _reports.All;
        lock (_gate)
        {
            if (orders.Version <= (_orders?.Version ?? long.MinValue))
                return;
            var gone = (_orders?.Orders ?? []).Where(old => orders.Orders.All(order => order.AssignmentId != old.AssignmentId));
            var now = _clocks.Events.GetUtcNow();
            _lingering =
            [
                .. _lingering.Where(left => now - left.Since < Lingers && orders.Orders.All(order => order.AssignmentId != left.Order.AssignmentId)),
                .. gone.Select(order => new LingeringOrder(order, now, !AssignmentBoard.IsOver(order, reports))),
            ];
            _orders = orders;
            _store.Write(OrdersDocument, orders);
            _store.Write(LingeringDocument, new KeptOrders(_lingering));
            BeginPatient();
            ForgetCare();
        }

        Ring();
    }

    /// <summary>The care of a case changed.</summary>
    public void Take(CrewCare care)
    {
        lock (_gate)
        {
            if (care.AmbulanceId != _agent.AmbulanceId || (_care.TryGetValue(care.CaseId, out var known) && care.Version <= known.Version))
                return;
            _care[care.CaseId] = care;
            _store.Write(CarePrefix + care.CaseId, care);
        }

        Ring();
    }

    /// <summary>The monitor measured.</summary>
    public void Take(VitalsSample sample)
    {
        lock (_gate)
        {
            _vitals.Take(sample);
            if (_clocks.Network.GetElapsedTime(_vitalsKept) >= KeepVitalsEvery)
                KeepVitals();
        }

        Ring();
    }

    /// <summary>Somebody on the case sets up a call.</summary>
    public void Take(CallSignal signal) => Signalled?.Invoke(signal);

    /// <summary>The server will never take a report of the crew.</summary>
    public void Refused(ReportLane lane, long sequence, Refusal refusal) => _reports.Refused(lane, sequence, refusal);

    /// <summary>The server will never take a recording of this vehicle.</summary>
    public void Refused(string attachmentId, Refusal refusal)
    {
        lock (_gate)
        {
            _ecgs = [.. _ecgs.Select(ecg => ecg.EcgId == attachmentId ? ecg with { Refusal = refusal } : ecg)];
            _store.Write(EcgsDocument, new KeptEcgs(_ecgs));
        }

        Ring();
    }

    /// <summary>Something that <see cref="ITabletAgent.Read"/> tells has changed.</summary>
    public void Ring()
    {
        Interlocked.Increment(ref _version);
        Changed?.Invoke();
    }

    /// <summary>Looks at everything that has no bell of its own, once each beat, until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(_options.Beat, _clocks.Network);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
                await Beat();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            lock (_gate)
            {
                KeepVitals();
            }
        }
    }

    /// <summary>One look.</summary>
    internal async Task Beat()
    {
        await _reports.Look();
        var (events, network) = (_clocks.Events.GetUtcNow(), _clocks.Network.GetTimestamp());
        var passed = _clocks.Network.GetElapsedTime(_lastBeat.Network, network);
        // A simulation's clock runs at whole speeds; a real one is 1, whatever a correction just did to it.
        if (passed > TimeSpan.Zero)
            Volatile.Write(ref _speed, Math.Max(1, Math.Round((events - _lastBeat.Events) / passed)));
        _lastBeat = (events, network);
        Ring();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reports.Dispose();
        lock (_gate)
        {
            _store.Dispose();
        }
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    private static TabletPosition? PositionOf(FixReading? fix) => fix is null
        ? null
        : new TabletPosition(
            fix.Position.Longitude, fix.Position.Latitude, fix.At, fix.SpeedKmh, fix.HeadingDegrees, fix.AccuracyMetres);

    /// <summary>What there is to do, and what is left of what was. The gate is held.</summary>
    private IEnumerable<(AssignmentOrder Order, string Standing)> Orders(IReadOnlyList<TabletReport> reports) =>
    [
        .. (_orders?.Orders ?? []).Select(order => (order, order.Active ? "active" : "waiting")),
        .. _lingering.Select(left => (left.Order, left.Withdrawn && !AssignmentBoard.IsOver(left.Order, reports) ? "withdrawn" : "over")),
    ];

    /// <summary>A proposal for what the crew has said already is none. The gate is held.</summary>
    private static ImmutableArray<TabletProposal> ProposalsOf(TabletReading reading, IReadOnlyList<TabletReport> reports) =>
    [
        .. reading.Proposals.Where(proposal => !reports.Any(report =>
            report.Stands && report.AssignmentId == proposal.AssignmentId && report.Milestone?.Milestone == proposal.Milestone)),
    ];

    private CrewCare CareOf(AssignmentOrder order, IReadOnlyList<TabletReport> reports, DateTimeOffset now) => CareOverlay.Apply(
        _care.GetValueOrDefault(order.CaseId) ?? CareOverlay.Empty(_agent.AmbulanceId, order.CaseId, order.AssignmentId), reports, _ecgs, now);

    /// <summary>What is known of the patient whose vitals these are; null when nothing is.</summary>
    private PatientFactsView? FactsOnBoard(ImmutableArray<CrewCare> care) => care.FirstOrDefault(one => one.CaseId == _vitals.CaseId) is { } mine
        ? mine.Patients.FirstOrDefault(patient => patient.PatientId == mine.PatientId)?.Facts
        : null;

    /// <summary>Another active case is another patient: its vitals and recordings begin anew. The gate is held.</summary>
    private void BeginPatient()
    {
        if (_orders?.Orders.FirstOrDefault(order => order.Active)?.CaseId is not { } active || active == _vitals.CaseId)
            return;
        if (_vitals.CaseId is not null)
            (_ecgs, _) = ([], Interlocked.Increment(ref _version));
        _vitals.Begin(active);
        KeepVitals();
    }

    private void ForgetCare()
    {
        var shown = Orders([]).Select(order => order.Order.CaseId).ToHashSet();
        foreach (var caseId in _care.Keys.Where(caseId => !shown.Contains(caseId)).ToList())
        {
            _care.Remove(caseId);
            _store.Delete(CarePrefix + caseId);
        }
    }

    private void KeepVitals()
    {
        _store.Write(VitalsDocument, _vitals.Keep());
        _vitalsKept = _clocks.Network.GetTimestamp();
    }

    private void Restore()
    {
        // The first orders that the server says replace these, whatever its versions are now.
        _orders = _store.Read<AgentOrders>(OrdersDocument) is { } kept ? kept with { Version = AgentConnection.BeforeAll } : null;
        _lingering = _store.Read<KeptOrders>(LingeringDocument)?.Orders ?? [];
        _ecgs = _store.Read<KeptEcgs>(EcgsDocument)?.Ecgs ?? [];
        foreach (var care in _store.ReadAll<CrewCare>(CarePrefix))
            _care[care.CaseId] = care;
        if (_store.Read<KeptVitals>(VitalsDocument) is { } vitals)
            _vitals.Restore(vitals);
    }

    private sealed record LingeringOrder(AssignmentOrder Order, DateTimeOffset Since, bool Withdrawn);

    private sealed record KeptOrders(ImmutableArray<LingeringOrder> Orders);

    private sealed record KeptEcgs(ImmutableArray<TabletEcg> Ecgs);
}
