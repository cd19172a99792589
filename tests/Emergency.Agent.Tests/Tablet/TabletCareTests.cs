using Emergency.Agent.Tablet;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;

namespace Emergency.Agent.Tests.Tablet;

public sealed class TabletCareTests
{
    [Fact]
    public void Order_ThatNoPageHasShown_IsNotDelivered()
    {
        using var world = new TabletWorld();

        world.Vehicle.Acts.ShouldBeEmpty();
        OrderOf(world).State.ShouldBe(OrderState.Ordered);
    }

    [Fact]
    public async Task Order_ShownByTwoPages_IsDeliveredOnce()
    {
        using var world = new TabletWorld();

        (await world.Say(new OrderProgress("o1", OrderState.Delivered))).Value!.ReportId.ShouldNotBeNull();
        (await world.Say(new OrderProgress("o1", OrderState.Delivered))).Value!.ReportId.ShouldBeNull();

        world.Vehicle.Acts.ShouldHaveSingleItem().Act.ShouldBe(new OrderProgress("o1", OrderState.Delivered));
        OrderOf(world).State.ShouldBe(OrderState.Delivered);
    }

    [Fact]
    public async Task Order_ReadBackAndDone_OfflineShowsEveryStepWithItsTime()
    {
        using var world = new TabletWorld();
        await world.Say(new OrderProgress("o1", OrderState.Delivered));
        await world.Pass(TimeSpan.FromSeconds(20));
        await world.Say(new OrderProgress("o1", OrderState.ReadBack, "aspirin 300 mg by mouth"));
        await world.Pass(TimeSpan.FromSeconds(40));
        await world.Say(new OrderProgress("o1", OrderState.Done));

        OrderOf(world).Steps.Select(step => (step.State, step.At - RunningAgent.Start)).ShouldBe(
        [
            (OrderState.Ordered, TimeSpan.Zero), (OrderState.Delivered, TimeSpan.Zero), (OrderState.ReadBack, TimeSpan.FromSeconds(20)),
            (OrderState.Done, TimeSpan.FromSeconds(60)),
        ]);
        world.Board.State().Reports.Count(report => report.State == ReportState.Waiting).ShouldBe(3);
    }

