using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Web.Tests;

/// <summary>
/// A county whose grains are plain objects with just enough rules to try the web against. Every change counts, so that a test
/// can see that nothing changed.
/// </summary>
#pragma warning disable CA1822 // Grain methods are found on the object, whether or not they use it.
internal sealed class FakeCounty
{
    private readonly ConcurrentDictionary<string, FakeCase> _cases = new();
    private readonly ConcurrentDictionary<string, FakeCare> _care = new();
    private readonly ConcurrentDictionary<string, FakeAmbulance> _ambulances = new();
    private readonly ConcurrentDictionary<string, FakeHospital> _hospitals = new();
    private readonly ConcurrentDictionary<string, UserAccount> _users = new();
    private readonly ConcurrentDictionary<AmbulanceId, string> _keys = new();
    private int _changes;

    public FakeCounty()
    {
        foreach (var id in new[] { "A01", "A02", "A03" })
            Ambulance(id).View = Sample.Unit(id);
        Hospital("H01").View = Sample.Hospital("H01", 1, "chest-pain", "stroke");
        Hospital("H02").View = Sample.Hospital("H02");
        Client = FakeGrains.Create(Find, Streams, LiveStreams.Provider);
    }

    public FakeStreams Streams { get; } = new();

    public IClusterClient Client { get; }

    /// <summary>Grows with everything that is recorded.</summary>
    public int Changes => _changes;

    /// <summary>When set, every grain throws it but the county's own.</summary>
    public Exception? Fault { get; set; }

    /// <summary>When set, the county's own grain throws it.</summary>
    public Exception? CountyFault { get; set; }

    public FakeCase Case(string id) => _cases.GetOrAdd(id, key => new FakeCase(this, key));

    public FakeCare Care(string id) => _care.GetOrAdd(id, key => new FakeCare(this, key));

    public FakeAmbulance Ambulance(string id) => _ambulances.GetOrAdd(id, key => new FakeAmbulance(this, key));

    public FakeHospital Hospital(string id) => _hospitals.GetOrAdd(id, key => new FakeHospital(this, key));

    public async Task Changed<T>(string stream, T view)
    {
        Interlocked.Increment(ref _changes);
        await Streams.Publish(stream, view);
    }

    public Task<CountyInfo> GetInfo() => Task.FromResult(Sample.County());

    public Task<BoardSnapshot> GetBoard() => Task.FromResult(new BoardSnapshot(
        [.. _cases.Values.Select(entry => entry.View).OfType<CaseView>().Where(view => view.EndedAt is null)],
        [.. _ambulances.Values.Select(entry => entry.View).OfType<UnitView>()],
        [.. _hospitals.Values.Select(entry => entry.View).OfType<HospitalView>()],
        Sample.Coverage()));

    public Task<ImmutableArray<CaseListItem>> ListCases(bool? open, DateTimeOffset? from, DateTimeOffset? to, int limit) =>
        Task.FromResult<ImmutableArray<CaseListItem>>([.. _cases.Values.Select(entry => entry.View).OfType<CaseView>().Take(limit)
            .Select(view => new CaseListItem(view.CaseId, view.Number, view.Status, view.ReceivedAt))]);

    public Task<string> NextCaseNumber(CaseId caseId) => Task.FromResult("20261122-0001");

    public Task<ResponseTimeReport> GetResponseTimes(DateTimeOffset from, DateTimeOffset to)
    {
        var none = new ResponseTimesView(0, 0, null, null, null, 0);
        return Task.FromResult(new ResponseTimeReport(from, to, none, none));
    }

    public Task Recover() => Task.CompletedTask;

    public Task<CoverageView> Get() => Task.FromResult(Sample.Coverage());

    public Task<string> GetMap() => Task.FromResult("""{"type":"FeatureCollection","features":[]}""");

    public Task<Outcome<GeoJsonText>> GetIsochrones(IsochroneQuery query) => Task.FromResult<Outcome<GeoJsonText>>(
        query.Unit is { } unit && Ambulance(unit.Value).View is null
            ? new Refusal("unknown-unit", "no such unit")
            : new GeoJsonText("""{"type":"FeatureCollection","features":[]}"""));

    public AlarmsView Alarms { get; set; } = new([], 1);

    public RoadConditionsView Roads { get; set; } = new([], 12, Sample.Noon, 1);

    public RelocationsView Relocations { get; set; } = new(Sample.Noon, [], [], 1, []);

    public Task<AlarmsView> GetAlarms() => Task.FromResult(Alarms);

    public async Task<Outcome<AlarmsView>> AcknowledgeAlarm(string alarmId, ActorRef by)
    {
        if (Alarms.Alarms.All(a => a.AlarmId != alarmId)) return new Refusal("unknown-alarm", "no such alarm stands");
        Alarms = new AlarmsView(
            [.. Alarms.Alarms.Select(a => a.AlarmId == alarmId ? a with { AcknowledgedBy = by.Name, AcknowledgedAt = Sample.Noon } : a)],
            Alarms.Version + 1);
        await Changed(LiveStreams.Alarms, Alarms);
        return Alarms;
    }

