using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emergency.Journal.Tests;

/// <summary>
/// A process that writes as fast as it can and prints what was acknowledged, one line each, until it is killed: <c>J stream version
/// position</c> for the journal, <c>T sequence through</c> for the track store, <c>A name held complete</c> for the attachment store.
/// </summary>
internal static class DoomedWriter
{
    /// <summary>The word that starts this program as a doomed writer.</summary>
    public const string Command = "doomed-writer";

    private const int Writers = 6;
    private const int TrackBatchPoints = 5;

    /// <summary>Starts the process on <paramref name="directory"/>.</summary>
    public static Process Start(string directory, int seed)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[typeof(DoomedWriter).Assembly.Location, Command, directory, $"{seed}"])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>The payload that the fact at a version of a stream has, so that whoever reads can tell.</summary>
    public static byte[] Payload(string stream, long version) =>
        Encoding.UTF8.GetBytes(
            $"{{\"stream\":\"{stream}\",\"version\":{version},\"filler\":\"{new string('x', (int)(version * 37 % 900))}\"}}");

    /// <summary>The process itself.</summary>
    public static async Task<int> Run(string directory, int seed)
    {
        // A small log, so that kills fall into checkpoints too.
        await using var journal = SqliteJournal.Open(
            new JournalOptions { DataDirectory = directory, Commit = { CheckpointBytes = 256 << 10 } },
            TimeProvider.System,
            NullLogger<SqliteJournal>.Instance);
        await using var tracks = SqliteTrackStore.Open(
            new TrackOptions { DataDirectory = directory, Commit = { CheckpointBytes = 256 << 10 } },
            TimeProvider.System,
            NullLogger<SqliteTrackStore>.Instance);
        await using var attachments = OpenAttachments(directory);
        using var output = Console.OpenStandardOutput();
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(() => Write(journal, output, seed, w))).ToList();
        writers.Add(Task.Run(() => WriteTrack(tracks, output)));
        writers.Add(Task.Run(() => WriteAttachments(attachments, output, seed)));
        await Task.WhenAll(writers);
        return 0;
    }

    private static async Task Write(SqliteJournal journal, Stream output, int seed, int writer)
    {
        var random = new Random((seed * Writers) + writer);
        while (true)
        {
            // A stream goes on where an earlier process left it, now and then a new one begins.
            var stream = new StreamName($"case/{writer}-{random.Next(40)}");
            var version = 0L;
            await foreach (var entry in journal.Read(stream)) version = entry.Version;
            for (var i = 0; i < 5; i++)
            {
                var events = Enumerable.Range(1, random.Next(1, 4))
                    .Select(n => new JournalEvent("Noted", Payload(stream.Value, version + n))).ToList();
                var result = await journal.Append(stream, version, events);
                version = result.Version;
                Print(output, $"J {stream} {result.Version} {result.Position}\n");
            }
        }
    }

    private static async Task WriteTrack(SqliteTrackStore tracks, Stream output)
    {
        var source = new TrackSource("device-1", "fix");
        var sequence = await tracks.ReadThrough(source);
        var start = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        while (true)
        {
            var points = Enumerable.Range(1, TrackBatchPoints)
                .Select(n => new TrackPoint(sequence + n, start.AddSeconds(sequence + n), Payload("fix", sequence + n)));
            var receipt = await tracks.Append(new TrackBatch(source, "A01", [.. points]));
            sequence += TrackBatchPoints;
            Print(output, $"T {sequence} {receipt.ThroughSequence}\n");
        }
    }

    /// <summary>The bytes of an attachment, so that whoever reads can tell.</summary>
    public static byte[] AttachmentBytes(string name) =>
        [.. Enumerable.Range(0, 20_000 + (name[^1] * 100)).Select(i => (byte)((i * 31) + name.Sum(c => c)))];

    /// <summary>The offer of an attachment.</summary>
    public static NewAttachment OfferOf(string name)
    {
        var bytes = AttachmentBytes(name);
        return new NewAttachment("A01", name, "c1", "", "image/jpeg", bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>The attachment store, with a small log and room for many.</summary>
    public static SqliteAttachmentStore OpenAttachments(string directory) => SqliteAttachmentStore.Open(
        new AttachmentOptions { DataDirectory = directory, MaxPerSubject = 100_000, Commit = { CheckpointBytes = 256 << 10 } },
        TimeProvider.System,
        NullLogger<SqliteAttachmentStore>.Instance);

    private static async Task WriteAttachments(SqliteAttachmentStore attachments, Stream output, int seed)
    {
        const int piece = 4096;
        for (var number = 1; ; number++)
        {
            var name = $"e{seed}-{number}";
            var bytes = AttachmentBytes(name);
            var receipt = await attachments.Offer(OfferOf(name));
            while (receipt.Outcome == AttachmentOutcome.Open)
            {
                var at = (int)receipt.Held;
                var data = bytes.AsMemory(at, Math.Min(piece, bytes.Length - at));
                receipt = await attachments.Add(new NewPiece("A01", name, at, data));
                Print(output, $"A {name} {receipt.Held} {receipt.Outcome}\n");
            }
        }
    }

    private static void Print(Stream output, string line)
    {
        // One write for a line, so that lines of several writers do not mingle.
        lock (output) output.Write(Encoding.ASCII.GetBytes(line));
    }
}
