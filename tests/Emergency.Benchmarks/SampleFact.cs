namespace Emergency.Benchmarks;

/// <summary>A fact of the usual size, the same for every contender.</summary>
internal static class SampleFact
{
    public const string Kind = "MilestoneReached";

    public static readonly byte[] Payload = """
        {"assignmentId":"C-20261122-0007-1","ambulanceId":"A03","milestone":"OnScene","occurredAt":"2026-11-22T08:41:07.250+08:00","source":"geofence",
        "actor":"A03","position":{"lon":103.21094,"lat":35.60121},"fixAgeSeconds":1.4,"odometerKm":48211.6,"deviceSequence":183402}
        """u8.ToArray();
}
