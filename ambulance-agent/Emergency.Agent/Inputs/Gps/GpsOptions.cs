namespace Emergency.Agent.Inputs;

/// <summary>Where positions come from, and which of them count.</summary>
public sealed record GpsOptions
{
    /// <summary>
    /// <c>gpsd://127.0.0.1:2947</c>, NMEA 0183 from <c>tcp://host:port</c>, <c>serial:///dev/ttyUSB0?baud=9600</c> or
    /// <c>file:///path</c> (a recording, replayed as if it were now), or <c>none</c>; by default gpsd on this machine.
    /// </summary>
    public string Source { get; init; } = "gpsd://127.0.0.1:2947";

    /// <summary>How long a source may say nothing before it is opened anew; 2 s to 10 minutes, by default 30 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long without a good fix the input counts as silent; 1 s to 10 minutes, by default 5 s.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The waits between attempts to open the source.</summary>
    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>The least time between two fixes that are kept; 0.1 to 60 s, by default 1 s. A receiver may tell more.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A fix older than this is stale; 1 s to 10 minutes, by default 10 s.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A faster course than this between two fixes is a jump, km/h; 50 to 1,000, by default 240.</summary>
    public double MaxSpeedKmh { get; init; } = 240;

    /// <summary>A worse accuracy than this is no position, metres; 10 to 10,000, by default 500.</summary>
    public double MaxAccuracyMetres { get; init; } = 500;

    /// <summary>How many jumping fixes that follow on each other are believed after all; 2 to 100, by default 5.</summary>
    public int BelieveJumpAfter { get; init; } = 5;

    /// <summary>Up to this difference between satellites and this machine's clock nothing is corrected; 0.1 to 60 s, by default 1 s.</summary>
    public TimeSpan SkewTolerance { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Beyond this difference the receiver's clock is not believed (a wrong week), and fixes are dated by this machine; 1 minute to 400
    /// days, by default 1 day.
    /// </summary>
    public TimeSpan MaxSkew { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Source != "none" && GpsSources.Problem(Source) is { } problem)
            yield return problem;
        if (Silence < TimeSpan.FromSeconds(2) || Silence > TimeSpan.FromMinutes(10))
            yield return $"Gps.Silence is {Silence}: expected 2 s to 10 minutes";
        if (SilentAfter < TimeSpan.FromSeconds(1) || SilentAfter > TimeSpan.FromMinutes(10))
            yield return $"Gps.SilentAfter is {SilentAfter}: expected 1 s to 10 minutes";
        if (Interval < TimeSpan.FromSeconds(0.1) || Interval > TimeSpan.FromMinutes(1))
            yield return $"Gps.Interval is {Interval}: expected 0.1 to 60 s";
        if (StaleAfter < TimeSpan.FromSeconds(1) || StaleAfter > TimeSpan.FromMinutes(10))
            yield return $"Gps.StaleAfter is {StaleAfter}: expected 1 s to 10 minutes";
        if (!(MaxSpeedKmh is >= 50 and <= 1000))
            yield return $"Gps.MaxSpeedKmh is {MaxSpeedKmh}: expected 50 to 1000";
        if (!(MaxAccuracyMetres is >= 10 and <= 10_000))
            yield return $"Gps.MaxAccuracyMetres is {MaxAccuracyMetres}: expected 10 to 10000";
        if (BelieveJumpAfter is < 2 or > 100)
            yield return $"Gps.BelieveJumpAfter is {BelieveJumpAfter}: expected 2 to 100";
        if (SkewTolerance < TimeSpan.FromSeconds(0.1) || SkewTolerance > TimeSpan.FromMinutes(1))
            yield return $"Gps.SkewTolerance is {SkewTolerance}: expected 0.1 to 60 s";
        if (MaxSkew < TimeSpan.FromMinutes(1) || MaxSkew > TimeSpan.FromDays(400))
            yield return $"Gps.MaxSkew is {MaxSkew}: expected 1 minute to 400 days";
        foreach (var wait in Backoff.Problems())
            yield return $"Gps.{wait}";
    }
}

/// <summary>Makes a source of its address.</summary>
internal static class GpsSources
{
    private const int DefaultGpsdPort = 2947;

    public static string? Problem(string source)
    {
        var wrong = $"Gps.Source is '{source}': expected gpsd://host:port, tcp://host:port, serial:///dev/name?baud=N, file:///path or none";
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address))
            return wrong;
        return address.Scheme switch
        {
            "gpsd" when address.Host.Length > 0 => null,
            "tcp" when address.Host.Length > 0 && address.Port > 0 => null,
            "serial" when address.AbsolutePath.Length > 1 && (address.Query.Length == 0 || BaudOf(address) is not null) => null,
            "file" when address.AbsolutePath.Length > 1 => null,
            _ => wrong,
        };
    }

    /// <returns>The source; null for none.</returns>
    public static IGpsSource? Make(GpsOptions options, TimeProvider clock)
    {
        if (options.Source == "none")
            return null;
        var address = new Uri(options.Source);
        return address.Scheme switch
        {
            "gpsd" => new GpsdSource(address.Host, address.Port > 0 ? address.Port : DefaultGpsdPort, options.Silence, clock),
            "tcp" => new NmeaSource(NmeaSource.Tcp(address.Host, address.Port), options.Silence, clock),
            "serial" => new NmeaSource(NmeaSource.Serial(address.AbsolutePath, BaudOf(address)), options.Silence, clock),
            _ => new NmeaSource(NmeaSource.File(address.LocalPath), options.Silence, clock, replay: true),
        };
    }

    private static int? BaudOf(Uri address)
    {
        const string Key = "?baud=";
        return address.Query.StartsWith(Key, StringComparison.Ordinal) && int.TryParse(address.Query.AsSpan(Key.Length), out var baud)
            && baud is >= 1200 and <= 921_600 ? baud : null;
    }
}
