using Emergency.Domain.Cases;

namespace Emergency.Domain.Tests.Cases;

/// <summary>A case that is driven by hand, one minute a step, and that remembers its stream.</summary>
internal sealed class CaseWorld
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 40, 0, TimeSpan.Zero);
    public static readonly FactAuthor Desk = FactAuthor.Desk("dispatcher1");
    public static readonly FactAuthor Crew = FactAuthor.Vehicle("A01-device");
    public static readonly AssignmentId First = new("as-1");

    public PatientCase State { get; private set; } = PatientCase.None;

    public DateTimeOffset Now { get; set; } = Start;

    public List<CaseEvent> Stream { get; } = [];

    public Assignment Assignment => State.Find(First)!;

    public static OpenCase OpenCommand(int patients = 1, Priority priority = Priority.II) => new(
        Desk, new("c-1"), "20261122-0007", new(113.44, 29.48), "chest pain", priority, AreaKind.Urban, TimeSpan.FromMinutes(15), Start, patients);

    public static CaseWorld Opened(int patients = 1, Priority priority = Priority.II)
    {
        var world = new CaseWorld();
        world.Must(OpenCommand(patients, priority));
        return world;
    }

    /// <summary>A case with one assignment that went through these steps, such as <c>Offered EnRoute OnScene</c>.</summary>
    public static CaseWorld At(string steps, int patients = 1)
    {
        var world = Opened(patients);
        foreach (var word in steps.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            world.Step(word);
        return world;
    }

    public static Milestone Parse(string word) => Enum.Parse<Milestone>(word);

    public void Step(string word)
    {
        Now += TimeSpan.FromMinutes(1);
        switch (word)
        {
            case "Requested":
                Must(new RequestAssignment(Desk, First, new("A01")));
                break;
            case "Refused":
                Must(new RequestAssignment(Desk, First, new("A01")), new RefuseOffer(FactAuthor.System, First, new("unit-not-free", "held by case c-9")));
                break;
            case "Reserved":
                Must(new RequestAssignment(Desk, First, new("A01"), AssignmentMode.Later), new ConfirmOffer(FactAuthor.System, First, Queued: true));
                break;
            case "Offered" when State.Find(First) is null:
                Must(new RequestAssignment(Desk, First, new("A01")), new ConfirmOffer(FactAuthor.System, First));
                break;
            case "Offered":
                Must(new PromoteAssignment(FactAuthor.System, First));
                break;
            case "Cancelled":
                Must(new CancelAssignment(Desk, First, "caller rang off"));
                break;
            case "Diverted":
                Must(new DivertAssignment(Desk, First, new(new("c-2"), new("as-2"), Priority.I), "cardiac arrest nearby"));
                break;
            default:
                Must(new RecordMilestone(Crew, First, Parse(word), Now, "because"));
                break;
        }
    }

    public Decision<CaseEvent> Try(CaseCommand command)
    {
        var decision = State.Decide(command, Now);
        Stream.AddRange(decision.Events);
        State = State.Apply(decision.Events);
        return decision;
    }

    public Decision<CaseEvent> Try(string milestone, double minutesAgo = 0, FactAuthor? by = null, string? reason = "because", string? key = null) =>
        Try(new RecordMilestone(by ?? Crew, First, Parse(milestone), Now - TimeSpan.FromMinutes(minutesAgo), reason, Key: key));

    public void Must(params CaseCommand[] commands)
    {
        foreach (var command in commands)
            Try(command).Rejection.ShouldBeNull(command.ToString());
    }

    public void Refuses(CaseCommand command, string code)
    {
        var decision = Try(command);
        decision.Rejection?.Code.ShouldBe(code, decision.Rejection?.Detail);
        decision.IsAccepted.ShouldBeFalse(command.ToString());
    }
}
