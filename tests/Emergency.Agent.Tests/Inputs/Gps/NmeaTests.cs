using Emergency.Agent.Inputs;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Inputs;

public sealed class NmeaTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 23, 59, 58, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(Start);

    [Theory]
    [InlineData("GP")]
    [InlineData("GN")]
    [InlineData("BD")]
    [InlineData("GB")]
    [InlineData("GL")]
    public void Take_GgaAndRmcOfOneMoment_AreOneSample(string talker)
    {
        var epochs = new NmeaEpochs(_clock);
        Take(epochs, Nmea.Gga(Start, 113.44, 29.47, talker: talker)).ShouldNotBeNull("a receiver that sends one sentence must not wait");
        Take(epochs, Nmea.Rmc(Start, 113.44, 29.47, talker: talker)).ShouldBeNull();

        var at = Start.AddSeconds(1);
        Take(epochs, Nmea.Gga(at, 113.45, -29.48, talker: talker)).ShouldBeNull();
        var sample = Take(epochs, Nmea.Rmc(at, 113.45, -29.48, talker: talker)).ShouldNotBeNull();

        sample.Time.ShouldBe(at);
        sample.Mode.ShouldBe(GpsMode.Fix3D);
        sample.Longitude!.Value.ShouldBe(113.45, 1e-5);
        sample.Latitude!.Value.ShouldBe(-29.48, 1e-5);
        sample.SpeedKmh!.Value.ShouldBe(50.0, 0.01);
        sample.HeadingDegrees.ShouldBe(45);
        sample.AccuracyMetres.ShouldBe(4.5);
        sample.Satellites.ShouldBe(8);
    }

    [Fact]
    public void Take_AcrossMidnight_FollowsTheDate()
    {
        var epochs = new NmeaEpochs(_clock);
        List<DateTimeOffset?> times = [];
        for (var second = 0; second < 5; second++)
        {
            var at = Start.AddSeconds(second);
            times.Add(Take(epochs, Nmea.Gga(at, 113, 29))?.Time);
            times.Add(Take(epochs, Nmea.Rmc(at, 113, 29))?.Time);
        }

        times.Where(time => time is not null).ShouldBe(Enumerable.Range(0, 5).Select(second => (DateTimeOffset?)Start.AddSeconds(second)));
    }

    [Fact]
    public void Take_OnlyGga_IsDatedByTheNearestDay()
    {
        var epochs = new NmeaEpochs(_clock);

        Take(epochs, Nmea.Gga(Start.AddSeconds(3), 113, 29)).ShouldNotBeNull().Time.ShouldBe(Start.AddSeconds(3));
    }

    [Fact]
    public void Take_DateOfTenBitWeeks_IsBroughtForward()
    {
        var epochs = new NmeaEpochs(_clock);

        Take(epochs, Nmea.Rmc(Start.AddDays(-1024 * 7), 113, 29)).ShouldNotBeNull().Time.ShouldBe(Start);
    }

    [Fact]
    public void Take_SecondSentenceGoesMissing_TellsTheMomentWhenItIsOver()
    {
        var epochs = new NmeaEpochs(_clock);
        foreach (var second in (int[])[0, 1])
        {
            Take(epochs, Nmea.Gga(Start.AddSeconds(second), 113, 29));
            Take(epochs, Nmea.Rmc(Start.AddSeconds(second), 113, 29));
        }

        Take(epochs, Nmea.Rmc(Start.AddSeconds(2), 113, 29)).ShouldBeNull();
        Take(epochs, Nmea.Rmc(Start.AddSeconds(3), 113, 29)).ShouldNotBeNull().Time.ShouldBe(Start.AddSeconds(2));
        Take(epochs, Nmea.Rmc(Start.AddSeconds(4), 113, 29)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    public void Take_NoSatelliteFix_IsNoFix(int quality) =>
        Take(new NmeaEpochs(_clock), Nmea.Gga(Start, 113, 29, quality)).ShouldNotBeNull().Mode.ShouldBe(GpsMode.NoFix);

    [Fact]
    public void Take_RmcVoid_IsNoFix() =>
        Take(new NmeaEpochs(_clock), Nmea.Rmc(Start, 113, 29, 'V')).ShouldNotBeNull().Mode.ShouldBe(GpsMode.NoFix);

    [Theory]
    [InlineData("hello", "malformed")]
    [InlineData("$GPGGA,1", "no-checksum")]
    [InlineData("$GPGGA,1*00", "bad-checksum")]
    [InlineData("$GPGGA,1*ZZ", "bad-checksum")]
    [InlineData("$GPGGA,1*", "bad-checksum")]
    public void Read_NoSentence_SaysWhy(string line, string problem) => NmeaSentence.Read(line, out _).ShouldBe(problem);

    [Fact]
    public void Read_NoiseBeforeTheDollar_IsPassedOver() =>
        NmeaSentence.Read("\u00ff$GP" + Nmea.Gga(Start, 113, 29), out _).ShouldBeNull();

    [Fact]
    public void Take_TenThousandMutations_NeverFails()
    {
        var random = new Random(5);
        var epochs = new NmeaEpochs(_clock);
        var told = 0;
        for (var round = 0; round < 10_000; round++)
        {
            var line = (random.Next(2) == 0 ? Nmea.Gga(Start.AddSeconds(round), 113, 29) : Nmea.Rmc(Start.AddSeconds(round), 113, 29)).ToCharArray();
            for (var change = random.Next(4); change > 0; change--)
                line[random.Next(1, line.Length)] = (char)random.Next(1, 256);
            var text = new string(line);
            // Half of them get a good checksum, so that what is behind it is tried too.
            if (random.Next(2) == 0)
                text = Nmea.With(text.TrimStart('$').Split('*')[0]);
            if (NmeaSentence.Read(text, out var sentence) is null && epochs.Take(sentence!) is not null)
                told++;
        }

        told.ShouldBeGreaterThan(1000);
    }

    private static GpsSample? Take(NmeaEpochs epochs, string line)
    {
        NmeaSentence.Read(line, out var sentence).ShouldBeNull();
        return epochs.Take(sentence!);
    }
}
