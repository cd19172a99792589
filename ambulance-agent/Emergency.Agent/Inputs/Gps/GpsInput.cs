namespace Emergency.Agent.Inputs;

/// <summary>The vehicle's receiver: opened and opened again, judged, and told on.</summary>
public sealed class GpsInput
{
    private readonly IGpsSource? _source;
    private readonly FixFilter _filter;
    private readonly InputMeter _meter;
    private readonly InputLoop _loop;
    private readonly Func<FixReading, ValueTask> _sink;

    /// <summary>Prepares the input; <see cref="Run"/> opens it.</summary>
    /// <param name="options">Where positions come from, and which count.</param>
    /// <param name="skew">Measures the clocks.</param>
    /// <param name="sink">Takes every good fix.</param>
    /// <param name="machine">This machine's clock.</param>
    /// <param name="random">For the jitter.</param>
    /// <param name="logger">For what an operator must know.</param>
    public GpsInput(
        GpsOptions options, GpsSkew skew, Func<FixReading, ValueTask> sink, TimeProvider machine, Random random, ILogger<GpsInput> logger)
    {
        _source = GpsSources.Make(options, machine);
        _filter = new FixFilter(options, skew, skew.Events);
        _meter = new InputMeter("gps", machine, options.SilentAfter);
        _loop = new InputLoop("gps", _meter, options.Backoff, random, machine, logger);
        _sink = sink;
    }

    /// <summary>How it is.</summary>
    public InputHealth Health => _source is null ? _meter.Health with { State = InputState.Off } : _meter.Health;

    /// <summary>Reads until cancelled.</summary>
    public Task Run(CancellationToken cancellation) => _source is null
        ? Task.CompletedTask
        : _loop.Run((works, ending) => _source.Run(sample => Take(sample, works), _meter, ending), cancellation);

    private void Take(GpsSample sample, Action works)
    {
        works();
        if (_filter.Judge(sample, out var fix) is { } rejection)
        {
            // A receiver that tells more often than is wanted is well.
            if (rejection is FixRejection.TooSoon)
                _meter.Good(WordOf(rejection));
            else
                _meter.Refused(WordOf(rejection));
            return;
        }

        _meter.Good("fix");
        // The outbox orders what it is given; waiting here for the disk would only let the receiver's buffer run over.
        _ = Keep(fix!);
    }

    private async Task Keep(FixReading fix)
    {
        try
        {
            await _sink(fix);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _meter.Refused("not-kept", failure.Message);
        }
    }

    private static string WordOf(FixRejection rejection) =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(rejection.ToString());
}