    [Theory]
    [InlineData(OrderState.Ordered, OrderState.Done, null, "order-not-read-back")]
    [InlineData(OrderState.Ordered, OrderState.NotDone, " ", "reason-required")]
    [InlineData(OrderState.Cancelled, OrderState.ReadBack, "x", "order-cancelled")]
    [InlineData(OrderState.Done, OrderState.NotDone, "x", "order-ended")]
    [InlineData(OrderState.Ordered, OrderState.Cancelled, "x", "validation")]
    public async Task Order_AgainstItsLifeCycle_IsRefusedByName(OrderState server, OrderState said, string? text, string code)
    {
        using var world = new TabletWorld();
        world.Board.Take(TabletWorld.Care(2, server));

        (await world.Say(new OrderProgress("o1", said, text))).Refusal!.Code.ShouldBe(code);
        world.Vehicle.Acts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Care_AnOlderVersion_IsIgnored_AndTheServersWordStands()
    {
        using var world = new TabletWorld();
        await world.Say(new OrderProgress("o1", OrderState.Delivered));

        world.Board.Take(TabletWorld.Care(3, OrderState.Cancelled));
        world.Board.Take(TabletWorld.Care(2));

        OrderOf(world).State.ShouldBe(OrderState.Cancelled);
    }

    [Fact]
    public async Task Refused_AnAct_IsTakenOutOfTheCareAgain()
    {
        using var world = new TabletWorld();
        await world.Say(new GuidanceSeen("g1", Read: true));
        Guidance(world).ReadAt.ShouldNotBeNull();

        world.Board.Refused(ReportLane.Acts, 1, new Refusal("case-closed", "The case is closed."));

        Guidance(world).ReadAt.ShouldBeNull();
        world.Board.State().Reports.ShouldHaveSingleItem().Refusal!.Code.ShouldBe("case-closed");
    }

    [Fact]
    public async Task Checklist_TickedOffline_ShowsTheTick_AndALineThatIsNotThereIsRefused()
    {
        using var world = new TabletWorld();
        await world.Say(new ChecklistTicked("g1", 1));

        Guidance(world).Checklist.Select(item => item.TickedAt is not null).ShouldBe([false, true]);
        (await world.Say(new ChecklistTicked("g1", 2))).Refusal!.Code.ShouldBe("validation");
        (await world.Say(new ChecklistTicked("g1", -1))).Refusal!.Code.ShouldBe("validation");
    }

    [Fact]
    public async Task Patient_DescribedInParts_KeepsWhatWasSaidBefore()
    {
        using var world = new TabletWorld();
        await world.Say(new PatientDescribed(null, new PatientFactsView(AgeYears: 61, Allergies: ["penicillin"])));
        await world.Say(new PatientDescribed(null, new PatientFactsView(WeightKg: 70, WeightEstimated: true)));

        var facts = world.Board.State().Care.Single().Patients.ShouldHaveSingleItem().Facts;
        (facts.AgeYears, facts.WeightKg, facts.WeightEstimated).ShouldBe((61, 70, true));
        facts.Allergies!.Value.ShouldBe(["penicillin"]);
    }

    [Fact]
    public async Task Channel_OpenedOffline_CountsFromTheContactThatTheCrewSet()
    {
        using var world = new TabletWorld();
        await world.Set(Milestone.OnScene);
        await world.Pass(TimeSpan.FromMinutes(2));
        await world.Set(Milestone.AtPatient);
        await world.Pass(TimeSpan.FromMinutes(3));
        world.Vehicle.TwelveLead = new TabletEcg("e1", "ecg-12-lead", world.Now.AddSeconds(10));
        await world.Say(new ChannelOpened("ch1", ChannelKind.ChestPain));
        await world.Pass(TimeSpan.FromSeconds(10));
        await world.Board.RecordTwelveLead();

        var channel = world.Board.State().Care.Single().Channels.ShouldHaveSingleItem();
        var firstEcg = channel.Clocks.Single(clock => clock.Name == "first-ecg");
        (firstEcg.State, firstEcg.To - firstEcg.From).ShouldBe((Domain.Clocks.ClockState.Met, TimeSpan.FromSeconds(190)));
        channel.Clocks.Single(clock => clock.Name == "fmc-to-device").State.ShouldBe(Domain.Clocks.ClockState.Running);
        (await world.Say(new ChannelOpened("ch2", ChannelKind.ChestPain))).Value!.ReportId.ShouldBeNull();
    }

    [Fact]
    public async Task Acts_OfAnotherCase_AreRefused()
    {
        using var world = new TabletWorld();

        var foreign = await world.Board.Say(new ActBody(new CaseId("c2"), TabletWorld.Assignment, world.Now, new CrewSaid("m1", "hello")));

        foreign.Refusal!.Code.ShouldBe("unknown-assignment");
    }

    [Fact]
    public void Vitals_OfTwoCases_NeverShareATrend()
    {
        using var world = new TabletWorld();
        world.Board.Take(new VitalsSample(1, world.Now, TabletWorld.Case, HeartRate: 72));
        world.Board.Take(new VitalsSample(2, world.Now, new CaseId("c2"), SpO2: 90));

        var vitals = world.Board.State().Vitals;

        vitals.Values.ShouldHaveSingleItem().Kind.ShouldBe("spO2");
        vitals.Trends.ShouldHaveSingleItem().Values.Count(value => value is not null).ShouldBe(1);
    }

    [Fact]
    public void Vitals_LateAndOff_NewestStaysAndSaysThatItIsOff()
    {
        using var world = new TabletWorld();
        world.Board.Take(new VitalsSample(2, world.Now, TabletWorld.Case, HeartRate: 80));
        world.Board.Take(new VitalsSample(1, world.Now.AddSeconds(-30), TabletWorld.Case, HeartRate: 60));
        world.Board.Take(new VitalsSample(3, world.Now.AddSeconds(1), TabletWorld.Case, Off: ["heartRate"]));

        var rate = world.Board.State().Vitals.Values.ShouldHaveSingleItem();
        (rate.Value, rate.Off).ShouldBe((80, true));
        world.Board.State().Vitals.Trends.Single().Values.TakeLast(4).ShouldBe([60, null, null, 80]);
    }

    [Fact]
    public async Task Vitals_BeyondTheLimitsOfTheAge_AreGradedOnTheVehicle()
    {
        using var world = new TabletWorld();
        world.Board.Take(new VitalsSample(1, world.Now, TabletWorld.Case, HeartRate: 140, SpO2: 80));
        string?[] Levels() => [.. world.Board.State().Vitals.Values.Select(value => value.Level)];
        Levels().ShouldBe(["danger", "danger"]);

        await world.Say(new PatientDescribed(null, new PatientFactsView(AgeMonths: 6)));

        Levels().ShouldBe(["normal", "danger"]);
    }

    private static OrderView OrderOf(TabletWorld world) => world.Board.State().Care.Single().Orders.Single();

    private static GuidanceView Guidance(TabletWorld world) => world.Board.State().Care.Single().Guidance.Single();
}
