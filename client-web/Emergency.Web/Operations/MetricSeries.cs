using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Emergency.Web.Operations;

/// <summary>How an instrument is written for Prometheus.</summary>
internal enum MetricKind
{
    /// <summary>A sum that only grows.</summary>
    Counter = 0,

    /// <summary>A value that is set, or a sum that goes up and down.</summary>
    Gauge = 1,

    /// <summary>A distribution.</summary>
    Histogram = 2,
}

/// <summary>Everything measured by one instrument, by label set. Safe for several threads.</summary>
internal sealed class MetricSeries
{
    /// <summary>Most label sets of one instrument; measurements of further ones are counted as lost.</summary>
    private const int MaxLabelSets = 500;

    /// <summary>Upper bounds in seconds, for histograms that advise none.</summary>
    private static readonly double[] DefaultBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Point> _points = new(StringComparer.Ordinal);
    private readonly Instrument _instrument;
    private readonly double[] _bounds;
    private readonly bool _sums;
    private long _lost;

    public MetricSeries(Instrument instrument, IReadOnlyList<double>? bounds)
    {
        _instrument = instrument;
        _bounds = bounds is null ? DefaultBounds : [.. bounds];
        var type = instrument.GetType().Name.Split('`')[0];
        _sums = !instrument.IsObservable && type != "Gauge";
        Kind = type switch
        {
            "Histogram" => MetricKind.Histogram,
            "Counter" or "ObservableCounter" => MetricKind.Counter,
            _ => MetricKind.Gauge,
        };
        Name = PrometheusText.NameOf(instrument.Name, instrument.Unit, Kind);
    }

    public string Name { get; }

    public MetricKind Kind { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        lock (_lock)
        {
            if (!_points.TryGetValue(labels, out var point))
            {
                if (_points.Count >= MaxLabelSets)
                {
                    _lost++;
                    return;
                }

                _points.Add(labels, point = new Point(_bounds.Length + 1));
            }

            if (Kind == MetricKind.Histogram)
                point.Buckets[BucketOf(value)]++;
            point.Value = _sums ? point.Value + value : value;
            point.Count++;
        }
    }

    /// <summary>Observed values are measured anew each time, so that a label set that is gone is not reported for ever.</summary>
    public void ForgetObserved()
    {
        if (!_instrument.IsObservable)
            return;
        lock (_lock)
            _points.Clear();
    }

    public void Write(StringBuilder text)
    {
        lock (_lock)
        {
            if (_points.Count == 0)
                return;
            text.Append("# HELP ").Append(Name).Append(' ').Append(PrometheusText.Help(_instrument.Description)).Append('\n');
            text.Append("# TYPE ").Append(Name).Append(' ').Append(Kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (var (labels, point) in _points)
            {
                if (Kind == MetricKind.Histogram)
                    WriteHistogram(text, labels, point);
                else
                    PrometheusText.Sample(text, Name, labels, point.Value);
            }

            if (_lost > 0)
                text.Append("# ").Append(_lost).Append(" measurements of further label sets were lost\n");
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, Point point)
    {
        var cumulated = 0L;
        for (var bucket = 0; bucket < point.Buckets.Length; bucket++)
        {
            cumulated += point.Buckets[bucket];
            var bound = bucket < _bounds.Length ? _bounds[bucket].ToString(CultureInfo.InvariantCulture) : "+Inf";
            PrometheusText.Sample(text, Name + "_bucket", PrometheusText.Join(labels, $"le=\"{bound}\""), cumulated);
        }

        PrometheusText.Sample(text, Name + "_sum", labels, point.Value);
        PrometheusText.Sample(text, Name + "_count", labels, point.Count);
    }

    private int BucketOf(double value)
    {
        var index = Array.BinarySearch(_bounds, value);
        return index < 0 ? ~index : index;
    }

    private sealed class Point(int buckets)
    {
        public long[] Buckets { get; } = new long[buckets];

        public double Value { get; set; }

        public long Count { get; set; }
    }
}
