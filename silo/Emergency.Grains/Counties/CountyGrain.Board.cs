using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Grains.Counties;
using Emergency.Journal;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Emergency.Grains;

/// <summary>The board: units, hospitals and coverage, asked of their owners at the start and kept up by the live streams.</summary>
public sealed partial class CountyGrain
{
    /// <summary>How often those that did not answer are asked again.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private readonly Dictionary<AmbulanceId, UnitView> _units = [];
    private readonly Dictionary<HospitalId, HospitalView> _hospitals = [];
    private readonly CareBoard _care = new();
    private CoverageView? _coverage;
    private bool _isComplete;
    private bool _isAskingCoverage;
    private IGrainTimer? _asking;

    /// <summary>
    /// Asks hospitals and units how they stand. The streams tell only what changes, and a unit may stand unchanged for days. One that
    /// does not answer must not keep the others from the board: it is asked again.
    /// </summary>
    private async Task LoadBoard()
    {
        _isComplete = true;
        foreach (var hospital in geography.County.Hospitals.Where(h => !_hospitals.ContainsKey(h.Id)))
        {
            if (await Ask(hospital.Id.Value, () => GrainFactory.GetGrain<IHospitalGrain>(hospital.Id.Value).Get()) is { } view) Put(view);
        }

        foreach (var vehicles in geography.County.Vehicles.Where(v => !_units.ContainsKey(v.Id)).Chunk(RecoveryConcurrency))
        {
            var units = await Task.WhenAll(vehicles.Select(v => Ask(v.Id.Value, () => GrainFactory.GetGrain<IAmbulanceGrain>(v.Id.Value).Get())));
            foreach (var unit in units.OfType<UnitView>()) Put(unit);
        }

        foreach (var cases in _cases.Open.Select(c => c.CaseId).Union(_care.WithOpenChannel).Where(_care.Misses).ToList().Chunk(RecoveryConcurrency))
            await Task.WhenAll(cases.Select(LoadCare));
    }

    private async Task LoadCare(CaseId caseId)
    {
        var grain = GrainFactory.GetGrain<ICareGrain>(caseId.Value);
        if (await Ask(caseId.Value, grain.Get) is not { } care) return;
        Put(care);
        foreach (var vitals in await grain.GetNewestVitals()) Put(vitals);
    }

    /// <summary>
    /// What is still missing is asked for after the activation: coverage always, because it asks this grain for the board when it wakes,
    /// and tells nothing while nothing moves.
    /// </summary>
    private void AskLater() => _asking = this.RegisterGrainTimer(
        _ => AskForMissing(), new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = AskAgain, KeepAlive = true });

    private async Task AskForMissing()
    {
        if (!_isComplete) await LoadBoard();
        // Not awaited: coverage may be asking this grain for the board at the same moment, and an end of this activation would wait for both.
        if (_coverage is null && !_isAskingCoverage) _ = AskCoverage();
        if (!_isComplete || _coverage is null) return;
        _asking?.Dispose();
        _asking = null;
    }

    private async Task AskCoverage()
    {
        _isAskingCoverage = true;
        try
        {
            if (await Ask("coverage", async () => (CoverageView?)await GrainFactory.GetGrain<ICoverageGrain>(CountyKey.Value).Get()) is { } coverage)
                Put(coverage);
        }
        finally
        {
            _isAskingCoverage = false;
        }
    }

    private async Task<T?> Ask<T>(string whom, Func<Task<T?>> question)
        where T : class
    {
        try
        {
            return await question();
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or JournalException)
        {
            LogNoAnswer(failure, whom);
            _isComplete = false;
            return null;
        }
    }

    /// <summary>
    /// A stream that says it lost something costs this grain its memory: the next call reads the truth anew. Lost positions do not
    /// matter, because a newer one follows or the unit's own view has it.
    /// </summary>
    private async Task Listen<T>(string streamNamespace, Action<T> take) =>
        await this.GetStreamProvider(LiveStreams.Provider)
            .GetStream<T>(StreamId.Create(streamNamespace, CountyKey.Value))
            .SubscribeAsync(
                (item, _) =>
                {
                    take(item);
                    return Task.CompletedTask;
                },
                fault =>
                {
                    LogStreamFault(fault, streamNamespace);
                    if (streamNamespace != LiveStreams.Positions) DeactivateOnIdle();
                    return Task.CompletedTask;
                });

    /// <summary>Takes a unit's view unless a newer one is known. Views and fixes come on two streams: the newest fix stays, whichever brought it.</summary>
    private void Put(UnitView unit)
    {
        if (!_units.TryGetValue(unit.AmbulanceId, out var known)) _units[unit.AmbulanceId] = unit;
        else if (known.Version <= unit.Version) _units[unit.AmbulanceId] = unit.WithNewerFix(known);
        else _units[unit.AmbulanceId] = known.WithNewerFix(unit);
    }

    private void Put(CaseView view)
    {
        _cases.Put(view);
        if (view.EndedAt is not null) _care.End(view.CaseId);
    }

    private void Put(CareView care) => _care.Put(care, _cases.HasEnded(care.CaseId));

    private void Put(NewestVitals vitals)
    {
        if (!_cases.HasEnded(vitals.CaseId)) _care.Put(vitals);
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

    private void Put(CoverageView coverage)
    {
        if (_coverage is null || _coverage.Version <= coverage.Version) _coverage = coverage;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Whom} did not answer the county; the board is without it until it does")]
    private partial void LogNoAnswer(Exception failure, string whom);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {Stream} failed; the county forgets what it knew and reads it anew")]
    private partial void LogStreamFault(Exception failure, string stream);
}
