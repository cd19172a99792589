using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Emergency.Agent.Inputs;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Inputs;

/// <summary>The client of gpsd against a daemon of the tests' own.</summary>
public sealed class GpsdTests
{
    private const string Version = """{"class":"VERSION","release":"3.22","proto_major":3,"proto_minor":14}""";

    [Fact]
    public void Read_Position_HasItsValues()
    {
        var line = """{"class":"TPV","mode":3,"time":"2026-03-01T08:00:00.500Z","lat":29.5,"lon":113.5,"speed":10,"track":90,"epx":3,"epy":4}""";

        GpsdMessage.Read(line).ShouldBe(new GpsdMessage.Position(new GpsSample(
            new DateTimeOffset(2026, 3, 1, 8, 0, 0, 500, TimeSpan.Zero), GpsMode.Fix3D, 113.5, 29.5, 36, 90, 5)));
    }

    [Fact]
    public void Read_OtherClasses_AreWhatTheySay()
    {
        GpsdMessage.Read(Version).ShouldBe(new GpsdMessage.Hello("3.22", 3));
        GpsdMessage.Read("""{"class":"DEVICES","devices":[]}""").ShouldBe(new GpsdMessage.Devices(0));
        GpsdMessage.Read("""{"class":"SKY","satellites":[{"used":true},{"used":false},{"used":true}]}""").ShouldBe(new GpsdMessage.Sky(2));
        GpsdMessage.Read("""{"class":"ERROR","message":"no"}""").ShouldBe(new GpsdMessage.Error("no"));
        GpsdMessage.Read("""{"class":"TPV"}""").ShouldBe(new GpsdMessage.Position(new GpsSample(null, GpsMode.NoFix)));
        GpsdMessage.Read("""{"class":"PPS"}""").ShouldBeNull();
        GpsdMessage.Read("""{"class":"SKY","satellites":[1,null,{"used":3}]}""").ShouldBe(new GpsdMessage.Sky(0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"class\":3}")]
    [InlineData("{\"class\":\"TPV\"")]
    public void Read_NoObject_IsAFormatFault(string line) => Should.Throw<FormatException>(() => GpsdMessage.Read(line));

    [Fact]
    public void Read_Mutations_NeverFailOtherwise()
    {
        var random = new Random(3);
        var good = """{"class":"TPV","mode":3,"time":"2026-03-01T08:00:00.500Z","lat":29.5,"lon":113.5,"speed":10,"eph":5,"uSat":3}""";
        for (var round = 0; round < 10_000; round++)
        {
            var line = good.ToCharArray();
            for (var change = random.Next(1, 5); change > 0; change--)
                line[random.Next(line.Length)] = (char)random.Next(32, 256);
            try
            {
                GpsdMessage.Read(new string(line));
            }
            catch (FormatException)
            {
                continue;
            }
        }
    }

    [Fact]
    public async Task Run_DaemonGoesAndComes_WatchesAgain()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var fixes = new ConcurrentQueue<FixReading>();
        var options = new GpsOptions
        {
            Source = $"gpsd://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}",
            Backoff = new BackoffOptions { First = TimeSpan.FromMilliseconds(10), Longest = TimeSpan.FromMilliseconds(20) },
        };
        using var log = new LogRecorder();
        var skew = new GpsSkew(options, TimeProvider.System);
        var input = new GpsInput(options, skew, Keep, TimeProvider.System, new Random(1), log.For<GpsInput>());
        using var stopping = new CancellationTokenSource();
        var running = input.Run(stopping.Token);

        for (var round = 1; round <= 2; round++)
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            var stream = client.GetStream();
            var asked = new byte[64];
            var count = await stream.ReadAsync(asked, TestContext.Current.CancellationToken);
            Encoding.ASCII.GetString(asked, 0, count).ShouldContain("?WATCH={\"enable\":true,\"json\":true}");
            var now = TimeProvider.System.GetUtcNow();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"{Version}\r\nrubbish\r\n{new string('x', 40_000)}\r\n{{\"class\":\"TPV\",\"mode\":3,\"time\":\"{now:yyyy-MM-ddTHH:mm:ss.fffZ}\",\"lat\":29.5,\"lon\":113.5}}\r\n"),
                TestContext.Current.CancellationToken);
            var expected = round;
            await Eventually.Holds(() => fixes.Count >= expected || input.Health.Counts.ContainsKey("too-soon"));
        }

        await stopping.CancelAsync();
        await running;
        fixes.First().Position.Longitude.ShouldBe(113.5);
        input.Health.Counts["malformed"].ShouldBe(2);

        ValueTask Keep(FixReading fix)
        {
            fixes.Enqueue(fix);
            return ValueTask.CompletedTask;
        }
    }
}
