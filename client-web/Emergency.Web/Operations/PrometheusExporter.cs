using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Emergency.Web.Operations;

/// <summary>Listens to the meters of this host and of .NET itself, and writes what they measured for Prometheus.</summary>
internal sealed class PrometheusExporter : IHostedService, IDisposable
{
    /// <summary>Meters that are written; anything else costs nothing.</summary>
    private static readonly string[] Wanted =
    [
        "Emergency.",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    private readonly ConcurrentDictionary<Instrument, MetricSeries> _series = new();
    private readonly Lock _scrape = new();
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _meters;

    public PrometheusExporter(IMeterFactory meters)
    {
        _meters = meters;
        _listener.InstrumentPublished = Publish;
        _listener.MeasurementsCompleted = (instrument, _) => _series.TryRemove(instrument, out var _);
        Listen<byte>(value => value);
        Listen<short>(value => value);
        Listen<int>(value => value);
        Listen<long>(value => value);
        Listen<float>(value => value);
        Listen<double>(value => value);
        Listen<decimal>(value => (double)value);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    public string Write()
    {
        lock (_scrape)
        {
            foreach (var series in _series.Values)
                series.ForgetObserved();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var series in _series.Values.OrderBy(series => series.Name, StringComparer.Ordinal))
                series.Write(text);
            return text.ToString();
        }
    }

    private void Publish(Instrument instrument, MeterListener listener)
    {
        // Another host of the same process has its own meters.
        var ours = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, _meters);
        if (!ours || !Wanted.Any(prefix => instrument.Meter.Name.StartsWith(prefix, StringComparison.Ordinal)))
            return;
        var bounds = instrument switch
        {
            Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries,
            Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(),
            _ => null,
        };
        var series = _series.GetOrAdd(instrument, _ => new MetricSeries(instrument, bounds));
        listener.EnableMeasurementEvents(instrument, series);
    }

    private void Listen<T>(Func<T, double> number)
        where T : struct =>
        _listener.SetMeasurementEventCallback<T>((_, value, tags, series) => ((MetricSeries)series!).Record(number(value), tags));
}
