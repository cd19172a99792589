using System.Diagnostics.Metrics;
using Emergency.Web.Live;

namespace Emergency.Web.Operations;

/// <summary>What this node counts as it happens.</summary>
internal sealed class WebMeters
{
    /// <summary>The meter of everything that this project measures of the web.</summary>
    public const string Name = "Emergency.Web";

    private readonly Counter<long> _views;
    private readonly Counter<long> _cutOff;
    private readonly Counter<long> _positionsDropped;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _vitals;
    private readonly Counter<long> _ecgBlocks;
    private readonly Counter<long> _ecgBytes;
    private readonly Counter<long> _ecgDropped;
    private readonly Counter<long> _signals;
    private readonly Counter<long> _attachments;

    public WebMeters(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _views = meter.CreateCounter<long>(
            "emergency.projection.views", description: "Views that reached the projection, by how they compared.");
        _cutOff = meter.CreateCounter<long>("emergency.console.cutoffs", description: "Consoles cut off because they lagged too far.");
        _positionsDropped = meter.CreateCounter<long>(
            "emergency.console.positions_dropped", description: "Positions that a newer one replaced before a console was sent them.");
        _signIns = meter.CreateCounter<long>("emergency.sign_ins", description: "Sign-ins, by result.");
        _vitals = meter.CreateCounter<long>("emergency.vitals.updates", description: "Newer vitals of a patient that reached this node.");
        _ecgBlocks = meter.CreateCounter<long>("emergency.ecg.blocks", description: "Blocks of live ECG that reached this node.");
        _ecgBytes = meter.CreateCounter<long>("emergency.ecg.received", "By", "Bytes of live ECG that reached this node.");
        _ecgDropped = meter.CreateCounter<long>(
            "emergency.ecg.dropped", description: "Blocks of live ECG that a bedside page was not sent because it did not keep up.");
        _signals = meter.CreateCounter<long>("emergency.call_signals", description: "Signals that set up calls, by result.");
        _attachments = meter.CreateCounter<long>("emergency.attachments", description: "Attachments that were handed in, by result.");
    }

    public void Projected(Offered offered) => _views.Add(1, new KeyValuePair<string, object?>("result", offered switch
    {
        Offered.Next => "next",
        Offered.AfterGap => "gap",
        _ => "old",
    }));

    public void ConsoleCutOff() => _cutOff.Add(1);

    public void PositionsDropped(long count) => _positionsDropped.Add(count);

    public void SignIn(string result) => _signIns.Add(1, new KeyValuePair<string, object?>("result", result));

    public void VitalsPassed() => _vitals.Add(1);

    public void EcgPassed(int bytes)
    {
        _ecgBlocks.Add(1);
        _ecgBytes.Add(bytes);
    }

    public void EcgDropped() => _ecgDropped.Add(1);

    public void SignalPassed() => _signals.Add(1, new KeyValuePair<string, object?>("result", "passed"));

    public void SignalDropped() => _signals.Add(1, new KeyValuePair<string, object?>("result", "dropped"));

    public void Attachment(string result) => _attachments.Add(1, new KeyValuePair<string, object?>("result", result));
}
