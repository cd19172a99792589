using Emergency.Domain.Cases;
using Emergency.Domain.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace Emergency.Domain.Tests.Simulation;

/// <summary>Whatever is asked of a case, in whatever order and at whatever times, it never reaches an impossible state.</summary>
public sealed class CasePropertyTests
{
    private static readonly Milestone[] Milestones = Enum.GetValues<Milestone>();
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(80);

    /// <summary>Kinds of event and codes of refusal that occurred: the check that the choices reach far enough.</summary>
    private readonly HashSet<string> _seen = [];

    [Fact]
    public void Decide_AnyCommands_KeepEveryInvariant() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[]>(), choices => Run([.. choices.Select(c => c.Get)])).Check(Runs);

    [Fact]
    public void Decide_LongSeededRuns_KeepEveryInvariant()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            Run([.. Enumerable.Range(0, 250).Select(_ => random.Next())], $"seed {seed}");
        }
        EventKind<CaseEvent>.All.Except(_seen).ShouldBe(["case-opened"]);
        string[] elsewhere =
        [
            RejectionCodes.LimitReached, RejectionCodes.UnknownCase, RejectionCodes.CaseExists, RejectionCodes.UnknownUnit,
            RejectionCodes.UnitNotFree, RejectionCodes.UnitOffDuty, RejectionCodes.UnitPaused, RejectionCodes.UnitOutOfService,
            RejectionCodes.UnitOnMission, RejectionCodes.UnitHasReservations, RejectionCodes.QueueFull, RejectionCodes.UnknownHospital,
            RejectionCodes.UnknownInbound, RejectionCodes.ImplausibleValue, RejectionCodes.UnknownRoadCondition, RejectionCodes.UnknownAlarm,
            RejectionCodes.UnknownRelocation, RejectionCodes.MoveEnded, RejectionCodes.UnknownPatient, RejectionCodes.UnknownOrder,
            RejectionCodes.UnknownGuidance, RejectionCodes.UnknownChannel, RejectionCodes.UnknownEcg, RejectionCodes.OrderUnsafe,
            RejectionCodes.OrderEnded, RejectionCodes.ChannelClosed,
        ];
        RejectionCodes.All.Except(_seen).ShouldBe(elsewhere, ignoreOrder: true);
    }

    private bool Run(int[] choices, string because = "see the shrunk input")
    {
        var world = CaseWorld.Opened(patients: 1 + choices.Length % 2);
        foreach (var choice in choices)
        {
            var random = new Random(choice);
            world.Now += TimeSpan.FromSeconds(random.Next(-20, 240));
            var before = world.State;
            var command = Command(random, world.Now);
            var decision = world.Try(command);
            CheckDecision(decision, because);
            CaseInvariants.Check(world.State, because);
            OnlyGrows(before, world.State, because);
            if (decision.IsAccepted && command is not AddNote)
                Law.Holds(world.State.Decide(command, world.Now).Events.Count == 0, "the same command again adds nothing", because);
        }
        world.State.Version.ShouldBe(world.Stream.Count);
        Canonical.ShouldReplay(world.State, world.Stream, because);
        return true;
    }

    private void CheckDecision(Decision<CaseEvent> decision, string because)
    {
        if (decision.Rejection is { } rejection)
        {
            Law.Holds(RejectionCodes.All.Contains(rejection.Code) && rejection.Detail.Length > 0, "a refusal has a name and a sentence", because);
            Law.Holds(decision.Events.Count == 0, "a refusal has no events", because);
            _seen.Add(rejection.Code);
        }
        foreach (var happened in decision.Events)
        {
            Law.Holds(EventKind<CaseEvent>.TypeOf(happened.Kind) == happened.GetType(), "every event has its kind", because);
            _seen.Add(happened.Kind);
        }
    }

    /// <summary>Facts are added and corrected, never lost; what has ended stays ended.</summary>
    private static void OnlyGrows(PatientCase before, PatientCase after, string because)
    {
        Law.Holds(before.IsOpen || !after.IsOpen, "a closed case stays closed", because);
        foreach (var old in before.Assignments)
        {
            var now = after.Find(old.Id)!;
            Law.Holds(old.Milestones.All(m => now.Find(m.Milestone) is not null), "no milestone is lost", because);
            Law.Holds(old.IsOpen || now.Phase == old.Phase, "what has ended stays ended", because);
        }
    }

    private static CaseCommand Command(Random random, DateTimeOffset now)
    {
        var id = new AssignmentId($"as-{random.Next(4)}");
        var by = random.Next(5) switch { 0 => FactAuthor.Geofence("A01"), 1 => CaseWorld.Desk, _ => CaseWorld.Crew };
        var reason = random.Next(6) == 0 ? null : "because";
        var when = random.Next(15) == 0 ? CaseWorld.Start.AddMinutes(-3) : now + TimeSpan.FromSeconds(random.Next(-400, 150));
        var key = random.Next(3) == 0 ? $"k-{random.Next(12)}" : null;
        return random.Next(30) switch
        {
            < 4 => new RequestAssignment(
                CaseWorld.Desk, id, new($"A0{random.Next(3)}"), (AssignmentMode)random.Next(2), OverrideReason: random.Next(2) == 0 ? "closer" : null,
                NeedsOverride: random.Next(4) == 0 ? "not the first choice" : null),
            < 7 => new ConfirmOffer(FactAuthor.System, id, random.Next(3) == 0),
            7 => new RefuseOffer(FactAuthor.System, id, new(RejectionCodes.UnitNotFree, "held")),
            8 => new PromoteAssignment(FactAuthor.System, id),
            9 or 10 => new ConfirmRelease(FactAuthor.System, id),
            11 => new CancelAssignment(CaseWorld.Desk, id, reason!),
            12 => new DivertAssignment(CaseWorld.Desk, id, new(new("c-2"), new("as-9"), (Priority)random.Next(1, 5)), reason!),
            13 => new SetDestination(CaseWorld.Desk, id, new($"H{random.Next(2)}")),
            14 => new CorrectMilestone(CaseWorld.Desk, id, Milestones[random.Next(Milestones.Length)], when, reason!, key),
            15 => new AmendCase(CaseWorld.Desk, Priority: (Priority)random.Next(0, 5), PatientCount: random.Next(0, 3)),
            16 => new AddNote(CaseWorld.Desk, "note"),
            17 => new RecordPatient(CaseWorld.Desk, new(new("p-1"), AgeYears: random.Next(0, 3))),
            18 when random.Next(8) == 0 => new CancelCase(CaseWorld.Desk, reason!),
            19 when random.Next(4) == 0 => new CloseCase(CaseWorld.Desk, reason),
            _ => new RecordMilestone(by, id, Milestones[random.Next(Milestones.Length)], when, reason, null, key),
        };
    }
}
