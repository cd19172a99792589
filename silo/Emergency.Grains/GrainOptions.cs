using System.ComponentModel.DataAnnotations;
using Emergency.Domain.Care;

namespace Emergency.Grains;

/// <summary>Paces and bounds of the grains, in time of the injected clock: an accelerated clock needs them longer by its factor.</summary>
public sealed class GrainOptions
{
    /// <summary>A connected vehicle that is silent this long is stale. Default 15 s, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LinkStaleAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a unit looks after itself: its link, its queue, promises not yet told. Default 5 s, 1 s to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan UnitTendInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The arrival of a driving unit is reckoned anew at most this often. Default 10 s, 1 s to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ArrivalInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often coverage is reckoned and told. Default 0.5 s, so that no figure on a screen is older than a second; 0.1 s to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CoverageInterval { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How many times faster than people's the injected clock runs: what a person saw counts that much longer. Default 1, 1 to 3600.</summary>
    [Range(1d, 3600d)]
    public double ClockSpeed { get; set; } = 1;

    /// <summary>Isochrones and coverage areas are drawn anew at most this often. Default 5 s, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DrawingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often road conditions that ran out are looked for. Default 1 s, 0.1 s to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RoadsInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Relocations are suggested anew at most this often. Default 15 s, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RelocationInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A fix older than this says nothing of where a unit at its station is. Default 5 minutes, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FixUsableFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>An order that is not on the vehicle by then is told to physician and dispatcher. Default 30 s, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OrderDeliveredWithin { get; set; } = OrderTimes.Default.Deliver;

    /// <summary>The same for one that is delivered and not read back. Default 120 s, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OrderReadBackWithin { get; set; } = OrderTimes.Default.ReadBack;

    /// <summary>The same for one that is read back and neither done nor refused. Default 10 minutes, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OrderDoneWithin { get; set; } = OrderTimes.Default.Done;

    /// <summary>An order that was not delivered by then is withdrawn. Default 30 minutes, 10 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan OrderValidFor { get; set; } = OrderTimes.Default.ValidFor;

    /// <summary>How often a case looks after its vital alarms while a monitor is heard. Default 1 s, 0.1 s to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CareTickInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A monitor or one of its signals that says nothing for longer is lost. Default 15 s, 3 s to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "00:05:00")]
    public TimeSpan VitalsLostAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What changes all the time and is no fact, such as scores and links, is told with the clinical record at most this often.
    /// Default 5 s, 0.1 s to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CareRenewInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>ECG older than this is kept and not shown as live. Default 15 s, 1 s to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan EcgLiveFor { get; set; } = TimeSpan.FromSeconds(15);

    internal OrderTimes OrderTimes => new(OrderDeliveredWithin, OrderReadBackWithin, OrderDoneWithin, OrderValidFor);
}
