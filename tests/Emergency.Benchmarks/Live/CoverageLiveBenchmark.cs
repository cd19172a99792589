using System.Globalization;
using Emergency.Domain;
using Emergency.Geography;

namespace Emergency.Benchmarks;

/// <summary>
/// How old the coverage figure on a console is, and what it costs, while a whole fleet drives: the real server as a process of its own on the
/// built-in county, vehicles with the real agent that send a fix each second, and a console on the real hub. The age is that of the reckoning
/// on the screen, sampled each millisecond; a fix itself takes a few milliseconds more to count.
/// </summary>
internal static class CoverageLiveBenchmark
{
    private const string Usage = "usage: coverage-live [--vehicles 1..1000] [--seconds 10..3600]";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var (vehicles, seconds) = (200, 60);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (args[i] == "--vehicles" && value is >= 1 and <= 1000) vehicles = value;
            else if (args[i] == "--seconds" && value is >= 10 and <= 3600) seconds = value;
            else
            {
                await Console.Error.WriteLineAsync(Usage);
                return 2;
            }
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var county = With(vehicles);
        await using var server = await LiveServer.Start(county, cancellationToken);
        await using var console = await LiveConsole.Connect(server.Url, cancellationToken);
        var keys = server.DeviceKeys();
        LiveVehicle[] fleet = [.. county.Vehicles.Select((v, i) => new LiveVehicle(county, v, server.Url, keys[v.Id.Value], i + 1))];
        Task[] running = [console.Listen(stop.Token), .. fleet.Select((v, i) => v.Run(TimeSpan.FromSeconds(5.0 * i / fleet.Length), stop.Token))];
        await Wait(Settling, running, cancellationToken);

        var begin = TimeProvider.System.GetUtcNow();
        var (work, processor, fixes) = (await server.CoverageWork(cancellationToken), server.Processor, fleet.Sum(v => v.Acknowledged));
        await Wait(TimeSpan.FromSeconds(seconds), running, cancellationToken);
        var end = TimeProvider.System.GetUtcNow();
        var span = (end - begin).TotalSeconds;
        var share = (await server.CoverageWork(cancellationToken) - work) / span;
        var whole = (server.Processor - processor).TotalSeconds / span;
        var rate = (fleet.Sum(v => v.Acknowledged) - fixes) / span;
        var (ages, most) = console.Ages(begin, end);
        await stop.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        if (rate < 0.9 * vehicles) throw new InvalidDataException($"only {rate:0} fixes a second were made durable: the load was not there");
        if (ages.Length == 0) throw new InvalidDataException("the console saw no coverage");
        await output.WriteLineAsync(FormattableString.Invariant(
            $"{vehicles} vehicles, {rate:0} fixes a second made durable, {console.Units} units in the figure; {span:0} s; whole server {whole * 100:0} % of a core"));
        await output.WriteLineAsync(FormattableString.Invariant(
            $"RESULT name=coverage-live value={most:0} unit=ms_max_age p50_ms={RoadBenchmarks.Quantile(ages, 0.5):0} p99_ms={RoadBenchmarks.Quantile(ages, 0.99):0} coverage_core_share={share:0.0000} server_core_share={whole:0.00} vehicles={vehicles} fixes_per_second={rate:0}"));
        return 0;
    }

    /// <summary>Waits, unless the console or a vehicle fails first.</summary>
    private static async Task Wait(TimeSpan span, Task[] running, CancellationToken cancellation)
    {
        var over = Task.Delay(span, TimeProvider.System, cancellation);
        await await Task.WhenAny([over, .. running]);
        if (!over.IsCompleted) throw new InvalidOperationException("the console or a vehicle ended");
    }

    /// <summary>The built-in county with so many vehicles, spread over its stations.</summary>
    internal static County With(int vehicles)
    {
        var county = BuiltInCounty.Create();
        return new County(new CountyParts
        {
            Profile = county.Profile,
            Roads = county.Roads,
            Areas = county.Areas,
            Population = county.Population,
            Stations = county.Stations,
            Hospitals = county.Hospitals,
            Places = county.Places,
            Vehicles =
            [
                .. Enumerable.Range(0, vehicles).Select(i => county.Vehicles[i % county.Vehicles.Length] with
                {
                    Id = new AmbulanceId($"L{i:0000}"),
                    Plate = $"L{i:0000}",
                    Station = county.Stations[i % county.Stations.Length].Id,
                }),
            ],
        });
    }
}
