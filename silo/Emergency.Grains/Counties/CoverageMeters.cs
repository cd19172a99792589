using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Emergency.Grains.Counties;

/// <summary>What reckoning coverage costs. The sum of the durations in a span, over the span, is its share of one core.</summary>
internal static class CoverageMeters
{
    private static readonly Meter Meter = new("Emergency.Coverage");

    private static readonly Histogram<double> Reckoned = Meter.CreateHistogram(
        "emergency.coverage.duration", "s", "Time to bring coverage up to date once, views and alarms apart.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1] });

    private static readonly Histogram<double> Drawn = Meter.CreateHistogram(
        "emergency.coverage.drawing.duration", "s", "Time to draw coverage or isochrones as areas once.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] });

    /// <summary>Notes a reckoning that began at this timestamp of the stopwatch.</summary>
    public static void NoteReckoned(long start) => Reckoned.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);

    /// <summary>Notes a drawing that began at this timestamp of the stopwatch.</summary>
    public static void NoteDrawn(long start) => Drawn.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
}
