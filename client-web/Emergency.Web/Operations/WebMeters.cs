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

    public WebMeters(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _views = meter.CreateCounter<long>(
            "emergency.projection.views", description: "Views that reached the projection, by how they compared.");
        _cutOff = meter.CreateCounter<long>("emergency.console.cutoffs", description: "Consoles cut off because they lagged too far.");
        _positionsDropped = meter.CreateCounter<long>(
            "emergency.console.positions_dropped", description: "Positions that a newer one replaced before a console was sent them.");
        _signIns = meter.CreateCounter<long>("emergency.sign_ins", description: "Sign-ins, by result.");
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
}
