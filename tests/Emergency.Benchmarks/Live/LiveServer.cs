using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Emergency.Geography;

namespace Emergency.Benchmarks;

/// <summary>The real server as a process of its own, on a free loopback port, with a county and a journal that end with it.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private const string Here = "tests/Emergency.Benchmarks";
    private const string CoverageSeconds = "emergency_coverage_duration_seconds_sum";
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string _folder = Directory.CreateTempSubdirectory("emergency-live-").FullName;
    private readonly StringBuilder _output = new();
    private readonly HttpClient _http;
    private readonly Process _process;

    private LiveServer(County county)
    {
        CountyPackage.Save(county, Path.Combine(_folder, "county"));
        Url = new Uri($"http://127.0.0.1:{FreePort()}");
        _http = new HttpClient { BaseAddress = Url };
        var program = Path.Combine(AppContext.BaseDirectory.Replace(Here, "client-web/Emergency.Web", StringComparison.Ordinal), "Emergency.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", Url.ToString(), "--data", Data, "--county", Path.Combine(_folder, "county"), "--demo", "true"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Url { get; }

    /// <summary>CPU time of the whole server so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts it and waits until it serves.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; its output says why.</exception>
    public static async Task<LiveServer> Start(County county, CancellationToken cancellation)
    {
        var server = new LiveServer(county);
        var started = TimeProvider.System.GetTimestamp();
        while (!await server.IsReady(cancellation))
        {
            if (server._process.HasExited || TimeProvider.System.GetElapsedTime(started) > StartBound)
            {
                var said = server.Output;
                await server.DisposeAsync();
                throw new InvalidOperationException($"the server did not become ready within {StartBound}:\n{said}");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }

        return server;
    }

    /// <summary>The vehicles' keys, which a demonstration writes down.</summary>
    public Dictionary<string, string> DeviceKeys() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Data, "demo", "device-keys.json")))!;

    /// <summary>Seconds spent so far on bringing coverage up to date.</summary>
    public async Task<double> CoverageWork(CancellationToken cancellation)
    {
        var text = await _http.GetStringAsync("/metrics", cancellation);
        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith(CoverageSeconds, StringComparison.Ordinal))
            ?? throw new InvalidDataException($"the server's metrics have no {CoverageSeconds}");
        return double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    private void Take(string? line)
    {
        lock (_output)
        {
            if (line is not null) _output.AppendLine(line);
        }
    }

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync("/health/ready", cancellation);
            return answer.StatusCode == HttpStatusCode.OK && File.Exists(Path.Combine(Data, "demo", "device-keys.json"));
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
