using Emergency.Domain.Care;

namespace Emergency.Domain.Tests.Care;

/// <summary>A clinical record that is driven by hand and remembers its stream.</summary>
internal sealed class CareScene
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 40, 0, TimeSpan.Zero);
    public static readonly FactAuthor Physician = FactAuthor.Desk("physician1");
    public static readonly FactAuthor Crew = FactAuthor.Vehicle("A01");
    public static readonly AssignmentId Assignment = new("as-1");
    public static readonly PatientId Patient = new("1");
    public static readonly HospitalId Near = new("H01");
    public static readonly HospitalId Far = new("H02");
    public static readonly OrderContent Aspirin = new(OrderKind.Drug, "aspirin", 300, "mg", "po");

    public CareRecord State { get; private set; } = CareRecord.None;

    public DateTimeOffset Now { get; set; } = Start;

    public List<CareEvent> Stream { get; } = [];

    /// <summary>A record whose only patient is in the vehicle.</summary>
    public static CareScene WithPatient()
    {
        var scene = new CareScene();
        scene.Must(new BindPatient(FactAuthor.System, Assignment));
        return scene;
    }

    public static CaseCourse Course(
        DateTimeOffset? contact = null, DateTimeOffset? door = null, HospitalId? destination = null, bool isActive = true, bool isOver = false) =>
        new(isOver, [new AssignmentCourse(Assignment, isActive, !isActive, contact, door, destination)]);

    public Decision<CareEvent> Try(CareCommand command)
    {
        var decision = State.Decide(command, Now);
        Stream.AddRange(decision.Events);
        State = State.Apply(decision.Events);
        return decision;
    }

    public IReadOnlyList<CareEvent> Must(CareCommand command)
    {
        var decision = Try(command);
        decision.Rejection.ShouldBeNull();
        return decision.Events;
    }

    public void Refused(CareCommand command, string code) => Try(command).Rejection!.Code.ShouldBe(code);

    public CareOrder Order(string id = "o1") => State.FindOrder(id)!;

    public void Place(string id = "o1", OrderContent? content = null) =>
        Must(new PlaceOrder(Physician, id, Patient, content ?? Aspirin, [], "rules 1", null));

    public static StepOrder Step(OrderState state, double seconds, string id = "o1", string? key = null, string? text = null) =>
        new(Crew, id, Assignment, state, text ?? (state is OrderState.NotDone ? "refused" : null)) { OccurredAt = Start.AddSeconds(seconds), Key = key };

    public void Pass(double seconds)
    {
        Now = Start.AddSeconds(seconds);
        Must(new PassTime(FactAuthor.System, OrderTimes.Default, CaseIsOver: false));
    }
}
