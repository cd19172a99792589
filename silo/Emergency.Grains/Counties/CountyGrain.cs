using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;
using Emergency.Domain.Clocks;
using Emergency.Grains.Cases;
using Emergency.Grains.Counties;
using Emergency.Grains.Persistence;
using Emergency.Journal;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Emergency.Grains;

/// <summary>The county's lists. It owns nothing but the case numbers: the rest is what the journal and the live streams tell.</summary>
[ImplicitStreamSubscription(LiveStreams.Cases)]
[ImplicitStreamSubscription(LiveStreams.Units)]
[ImplicitStreamSubscription(LiveStreams.Positions)]
[ImplicitStreamSubscription(LiveStreams.Hospitals)]
[ImplicitStreamSubscription(LiveStreams.Coverage)]
public sealed partial class CountyGrain(IJournal journal, TimeProvider clock, CountyGeography geography, ILogger<CountyGrain> logger)
    : Grain, ICountyGrain
{
    /// <summary>How many grains are woken at once after a start.</summary>
    private const int RecoveryConcurrency = 16;

    private readonly CaseIndex _cases = new();
    private readonly Dictionary<AmbulanceId, UnitView> _units = [];
    private readonly Dictionary<HospitalId, HospitalView> _hospitals = [];
    /// <summary>Cases that owed something to a unit when the journal was read, ended ones among them.</summary>
    private readonly List<CaseId> _unsettled = [];
    private CoverageView? _coverage;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await LoadCases(cancellationToken);
        await Listen<CaseView>(LiveStreams.Cases, _cases.Put);
        await Listen<UnitView>(LiveStreams.Units, Put);
        await Listen<UnitPosition>(LiveStreams.Positions, Put);
        await Listen<HospitalView>(LiveStreams.Hospitals, Put);
        await Listen<CoverageView>(LiveStreams.Coverage, coverage => _coverage = coverage);
        await LoadBoard();
    }

    public Task<CountyInfo> GetInfo() => Task.FromResult(CountyMapping.ToInfo(geography.County));

    public Task<BoardSnapshot> GetBoard() => Task.FromResult(new BoardSnapshot(
        [.. _cases.Open.OrderBy(c => c.ReceivedAt)], [.. _units.Values.OrderBy(u => u.AmbulanceId.Value, StringComparer.Ordinal)],
        [.. _hospitals.Values.OrderBy(h => h.HospitalId.Value, StringComparer.Ordinal)], _coverage));

    public Task<ImmutableArray<CaseListItem>> ListCases(bool? open, DateTimeOffset? from, DateTimeOffset? to, int limit) =>
        Task.FromResult(Between(from, to)
            .Where(c => open is null || c.IsOpen == open)
            .OrderByDescending(c => c.Response.ReceivedAt)
            .Take(limit)
            .Select(c => c.ToItem())
            .ToImmutableArray());

    public Task<string> NextCaseNumber(CaseId caseId) =>
        Task.FromResult(_cases.NextNumber(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), CountyMapping.ZoneOf(geography.County)).DateTime)));

    public Task<ResponseTimeReport> GetResponseTimes(DateTimeOffset from, DateTimeOffset to)
    {
        var lines = ResponseReport.Compute(Between(from, to).Select(c => c.Response));
        return Task.FromResult(new ResponseTimeReport(from, to, Line(AreaKind.Urban), Line(AreaKind.Rural)));

        ResponseTimesView Line(AreaKind area)
        {
            var line = lines.Single(l => l.Area == area);
            return new ResponseTimesView(line.Count, line.Within, line.Share, line.Median?.TotalSeconds, line.P90?.TotalSeconds, line.Unknown);
        }
    }

    public async Task Recover()
    {
        var open = _cases.Open.Select(c => c.CaseId).Union(_unsettled).ToList();
        _unsettled.Clear();
        foreach (var cases in open.Chunk(RecoveryConcurrency))
            await Task.WhenAll(cases.Select(id => GrainFactory.GetGrain<IPatientCaseGrain>(id.Value).Resume()));
        LogRecovered(geography.County.Vehicles.Length, open.Count);
    }

    /// <summary>Asks hospitals and units how they stand. The streams tell only what changes, and a unit may stand unchanged for days.</summary>
    private async Task LoadBoard()
    {
        foreach (var hospital in geography.County.Hospitals)
        {
            if (await GrainFactory.GetGrain<IHospitalGrain>(hospital.Id.Value).Get() is { } view) Put(view);
        }

        foreach (var vehicles in geography.County.Vehicles.Chunk(RecoveryConcurrency))
        {
            var units = await Task.WhenAll(vehicles.Select(v => GrainFactory.GetGrain<IAmbulanceGrain>(v.Id.Value).Get()));
            foreach (var unit in units.OfType<UnitView>()) Put(unit);
        }
    }

    private IEnumerable<CaseSummary> Between(DateTimeOffset? from, DateTimeOffset? to) =>
        _cases.All.Where(c => (from is null || c.Response.ReceivedAt >= from) && (to is null || c.Response.ReceivedAt < to));

    /// <summary>Folds every case of the journal once, in one pass over it.</summary>
    private async Task LoadCases(CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, PatientCase>();
        await foreach (var entry in journal.ReadAll(0, cancellationToken))
        {
            var stream = entry.Stream.Value;
            if (!stream.StartsWith(StreamNames.CasePrefix, StringComparison.Ordinal)) continue;
            states[stream] = states.GetValueOrDefault(stream, PatientCase.None).Apply(EventCodec<CaseEvent>.Read(entry));
        }

        var now = clock.GetUtcNow();
        foreach (var state in states.Values) _cases.Put(state.ToView(now));
        _unsettled.AddRange(states.Values.Where(s => s.HasPendingWork).Select(s => s.Id));
    }

    private async Task Listen<T>(string streamNamespace, Action<T> take) =>
        await this.GetStreamProvider(LiveStreams.Provider)
            .GetStream<T>(StreamId.Create(streamNamespace, CountyKey.Value))
            .SubscribeAsync((item, _) =>
            {
                take(item);
                return Task.CompletedTask;
            });

    private void Put(UnitView unit)
    {
        if (_units.TryGetValue(unit.AmbulanceId, out var known) && known.Version > unit.Version) return;
        _units[unit.AmbulanceId] = unit;
    }

    private void Put(UnitPosition position)
    {
        if (!_units.TryGetValue(position.AmbulanceId, out var unit) || unit.FixAt >= position.FixAt) return;
        _units[position.AmbulanceId] = unit with
        {
            Position = position.Position,
            FixAt = position.FixAt,
            SpeedKmh = position.SpeedKmh,
            HeadingDegrees = position.HeadingDegrees,
        };
    }

    private void Put(HospitalView hospital)
    {
        if (_hospitals.TryGetValue(hospital.HospitalId, out var known) && known.Version > hospital.Version) return;
        _hospitals[hospital.HospitalId] = hospital;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Recovered: {Units} units, {OpenCases} open cases")]
    private partial void LogRecovered(int units, int openCases);
}
