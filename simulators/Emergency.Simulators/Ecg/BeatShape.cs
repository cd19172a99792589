namespace Emergency.Simulators;

/// <summary>One wave of a beat: a Gaussian in time along one direction.</summary>
/// <param name="At">Seconds from the R peak, at a rate of 60.</param>
/// <param name="Width">Its standard deviation in seconds, at a rate of 60.</param>
/// <param name="Size">The dipole at its peak.</param>
/// <param name="Stretches">Whether it is later and wider at a slow rate: repolarisation is, by the square root of the cycle (Bazett 1920).</param>
internal readonly record struct Wave(double At, double Width, Dipole Size, bool Stretches = false);

/// <summary>
/// The shape of a beat: the dynamic model of P. E. McSharry, G. D. Clifford, L. Tarassenko and L. A. Smith (2003) in closed form, with a
/// Gaussian for each wave and each component of the dipole, as R. Sameni et al. (2007) extended it to all leads. Figures are our own,
/// chosen so that a physician finds the leads as they should be.
/// </summary>
internal sealed class BeatShape
{
    /// <summary>Beyond so many widths nothing is left of a wave.</summary>
    private const double Reach = 4.2;

    /// <summary>From the R peak of a narrow beat to the J point, in seconds.</summary>
    public const double JPoint = 0.048;

    private const double SegmentRise = 0.005;
    private const double TAt = 0.3;
    private const double TWidth = 0.046;

    private readonly Wave[] _waves;
    private readonly bool _hasSegment;

    private BeatShape(bool hasSegment, params Wave[] waves) => (_hasSegment, _waves) = (hasSegment, waves);

    /// <summary>A normal beat.</summary>
    public static BeatShape Sinus { get; } = new(hasSegment: true, [
        new(-0.165, 0.017, new(0.045, 0.085, -0.03)),
        new(-0.145, 0.016, new(0.035, 0.045, 0.015)),
        .. Ventricles,
    ]);

    /// <summary>A beat without a P wave: the atria fibrillate.</summary>
    public static BeatShape WithoutAtria { get; } = new(hasSegment: true, Ventricles);

    /// <summary>A beat that starts in the ventricle: wide, without a P wave, its T against its QRS.</summary>
    public static BeatShape Ventricular { get; } = new(hasSegment: false, [
        new(-0.03, 0.028, new(-0.55, -0.45, -0.75)),
        new(0.022, 0.034, new(-0.75, -0.8, 0.15)),
        new(0.19, 0.04, new(0.38, 0.36, 0.2), Stretches: true),
    ]);

    private static Wave[] Ventricles =>
    [
        new(-0.026, 0.0085, new(-0.14, -0.06, -0.3)),
        new(0, 0.0105, new(1.0, 0.85, 0.3)),
        new(0.026, 0.0095, new(-0.28, -0.22, 0.42)),
        new(TAt, TWidth, new(0.27, 0.2, -0.12), Stretches: true),
    ];

    /// <summary>The dipole of a beat at a time.</summary>
    /// <param name="since">Seconds since its R peak; negative before it.</param>
    /// <param name="stretch">The square root of the cycle in seconds.</param>
    /// <param name="injury">The dipole of an injured wall, which lifts the ST segment.</param>
    public Dipole At(double since, double stretch, Dipole injury)
    {
        var sum = default(Dipole);
        foreach (ref readonly var wave in _waves.AsSpan())
        {
            var scale = wave.Stretches ? stretch : 1;
            var distance = (since - wave.At * scale) / (wave.Width * scale);
            if (Math.Abs(distance) < Reach)
                sum += wave.Size * Math.Exp(-distance * distance / 2);
        }

        return _hasSegment && injury != default ? sum + injury * Segment(since, stretch) : sum;
    }

    /// <summary>From the J point to the top of the T wave, and down with it.</summary>
    private static double Segment(double since, double stretch)
    {
        var (peak, width) = (TAt * stretch, TWidth * stretch);
        if (since < JPoint - 8 * SegmentRise || since > peak + Reach * width)
            return 0;
        var fallen = Math.Max(0, since - peak) / width;
        return Math.Exp(-fallen * fallen / 2) / (1 + Math.Exp(-(since - JPoint) / SegmentRise));
    }
}
