namespace Emergency.Agent;

/// <summary>How much of the live ECG the link is asked to carry.</summary>
public enum EcgMode
{
    /// <summary>Everything as measured.</summary>
    Full = 0,

    /// <summary>All leads, half the samples: for the rhythm, not for measuring ST segments.</summary>
    HalfRate = 1,

    /// <summary>Leads I, II, V2 and V5, half the samples.</summary>
    FourLeads = 2,

    /// <summary>Nothing live; it is kept and follows when the link is good.</summary>
    Off = 3,
}

/// <summary>The mode changed; crew and desk are told.</summary>
/// <param name="At">By the clock of events.</param>
/// <param name="From">The mode before.</param>
/// <param name="To">The mode now.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record EcgModeChange(DateTimeOffset At, EcgMode From, EcgMode To, string Reason);

/// <summary>When the mode of the live ECG changes.</summary>
public sealed record EcgRateOptions
{
    /// <summary>Above this lag of the live trace less is sent; 0.5 s to 1 minute, by default 3 s.</summary>
    public TimeSpan StepDownLag { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a mode is kept before it may be lowered further; 1 s to 5 minutes, by default 5 s.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Below this lag the link has room; 0.1 s to 1 minute, by default 1 s.</summary>
    public TimeSpan GoodLag { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the link must have room before more is sent; 5 s to 1 hour, by default 30 s. Doubled after each vain attempt.</summary>
    public TimeSpan StepUpAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that is waited for that; up to 1 day, by default 5 minutes.</summary>
    public TimeSpan LongestStepUp { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (StepDownLag < TimeSpan.FromSeconds(0.5) || StepDownLag > TimeSpan.FromMinutes(1))
            yield return $"EcgRate.StepDownLag is {StepDownLag}: expected 0.5 s to 1 minute";
        if (Settle < TimeSpan.FromSeconds(1) || Settle > TimeSpan.FromMinutes(5))
            yield return $"EcgRate.Settle is {Settle}: expected 1 s to 5 minutes";
        if (GoodLag < TimeSpan.FromSeconds(0.1) || GoodLag > StepDownLag)
            yield return $"EcgRate.GoodLag is {GoodLag}: expected 0.1 s to {StepDownLag}";
        if (StepUpAfter < TimeSpan.FromSeconds(5) || StepUpAfter > TimeSpan.FromHours(1))
            yield return $"EcgRate.StepUpAfter is {StepUpAfter}: expected 5 s to 1 hour";
        if (LongestStepUp < StepUpAfter || LongestStepUp > TimeSpan.FromDays(1))
            yield return $"EcgRate.LongestStepUp is {LongestStepUp}: expected {StepUpAfter} to 1 day";
    }
}

/// <summary>
/// Decides how much of the live ECG is sent, by how far the server's receipts lag behind what is measured. Down it goes at once, up only
/// after the link has had room for a while, and the later the more often that was in vain. Safe to use from several threads.
/// </summary>
/// <param name="options">When to change.</param>
/// <param name="network">The network's clock.</param>
internal sealed class EcgRate(EcgRateOptions options, TimeProvider network)
{
    private readonly Lock _gate = new();
    private EcgMode _mode;
    private long _changedAt = network.GetTimestamp();
    private long _roomSince = network.GetTimestamp();
    private TimeSpan _stepUpAfter = options.StepUpAfter;
    private bool _triedUp;

    /// <summary>The mode now.</summary>
    public EcgMode Mode
    {
        get
        {
            lock (_gate)
            {
                return _mode;
            }
        }
    }

    /// <summary>The word of a mode on the wire.</summary>
    public static string WordOf(EcgMode mode) => mode switch
    {
        EcgMode.Full => "full",
        EcgMode.HalfRate => "half-rate",
        EcgMode.FourLeads => "four-leads",
        _ => "off",
    };

    /// <summary>Looks at the link; to be called about once a second while it is online.</summary>
    /// <param name="lag">How far receipts lag behind what was measured; null while nothing is measured or nothing is sent.</param>
    /// <param name="change">The modes before and after and why; null when nothing changes.</param>
    public bool Look(TimeSpan? lag, out (EcgMode From, EcgMode To, string Reason) change)
    {
        lock (_gate)
        {
            change = default;
            var inMode = network.GetElapsedTime(_changedAt);
            if (lag > options.GoodLag)
                _roomSince = network.GetTimestamp();
            if (lag > options.StepDownLag && _mode != EcgMode.Off && inMode >= options.Settle)
            {
                // An attempt that fails soon makes the next one wait longer.
                if (_triedUp && inMode < options.StepUpAfter)
                    _stepUpAfter = Min(_stepUpAfter * 2, options.LongestStepUp);
                change = Change(_mode + 1, $"the live trace lags by {lag.Value.TotalSeconds:0.0} s", up: false);
                return true;
            }

            if (_mode == EcgMode.Full || network.GetElapsedTime(_roomSince) < _stepUpAfter || inMode < _stepUpAfter)
            {
                if (_mode == EcgMode.Full && inMode > options.LongestStepUp)
                    _stepUpAfter = options.StepUpAfter;
                return false;
            }

            change = Change(_mode - 1, $"the link has had room for {_stepUpAfter.TotalSeconds:0} s", up: true);
            return true;
        }
    }

    private (EcgMode, EcgMode, string) Change(EcgMode to, string reason, bool up)
    {
        var from = _mode;
        (_mode, _triedUp, _changedAt, _roomSince) = (to, up, network.GetTimestamp(), network.GetTimestamp());
        return (from, to, reason);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
