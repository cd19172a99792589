using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Emergency.TestKit;

/// <summary>One line that was logged.</summary>
public sealed record LoggedLine(LogLevel Level, string Category, string Text, Exception? Error);

/// <summary>Keeps everything that is logged, so that a test can see that there were no errors.</summary>
public sealed class LogRecorder : ILoggerFactory, ILoggerProvider
{
    private readonly ConcurrentQueue<LoggedLine> _lines = new();

    /// <summary>What was logged, oldest first.</summary>
    public IReadOnlyList<LoggedLine> Lines => [.. _lines];

    /// <summary>What should not have been logged.</summary>
    public IEnumerable<LoggedLine> Errors => _lines.Where(line => line.Level >= LogLevel.Error);

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, _lines);

    /// <summary>A logger for a class.</summary>
    public ILogger<T> For<T>() => LoggerFactoryExtensions.CreateLogger<T>(this);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("a recorder logs to nowhere else");

    public void Dispose()
    {
        // Holds nothing that must be given back.
    }

    private sealed class Recorder(string category, ConcurrentQueue<LoggedLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LoggedLine(logLevel, category, formatter(state, exception), exception));
    }
}
