using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Domain.Cases;
using Emergency.Domain.Clocks;
using Emergency.Grains.Cases;
using Emergency.Grains.Counties;
using Emergency.Grains.Persistence;
using Emergency.Journal;
using Microsoft.Extensions.Logging;

namespace Emergency.Grains;

/// <summary>The county's lists. It owns nothing but the case numbers: the rest is what the journal and the live streams tell.</summary>
[ImplicitStreamSubscription(LiveStreams.Cases)]
[ImplicitStreamSubscription(LiveStreams.Units)]
[ImplicitStreamSubscription(LiveStreams.Positions)]
[ImplicitStreamSubscription(LiveStreams.Hospitals)]
[ImplicitStreamSubscription(LiveStreams.Coverage)]
[ImplicitStreamSubscription(LiveStreams.Care)]
[ImplicitStreamSubscription(LiveStreams.Vitals)]
public sealed partial class CountyGrain(IJournal journal, TimeProvider clock, CountyGeography geography, ILogger<CountyGrain> logger)
    : Grain, ICountyGrain
{
    /// <summary>How many grains are woken at once after a start.</summary>
    private const int RecoveryConcurrency = 16;

    private readonly CaseNumbers _numbers = new(journal);
    private readonly CaseIndex _cases = new();

    /// <summary>Cases that owed something to a unit when the journal was read, ended ones among them.</summary>
    private readonly List<CaseId> _unsettled = [];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _numbers.Load(cancellationToken);
        await LoadCases(cancellationToken);
        await Listen<CaseView>(LiveStreams.Cases, Put);
        await Listen<UnitView>(LiveStreams.Units, Put);
        await Listen<UnitPosition>(LiveStreams.Positions, Put);
        await Listen<HospitalView>(LiveStreams.Hospitals, Put);
        await Listen<CoverageView>(LiveStreams.Coverage, Put);
        await Listen<CareView>(LiveStreams.Care, Put);
        await Listen<NewestVitals>(LiveStreams.Vitals, Put);
        await LoadBoard();
        AskLater();
    }

    public Task<CountyInfo> GetInfo() => Task.FromResult(CountyMapping.ToInfo(geography.County));

    public Task<BoardSnapshot> GetBoard() => Task.FromResult(new BoardSnapshot(
        [.. _cases.Open.OrderBy(c => c.ReceivedAt)], [.. _units.Values.OrderBy(u => u.AmbulanceId.Value, StringComparer.Ordinal)],
        [.. _hospitals.Values.OrderBy(h => h.HospitalId.Value, StringComparer.Ordinal)], _coverage, _care.Views, _care.Vitals));

    public Task<ImmutableArray<CaseListItem>> ListCases(bool? open, DateTimeOffset? from, DateTimeOffset? to, int limit) =>
        Task.FromResult(Between(from, to)
            .Where(c => open is null || c.IsOpen == open)
            .OrderByDescending(c => c.Response.ReceivedAt)
            .Take(limit)
            .Select(c => c.ToItem())
            .ToImmutableArray());

    public async Task<string> NextCaseNumber(CaseId caseId)
    {
        var now = clock.GetUtcNow();
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, CountyMapping.ZoneOf(geography.County)).DateTime);
        try
        {
            return await _numbers.Next(caseId, day, _cases.LastNumberOf(day), now);
        }
        catch (JournalException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

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
        foreach (var cases in open.Chunk(RecoveryConcurrency))
            await Task.WhenAll(cases.Select(id => GrainFactory.GetGrain<IPatientCaseGrain>(id.Value).Resume()));

        foreach (var cases in open.Where(_care.Expects).Union(_care.WithOpenChannel).ToList().Chunk(RecoveryConcurrency))
            await Task.WhenAll(cases.Select(id => GrainFactory.GetGrain<ICareGrain>(id.Value).Resume()));
        // Only now: a recovery that failed half way is asked for again, and must not forget whom it owes.
        _unsettled.Clear();
        LogRecovered(geography.County.Vehicles.Length, open.Count);
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
            if (stream.StartsWith(StreamNames.CarePrefix, StringComparison.Ordinal))
                _care.Note(new CaseId(stream[StreamNames.CarePrefix.Length..]), OpensChannel(entry.Kind));
            if (!stream.StartsWith(StreamNames.CasePrefix, StringComparison.Ordinal)) continue;
            states[stream] = states.GetValueOrDefault(stream, PatientCase.None).Apply(EventCodec<CaseEvent>.Read(entry));
        }

        var now = clock.GetUtcNow();
        foreach (var state in states.Values) _cases.Put(state.ToView(now));
        _unsettled.AddRange(states.Values.Where(s => s.HasPendingWork).Select(s => s.Id));
    }

    private static int OpensChannel(string kind) =>
        kind == EventKind<CareEvent>.Of(typeof(ChannelBegun)) ? 1 : kind == EventKind<CareEvent>.Of(typeof(ChannelClosed)) ? -1 : 0;

    [LoggerMessage(Level = LogLevel.Information, Message = "Recovered: {Units} units, {OpenCases} open cases")]
    private partial void LogRecovered(int units, int openCases);
}
