using System.Globalization;
using Emergency.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Emergency.Silo;

/// <summary>
/// Keeps the domain's clock from stepping back between runs. A demonstration's clock runs ahead of the world's, so what it showed last is
/// noted in the data directory, with the world's time. A restart soon after goes on as if the clock had not stopped, since vehicles did not
/// stop either; a later one starts no earlier than the note.
/// </summary>
public sealed partial class ClockKeeper : BackgroundService
{
    /// <summary>The note's file in the data directory.</summary>
    public const string FileName = "clock";

    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause through which the clock is held to have run on: a restart, not a night.</summary>
    private static readonly TimeSpan LongestRestart = TimeSpan.FromMinutes(10);

    private readonly string _path;
    private readonly TimeProvider _world;
    private readonly ILogger<ClockKeeper> _logger;

    /// <summary>Reads the note of <paramref name="dataDirectory"/>, if there is one, and starts the clock.</summary>
    public ClockKeeper(string dataDirectory, double speed, TimeProvider world, ILogger<ClockKeeper> logger)
    {
        _path = Path.Combine(dataDirectory, FileName);
        _world = world;
        _logger = logger;
        var now = world.GetUtcNow();
        var noted = ReadNote() is var (shown, at) ? shown + (Pause(now - at) * speed) : now;
        IsAhead = noted > now + NoteInterval;
        Clock = speed == 1 && !IsAhead ? world : new AcceleratedTimeProvider(noted > now ? noted : now, speed, world);
    }

    /// <summary>The domain's clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Whether an earlier run of this data went ahead of the world's clock.</summary>
    public bool IsAhead { get; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (ReferenceEquals(Clock, _world)) return;
        using var timer = new PeriodicTimer(NoteInterval, TimeProvider.System);
        try
        {
            do WriteNote();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            WriteNote();
        }
    }

    /// <summary>How long the clock ran on unseen. After a kill the note is up to one interval old.</summary>
    private static TimeSpan Pause(TimeSpan sinceNote) => sinceNote > NoteInterval && sinceNote <= LongestRestart ? sinceNote : NoteInterval;

    private (DateTimeOffset Shown, DateTimeOffset At)? ReadNote()
    {
        var lines = File.Exists(_path) ? File.ReadAllLines(_path) : [];
        if (lines.Length == 0 || !TryRead(lines[0], out var shown)) return null;
        return (shown, lines.Length > 1 && TryRead(lines[1], out var at) ? at : DateTimeOffset.MinValue);
    }

    private static bool TryRead(string text, out DateTimeOffset at) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out at);

    private void WriteNote()
    {
        try
        {
            var temporary = _path + ".new";
            File.WriteAllLines(temporary, [Clock.GetUtcNow().ToString("O"), _world.GetUtcNow().ToString("O")]);
            File.Move(temporary, _path, overwrite: true);
        }
        catch (IOException failure)
        {
            LogNoteFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The accelerated clock could not be noted; after a restart it may step back")]
    private partial void LogNoteFailed(Exception failure);
}
