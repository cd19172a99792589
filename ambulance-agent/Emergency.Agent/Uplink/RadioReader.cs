using System.Diagnostics;
using System.Text;

namespace Emergency.Agent;

/// <summary>Where the modem's own words on its radio come from.</summary>
public sealed record RadioOptions
{
    /// <summary>A file that the modem's driver keeps up to date; null for none.</summary>
    public string? File { get; init; }

    /// <summary>A program that prints them, with its arguments parted by spaces; null for none.</summary>
    public string? Command { get; init; }

    /// <summary>How often they are read; 1 s to 10 minutes, by default 10 s.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (File is not null && Command is not null)
            yield return "Radio.File and Radio.Command are both set: expected one of them";
        if (Every < TimeSpan.FromSeconds(1) || Every > TimeSpan.FromMinutes(10))
            yield return $"Radio.Every is {Every}: expected 1 s to 10 minutes";
    }
}

/// <summary>Reads what the modem says of its radio, such as cell, signal and quality. It is passed on as it stands.</summary>
public sealed class RadioReader(RadioOptions options, TimeProvider clock)
{
    private const int Longest = 200;
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(5);

    private string? _words;
    private long _readAt;

    /// <summary>The words, at most 200 characters on one line; null when there are none, or when they are too old.</summary>
    public string? Words => Volatile.Read(ref _words) is { } words && clock.GetElapsedTime(Volatile.Read(ref _readAt)) < options.Every * 3 ? words : null;

    /// <summary>Reads until cancelled; ends at once when nothing is configured.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        if (options.File is null && options.Command is null)
            return;
        while (!cancellation.IsCancellationRequested)
        {
            if (await Once(cancellation) is { Length: > 0 } words)
            {
                Volatile.Write(ref _words, words);
                Volatile.Write(ref _readAt, clock.GetTimestamp());
            }

            await Task.Delay(options.Every, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string?> Once(CancellationToken cancellation)
    {
        try
        {
            return OneLine(options.File is { } file ? await ReadFile(file, cancellation) : await Ask(options.Command!, cancellation));
        }
        // A modem that says nothing is known by its old words growing old.
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception or TimeoutException)
        {
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<string> ReadFile(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        var bytes = new byte[Longest * 4];
        var count = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    private async Task<string> Ask(string command, CancellationToken cancellation)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true })
            ?? throw new IOException($"{words[0]} did not start");
        try
        {
            return await process.StandardOutput.ReadToEndAsync(cancellation).WaitAsync(CommandTimeout, clock, cancellation);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new string([.. line.Where(letter => !char.IsControl(letter)).Take(Longest)]);
    }
}
