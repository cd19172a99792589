namespace Emergency.Simulators.Tests.Ecg;

/// <summary>A recorded ECG, measured as a physician does: with calipers on the paper.</summary>
internal sealed class Recording
{
    public static readonly string[] Names = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>Steeper than this, in mV/s, only ventricles are that spread the normal way or near to it.</summary>
    private const double QrsSlope = 8;

    private const double JPlus60 = 0.048 + 0.060;

    private readonly EcgOptions _options;

    private Recording(EcgOptions options, short[][] leads) => (_options, Leads) = (options, leads);

    public short[][] Leads { get; }

    public static Recording Of(
        HeartState heart, double seconds = 30, EcgOptions? options = null, double motion = 0, int seed = 1, bool hasContact = true)
    {
        options ??= new EcgOptions().Clean();
        var count = (int)(seconds * options.SampleRate);
        var leads = Enumerable.Range(0, EcgSynthesizer.LeadCount).Select(_ => new short[count]).ToArray();
        new EcgSynthesizer(options, new Random(seed)).Record(leads, 0, count, heart, motion, hasContact);
        return new Recording(options, leads);
    }

    /// <summary>A sample in millivolts.</summary>
    public double At(string lead, int index) => Leads[Array.IndexOf(Names, lead)][index] * (_options.LsbNanovolts / 1e6);

    public int Index(double seconds) => (int)Math.Round(seconds * _options.SampleRate);

    /// <summary>Where the R peaks of a narrow beat are, or the tops of a wide one: the largest swings over all leads.</summary>
    public List<int> Peaks()
    {
        var count = Leads[0].Length;
        var swing = Enumerable.Range(0, count).Select(Strength).ToArray();
        var limit = 0.5 * swing.Max();
        var peaks = new List<int>();
        for (var i = 1; i < count - 1; i++)
        {
            if (swing[i] < limit || swing[i] < swing[i - 1] || swing[i] < swing[i + 1])
                continue;
            if (peaks.Count > 0 && i - peaks[^1] < Index(0.2))
                continue;
            peaks.Add(i);
        }

        return peaks;
    }

    /// <summary>The cycles in seconds.</summary>
    public List<double> Cycles()
    {
        var peaks = Peaks();
        return [.. peaks.Zip(peaks.Skip(1), (a, b) => (b - a) / (double)_options.SampleRate)];
    }

    /// <summary>The mean beat of a lead around the R peak, above the level before the QRS.</summary>
    public double Mean(string lead, double seconds)
    {
        var peaks = Whole();
        return peaks.Average(peak => At(lead, peak + Index(seconds)) - Level(lead, peak));
    }

    /// <summary>The ST segment 60 ms after the J point, in millivolts.</summary>
    public double St(string lead) => Mean(lead, JPlus60);

    /// <summary>Width of the QRS complex in seconds, from the mean beat in all leads.</summary>
    public double QrsWidth()
    {
        var step = 1.0 / _options.SampleRate;
        bool IsSteep(double at) => Names.Any(lead => Math.Abs(Mean(lead, at + step) - Mean(lead, at - step)) / (2 * step) > QrsSlope);
        var steep = new List<double>();
        for (var at = -0.14; at <= 0.16; at += step)
        {
            if (IsSteep(at))
                steep.Add(at);
        }

        return steep[^1] - steep[0];
    }

    private double Strength(int index) => Math.Abs(At("II", index)) + Math.Abs(At("V5", index));

    private List<int> Whole() => [.. Peaks().Where(peak => peak > Index(0.4) && peak < Leads[0].Length - Index(0.8))];

    private double Level(string lead, int peak)
    {
        var (from, to) = (peak - Index(0.086), peak - Index(0.07));
        return Enumerable.Range(from, to - from).Average(i => At(lead, i));
    }
}
