using System.Diagnostics;
using Emergency.Journal;

namespace Emergency.Benchmarks;

/// <summary>The journal with several concurrent writers, each on a stream of its own.</summary>
internal sealed class JournalContender(SqliteJournal journal, int writers) : IContender
{
    private readonly long[] _versions = new long[writers];
    private readonly JournalEvent[] _events = [new(SampleFact.Kind, SampleFact.Payload)];

    public string Name { get; } = NameFor(writers);

    public static string NameFor(int writers) => $"journal, {writers} writer{(writers == 1 ? "" : "s")}";

    public async Task<List<long>> RunUntil(long until, CancellationToken cancellationToken)
    {
        var all = await Task.WhenAll(
            Enumerable.Range(0, writers).Select(writer => Task.Run(() => Write(writer, until, cancellationToken), cancellationToken)));
        return [.. all.SelectMany(t => t)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<List<long>> Write(int writer, long until, CancellationToken cancellationToken)
    {
        var stream = new StreamName($"case/bench-{writers}-{writer}");
        var ticks = new List<long>();
        var start = Stopwatch.GetTimestamp();
        while (start < until)
        {
            _versions[writer] = (await journal.Append(stream, _versions[writer], _events, cancellationToken)).Version;
            var end = Stopwatch.GetTimestamp();
            ticks.Add(end - start);
            start = end;
        }

        return ticks;
    }
}
