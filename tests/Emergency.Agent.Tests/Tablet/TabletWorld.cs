using Emergency.Agent.Tablet;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Tablet;

/// <summary>A tablet with one assignment and an order on it, whose clocks a test moves.</summary>
internal sealed class TabletWorld : IDisposable
{
    public static readonly CaseId Case = new("c1");
    public static readonly AssignmentId Assignment = new("a1");
    private readonly LogRecorder _log = new();

    public TabletWorld(string? file = null, FakeVehicle? vehicle = null, ManualTimeProvider? clock = null, bool told = true)
    {
        Vehicle = vehicle ?? new FakeVehicle();
        Clock = clock ?? new ManualTimeProvider(RunningAgent.Start);
        Board = new TabletBoard(new TabletOptions { StateFile = file }, Vehicle, new TabletClocks(Clock, Clock), _log.For<TabletBoard>());
        if (!told)
            return;
        Board.Take(Orders(1, Order()));
        Board.Take(Care(1));
    }

    public FakeVehicle Vehicle { get; }

    public ManualTimeProvider Clock { get; }

    public TabletBoard Board { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public TabletAssignment Only => Board.State().Assignments.ShouldHaveSingleItem();

    public static AssignmentOrder Order(Milestone milestone = Milestone.Offered, string id = "a1", string caseId = "c1") => new(
        new AssignmentId(id), new CaseId(caseId), "L-1", Priority.I, "chest pain", new CaseLocation(113.5, 29.4, "by the mill"), AreaKind.Rural, 1,
        [], true, milestone, new HospitalId("h1"), new LonLat(113.45, 29.48), null);

    public static AgentOrders Orders(long version, params AssignmentOrder[] orders) => new(FakeCentre.Vehicle, version, [.. orders]);

    public static OrderView Drug(OrderState state = OrderState.Ordered) => new(
        "o1", new PatientId("1"), Assignment, new OrderBody(OrderKind.Drug, "aspirin", 300, "mg", "po"), state,
        [new OrderStep(OrderState.Ordered, RunningAgent.Start, RunningAgent.Start, "physician1")], [], null, null, null, null);

    public static CrewCare Care(long version, OrderState state = OrderState.Ordered) => CareOverlay.Empty(FakeCentre.Vehicle, Case, Assignment) with
    {
        Version = version,
        PatientId = new PatientId("1"),
        Orders = [Drug(state)],
        Guidance = [new GuidanceView("g1", null, "physician1", false, RunningAgent.Start, "Two lines.", [new("one"), new("two")], null, null, null)],
    };

    public Task<Outcome<ReportTaken>> Set(Milestone milestone, string? reason = null) =>
        Board.SetMilestone(new MilestoneBody(Assignment, milestone, Now, reason));

    public Task<Outcome<ReportTaken>> Say(CrewAct act) => Board.Say(new ActBody(Case, Assignment, Now, act));

    public async Task Pass(TimeSpan time)
    {
        Clock.Advance(time);
        await Board.Beat();
    }

    public void Dispose()
    {
        Board.Dispose();
        _log.Errors.ShouldBeEmpty();
        _log.Dispose();
    }
}
