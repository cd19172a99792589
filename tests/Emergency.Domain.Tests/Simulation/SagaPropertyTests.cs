using Emergency.Domain.Cases;
using Emergency.Domain.Units;

namespace Emergency.Domain.Tests.Simulation;

/// <summary>
/// Cases and units coupled through messages that are lost, doubled and reordered, with crashes between any two lines: two cases never
/// hold one unit, and everything that was begun is finished.
/// </summary>
public sealed class SagaPropertyTests
{
    private const int Seeds = 400;
    private const int Steps = 300;
    private static readonly Milestone[] Milestones = [.. Enum.GetValues<Milestone>().Where(m => m >= Milestone.Acknowledged)];
    private static readonly CaseId[] CaseIds = [.. Enumerable.Range(1, 5).Select(i => new CaseId($"c-{i}"))];
    private static readonly AmbulanceId[] UnitIds = [new("A01"), new("A02"), new("A03")];
    private int _assignments;

    [Fact]
    public void Saga_LostDoubledReorderedMessagesAndCrashes_NeverBreaksALaw()
    {
        var seen = new HashSet<string>();
        for (var seed = 1; seed <= Seeds; seed++)
            seen.UnionWith(Run(seed).Seen);
        string[] expected =
        [
            "assignment-offered", "assignment-reserved", "assignment-refused", "assignment-promoted", "assignment-released", "case-closed",
            "case-cancelled", "unit-reserved", "reservation-queued", "reservation-promoted", "promotion-confirmed", "reservation-released",
            "reservation-barred", "unit-diverted",
        ];
        expected.Except(seen).ShouldBeEmpty();
    }

    private SagaWorld Run(int seed)
    {
        var world = new SagaWorld(seed);
        Begin(world);
        for (var step = 0; step < Steps; step++)
        {
            world.Now += TimeSpan.FromSeconds(world.Random.Next(0, 60));
            Step(world);
            Check(world);
        }
        world.Settle();
        Check(world);
        EverySideAgrees(world);
        End(world);
        return world;
    }

    private static void Begin(SagaWorld world)
    {
        foreach (var id in UnitIds)
        {
            world.Do(id, new RegisterUnit(SagaWorld.System, id, new("ST01"), "plate", [], new(0, 0, 1)));
            world.Do(id, new SetDuty(SagaWorld.System, UnitDuty.AvailableAtStation));
        }
        foreach (var (index, id) in CaseIds.Index())
        {
            world.Do(id, new OpenCase(
                SagaWorld.System, id, $"20261122-{index:0000}", new(113, 29), "complaint", (Priority)(1 + index % 4), AreaKind.Urban,
                TimeSpan.FromMinutes(15), world.Now, 1 + index % 2));
        }
    }

    private void Step(SagaWorld world)
    {
        var random = world.Random;
        var id = CaseIds[random.Next(CaseIds.Length)];
        switch (random.Next(20))
        {
            case < 3:
                world.Do(id, Request(world));
                break;
            case < 7:
                if (AnyAssignment(world, id) is { } moving)
                {
                    var milestone = random.Next(3) == 0 ? Milestones[random.Next(Milestones.Length)] : Next(moving, random);
                    world.Do(id, new RecordMilestone(SagaWorld.System, moving.Id, milestone, world.Now, "because"));
                }
                break;
            case 7:
                if (AnyAssignment(world, id) is { } unwanted)
                    world.Do(id, new CancelAssignment(SagaWorld.System, unwanted.Id, "because"));
                break;
            case 8 when random.Next(10) == 0:
                world.Do(id, random.Next(2) == 0 ? new CancelCase(SagaWorld.System, "because") : new CloseCase(SagaWorld.System, "because"));
                break;
            case 9 when random.Next(3) == 0:
                var unit = UnitIds[random.Next(UnitIds.Length)];
                world.Do(unit, new SetDuty(SagaWorld.System, (UnitDuty)random.Next(5), "because"));
                break;
            case 10 when random.Next(4) == 0:
                world.Crash();
                break;
            case 11 or 12:
                world.Resume(UnitIds[random.Next(UnitIds.Length)]);
                break;
            case 13 or 14:
                world.Resume(id);
                break;
            default:
                world.Deliver(reliably: false);
                break;
        }
    }

