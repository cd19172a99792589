using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>How a full shelf makes room.</summary>
internal enum Thinning
{
    /// <summary>It does not: what is on it are facts.</summary>
    Never,

    /// <summary>Every second one of the older half goes, so that a long outage keeps its whole course, the coarser the longer ago.</summary>
    EverySecond,

    /// <summary>Of all but the newest goes what lies less than ten seconds after the one before it; never more.</summary>
    TenSecondsApart,

    /// <summary>The oldest twentieth goes.</summary>
    OldestFirst,
}

/// <summary>What is on a shelf, as far as thinning looks at it.</summary>
internal readonly record struct ShelfItem(long Sequence, DateTimeOffset At);

/// <summary>The rules of one shelf.</summary>
/// <param name="Kind">Its number in the database; never given to another.</param>
/// <param name="SequenceOf">A thing's sequence.</param>
/// <param name="AtOf">When it happened.</param>
/// <param name="Max">How many may wait before it is thinned, or refused where that is never done.</param>
/// <param name="Rule">How it makes room.</param>
/// <param name="Fresh">How many of the newest overtake the backlog.</param>
internal sealed record ShelfRules<T>(int Kind, Func<T, long> SequenceOf, Func<T, DateTimeOffset> AtOf, int Max, Thinning Rule, int Fresh)
{
    /// <summary>How many of the oldest thinning looks at: all but the newer half, or just what goes.</summary>
    public int LookAt(int waiting) => Rule switch
    {
        Thinning.OldestFirst => Math.Max(1, Max / 20),
        Thinning.EverySecond => waiting / 2,
        _ => waiting - Max / 2,
    };

    /// <summary>
    /// When to thin again after so many were left: where the rule does not let go of more, looking at all of them for each new one would be in vain.
    /// </summary>
    public int ThinAgainAt(int left) => Rule == Thinning.TenSecondsApart ? left + Math.Max(1, Max / 10) : Max;
}

/// <summary>The shelves of every outbox.</summary>
internal static class ShelfRules
{
    /// <summary>Two seconds of the live trace in blocks of 0.2 s.</summary>
    private const int FreshBlocks = 10;

    private static readonly TimeSpan LeastApart = TimeSpan.FromSeconds(10);

    public static ShelfRules<Fix> Fixes(int max) => new(0, item => item.Sequence, item => item.At, max, Thinning.EverySecond, 1);

    public static ShelfRules<AgentMilestone> Milestones(int max) =>
        new(1, item => item.Sequence, item => item.OccurredAt, max, Thinning.Never, 0);

    public static ShelfRules<CrewReport> Reports(int max) => new(2, item => item.Sequence, item => item.OccurredAt, max, Thinning.Never, 0);

    public static ShelfRules<VitalsSample> Vitals(int max) => new(3, item => item.Sequence, item => item.At, max, Thinning.TenSecondsApart, 1);

    public static ShelfRules<OutgoingAttachment> Attachments(int max) =>
        new(4, item => item.Sequence, item => item.Offer.At, max, Thinning.Never, 0);

    public static ShelfRules<EcgWaveBlock> Ecg(int max) =>
        new(5, item => item.Sequence, item => item.At, max, Thinning.OldestFirst, FreshBlocks);

    /// <summary>Which of the oldest things go.</summary>
    public static IReadOnlyList<ShelfItem> Choose(Thinning rule, IReadOnlyList<ShelfItem> oldest) => rule switch
    {
        // The first stays, so that the start of an outage is known.
        Thinning.EverySecond => [.. oldest.Where((_, index) => index % 2 == 1)],
        Thinning.TenSecondsApart => TooClose(oldest),
        Thinning.OldestFirst => oldest,
        _ => [],
    };

    /// <summary>The reports that say which waveform was given up, one for each case.</summary>
    public static IEnumerable<Func<long, CrewReport>> Markers(IEnumerable<(EcgWaveBlock Block, ItemNote Note)> thinned) =>
        from one in thinned
        where one.Block.CaseId is not null && one.Note.Assignment is not null
        group one.Block by (one.Block.CaseId!.Value, one.Note.Assignment!) into ofCase
        let first = ofCase.Min(block => block.At)
        let last = ofCase.Max(EndOf)
        select (Func<long, CrewReport>)(sequence => new CrewReport(
            sequence, ofCase.Key.Value, new Domain.AssignmentId(ofCase.Key.Item2), last, new WaveformThinned(first, last, ofCase.Count())));

    private static DateTimeOffset EndOf(EcgWaveBlock block) =>
        EcgBlock.TryDecode(block.Data, out var segment, out _) ? segment.StartedAt + segment.Duration : block.At;

    private static List<ShelfItem> TooClose(IReadOnlyList<ShelfItem> oldest)
    {
        List<ShelfItem> leave = [];
        var kept = DateTimeOffset.MinValue;
        foreach (var item in oldest)
        {
            if (item.At >= kept && item.At - kept < LeastApart)
                leave.Add(item);
            else
                kept = item.At;
        }

        return leave;
    }
}