    public Task<CoverageByHourView> GetByHour() => Task.FromResult(new CoverageByHourView(Sample.Noon, []));

    public Task<RoadConditionsView> GetRoads() => Task.FromResult(Roads);

    public async Task<Outcome<RoadConditionView>> SetRoad(SetRoad command)
    {
        var view = new RoadConditionView(
            command.ConditionId, command.Shape, command.Points, command.Factor, command.Reason, Sample.Noon, command.Until, command.By.Name, null, 1, []);
        Roads = Roads with { Conditions = Roads.Conditions.Add(view), Version = Roads.Version + 1 };
        await Changed(LiveStreams.Roads, Roads);
        return view;
    }

    public async Task<Outcome<RoadConditionsView>> LiftRoad(string conditionId, ActorRef by)
    {
        if (Roads.Conditions.All(c => c.ConditionId != conditionId)) return new Refusal("unknown-road-condition", "no such road condition holds");
        Roads = Roads with { Conditions = Roads.Conditions.RemoveAll(c => c.ConditionId == conditionId), Version = Roads.Version + 1 };
        await Changed(LiveStreams.Roads, Roads);
        return Roads;
    }

    public Task<RelocationsView> GetRelocations() => Task.FromResult(Relocations);

    public Task<Outcome<RelocationsView>> AcceptRelocation(string relocationId, ActorRef by) =>
        Task.FromResult<Outcome<RelocationsView>>(new Refusal("unknown-relocation", "this move is not suggested any more"));

    public Task<Outcome<RelocationsView>> DismissRelocation(string relocationId, string reason, ActorRef by) => AcceptRelocation(relocationId, by);

    public Task<Outcome<RelocationsView>> WithdrawRelocation(AmbulanceId ambulance, string reason, ActorRef by) => AcceptRelocation(ambulance.Value, by);

    public Task<Outcome<RelocationsView>> AcceptTakeover(string takeoverId, string reason, ActorRef by) => AcceptRelocation(takeoverId, by);

    public Task<Outcome<RelocationsView>> DismissTakeover(string takeoverId, string reason, ActorRef by) => AcceptRelocation(takeoverId, by);

    public Task<RecommendationsView> Recommend(RecommendationQuery query) => Task.FromResult(new RecommendationsView(
        query.CaseId, Sample.Noon, [new CandidateView(new AmbulanceId("A01"), 420, true, UnitDuty.AvailableAtStation, ["als"], null, 12, [], false, false)],
        "r1", [], [new UnavailableView(new AmbulanceId("A09"), UnitDuty.OffDuty, [])], []));

    public Task<ChoiceView> Judge(RecommendationQuery query, AmbulanceId chosen, string? recommendationId) =>
        Task.FromResult(new ChoiceView(new AmbulanceId("A01"), 420, 1, null));

    public Task<HospitalRecommendationsView?> RecommendHospitals(CaseId caseId) => Task.FromResult<HospitalRecommendationsView?>(new(
        caseId, Sample.Noon, null, null, [],
        [.. _hospitals.Values.Select(entry => entry.View).OfType<HospitalView>()
            .Select(h => new HospitalCandidateView(h.HospitalId, h.Name, 300, true, h.Centres, h.Capacity, null, h.Diversion, []))]));

    public Task<UserAccount?> FindUser(string user) => Task.FromResult(_users.GetValueOrDefault(user));

    public Task<ImmutableArray<UserAccount>> ListUsers() =>
        Task.FromResult<ImmutableArray<UserAccount>>([.. _users.Values.OrderBy(account => account.User, StringComparer.Ordinal)]);

    public Task PutUser(UserAccount account, ActorRef by)
    {
        _users[account.User] = account;
        Interlocked.Increment(ref _changes);
        return Task.CompletedTask;
    }

    public Task<string?> FindDeviceKeyHash(AmbulanceId ambulance) => Task.FromResult(_keys.GetValueOrDefault(ambulance));

    public Task PutDeviceKeyHash(AmbulanceId ambulance, string hash, ActorRef by)
    {
        _keys[ambulance] = hash;
        Interlocked.Increment(ref _changes);
        return Task.CompletedTask;
    }

    private object Find(Type type, string key)
    {
        if ((type.Name == nameof(ICountyGrain) ? CountyFault : Fault) is { } fault)
            throw fault;
        return type.Name switch
        {
            nameof(IPatientCaseGrain) => Case(key),
            nameof(ICareGrain) => Care(key),
            nameof(IAmbulanceGrain) => Ambulance(key),
            nameof(IHospitalGrain) => Hospital(key),
            _ => this,
        };
    }
}
