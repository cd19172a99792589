using System.Net;

namespace Emergency.Agent.Tablet;

/// <summary>How the crew tablet is served and what it keeps.</summary>
public sealed record TabletOptions
{
    /// <summary>The fewest digits of a <see cref="Pin"/>.</summary>
    public const int LeastPinDigits = 4;

    /// <summary>
    /// Where the pages are served: <c>http://</c> with an address and a port; by default <c>http://127.0.0.1:8121</c>. Another address than
    /// loopback needs a <see cref="Pin"/>.
    /// </summary>
    public Uri Address { get; init; } = new("http://127.0.0.1:8121");

    /// <summary>What a device elsewhere on the vehicle's network must enter once; 4 to 12 digits. Null: only this machine is served.</summary>
    public string? Pin { get; init; }

    /// <summary>The folder of the built web apps; null serves no pages, only the interface behind them.</summary>
    public string? PagesFolder { get; init; }

    /// <summary>The file in which the tablet's state outlives a restart; null keeps it in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>How long a milestone can be taken back before it is sent; 1 s to 1 minute, by default 5 s of real time.</summary>
    public TimeSpan UndoWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The least time between two states that one page is sent; 50 ms to 5 s, by default 200 ms of real time.</summary>
    public TimeSpan StatePacing { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The time between two beats, at which everything that has no bell of its own is looked at; 200 ms to 5 s, by default 1 s.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a page may take to accept what it is sent before it is left; 2 s to 1 minute, by default 10 s.</summary>
    public TimeSpan SlowPage { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most pages at once, 1 to 50; by default 8. A further one is told to come back.</summary>
    public int MaxPages { get; init; } = 8;

    /// <summary>How long one point of a trend is; 1 s to 5 minutes, by default 10 s.</summary>
    public TimeSpan TrendBucket { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many points a trend has, 10 to 720; by default 180, which is 30 minutes. Older ones are forgotten here.</summary>
    public int TrendPoints { get; init; } = 180;

    /// <summary>How much longer a road is than the straight line; 1 to 3, by default 1.35. Only for the estimate that is shown as one.</summary>
    public double DetourFactor { get; init; } = 1.35;

    /// <summary>The speed by which an arrival is estimated, km/h; 10 to 120, by default 45.</summary>
    public double EstimateKmh { get; init; } = 45;

    /// <summary>How far ahead of the vehicle's clock a time may lie that a page says; 0 to 10 minutes, by default 5 s. It is then taken as now.</summary>
    public TimeSpan FutureTolerance { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Address.IsAbsoluteUri || Address.Scheme != Uri.UriSchemeHttp)
            yield return $"Tablet.Address is '{Address}': expected http://";
        else if (!IsLoopback(Address) && Pin is null)
            yield return $"Tablet.Address is '{Address}': other addresses than loopback need a Pin";
        if (Pin is not null && (Pin.Length is < LeastPinDigits or > 12 || !Pin.All(char.IsAsciiDigit)))
            yield return "Tablet.Pin: expected 4 to 12 digits";
        foreach (var problem in OutOfRange())
            yield return problem;
    }

    /// <summary>Fails with a sentence for the first value that is out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public TabletOptions Checked() => Problems().FirstOrDefault() is { } problem ? throw new ArgumentException(problem) : this;

    /// <summary>The PIN is nobody's business.</summary>
    public override string ToString() => $"tablet at {Address}";

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private IEnumerable<string> OutOfRange()
    {
        (string Name, double Value, double Least, double Most)[] figures =
        [
            ("UndoWindow (s)", UndoWindow.TotalSeconds, 1, 60),
            ("StatePacing (s)", StatePacing.TotalSeconds, 0.05, 5),
            ("Beat (s)", Beat.TotalSeconds, 0.2, 5),
            ("SlowPage (s)", SlowPage.TotalSeconds, 2, 60),
            ("MaxPages", MaxPages, 1, 50),
            ("TrendBucket (s)", TrendBucket.TotalSeconds, 1, 300),
            ("TrendPoints", TrendPoints, 10, 720),
            ("DetourFactor", DetourFactor, 1, 3),
            ("EstimateKmh", EstimateKmh, 10, 120),
            ("FutureTolerance (s)", FutureTolerance.TotalSeconds, 0, 600),
        ];
        return figures
            .Where(figure => !(figure.Value >= figure.Least && figure.Value <= figure.Most))
            .Select(figure => FormattableString.Invariant($"Tablet.{figure.Name} is {figure.Value}: expected {figure.Least} to {figure.Most}"));
    }
}