    /// <summary>Now, later, or by taking the unit from whichever case is on it.</summary>
    private RequestAssignment Request(SagaWorld world)
    {
        var random = world.Random;
        var id = new AssignmentId($"as-{++_assignments}");
        var unit = UnitIds[random.Next(UnitIds.Length)];
        if (random.Next(3) == 0 && world.Units[unit].Active is { } held)
            return new(SagaWorld.System, id, unit, OverrideReason: "more urgent", DivertFrom: new(held.CaseId, held.AssignmentId));
        if (random.Next(3) > 0)
            return new(SagaWorld.System, id, unit);
        DateTimeOffset? notBefore = random.Next(2) == 0 ? world.Now.AddMinutes(random.Next(30)) : null;
        return new(SagaWorld.System, id, unit, AssignmentMode.Later, NotBefore: notBefore);
    }

    private static Assignment? AnyAssignment(SagaWorld world, CaseId id) =>
        world.Cases[id].Assignments is { IsEmpty: false } all ? all[world.Random.Next(all.Count)] : null;

    private static Milestone Next(Assignment assignment, Random random) =>
        MilestoneRules.NextOf(assignment, FactSource.System) is { Count: > 0 } next ? next[random.Next(next.Count)] : Milestone.Acknowledged;

    private static void Check(SagaWorld world)
    {
        foreach (var (id, state) in world.Cases)
            CaseInvariants.Check(state, $"{world.Because} {id}");
        var all = world.Cases.Values.SelectMany(c => c.Assignments).ToList();
        Law.Unique(all.Where(a => a.Phase is AssignmentPhase.Active).Select(a => a.AmbulanceId), "two cases never hold one unit", world.Because);
        foreach (var a in all)
        {
            var standing = world.Units[a.AmbulanceId].StandingOf(a.Id);
            var agrees = a.Phase switch
            {
                AssignmentPhase.Requested => standing is not ReservationStanding.Ended,
                AssignmentPhase.Reserved => standing is ReservationStanding.Queued or ReservationStanding.Active,
                AssignmentPhase.Active => standing is ReservationStanding.Active,
                _ => !a.Released || standing is ReservationStanding.Ended,
            };
            Law.Holds(agrees, $"{a.Id} is {a.Phase} and to its unit {standing}", world.Because);
        }
    }

    /// <summary>When all is quiet, whoever holds or keeps a unit is a case that knows it, and nothing ended is left behind.</summary>
    private static void EverySideAgrees(SagaWorld world)
    {
        var all = world.Cases.Values.SelectMany(c => c.Assignments).ToDictionary(a => a.Id);
        Law.Holds(all.Values.All(a => a.IsOpen || a.Released), "every ended assignment is released", world.Because);
        foreach (var unit in world.Units.Values)
        {
            Law.Holds(unit.Active is null || all[unit.Active.AssignmentId].Phase is AssignmentPhase.Active, "who holds knows", world.Because);
            Law.Holds(unit.Queue.All(q => all[q.AssignmentId].Phase is AssignmentPhase.Reserved), "who waits knows", world.Because);
        }
        foreach (var (id, stream) in world.CaseStreams)
            Canonical.ShouldReplay(world.Cases[id], stream, world.Because);
        foreach (var (id, stream) in world.UnitStreams)
            Canonical.ShouldReplay(world.Units[id], stream, world.Because);
    }

    /// <summary>Once every assignment is ended by hand, every unit is free of all of them.</summary>
    private static void End(SagaWorld world)
    {
        foreach (var (id, state) in world.Cases.ToList())
        {
            foreach (var open in state.Assignments.Where(a => a.IsOpen))
            {
                var end = open.Furthest > Milestone.AtPatient ? Milestone.Cleared : Milestone.Cancelled;
                world.Do(id, new RecordMilestone(SagaWorld.System, open.Id, end, world.Now, "end of the day")).Rejection.ShouldBeNull(world.Because);
            }
        }
        world.Settle();
        Law.Holds(world.Units.Values.All(u => u is { Active: null, Queue.IsEmpty: true }), "at the end every unit is free", world.Because);
        Law.Holds(world.Cases.Values.All(c => c.Assignments.All(a => a.Released)), "at the end everything is released", world.Because);
    }
}
