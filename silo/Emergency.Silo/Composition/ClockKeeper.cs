using System.Globalization;
using Emergency.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Emergency.Silo;

/// <summary>
/// Keeps the domain's clock from stepping back between runs. A demonstration's clock runs ahead of the world's, so what it showed last is
/// noted in the data directory, and the next run starts no earlier.
/// </summary>
public sealed partial class ClockKeeper : BackgroundService
{
    /// <summary>The note's file in the data directory.</summary>
    public const string FileName = "clock";

    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly ILogger<ClockKeeper> _logger;

    /// <summary>Reads the note of <paramref name="dataDirectory"/>, if there is one, and starts the clock.</summary>
    public ClockKeeper(string dataDirectory, double speed, TimeProvider world, ILogger<ClockKeeper> logger)
    {
        _path = Path.Combine(dataDirectory, FileName);
        _logger = logger;
        var now = world.GetUtcNow();
        // After a kill the note is up to one interval old.
        var noted = ReadNote() is { } note ? note + (NoteInterval * speed) : now;
        IsAhead = noted > now + NoteInterval;
        Clock = speed == 1 && !IsAhead ? world : new AcceleratedTimeProvider(noted > now ? noted : now, speed, world);
    }

    /// <summary>The domain's clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Whether an earlier run of this data went ahead of the world's clock.</summary>
    public bool IsAhead { get; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (ReferenceEquals(Clock, TimeProvider.System)) return;
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

    private DateTimeOffset? ReadNote() =>
        File.Exists(_path) && DateTimeOffset.TryParse(File.ReadAllText(_path), CultureInfo.InvariantCulture, out var at) ? at : null;

    private void WriteNote()
    {
        try
        {
            var temporary = _path + ".new";
            File.WriteAllText(temporary, Clock.GetUtcNow().ToString("O"));
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
