using Emergency.TestKit.Faults;

namespace Emergency.System.Tests.DeadZones;

/// <summary>Makes links fail at random, each kind of fault in its turn of luck; the same seed makes the same weather, but for the machine's pace.</summary>
internal sealed class LinkWeather(IReadOnlyList<FaultProxy> links, int seed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);

    private readonly Random _random = new(seed);
    private readonly List<Task> _bad = [];
    private readonly SortedDictionary<string, int> _made = [];

    /// <summary>How often each kind of fault was made.</summary>
    public string Made => string.Join(", ", _made.Select(kind => $"{kind.Key} {kind.Value}"));

    /// <summary>Makes faults until cancelled, then waits until all links are good again.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            _bad.Add(Fail(links[_random.Next(links.Count)], _random.Next(7), Seconds(1, 7)));
            await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_bad);
        foreach (var link in links)
            (link.Faults, link.RefuseConnections) = (LinkFaults.None, false);
    }

    private TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + ((most - least) * _random.NextDouble()));

    private async Task Fail(FaultProxy link, int kind, TimeSpan span)
    {
        var (name, faults) = kind switch
        {
            0 => ("cut", null),
            1 => ("closed", null),
            2 => ("half open up", new LinkFaults { SwallowUp = true }),
            3 => ("half open down", new LinkFaults { SwallowDown = true }),
            4 => ("half open", new LinkFaults { SwallowUp = true, SwallowDown = true }),
            5 => ("throttled", new LinkFaults { BytesPerSecond = 3_000, Delay = TimeSpan.FromMilliseconds(200) }),
            _ => ("dead", (LinkFaults?)null),
        };
        _made[name] = _made.GetValueOrDefault(name) + 1;
        if (kind == 1)
            link.CloseAll();
        if (kind is 0 or 6)
            link.CutAll();
        link.RefuseConnections = kind == 6;
        link.Faults = faults ?? LinkFaults.None;
        await Task.Delay(span, TimeProvider.System, CancellationToken.None);
        // What is half open stays so until the agent finds out, or the network forgets the connection.
        (link.Faults, link.RefuseConnections) = (LinkFaults.None, false);
    }
}
