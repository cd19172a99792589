using System.Diagnostics.Metrics;
using Emergency.Web.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Emergency.Web.Tests;

public sealed class PrometheusTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PrometheusExporter _exporter;
    private readonly Meter _meter;

    public PrometheusTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _exporter = new PrometheusExporter(meters);
        _exporter.StartAsync(CancellationToken.None);
        _meter = meters.Create("Emergency.Test");
    }

    public void Dispose()
    {
        _exporter.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Write_Counter_SumsByLabels()
    {
        var counter = _meter.CreateCounter<long>("emergency.calls", description: "Calls.");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "fall"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "fall"));
        counter.Add(1, new KeyValuePair<string, object?>("kind", "a \"quoted\"\nline"));

        var text = _exporter.Write();

        text.ShouldContain("# HELP emergency_calls_total Calls.\n# TYPE emergency_calls_total counter\n");
        text.ShouldContain("emergency_calls_total{kind=\"fall\"} 5\n");
        text.ShouldContain("emergency_calls_total{kind=\"a \\\"quoted\\\"\\nline\"} 1\n");
    }

    [Fact]
    public void Write_Histogram_CumulatesBuckets()
    {
        var histogram = _meter.CreateHistogram("emergency.time", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] });
        foreach (var seconds in new[] { 0.5, 1, 1.5, 7 })
            histogram.Record(seconds);

        var text = _exporter.Write();

        text.ShouldContain("# TYPE emergency_time_seconds histogram\n");
        text.ShouldContain("emergency_time_seconds_bucket{le=\"1\"} 2\n");
        text.ShouldContain("emergency_time_seconds_bucket{le=\"2\"} 3\n");
        text.ShouldContain("emergency_time_seconds_bucket{le=\"+Inf\"} 4\n");
        text.ShouldContain("emergency_time_seconds_sum 10\n");
        text.ShouldContain("emergency_time_seconds_count 4\n");
    }

    [Fact]
    public void Write_ObservedLabelIsGone_IsNotReportedForEver()
    {
        var what = "storm";
        _meter.CreateObservableGauge("emergency.now", () => new Measurement<int>(1, new KeyValuePair<string, object?>("what", what)));
        _exporter.Write().ShouldContain("emergency_now{what=\"storm\"} 1\n");

        what = "calm";

        _exporter.Write().ShouldNotContain("storm");
    }

    [Fact]
    public void Write_UpDownCounter_IsAGaugeThatSums()
    {
        var open = _meter.CreateUpDownCounter<int>("emergency.open");
        open.Add(3);
        open.Add(-1);

        _exporter.Write().ShouldContain("# TYPE emergency_open gauge\nemergency_open 2\n");
    }

    [Fact]
    public void Record_TooManyLabelSets_AreCountedAsLost()
    {
        var counter = _meter.CreateCounter<long>("emergency.flood");
        for (var number = 0; number < 600; number++)
            counter.Add(1, new KeyValuePair<string, object?>("number", number));

        _exporter.Write().ShouldContain("# 100 measurements of further label sets were lost\n");
    }

    [Fact]
    public void Write_MeterOfAnotherHost_IsNotOurs()
    {
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        others.GetRequiredService<IMeterFactory>().Create("Emergency.Test").CreateCounter<long>("emergency.theirs").Add(1);

        _exporter.Write().ShouldNotContain("theirs");
    }

    [Theory]
    [InlineData("http.server.request.duration", "s", MetricKind.Histogram, "http_server_request_duration_seconds")]
    [InlineData("emergency.calls.total", null, MetricKind.Counter, "emergency_calls_total")]
    [InlineData("dotnet.gc.heap", "By", MetricKind.Gauge, "dotnet_gc_heap_bytes")]
    internal void NameOf_Instrument_FollowsTheConvention(string instrument, string? unit, MetricKind kind, string expected) =>
        PrometheusText.NameOf(instrument, unit, kind).ShouldBe(expected);
}
