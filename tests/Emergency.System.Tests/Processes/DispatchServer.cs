using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Emergency.System.Tests;

/// <summary>The real server as its own process, on a free loopback port and a data directory of its own.</summary>
public sealed class DispatchServer : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(20);

    private readonly StringBuilder _output = new();
    private Process? _process;

    private DispatchServer(string data, string? county, int speed, int port)
    {
        Data = data;
        County = county;
        Speed = speed;
        Url = new Uri($"http://127.0.0.1:{port}");
    }

    public string Data { get; }

    public string? County { get; }

    /// <summary>Seconds of its clock per second.</summary>
    public int Speed { get; }

    public Uri Url { get; }

    /// <summary>Everything the process printed.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>The keys of the vehicles, as the demonstration wrote them.</summary>
    public Dictionary<string, string> DeviceKeys =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Data, "demo", "device-keys.json")))!;

    public static async Task<DispatchServer> Start(string? county = null, string? data = null, int speed = 1)
    {
        var server = new DispatchServer(data ?? Directory.CreateTempSubdirectory("emergency-system-").FullName, county, speed, FreePort());
        await server.Launch();
        return server;
    }

    /// <summary>Ends the process as a power cut would: no word of warning.</summary>
    public async Task Kill()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts again on the same data and port.</summary>
    public Task Restart() => Launch();

    /// <summary>Asks it to stop, as Ctrl-C does, and answers its exit code.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString()]);
        await kill.WaitForExitAsync();
        using var bound = new CancellationTokenSource(StopBound);
        await _process.WaitForExitAsync(bound.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await Kill();
        _process?.Dispose();
        if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
    }

    private async Task Launch()
    {
        _process?.Dispose();
        _process = BuiltProgram.Start(
            "client-web/Emergency.Web", "Emergency.Web",
            ["--urls", Url.ToString(), "--data", Data, "--demo", "true", "--apps", BuiltProgram.Apps, "--speed", $"{Speed}", .. County is null ? [] : new[] { "--county", County }],
            line =>
            {
                lock (_output) _output.AppendLine(line);
            });
        await UntilReady();
    }

    private async Task UntilReady()
    {
        using var http = new HttpClient { BaseAddress = Url };
        var started = Stopwatch.StartNew();
        while (started.Elapsed < StartBound)
        {
            if (_process!.HasExited) throw new InvalidOperationException($"the server ended with {_process.ExitCode}:\n{Output}");
            if (await IsReady(http)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"the server was not ready after {StartBound}:\n{Output}");
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
