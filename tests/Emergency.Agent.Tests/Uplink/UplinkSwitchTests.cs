using Emergency.TestKit;

namespace Emergency.Agent.Tests;

/// <summary>The agent with two ways to two addresses of what counts as one server.</summary>
public sealed class UplinkSwitchTests
{
    private static readonly UplinkSwitchOptions Quick = new()
    {
        ProbeEvery = TimeSpan.FromSeconds(1),
        ProbesToReturn = 2,
        StayAtLeast = TimeSpan.FromMilliseconds(10),
        AvoidAfterFailure = TimeSpan.FromMilliseconds(200),
    };

    [Fact]
    public async Task Connect_BestWayWorks_TakesItAndReportsItsName()
    {
        await using var better = await FakeCentre.Started();
        await using var lesser = await FakeCentre.Started();
        await using var agent = Agent(better, lesser);

        await agent.Online();

        agent.Connection.Status.Link.Uplink.ShouldBe("5G");
        await Eventually.Holds(() => !better.Links.IsEmpty);
        better.Links.First().Uplink.ShouldBe("5G");
        lesser.Hellos.ShouldBeEmpty();
    }

    [Fact]
    public async Task Connect_BestWayIsGone_SwitchesOverAndBackWhenItWorksAgain()
    {
        await using var better = await FakeCentre.Started();
        await using var lesser = await FakeCentre.Started();
        await using var agent = Agent(better, lesser);
        await agent.Online();

        await better.Stop();
        await Eventually.Holds(() => agent.Connection.Status.Link is { Phase: LinkPhase.Online, Uplink: "4G" });
        await agent.ReportFix(1);
        await agent.Delivered();
        lesser.FixSequences.ShouldBe([1]);

        await better.Start();
        await Eventually.Holds(() => agent.Connection.Status.Link is { Phase: LinkPhase.Online, Uplink: "5G" });
        await agent.ReportFix(2);
        await agent.Delivered();
        better.FixSequences.ShouldBe([2]);
    }

    [Fact]
    public async Task Probe_AnswersNow_AndThenNot()
    {
        await using var centre = await FakeCentre.Started();
        var options = Options(centre);
        using var probe = new UplinkProbe(options, new UplinkRoute { Name = "5G", LocalAddress = "127.0.0.1" }, TimeProvider.System);

        (await probe.Answers(TestContext.Current.CancellationToken)).ShouldBeTrue();
        await centre.Stop();
        (await probe.Answers(TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", null, "named")]
    [InlineData("5G", "here", "local address")]
    public void Problems_OfARoute_NameIt(string name, string? local, string word) =>
        new UplinkRoute { Name = name, LocalAddress = local }.Problems().ShouldHaveSingleItem().ShouldContain(word);

    private static RunningAgent Agent(FakeCentre better, FakeCentre lesser) => new(better, uplink: options => new UplinkSwitch(
        new[] { ("5G", better), ("4G", lesser) }.Select(way =>
        {
            var route = new UplinkRoute { Name = way.Item1, Server = way.Item2.Address, LocalAddress = "127.0.0.1" };
            return new NamedUplink(
                route.Name, new SignalRUplink(options, TimeProvider.System, route), new UplinkProbe(options, route, TimeProvider.System).Answers);
        }),
        Quick, TimeProvider.System, new LogRecorder().For<UplinkSwitch>()));

    private static AgentOptions Options(FakeCentre centre) => new() { AmbulanceId = FakeCentre.Vehicle, DeviceKey = "secret", Server = centre.Address };
}
