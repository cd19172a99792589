using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Grains.Tests.Care;

/// <summary>A case with a vehicle at its patient: what every clinical test begins with.</summary>
internal sealed class CareWorld(DispatchWorld world) : IAsyncDisposable
{
    public const string CaseName = "c1";
    public const string Device = "dev-1";

    public static readonly AmbulanceId Unit = DispatchWorld.County.Vehicles[0].Id;
    public static readonly AmbulanceId Other = DispatchWorld.County.Vehicles[1].Id;
    public static readonly HospitalId Hospital = DispatchWorld.County.Hospitals[0].Id;
    public static readonly HospitalId Farther = DispatchWorld.County.Hospitals[1].Id;
    public static readonly AssignmentId Assignment = new("as-1");
    public static readonly PatientId Patient = new("1");
    public static readonly ActorRef Physician = new("physician1", FactSource.Desk);

    private long _report;
    private long _sample;

    public DispatchWorld World { get; } = world;

    public DateTimeOffset Now => World.Now;

    public ICareGrain Care => World.Care(CaseName);

    public IAmbulanceGrain Vehicle => World.Unit(Unit);

    public static CaseId CaseId => new(CaseName);

    public static OrderBody Aspirin => new(OrderKind.Drug, "aspirin", 300, "mg", "po");

    public static async Task<CareWorld> Start(Func<Journal.IJournal, Journal.IJournal>? wrap = null, params Milestone[] course)
    {
        var care = new CareWorld(await DispatchWorld.Start(wrap));
        await care.Open();
        await care.World.Drive(CaseName, Assignment.Value, course is [] ? [Milestone.Acknowledged, Milestone.EnRoute, Milestone.OnScene] : course);
        return care;
    }

    public async Task Open()
    {
        await World.Open(CaseName, complaint: "胸痛");
        (await World.Assign(CaseName, Unit)).Refusal.ShouldBeNull();
    }

    /// <summary>Everything forgets everything but the disk. A county that was just asking for coverage may say so.</summary>
    public async Task Restart()
    {
        World.Cluster.ExpectErrors(line => line.Text.Contains("coverage did not answer", StringComparison.Ordinal));
        await World.Restart();
    }

    public async Task<CareView> View() => (await Care.Get())!;

    public Task<Outcome<OrderView>> Order(string id, OrderBody? body = null, string? reason = null) =>
        Care.Order(new GiveOrder(Physician, id, Patient, body ?? Aspirin, reason));

    public async Task<OrderView> OrderNow(string id) => (await View()).Orders.Single(o => o.OrderId == id);

    /// <summary>The crew reports something that happened now, or at another time; each report has the next number.</summary>
    public async Task<Refusal?> Report(CrewAct act, DateTimeOffset? at = null, long? sequence = null)
    {
        var report = new CrewReport(sequence ?? ++_report, CaseId, Assignment, at ?? Now, act);
        return (await Vehicle.AcceptReports(Device, [report])).Single().Refusal;
    }

    public Task<Refusal?> Progress(string order, OrderState state, string? text = null, DateTimeOffset? at = null) =>
        Report(new OrderProgress(order, state, text), at);

    public VitalsSample Sample(double? heartRate = null, double? spO2 = null, DateTimeOffset? at = null) =>
        new(++_sample, at ?? Now, CaseId, PatientId: null, heartRate, SpO2: spO2);

    public async Task<TelemetryAck> Send(params VitalsSample[] samples) =>
        (await Vehicle.AcceptVitals(new VitalsBatch(Device, [.. samples]))).Value!;

    /// <summary>The monitor says the same each second.</summary>
    public async Task Monitor(int seconds, double heartRate, double spO2 = 97)
    {
        for (var i = 0; i < seconds; i++)
        {
            World.Clock.Advance(TimeSpan.FromSeconds(1));
            (await Send(Sample(heartRate, spO2))).Rejected.ShouldBeEmpty();
        }
    }

    /// <summary>An ECG that the vehicle recorded is complete.</summary>
    public Task<Refusal?> Ecg(string id, DateTimeOffset at) => Vehicle.AttachmentComplete(new AttachmentOffer(
        id, "ecg-12-lead", "application/x-emergency-ecg", 4000, new string('a', 64), at, CaseId, Statement: "monitor: normal"));

    /// <summary>Waits for what is told without anybody waiting for it, while the clock stands.</summary>
    public Task Settles(Func<CareView, bool> holds) => TestKit.Eventually.HoldsAsync(async () => holds(await View()));

    public async Task Kinds(params string[] expected)
    {
        var kinds = (await Care.GetTimeline()).Select(t => t.Kind).ToImmutableArray();
        foreach (var kind in expected) kinds.ShouldContain(kind);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
