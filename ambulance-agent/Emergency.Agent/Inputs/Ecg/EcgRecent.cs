using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Agent.Inputs;

/// <summary>The last moments of the waveform, for the tablet and for 12-lead recordings. Safe to use from several threads.</summary>
/// <param name="keep">How much is kept.</param>
public sealed class EcgRecent(TimeSpan keep)
{
    /// <summary>How long a 12-lead recording is.</summary>
    public static readonly TimeSpan RecordingLength = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);
    private readonly Lock _gate = new();
    private readonly Queue<EcgSegment> _segments = new();

    /// <summary>What is kept, oldest first, as far as it began after a moment.</summary>
    public ImmutableArray<EcgSegment> Since(DateTimeOffset after)
    {
        lock (_gate)
        {
            return [.. _segments.Where(segment => segment.StartedAt > after)];
        }
    }

    /// <summary>Takes the next stretch; what is too old is forgotten.</summary>
    public void Add(EcgSegment segment)
    {
        lock (_gate)
        {
            _segments.Enqueue(segment);
            while (_segments.Peek().StartedAt < segment.StartedAt - keep || _segments.Count > 4096)
                _segments.Dequeue();
        }
    }

    /// <summary>The last ten seconds of twelve leads as one stretch.</summary>
    /// <param name="now">By the clock of events.</param>
    /// <param name="recording">The recording; null when there is none.</param>
    /// <returns>Why there is none; null when there is.</returns>
    public string? Record(DateTimeOffset now, out EcgSegment? recording)
    {
        recording = null;
        var run = LastRun();
        if (run.Count == 0 || now - (run[^1].StartedAt + run[^1].Duration) > TimeSpan.FromSeconds(2))
            return "no ECG is coming from the monitor";
        if (EcgLeads.Standard.Except(run[0].Leads).Any())
            return "the monitor does not send all twelve leads";
        var length = TimeSpan.FromTicks(run.Sum(segment => segment.Duration.Ticks));
        if (length < RecordingLength)
            return $"only {length.TotalSeconds:0.0} s without a gap so far: wait until there are {RecordingLength.TotalSeconds:0} s";
        var (first, count) = (run[0], (int)(run[0].SampleRateHz * RecordingLength.TotalSeconds));
        var samples = EcgLeads.Standard.Select(lead =>
        {
            var place = first.Leads.IndexOf(lead);
            return run.SelectMany(segment => segment.Samples[place]).TakeLast(count).ToImmutableArray();
        });
        recording = first with
        {
            StartedAt = run[^1].StartedAt + run[^1].Duration - RecordingLength,
            Leads = [.. EcgLeads.Standard],
            Samples = [.. samples],
        };
        return null;
    }

    /// <summary>The newest segments that follow on each other without a gap and in one format, oldest first.</summary>
    private List<EcgSegment> LastRun()
    {
        lock (_gate)
        {
            List<EcgSegment> run = [];
            foreach (var segment in _segments)
            {
                if (run.Count > 0 && !Follows(run[^1], segment))
                    run.Clear();
                run.Add(segment);
            }

            return run;
        }
    }

    private static bool Follows(EcgSegment before, EcgSegment after) =>
        (after.StartedAt - before.StartedAt - before.Duration).Duration() <= Tolerance
        && before.SampleRateHz == after.SampleRateHz
        && before.LsbNanovolts == after.LsbNanovolts
        && before.Leads.SequenceEqual(after.Leads);
}
