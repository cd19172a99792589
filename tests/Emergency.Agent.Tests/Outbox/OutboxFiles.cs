using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;

namespace Emergency.Agent.Tests;

/// <summary>Outboxes on disk and what tests put in.</summary>
internal static class OutboxFiles
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static Task<SqliteOutbox> Open(
        TemporaryDirectory folder, string name = "outbox.db", SqliteOutboxOptions? options = null, LogRecorder? log = null, string device = "d") =>
        SqliteOutbox.Open(
            (options ?? new SqliteOutboxOptions()) with { File = folder.File(name) }, () => device, new ManualTimeProvider(Start),
            (log ?? new LogRecorder()).For<SqliteOutbox>());

    public static ValueTask<long> Add(this IOutbox outbox, FixReading reading) => outbox.Fixes.Add(
        sequence => new Fix(sequence, reading.At, reading.Position.Longitude, reading.Position.Latitude, null, null, null));

    public static ValueTask<long> Add(this IOutbox outbox, MilestoneReport report) => outbox.Milestones.Add(sequence => new AgentMilestone(
        sequence, report.CaseId, report.AssignmentId, report.Milestone, report.OccurredAt, report.Source, report.Reason, report.HospitalId));

    public static ValueTask<long> AddVitals(this IOutbox outbox, double second) =>
        outbox.Vitals.Add(sequence => new VitalsSample(sequence, Start.AddSeconds(second), HeartRate: 70 + second % 10, Off: ["spO2"]));

    public static ValueTask<long> AddEcg(this IOutbox outbox, double second, string? caseId = "c1", string? assignment = "a1", bool deferred = false) =>
        outbox.Ecg.Add(
            sequence => new EcgWaveBlock(sequence, Start.AddSeconds(second), caseId is null ? null : new CaseId(caseId), null, [1, 2, 3]),
            new ItemNote(assignment, deferred));

    public static ValueTask<long> AddReport(this IOutbox outbox, CrewAct act) =>
        outbox.Reports.Add(sequence => new CrewReport(sequence, new CaseId("c1"), new AssignmentId("a1"), Start, act));

    public static async Task<ImmutableArray<long>> Sequences<T>(this IShelf<T> shelf, int max, bool freshOnly = false)
        where T : notnull =>
        [.. (await shelf.Next(new NextItems(max, freshOnly))).Select(item => (long)((dynamic)item).Sequence)];
}
