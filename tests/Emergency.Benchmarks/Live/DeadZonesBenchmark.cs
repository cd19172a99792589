using System.Diagnostics;
using System.Globalization;

namespace Emergency.Benchmarks;

/// <summary>
/// The dead-zone test of the system tests as a program of its own, for as long as asked: fifty agents, links cut at random, agents and server
/// killed; at the end everything that any agent stored must be on the server, once and in order.
/// </summary>
internal static class DeadZonesBenchmark
{
    private const string Here = "tests/Emergency.Benchmarks";
    private const string SecondsVariable = "EMERGENCY_DEAD_ZONES_SECONDS";

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var seconds = 600;
        if (args.Length > 0 && !(args is ["--seconds", var text] && int.TryParse(text, CultureInfo.InvariantCulture, out seconds) && seconds is >= 30 and <= 86_400))
        {
            await Console.Error.WriteLineAsync("usage: dead-zones [--seconds 30..86400]");
            return 2;
        }

        var tests = Path.Combine(
            AppContext.BaseDirectory.Replace(Here, "tests/Emergency.System.Tests", StringComparison.Ordinal), "Emergency.System.Tests.dll");
        var start = new ProcessStartInfo("dotnet", [tests, "-noLogo", "-noColor", "-class", "*DeadZoneTests", "-showLiveOutput"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[SecondsVariable] = seconds.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            await output.WriteLineAsync(line);
        await process.WaitForExitAsync(cancellationToken);
        await output.WriteLineAsync($"RESULT name=dead-zones value={(process.ExitCode == 0 ? 0 : 1)} unit=failures seconds={seconds} vehicles=50");
        return process.ExitCode;
    }
}
