using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Emergency.TestKit;

namespace Emergency.System.Tests;

/// <summary>
/// One vehicle as it is on the road: the agent as a process of its own, Debian's gpsd fed by gpsfake with a drive that is written here, a patient
/// monitor that speaks HL7 v2 over MLLP, a replayed recording of twelve leads, and the tablet that the agent serves.
/// </summary>
internal sealed class VehicleProcess : IAsyncDisposable
{
    private const int DriveSeconds = 600;

    private readonly TemporaryDirectory _folder = new();
    private readonly Process? _gps;
    private readonly Process _agent;
    private readonly StringBuilder _output = new();
    private readonly int _monitorPort = FreePort();
    private int _messages;

    public VehicleProcess(DispatchServer server, string ambulance)
    {
        var (gpsPort, listen) = (FreePort(), FreePort());
        File.WriteAllLines(_folder.File("drive.nmea"), Drive(TimeProvider.System.GetUtcNow()));
        _gps = HasGpsd ? StartGps(gpsPort) : null;
        Tablet = new Uri($"http://127.0.0.1:{listen}");
        _agent = BuiltProgram.Start(
            "ambulance-agent/Emergency.Agent", "Emergency.Agent",
            [
                "--Ambulance", ambulance, "--DeviceKey", server.DeviceKeys[ambulance], "--Server", server.Url.ToString(), "--DataFolder", _folder.Path,
                "--Listen", Tablet.ToString(), "--Gps:Source", _gps is null ? "none" : $"gpsd://127.0.0.1:{gpsPort}", "--Ecg:Listen", "none",
                "--Ecg:Replay", SharedData.Require("ecg/ptbdb_s0010_re_acuteMI_12lead_500Hz_10s_mV.csv"),
                // The drive is dated when it is written, and gpsfake begins a little later: that is no fault of this machine's clock.
                "--Gps:SkewTolerance", "00:01:00", "--Monitor:Port", _monitorPort.ToString(CultureInfo.InvariantCulture), "--Tablet:PagesFolder", BuiltProgram.Apps,
            ],
            line =>
            {
                lock (_output) _output.AppendLine(line);
            });
    }

    /// <summary>Whether Debian's gpsd and its gpsfake are installed.</summary>
    public static bool HasGpsd => File.Exists("/usr/bin/gpsfake") && File.Exists("/usr/sbin/gpsd");

    /// <summary>Where the tablet is served.</summary>
    public Uri Tablet { get; }

    /// <summary>Everything the agent printed.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Sends vitals as a monitor does, and answers the acknowledgement's code.</summary>
    /// <param name="values">LOINC code, value, unit.</param>
    public async Task<string> Measure(params (string Code, string Value, string Unit)[] values)
    {
        var id = $"S{++_messages}";
        var at = TimeProvider.System.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "+0000";
        var lines = values.Select((v, i) => $"OBX|{i + 1}|NM|{v.Code}^^LN||{v.Value}|{v.Unit}|||||F|||{at}");
        var message = string.Join('\r', [$"MSH|^~\\&|MON|CABIN|AGENT|CABIN|{at}||ORU^R01^ORU_R01|{id}|P|2.6", "PID|1", $"OBR|1|||VITALS|||{at}", .. lines]) + "\r";
        return await Eventually.Succeeds<string, SocketException>(async () =>
        {
            using var monitor = new TcpClient();
            await monitor.ConnectAsync(IPAddress.Loopback, _monitorPort);
            await using var stream = monitor.GetStream();
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"\v{message}\u001c\r"));
            var answer = new byte[4096];
            var count = await stream.ReadAsync(answer);
            return Encoding.UTF8.GetString(answer, 0, count).Split("MSA|")[1][..2];
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in (Process?[])[_agent, _gps])
        {
            if (process is null) continue;
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Dispose();
    }

    private Process StartGps(int port) => Process.Start(new ProcessStartInfo(
        "/usr/bin/gpsfake", ["-q", "-1", "-n", "-P", port.ToString(CultureInfo.InvariantCulture), "-c", "0.5", _folder.File("drive.nmea")])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>North-east from the seat at a steady pace, as GGA and RMC.</summary>
    private static IEnumerable<string> Drive(DateTimeOffset start)
    {
        for (var second = 0; second < DriveSeconds; second++)
        {
            var at = start.AddSeconds(second);
            var (lon, lat) = (113.44 + second * 0.0001, 29.47 + second * 0.0001);
            yield return Sentence($"GPGGA,{at:HHmmss.ff},{Degrees(lat, 2)},N,{Degrees(lon, 3)},E,1,08,1.0,50.0,M,0.0,M,,");
            yield return Sentence($"GPRMC,{at:HHmmss.ff},A,{Degrees(lat, 2)},N,{Degrees(lon, 3)},E,27.0,045.0,{at:ddMMyy},,,A");
        }
    }

    private static string Degrees(double value, int digits)
    {
        var whole = Math.Floor(value);
        return whole.ToString(new string('0', digits), CultureInfo.InvariantCulture)
            + ((value - whole) * 60).ToString("00.0000", CultureInfo.InvariantCulture);
    }

    private static string Sentence(string body) => $"${body}*{body.Aggregate(0, (sum, c) => sum ^ c):X2}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
