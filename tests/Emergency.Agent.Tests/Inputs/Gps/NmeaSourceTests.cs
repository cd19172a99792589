using System.Net;
using System.Net.Sockets;
using System.Text;
using Emergency.Agent.Inputs;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Inputs;

public sealed class NmeaSourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Run_FileOfAnOldDrive_IsReplayedAsIfItWereNow()
    {
        using var folder = new TemporaryDirectory();
        var old = Start.AddYears(-3);
        await File.WriteAllLinesAsync(
            folder.File("drive.nmea"), Enumerable.Range(0, 3).Select(second => Nmea.Gga(old.AddSeconds(second), 113 + second * 0.001, 29)),
            TestContext.Current.CancellationToken);
        var clock = new ManualTimeProvider(Start);
        var samples = new List<GpsSample>();
        var meter = new InputMeter("gps", clock, TimeSpan.FromSeconds(5));
        var source = GpsSources.Make(new GpsOptions { Source = $"file://{folder.File("drive.nmea")}" }, clock).ShouldNotBeNull();

        var running = source.Run(samples.Add, meter, TestContext.Current.CancellationToken);
        await Eventually.Holds(() =>
        {
            if (samples.Count < 3)
                clock.Advance(TimeSpan.FromSeconds(0.5));
            return running.IsCompleted;
        });

        samples.Count.ShouldBe(3);
        samples.ShouldAllBe(sample => sample.Time >= Start);
        (samples[2].Time - samples[0].Time).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Run_TcpWithNoise_CountsWhatIsWrong()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var meter = new InputMeter("gps", TimeProvider.System, TimeSpan.FromSeconds(5));
        var samples = new List<GpsSample>();
        var source = GpsSources.Make(
            new GpsOptions { Source = $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}" }, TimeProvider.System)!;

        var running = source.Run(samples.Add, meter, TestContext.Current.CancellationToken);
        using (var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            var text = $"garbage\n{Nmea.Gga(Start, 113, 29)}\r\n$GPGGA,bad*00\n{new string('A', 5000)}\n{Nmea.Gga(Start.AddSeconds(1), 113, 29)}\n";
            foreach (var piece in text.Chunk(7))
                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(piece), TestContext.Current.CancellationToken);
        }

        await running;
        samples.Count.ShouldBe(2);
        meter.Health.Counts.ShouldContainKeyAndValue("malformed", 1);
        meter.Health.Counts.ShouldContainKeyAndValue("bad-checksum", 1);
    }

    [Theory]
    [InlineData("gpsd://localhost")]
    [InlineData("tcp://10.0.0.1:10110")]
    [InlineData("serial:///dev/ttyUSB0?baud=9600")]
    [InlineData("serial:///dev/ttyUSB0")]
    [InlineData("file:///tmp/x.nmea")]
    public void Problem_KnownSource_IsNone(string source) => GpsSources.Problem(source).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("gps")]
    [InlineData("http://127.0.0.1")]
    [InlineData("tcp://127.0.0.1")]
    [InlineData("serial:///dev/ttyUSB0?baud=fast")]
    public void Problem_OtherSource_SaysWhatIsExpected(string source) => GpsSources.Problem(source).ShouldNotBeNull().ShouldContain("gpsd://");
}
