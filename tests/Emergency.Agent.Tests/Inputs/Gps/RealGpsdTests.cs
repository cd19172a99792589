using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Emergency.Agent.Inputs;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Inputs;

/// <summary>The client of gpsd against the real daemon, fed by gpsfake with a drive that is written here.</summary>
public sealed class RealGpsdTests
{
    private const int Seconds = 60;

    [Fact]
    public async Task Run_RealDaemon_BringsEveryFixOfTheDrive()
    {
        if (!File.Exists("/usr/bin/gpsfake") || !File.Exists("/usr/sbin/gpsd"))
            Assert.Skip("gpsd and gpsfake are not installed (Debian packages gpsd and gpsd-clients)");
        using var folder = new TemporaryDirectory();
        var start = TimeProvider.System.GetUtcNow();
        await File.WriteAllLinesAsync(folder.File("drive.nmea"), Drive(start), TestContext.Current.CancellationToken);
        var port = FreePort();
        using var daemon = Process.Start(new ProcessStartInfo(
            "/usr/bin/gpsfake", ["-q", "-1", "-n", "-P", port.ToString(CultureInfo.InvariantCulture), "-c", "0.4", folder.File("drive.nmea")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var fixes = new ConcurrentQueue<FixReading>();
        var options = new GpsOptions
        {
            Source = $"gpsd://127.0.0.1:{port}",
            Backoff = new BackoffOptions { First = TimeSpan.FromMilliseconds(50), Longest = TimeSpan.FromMilliseconds(200) },
        };
        using var log = new LogRecorder();
        var input = new GpsInput(options, new GpsSkew(options, TimeProvider.System), Keep, TimeProvider.System, new Random(1), log.For<GpsInput>());
        using var stopping = new CancellationTokenSource();
        var running = input.Run(stopping.Token);
        try
        {
            await Eventually.Holds(() => fixes.Count >= 8, TimeSpan.FromSeconds(60));

            input.Health.State.ShouldBe(InputState.Good);
            // Before the first date has come gpsd tells positions without their time: those are of when they came.
            var (early, last) = (fixes.ElementAt(3), fixes.Last());
            early.Position.Longitude.ShouldBe(113.44 + (early.At - start).TotalSeconds * 0.0001, 0.0003);
            last.Position.Latitude.ShouldBe(29.47 + (last.At - start).TotalSeconds * 0.0001, 0.0003);
            last.SpeedKmh!.Value.ShouldBe(50, 0.5);
            last.HeadingDegrees!.Value.ShouldBe(45, 0.5);
            last.AccuracyMetres.ShouldNotBeNull().ShouldBeGreaterThan(0);
            fixes.Select(fix => fix.At).ShouldBeInOrder();
            fixes.Select(fix => fix.At).ShouldBeUnique();
        }
        finally
        {
            await stopping.CancelAsync();
            await running;
            daemon.Kill(entireProcessTree: true);
            await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        ValueTask Keep(FixReading fix)
        {
            fixes.Enqueue(fix);
            return ValueTask.CompletedTask;
        }
    }

    private static IEnumerable<string> Drive(DateTimeOffset start)
    {
        for (var second = 0; second < Seconds; second++)
        {
            var at = start.AddSeconds(second);
            yield return Nmea.Gga(at, 113.44 + second * 0.0001, 29.47 + second * 0.0001);
            yield return Nmea.Rmc(at, 113.44 + second * 0.0001, 29.47 + second * 0.0001);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
