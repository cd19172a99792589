using System.Diagnostics;

namespace Emergency.System.Tests;

/// <summary>Programs of this checkout as the same build made them.</summary>
internal static class BuiltProgram
{
    private const string Here = "tests/Emergency.System.Tests";

    public static string Root { get; } = AppContext.BaseDirectory[..AppContext.BaseDirectory.Replace('\\', '/').LastIndexOf(Here, StringComparison.Ordinal)];

    public static string Apps => Path.Combine(Root, "client-web/apps/dist");

    /// <summary>The assembly of another project, beside this one's configuration and lane.</summary>
    public static string Assembly(string project, string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory.Replace(Here, project, StringComparison.Ordinal), name + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{name} is not built: build the whole solution first", path);
    }

    public static Process Start(string project, string name, IEnumerable<string> arguments, Action<string> output)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly(project, name), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Take(string? line)
        {
            if (line is not null) output(line);
        }
    }

    /// <summary>Runs to the end; answers the exit code and everything printed.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string project, string name, params string[] arguments)
    {
        var lines = new List<string>();
        using var process = Start(project, name, arguments, line =>
        {
            lock (lines) lines.Add(line);
        });
        await process.WaitForExitAsync();
        lock (lines) return (process.ExitCode, string.Join('\n', lines));
    }
}
