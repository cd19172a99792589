using Emergency.Domain.Cases;
using Emergency.Domain.Clocks;
using Emergency.Domain.Tests.Cases;

namespace Emergency.Domain.Tests.Clocks;

public sealed class ClockReaderTests
{
    private static readonly DateTimeOffset Start = CaseWorld.Start;
    private static readonly ClockDefinition Ten = new("ten", ClockPoint.Ring, ClockPoint.Answered, TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData(null, null, 5, false, ClockState.NotStarted, null, false)]
    [InlineData(null, null, 5, true, ClockState.Unknown, null, false)]
    [InlineData(null, 3, 5, false, ClockState.Unknown, null, false)]
    [InlineData(0, null, 5, false, ClockState.Running, 5, false)]
    [InlineData(0, null, 7, false, ClockState.Running, 7, false)]
    [InlineData(0, null, 8, false, ClockState.Running, 8, true)]
    [InlineData(0, null, 10, false, ClockState.Running, 10, true)]
    [InlineData(0, null, 11, false, ClockState.Missed, 11, false)]
    [InlineData(0, null, 11, true, ClockState.Unknown, null, false)]
    [InlineData(0, 10, 99, false, ClockState.Met, 10, false)]
    [InlineData(0, 11, 99, true, ClockState.Missed, 11, false)]
    [InlineData(5, 3, 99, true, ClockState.Met, 0, false)]
    public void Read_EveryState(int? from, int? to, int now, bool isOver, ClockState state, int? elapsed, bool warning)
    {
        var reading = ClockReader.Read(Ten, At(from), At(to), Start.AddSeconds(now), isOver);
        reading.State.ShouldBe(state);
        reading.Elapsed.ShouldBe(elapsed is { } s ? TimeSpan.FromSeconds(s) : null);
        reading.IsWarning.ShouldBe(warning);
        reading.IsCounting.ShouldBe(to is null && state is ClockState.Running or ClockState.Missed && to is null);
        reading.DueAt.ShouldBe(state is ClockState.Running ? Start.AddSeconds(10) : null);
    }

    [Fact]
    public void Read_OpenCase_RunsResponseAgainstItsOwnStandard()
    {
        var world = CaseWorld.At("Offered");
        var readings = ClockReader.Read(world.State, Start.AddMinutes(2));
        readings.Select(r => $"{r.Name} {r.State}").ShouldBe(["answer Unknown", "dispatch Met", "response Running", "turnout Running"]);
        readings[2].Target.ShouldBe(TimeSpan.FromMinutes(15));
        readings[3].AssignmentId.ShouldBe(CaseWorld.First);
        ClockReader.Read(world.State, Start.AddMinutes(12))[2].IsWarning.ShouldBeTrue();
        ClockReader.Read(world.State, Start.AddMinutes(16))[2].State.ShouldBe(ClockState.Missed);
    }

    [Fact]
    public void Read_ArrivalNeverRecorded_IsUnknownNotRunning()
    {
        var world = CaseWorld.At("Offered EnRoute PatientLoaded");
        var readings = ClockReader.Read(world.State, world.Now);
        readings.Single(r => r.Name == "response").State.ShouldBe(ClockState.Unknown);
        CaseWorld.At("Offered OnScene").With(w => ClockReader.Read(w.State, w.Now).Single(r => r.Name == "turnout").State.ShouldBe(ClockState.Unknown));
    }

    [Fact]
    public void Arrival_ASilentUnitWasThereBefore_IsLost()
    {
        var world = CaseWorld.At("Offered AtPatient");
        var second = new AssignmentId("as-2");
        world.Must(
            new RequestAssignment(CaseWorld.Desk, second, new("A02")),
            new ConfirmOffer(FactAuthor.System, second));
        world.Now += TimeSpan.FromMinutes(1);
        world.Must(new RecordMilestone(CaseWorld.Crew, second, Milestone.OnScene, world.Now));
        CaseTimes.Arrival(world.State).ShouldBe(new(null, true));
        world.Try(new RecordMilestone(CaseWorld.Crew, CaseWorld.First, Milestone.OnScene, world.Now.AddSeconds(-90))).IsAccepted.ShouldBeTrue();
        CaseTimes.Arrival(world.State).At.ShouldBe(world.Now.AddSeconds(-90));
    }

    [Fact]
    public void Read_CaseKeptForLater_HasNoResponseClock()
    {
        var world = CaseWorld.Opened();
        world.Must(new RequestAssignment(CaseWorld.Desk, CaseWorld.First, new("A01"), AssignmentMode.Later, NotBefore: Start.AddDays(1)));
        ClockReader.Read(world.State, Start.AddHours(5)).Select(r => r.Name).ShouldBe(["answer"]);
        ResponseSummary.Of(world.State).Knowledge.ShouldBe(ResponseKnowledge.None);
    }

    [Fact]
    public void ClockTable_Default_HoldsThePublishedTargets()
    {
        var table = ClockTable.Default;
        new[] { table.Answer, table.Dispatch, table.Turnout, table.Response }.Concat(table.Clinical)
            .Select(c => $"{c.Name} {c.Target.TotalSeconds}").ShouldBe([
                "answer 10", "dispatch 60", "turnout 180", "response 900", "first-ecg 600", "ecg-read 600",
                "cath-lab-activation 1800", "fmc-to-device 5400", "door-to-balloon 5400", "door-to-needle 3600"]);
        ResponseStandards.Default.For(AreaKind.Rural).ShouldBe(TimeSpan.FromMinutes(30));
    }

    private static DateTimeOffset? At(int? seconds) => seconds is { } s ? Start.AddSeconds(s) : null;
}

internal static class Fluent
{
    public static void With<T>(this T value, Action<T> check) => check(value);
}
