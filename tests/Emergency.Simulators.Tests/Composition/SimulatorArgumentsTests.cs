namespace Emergency.Simulators.Tests;

public sealed class SimulatorArgumentsTests
{
    [Fact]
    public void Parse_OnlyWhatIsNeeded_HasDefaults()
    {
        var read = SimulatorArguments.Parse(["--device-keys", "keys.json"]);

        read.ShouldBe(new SimulatorArguments { DeviceKeys = "keys.json" });
        read.CallsPerDayIn(Worlds.County).ShouldBe(45, 1.5);
    }

    [Fact]
    public void Parse_Everything_ReadsEverything() =>
        SimulatorArguments.Parse(
            [
                "--url", "https://centre.example:8443", "--county", "/c", "--device-keys", "k", "--vehicles", "200", "--callers", "off",
                "--dispatchers", "off", "--calls-per-day", "12.5", "--seed", "7", "--user", "u", "--password", "p",
            ])
            .ShouldBe(new SimulatorArguments
            {
                Url = new Uri("https://centre.example:8443"),
                County = "/c",
                DeviceKeys = "k",
                Vehicles = 200,
                Callers = false,
                Dispatchers = false,
                CallsPerDay = 12.5,
                Seed = 7,
                User = "u",
                Password = "p",
            });

    [Fact]
    public void Parse_BuiltInCounty_IsNoFolder() =>
        SimulatorArguments.Parse(["--device-keys", "k", "--county", "builtin"]).County.ShouldBeNull();

    [Theory]
    [InlineData("--device-keys is missing")]
    [InlineData("needs a value", "--device-keys")]
    [InlineData("unknown option '--frobnicate'", "--frobnicate", "1")]
    [InlineData("--vehicles takes 0 to 10000, not '-1'", "--vehicles", "-1")]
    [InlineData("--seed takes", "--seed", "x")]
    [InlineData("--callers takes on or off", "--callers", "yes")]
    [InlineData("--url takes", "--url", "centre")]
    public void Parse_Wrong_SaysWhat(string message, params string[] args) =>
        Should.Throw<ArgumentsException>(() => SimulatorArguments.Parse(args)).Message.ShouldContain(message);

    [Fact]
    public void Problems_DefaultsOfAllOptions_AreNone()
    {
        new FleetOptions().Problems().ShouldBeEmpty();
        new CallOptions().Problems().ShouldBeEmpty();
        new DispatchOptions().Problems().ShouldBeEmpty();
        new CentreOptions { Address = new Uri("http://127.0.0.1") }.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Problems_OutOfRange_NameTheOption()
    {
        new FleetOptions { Crews = new CrewOptions { DeclineShare = 2 } }.Problems().ShouldHaveSingleItem().ShouldContain("DeclineShare");
        new FleetOptions { Driving = new DrivingOptions { TrackKmh = 500 } }.Problems().ShouldHaveSingleItem().ShouldContain("TrackKmh");
        new FleetOptions { Fixes = new FixOptions { SpeedNoiseKmh = -1 } }.Problems().ShouldHaveSingleItem().ShouldContain("SpeedNoiseKmh");
        new CallOptions { Dispersion = 0.5 }.Problems().ShouldHaveSingleItem().ShouldContain("Dispersion");
        new DispatchOptions { MostCandidates = 0 }.Problems().ShouldHaveSingleItem().ShouldContain("MostCandidates");
    }
}
