using Emergency.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.Benchmarks;

/// <summary>How fast facts become durable in the journal, beside the plain way, the floor, and (when a server is given)
/// PostgreSQL.</summary>
internal static class JournalAppendBenchmark
{
    /// <summary>Names the PostgreSQL to compare with; absent by default.</summary>
    private const string PostgresVariable = "EMERGENCY_BENCH_POSTGRES";

    /// <summary>Where the files go unless told: inside the working folder, because a temporary folder may be kept in memory.</summary>
    private const string DefaultDirectory = ".local/bench";

    private const int DefaultRounds = 30;
    private const int PostgresWriters = 32;
    private static readonly int[] Writers = [1, 8, 32, 64];
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(250);

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (!TryParse(args, out var directory, out var rounds))
        {
            await Console.Error.WriteLineAsync("usage: journal-append [--dir DIR] [--rounds N]");
            return 2;
        }

        Directory.CreateDirectory(directory);
        var work = Directory.CreateDirectory(Path.Combine(directory, $"journal-append-{Environment.ProcessId}"));
        try
        {
            await using var journal = SqliteJournal.Open(
                new JournalOptions { DataDirectory = work.FullName }, TimeProvider.System, NullLogger<SqliteJournal>.Instance);
            var contenders = await Contenders(journal, work.FullName, output, cancellationToken);
            var results = await Contest.Run(contenders, rounds, Slice, cancellationToken);
            foreach (var contender in contenders) await contender.DisposeAsync();
            await Report(results, rounds, output);
            return 0;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static bool TryParse(string[] args, out string directory, out int rounds)
    {
        (directory, rounds) = (DefaultDirectory, DefaultRounds);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 >= args.Length) return false;
            if (args[i] == "--dir") directory = args[i + 1];
            else if (args[i] != "--rounds" || !int.TryParse(args[i + 1], out rounds) || rounds < 1) return false;
        }

        return true;
    }

    private static async Task<List<IContender>> Contenders(
        SqliteJournal journal, string directory, TextWriter output, CancellationToken cancellationToken)
    {
        List<IContender> contenders =
        [
            new BareSyncContender(directory, overwrite: true),
            new BareSyncContender(directory, overwrite: false),
            new SingleCommitContender(directory),
            .. Writers.Select(writers => new JournalContender(journal, writers)),
        ];
        if (Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } connection)
        {
            var postgres = await PostgresContender.Connect(connection, PostgresWriters, cancellationToken);
            await output.WriteLineAsync(postgres.Settings);
            contenders.Add(postgres);
        }
        else
        {
            await output.WriteLineAsync($"PostgreSQL is absent ({PostgresVariable} is not set), so it is not compared.");
        }

        return contenders;
    }

    private static async Task Report(Dictionary<string, Samples> results, int rounds, TextWriter output)
    {
        await output.WriteLineAsync(
            $"{SampleFact.Payload.Length} payload bytes; {rounds} slices of {Slice.TotalMilliseconds:0} ms each, in turns; rates are those of the median "
            + "slice and of the upper quartile; ratios compare upper quartiles (neighbours disturb downwards) and P50s");
        await output.WriteLineAsync($"{"contender",-32}{"median/s",12}{"quartile/s",12}{"P50 µs",10}{"P99 µs",10}{"operations",12}");
        foreach (var result in results.Values)
            await output.WriteLineAsync(
                $"{result.Name,-32}{result.Rate,12:0}{result.UpperRate,12:0}{result.Microseconds(0.5),10:0}{result.Microseconds(0.99),10:0}"
                + $"{result.Count,12}");

        var floor = results[BareSyncContender.Overwriting].Microseconds(0.5);
        var appending = results[BareSyncContender.Appending].Microseconds(0.5);
        var single = results[SingleCommitContender.Title];
        var one = results[JournalContender.NameFor(1)].Microseconds(0.5);
        var many = results[JournalContender.NameFor(64)];
        var asMany = results[JournalContender.NameFor(PostgresWriters)];
        var postgres = results.GetValueOrDefault(PostgresContender.NameFor(PostgresWriters));
        await output.WriteLineAsync(
            $"RESULT name=journal-append value={many.UpperRate:0} unit=appends/s writers=64 median={many.Rate:0} p50_us={many.Microseconds(0.5):0} "
            + $"p99_us={many.Microseconds(0.99):0} times_single_commit={many.UpperRate / single.UpperRate:0.0} one_writer_p50_us={one:0} "
            + $"fdatasync_overwrite_p50_us={floor:0} one_writer_p50_over_fdatasync={one / floor:0.00} "
            + $"one_writer_p50_over_appending_fdatasync={one / appending:0.00} "
            + $"times_postgres_at_32={(postgres is null ? "absent" : $"{asMany.UpperRate / postgres.UpperRate:0.0}")}");
    }
}
