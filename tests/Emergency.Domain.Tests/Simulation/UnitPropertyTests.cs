using Emergency.Domain.Cases;
using Emergency.Domain.Hospitals;
using Emergency.Domain.Units;
using FsCheck;
using FsCheck.Fluent;

namespace Emergency.Domain.Tests.Simulation;

/// <summary>Whatever is asked of a unit or a hospital, it never reaches an impossible state.</summary>
public sealed class UnitPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly FactAuthor By = FactAuthor.System;
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(80);

    [Fact]
    public void Unit_AnyCommands_KeepEveryInvariant() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[]>(), choices => RunUnit([.. choices.Select(c => c.Get)])).Check(Runs);

    [Fact]
    public void Hospital_AnyCommands_KeepEveryInvariant() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[]>(), choices => RunHospital([.. choices.Select(c => c.Get)])).Check(Runs);

    [Fact]
    public void Unit_LongSeededRuns_KeepEveryInvariant()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            RunUnit([.. Enumerable.Range(0, 250).Select(_ => random.Next())], $"seed {seed}");
        }
    }

    private static bool RunUnit(int[] choices, string because = "see the shrunk input")
    {
        var (unit, stream, now) = (AmbulanceUnit.None, new List<UnitEvent>(), Start);
        foreach (var choice in choices)
        {
            var random = new Random(choice);
            now += TimeSpan.FromSeconds(random.Next(0, 900));
            var command = Command(random, now);
            var decision = unit.Decide(command, now);
            var after = unit.Apply(decision.Events);
            stream.AddRange(decision.Events);
            Law.Holds(decision.Rejection is not { } no || RejectionCodes.All.Contains(no.Code), "a refusal has a name", because);
            Check(unit, after, because);
            unit = after;
            if (decision.IsAccepted)
                Law.Holds(unit.Decide(command, now).Events.Count == 0, "the same command again adds nothing", because);
        }
        Canonical.ShouldReplay(unit, stream, because);
        return true;
    }

    private static void Check(AmbulanceUnit before, AmbulanceUnit after, string because)
    {
        Law.Holds((after.Duty is UnitDuty.OnMission) == (after.Active is not null), "on a mission exactly while holding", because);
        Law.Holds(after.BaseDuty is not UnitDuty.OnMission, "a mission is no base duty", because);
        Law.Holds(after.Queue.Count <= UnitLimits.Queue && after.Ended.Count <= UnitLimits.RememberedEnds, "bounds", because);
        Law.Holds(after.Move is null || after.Duty is UnitDuty.AvailableMobile, "only a free unit moves, and it is on the road", because);
        Law.Holds(after.StandsAt is null || after.BaseDuty is UnitDuty.AvailableAtStation or UnitDuty.Paused, "who stands somewhere stands", because);
        AssignmentId?[] known = [.. after.Queue.Select(q => q.AssignmentId), .. after.Ended, after.Active?.AssignmentId];
        Law.Unique(known, "an assignment is held, queued or ended, and only one of these", because);
        Law.Holds(after.PendingPromotions.All(p => after.Active!.AssignmentId == p.AssignmentId), "only what is held is to be told", because);
        Law.Holds(before.Ended.All(after.Ended.Contains), "what has ended stays ended", because);
        Law.Holds(after.Duty is not (UnitDuty.Paused or UnitDuty.OutOfService) || after.DutyReason is not null, "a reason", because);
        Law.Holds(after.Duty is not (UnitDuty.OffDuty or UnitDuty.OutOfService) || after.Queue.IsEmpty, "no promise without duty", because);
        Law.Ascending(after.Queue.Select(q => (q.NotBefore ?? DateTimeOffset.MinValue, q.Priority, q.Arrival)), "the queue's order", because);
    }

    private static UnitCommand Command(Random random, DateTimeOffset now)
    {
        var id = new AssignmentId($"as-{random.Next(25)}");
        var other = new AssignmentId($"as-{random.Next(25)}");
        var @case = new CaseId($"c-{id.Value[3..]}");
        var reason = random.Next(4) == 0 ? null : "because";
        DateTimeOffset? later = random.Next(2) == 0 ? now.AddMinutes(random.Next(-10, 60)) : null;
        return random.Next(19) switch
        {
            0 or 1 => new RegisterUnit(By, new("A01"), new($"ST0{random.Next(2)}"), "plate", ["als"], new(1, 1, 1)),
            2 or 3 or 4 => new SetDuty(By, (UnitDuty)random.Next(6), reason),
            5 => new ArriveAtStation(By),
            6 or 7 => new ReserveUnit(By, @case, id, AssignmentMode.Now, (Priority)random.Next(1, 5)),
            8 or 9 => new ReserveUnit(By, @case, id, AssignmentMode.Later, (Priority)random.Next(1, 5), later),
            10 or 11 or 12 => new ReleaseUnit(By, id, (UnitDuty?)random.Next(6)),
            13 => new DivertUnit(By, other, @case, id, Priority.I),
            14 => new PromoteDue(By),
            15 or 16 => new OrderMove(By, $"m{random.Next(40)}", new($"ST0{random.Next(3)}")),
            17 => new EndMove(By, $"m{random.Next(40)}", (MoveEnd)random.Next(3)),
            _ => new ConfirmPromotion(By, id),
        };
    }

    private static bool RunHospital(int[] choices)
    {
        var (hospital, stream, now) = (Hospital.None, new List<HospitalEvent>(), Start);
        foreach (var choice in choices)
        {
            var random = new Random(choice);
            now += TimeSpan.FromSeconds(random.Next(0, 900));
            var id = new AssignmentId($"as-{random.Next(6)}");
            HospitalCommand command = random.Next(9) switch
            {
                0 or 1 => new RegisterHospital(By, new("H1"), "name", new(113, 29), [Centre.Trauma]),
                2 => new SetCapacity(By, [new("icu", random.Next(-1, 4), 3)]),
                3 => new SetDiversion(By, "full", random.Next(2) == 0 ? null : now.AddMinutes(random.Next(-5, 50))),
                4 => new ClearDiversion(By),
                5 or 6 => new AnnounceInbound(By, new("c-1"), id, new("A01"), now.AddMinutes(random.Next(9))),
                7 => new AcknowledgeInbound(By, id),
                _ => new EndInbound(By, id, (InboundEnd)random.Next(3)),
            };
            var decision = hospital.Decide(command, now);
            hospital = hospital.Apply(decision.Events);
            stream.AddRange(decision.Events);
            if (decision.IsAccepted)
                Law.Holds(hospital.Decide(command, now).Events.Count == 0, "the same command again adds nothing", "shrunk");
            Law.Unique(hospital.Inbound.Select(i => i.AssignmentId).Concat(hospital.Ended), "on the way or over, and only one", "shrunk");
        }
        Canonical.ShouldReplay(hospital, stream, "see the shrunk input");
        return true;
    }
}
