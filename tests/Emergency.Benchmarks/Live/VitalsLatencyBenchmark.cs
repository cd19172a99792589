using System.Globalization;
using Emergency.Domain;

namespace Emergency.Benchmarks;

/// <summary>
/// How soon what a vehicle measures is at a physician: the real server as a process of its own, vehicles with the real agent that send twelve
/// leads at 500 Hz and vital signs, and for each a page's connection to the care hub. Measured from the agent's input to the hub's message at
/// the page's socket, by one stopwatch; what a browser then needs to draw is not in it.
/// </summary>
internal static class VitalsLatencyBenchmark
{
    private const string Usage = "usage: vitals-latency [--vehicles 1..100] [--seconds 10..3600]";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var (vehicles, seconds) = (20, 60);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (args[i] == "--vehicles" && value is >= 1 and <= 100) vehicles = value;
            else if (args[i] == "--seconds" && value is >= 10 and <= 3600) seconds = value;
            else
            {
                await Console.Error.WriteLineAsync(Usage);
                return 2;
            }
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var county = CoverageLiveBenchmark.With(vehicles);
        await using var server = await LiveServer.Start(county, cancellationToken);
        using var desk = await LiveDesk.SignIn(server.Url, "dispatcher1", cancellationToken);
        using var physician = await LiveDesk.SignIn(server.Url, "physician1", cancellationToken);
        var keys = server.DeviceKeys();
        Stage[] stages = [.. county.Vehicles.Select((vehicle, i) => new Stage(server.Url, vehicle.Id, keys[vehicle.Id.Value], i))];
        List<Task> running = [.. stages.Select(stage => stage.Vehicle.Connect(stop.Token))];
        foreach (var stage in stages) await stage.Dispatch(desk, cancellationToken);
        await UntilOrdered(stages, cancellationToken);
        running.AddRange(stages.Select((stage, i) => stage.Vehicle.Stream((double)i / vehicles, stop.Token)));
        running.AddRange(stages.Select(stage => stage.Watch(server.Url, physician, stop.Token)));
        await Wait(Settling, running, cancellationToken);

        foreach (var stage in stages) stage.Begin();
        var processor = server.Processor;
        await Wait(TimeSpan.FromSeconds(seconds), running, cancellationToken);
        var share = (server.Processor - processor).TotalSeconds / seconds;
        await stop.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Tell(stages, seconds, share, output);
        return 0;
    }

    private static async Task Tell(Stage[] stages, int seconds, double share, TextWriter output)
    {
        double[] ecg = [.. stages.SelectMany(stage => stage.Inputs.Ecg)], vitals = [.. stages.SelectMany(stage => stage.Inputs.Vitals)];
        double[] all = [.. ecg, .. vitals];
        if (ecg.Length == 0 || vitals.Length == 0) throw new InvalidDataException("no ECG or no vitals came to the pages: the load was not there");
        var dropped = stages.Sum(stage => stage.Page!.Dropped);
        await output.WriteLineAsync(FormattableString.Invariant(
            $"{stages.Length} vehicles, {stages.Length} pages' hub connections (no browser); ECG blocks of 0.2 s {ecg.Length}, vitals {vitals.Length}, dropped for pages {dropped}; server {share * 100:0} % of a core"));
        await output.WriteLineAsync(FormattableString.Invariant(
            $"RESULT name=vitals-latency value={RoadBenchmarks.Quantile(all, 0.99):0} unit=ms p50_ms={RoadBenchmarks.Quantile(all, 0.5):0} ecg_p99_ms={RoadBenchmarks.Quantile(ecg, 0.99):0} vitals_p99_ms={RoadBenchmarks.Quantile(vitals, 0.99):0} ecg_bytes_per_second={stages.Average(stage => stage.Vehicle.EcgBytesPerSecond):0} page_bytes_per_second={stages.Average(stage => stage.PageBytes) / seconds:0} vehicles={stages.Length} pages=hub-client"));
    }

    private static async Task UntilOrdered(Stage[] stages, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!stages.All(stage => stage.Vehicle.HasOrder))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Bound) throw new InvalidOperationException("not every vehicle got its order");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }
    }

    /// <summary>Waits, unless a page or a vehicle fails first.</summary>
    private static async Task Wait(TimeSpan span, List<Task> running, CancellationToken cancellation)
    {
        var over = Task.Delay(span, TimeProvider.System, cancellation);
        await await Task.WhenAny([over, .. running]);
        if (!over.IsCompleted) throw new InvalidOperationException("a page or a vehicle ended");
    }

    /// <summary>One vehicle, its case and the page that watches it.</summary>
    private sealed class Stage(Uri server, AmbulanceId id, string key, int index)
    {
        private string _caseId = "";
        private long _bytesBefore;

        public Inputs Inputs { get; } = new();

        public StreamingVehicle Vehicle => field ??= new StreamingVehicle(server, id, key, index + 1, Inputs);

        public LiveBedside? Page { get; private set; }

        public double PageBytes => Page!.Bytes - _bytesBefore;

        public async Task Dispatch(LiveDesk desk, CancellationToken cancellation)
        {
            var opened = await desk.Post(
                "/api/cases", new { location = new { lon = 113.44, lat = 29.48 }, complaint = "胸痛", priority = "II" }, cancellation);
            _caseId = opened["caseId"]!.GetValue<string>();
            await desk.Post($"/api/cases/{_caseId}/assignments", new { ambulanceId = id.Value, overrideReason = "benchmark" }, cancellation);
        }

        public async Task Watch(Uri url, LiveDesk physician, CancellationToken cancellation)
        {
            using var page = Page = new LiveBedside(url, physician.Cookies, _caseId, Inputs);
            await page.Run(cancellation);
        }

        /// <summary>What came before does not count.</summary>
        public void Begin()
        {
            Inputs.Ecg.Clear();
            Inputs.Vitals.Clear();
            _bytesBefore = Page!.Bytes;
        }
    }
}
