using Microsoft.Extensions.Logging.Abstractions;
using static Emergency.Journal.Tests.Facts;

namespace Emergency.Journal.Tests;

/// <summary>A process that writes is killed (SIGKILL) again and again, at moments drawn from a seed: what it acknowledged must be there,
/// whole and in order.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Kills = 8;
    private const int Seed = 20261122;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryStore _store = new();
    private readonly Dictionary<string, (long Version, long Position)> _acknowledged = [];
    private readonly Dictionary<string, (long Held, bool Complete)> _attachments = [];
    private long _acknowledgedSequence;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Append_ProcessKilled_EverythingAcknowledgedIsThere()
    {
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            var lines = await RunAndKill(kill, random.Next(1, 1200));
            lines.ShouldBeGreaterThan(0, $"seed {Seed}, kill {kill}");

            JournalVerifier.Verify(_store.Path, cancellationToken: Token).FirstBroken.ShouldBeNull($"seed {Seed}, kill {kill}");
            await CheckJournal($"seed {Seed}, kill {kill}");
            await CheckTracks($"seed {Seed}, kill {kill}");
            await CheckAttachments($"seed {Seed}, kill {kill}");
        }

        _attachments.Values.ShouldContain(known => known.Complete, $"seed {Seed}");
    }

    /// <summary>Lets a process acknowledge some writes, kills it, and notes every line that it managed to print.</summary>
    private async Task<int> RunAndKill(int kill, int linesBefore)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        using var process = DoomedWriter.Start(_store.Path, kill);
        var lines = 0;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                Note(line);
                if (++lines == linesBefore) process.Kill();
            }

            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        return lines;
    }

    private void Note(string line)
    {
        // A line is one small write to a pipe, which a kill does not cut; one that stands alone without its end is no acknowledgement.
        switch (line.Split(' '))
        {
            case ["J", var stream, var version, var position] when long.TryParse(position, out var at):
                _acknowledged[stream] = (long.Parse(version), at);
                break;
            case ["T", var sequence, _] when long.TryParse(sequence, out var through):
                _acknowledgedSequence = Math.Max(_acknowledgedSequence, through);
                break;
            case ["A", var name, var held, var outcome] when long.TryParse(held, out var bytes):
                _attachments[name] = (bytes, outcome == nameof(AttachmentOutcome.Complete));
                break;
        }
    }

    private async Task CheckJournal(string at)
    {
        await using var journal = _store.Open();
        foreach (var (stream, (version, position)) in _acknowledged)
        {
            var entries = await journal.Read(new StreamName(stream), 1, Token).ToList();
            entries.Count.ShouldBeGreaterThanOrEqualTo((int)version, at);
            foreach (var entry in entries) entry.Payload.ToArray().ShouldBe(DoomedWriter.Payload(stream, entry.Version), at);
            entries[(int)version - 1].Position.ShouldBe(position, at);
        }
    }

    private async Task CheckTracks(string at)
    {
        await using var tracks = SqliteTrackStore.Open(
            new TrackOptions { DataDirectory = _store.Path, Commit = { CheckpointBytes = 256 << 10 } },
            TimeProvider.System,
            NullLogger<SqliteTrackStore>.Instance);
        var through = await tracks.ReadThrough(new TrackSource("device-1", "fix"), Token);
        through.ShouldBeGreaterThanOrEqualTo(_acknowledgedSequence, at);
        var points = await tracks.Read("A01", "fix", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, int.MaxValue, Token).ToList();
        points.Select(p => p.Sequence).ShouldBe(Enumerable.Range(1, (int)through).Select(s => (long)s), at);
    }

    private async Task CheckAttachments(string at)
    {
        await using var store = DoomedWriter.OpenAttachments(_store.Path);
        foreach (var (name, known) in _attachments)
        {
            var receipt = await store.Offer(DoomedWriter.OfferOf(name), Token);
            receipt.Held.ShouldBeGreaterThanOrEqualTo(known.Held, $"{at}, {name}");
            if (receipt.Outcome == AttachmentOutcome.Complete)
                (await store.Read("c1", name, Token))!.Data.ToArray().ShouldBe(DoomedWriter.AttachmentBytes(name), $"{at}, {name}");
            else
                known.Complete.ShouldBeFalse($"{at}, {name}");
        }
    }
}
