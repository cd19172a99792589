using System.ComponentModel.DataAnnotations;

namespace Emergency.Web;

/// <summary>How live ECG and signals are passed on. Every rate is in real time. Section <c>Web:Bedside</c>.</summary>
public sealed class BedsideOptions
{
    /// <summary>How much live ECG of each patient is kept for pages that come later, by the time of measurement, 1 s to 1 min.
    /// Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan EcgKept { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most blocks of one patient that are kept so, 4 to 1,000; the oldest goes first. Default 64.</summary>
    [Range(4, 1000)]
    public int EcgBlocksPerPatient { get; set; } = 64;

    /// <summary>Most patients whose live ECG is kept so, 4 to 10,000; the one longest silent goes first. Default 256.</summary>
    [Range(4, 10_000)]
    public int EcgPatients { get; set; } = 256;

    /// <summary>Blocks of live ECG that may wait for one page, 4 to 10,000; the oldest is dropped, and the page is told how many. Default 128.</summary>
    [Range(4, 10_000)]
    public int EcgQueue { get; set; } = 128;

    /// <summary>Signals that may wait for one page or vehicle, 8 to 10,000; the oldest is dropped, so that a call must be set up anew. Default 128.</summary>
    [Range(8, 10_000)]
    public int SignalQueue { get; set; } = 128;

    /// <summary>Signals that one page or vehicle may send within <see cref="SignalWindow"/>, 1 to 100,000; more are refused. Default 300.</summary>
    [Range(1, 100_000)]
    public int SignalsPerWindow { get; set; } = 300;

    /// <summary>The span over which they are counted, 1 s to 10 min. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SignalWindow { get; set; } = TimeSpan.FromSeconds(10);
}
