using Emergency.Agent;
using Emergency.Domain;

namespace Emergency.Simulators.Tests;

public sealed class VehicleTests
{
    [Fact]
    public void Advance_Standing_MeasuresAtTheStandingInterval()
    {
        var (vehicle, fixes) = Standing(new FixOptions());

        vehicle.Advance(Worlds.Morning.AddMinutes(1));

        fixes.Select(fix => (fix.At - Worlds.Morning).TotalSeconds).ShouldBe([0, 10, 20, 30, 40, 50, 60]);
        fixes.ShouldAllBe(fix => fix.SpeedKmh == 0 && fix.HeadingDegrees == null);
    }

    [Fact]
    public void Advance_OneLongStepOrManyShort_IsTheSame()
    {
        var (one, fixesOfOne) = OnMission();
        var (many, fixesOfMany) = OnMission();

        one.Advance(Worlds.Morning.AddHours(2));
        for (var second = 0; second <= 7200; second++)
            many.Advance(Worlds.Morning.AddSeconds(second));

        fixesOfMany.ShouldBe(fixesOfOne);
        many.Crew.Phase.ShouldBe(one.Crew.Phase);
    }

    [Fact]
    public void Advance_OnAMission_MeasuresEverySecondWhileDriving()
    {
        var (vehicle, fixes) = OnMission();

        vehicle.Advance(Worlds.Morning.AddHours(2));

        fixes.Select(fix => fix.At).ShouldBeInOrder(SortDirection.Ascending);
        var driving = fixes.Zip(fixes.Skip(1)).Where(pair => pair.First.SpeedKmh > 0 && pair.Second.SpeedKmh > 0).ToList();
        driving.Count.ShouldBeGreaterThan(300);
        driving.ShouldAllBe(pair => pair.Second.At - pair.First.At <= TimeSpan.FromSeconds(1));
        driving.Average(pair => pair.First.SpeedKmh!.Value).ShouldBeInRange(20, 90);
    }

    [Fact]
    public void Measure_ManyTimes_ErrsByItsNoiseAndSlowly()
    {
        var receiver = new Receiver(new FixOptions(), new Random(3));
        var moment = new Moment(Worlds.Station, 0, null);

        var errors = Enumerable.Range(0, 20_000)
            .Select(second => receiver.Measure(Worlds.Morning.AddSeconds(second), moment).Position)
            .Select(position => (position.Latitude - Worlds.Station.Latitude) * 111_195).ToList();

        Math.Sqrt(errors.Average(error => error * error)).ShouldBeInRange(2.6, 3.4);
        errors.Zip(errors.Skip(1), (a, b) => Math.Abs(b - a)).Average().ShouldBeLessThan(1.2);
    }

    [Theory]
    [InlineData(1, 1, 10)]
    [InlineData(60, 30, 120)]
    [InlineData(3600, 1800, 7200)]
    public void At_FastClock_KeepsToTheRatesOfRealTime(double speed, double driving, double standing)
    {
        var options = new FixOptions().At(speed);

        options.Driving.TotalSeconds.ShouldBe(driving);
        options.Standing.TotalSeconds.ShouldBe(standing);
    }

    private static (Vehicle Vehicle, List<FixReading> Fixes) Standing(FixOptions options)
    {
        var fixes = new List<FixReading>();
        var post = new CrewPost(new AmbulanceId("A01"), Worlds.Station, CarriesPatients: true);
        var crew = new Crew(post, Worlds.Crews(), Worlds.Station, new Random(1), _ => { });
        return (new Vehicle(crew, new Receiver(options, new Random(1)), Worlds.Morning, fixes.Add), fixes);
    }

    private static (Vehicle Vehicle, List<FixReading> Fixes) OnMission()
    {
        var (vehicle, fixes) = Standing(new FixOptions());
        var desk = new FakeDesk(Worlds.Crews(), 1);
        desk.Offer(Worlds.Home(5), tell: false);
        vehicle.Take(desk.Orders(), Worlds.Morning);
        return (vehicle, fixes);
    }
}
