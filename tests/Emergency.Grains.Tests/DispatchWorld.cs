using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Geography;
using Emergency.Journal;
using Emergency.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.Grains.Tests;

/// <summary>The built-in county with real grains over a real journal, on a clock moved by hand. A restart forgets everything but the disk.</summary>
public sealed class DispatchWorld : IAsyncDisposable
{
    private static readonly Lazy<County> SharedCounty = new(() => BuiltInCounty.Create());

    private readonly string _data = Directory.CreateTempSubdirectory("emergency-grains-").FullName;
    private readonly Func<IJournal, IJournal> _wrap;
    private SqliteJournal? _journal;
    private SqliteTrackStore? _tracks;

    private readonly County _county;

    private DispatchWorld(Func<IJournal, IJournal>? wrap, County? county) => (_wrap, _county) = (wrap ?? (journal => journal), county ?? County);

    public static ActorRef Dispatcher { get; } = new("dispatcher1", FactSource.Desk);

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 8, 40, 0, TimeSpan.FromHours(8)));

    public GrainCluster Cluster { get; private set; } = null!;

    public static County County => SharedCounty.Value;

    /// <summary>A scene in the county seat.</summary>
    public static CaseLocation Scene { get; } = new(113.44, 29.48, "长安街道");

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <param name="wrap">Put about the journal.</param>
    /// <param name="county">A county of its own, for tests that change its roads.</param>
    public static async Task<DispatchWorld> Start(Func<IJournal, IJournal>? wrap = null, County? county = null)
    {
        var world = new DispatchWorld(wrap, county);
        world.Cluster = await GrainCluster.Start(world.Register, new GrainClusterOptions { Clock = world.Clock });
        await world.Recover();
        return world;
    }

    /// <summary>Stops everything, opens the stores again as a new process would, and recovers.</summary>
    public async Task Restart()
    {
        await Cluster.Restart();
        await Recover();
    }

    public Task Recover() => Cluster.Grains.GetGrain<ICountyGrain>(CountyKey.Value).Recover();

    public IPatientCaseGrain Case(string id) => Cluster.Grains.GetGrain<IPatientCaseGrain>(id);

    public ICareGrain Care(string id) => Cluster.Grains.GetGrain<ICareGrain>(id);

    public IHospitalGrain Hospital(HospitalId id) => Cluster.Grains.GetGrain<IHospitalGrain>(id.Value);

    public IAmbulanceGrain Unit(AmbulanceId id) => Cluster.Grains.GetGrain<IAmbulanceGrain>(id.Value);

    public async Task<UnitView> UnitView(AmbulanceId id) => (await Unit(id).Get())!;

    public async Task<CaseView> Open(string id, Priority priority = Priority.II, string complaint = "腹痛") => (await Case(id).Open(
        new OpenCase(Dispatcher, Scene, complaint, priority, PatientCount: 1, Caller: null, Notes: null, RingAt: null))).Value!;

    public Task<Outcome<AssignmentView>> Assign(string caseId, AmbulanceId unit, string assignment = "as-1", bool queue = false, string? divert = null) =>
        Case(caseId).Assign(new AssignUnit(Dispatcher, new AssignmentId(assignment), unit, OverrideReason: "test", queue, DivertReason: divert));

    /// <summary>The desk sets a milestone that happens now.</summary>
    public Task<Outcome<AssignmentView>> Report(string caseId, Milestone milestone, string assignment = "as-1", string? reason = null, HospitalId? hospital = null) =>
        Case(caseId).Report(new ReportMilestone(Dispatcher, new AssignmentId(assignment), milestone, Now, reason, HospitalId: hospital));

    /// <summary>Takes an assignment through milestones, a minute each.</summary>
    public async Task Drive(string caseId, string assignment, params Milestone[] course)
    {
        foreach (var milestone in course)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            (await Report(caseId, milestone, assignment)).Refusal.ShouldBeNull(milestone.ToString());
        }
    }

    /// <summary>Waits until something holds, while the clock moves on: in one of the lanes streams are delivered by it.</summary>
    public Task Settles(Func<bool> holds) => Eventually.Holds(() =>
    {
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        return holds();
    });

    /// <summary>Writes something into a unit's stream that no build understands.</summary>
    public async Task Spoil(AmbulanceId unit)
    {
        var stream = StreamName.Of("unit", unit.Value);
        var version = 0L;
        await foreach (var entry in _journal!.Read(stream)) version = entry.Version;
        await _journal.Append(stream, version, [new JournalEvent("no-such-kind", "{}"u8.ToArray())]);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        CloseStores();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Called at every start of the cluster: the stores of the run before close, and are opened anew.</summary>
    private void Register(IServiceCollection services)
    {
        CloseStores();
        _journal = SqliteJournal.Open(new JournalOptions { DataDirectory = _data }, Clock, NullLogger<SqliteJournal>.Instance);
        _tracks = SqliteTrackStore.Open(new TrackOptions { DataDirectory = _data }, Clock, NullLogger<SqliteTrackStore>.Instance);
        services
            .AddSingleton(_wrap(_journal))
            .AddSingleton<ITrackStore>(_tracks)
            .AddSingleton(new CountyGeography(_county))
            .AddSingleton(OrderRules.Sample)
            .AddSingleton<ICoverageEngine>(new CoverageEngine(_county))
            .AddOptions<GrainOptions>();
    }

    private void CloseStores()
    {
        _journal?.Dispose();
        _tracks?.Dispose();
    }
}
