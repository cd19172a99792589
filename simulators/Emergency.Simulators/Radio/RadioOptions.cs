namespace Emergency.Simulators;

/// <summary>
/// How radio cells are put into a county and how far they carry. The figures are our own, of the size of what operators plan rural cells
/// by; the cells are made up, as the screen says of the roads.
/// </summary>
internal sealed record RadioOptions
{
    /// <summary>Between two sites along the main roads, in metres; 1,000 to 50,000, by default 5,500.</summary>
    public double SiteSpacingMetres { get; init; } = 5_500;

    /// <summary>How far aside of the road a site may stand, in metres; 0 to 5,000, by default 700.</summary>
    public double SiteJitterMetres { get; init; } = 700;

    /// <summary>Share of sites along roads that were never built; 0 to 1, by default 0.25.</summary>
    public double MissingShare { get; init; } = 0.25;

    /// <summary>Share of villages with a mast of their own; 0 to 1, by default 0.2.</summary>
    public double VillageShare { get; init; } = 0.2;

    /// <summary>The most sites; 1 to 5,000, by default 400.</summary>
    public int MostSites { get; init; } = 400;

    /// <summary>How much hills take, one standard deviation in dB; 0 to 30, by default 6.</summary>
    public double HillsDb { get; init; } = 6;

    /// <summary>How much more the bottom of a deep valley takes, in dB; 0 to 60, by default 30.</summary>
    public double ValleyDb { get; init; } = 30;

    /// <summary>How wide hills and valleys are, in metres; 200 to 20,000, by default 2,600.</summary>
    public double TerrainMetres { get; init; } = 2_600;

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, value, least, most) in new[]
        {
            (nameof(SiteSpacingMetres), SiteSpacingMetres, 1_000, 50_000.0),
            (nameof(SiteJitterMetres), SiteJitterMetres, 0, 5_000),
            (nameof(MissingShare), MissingShare, 0, 1),
            (nameof(VillageShare), VillageShare, 0, 1),
            (nameof(MostSites), MostSites, 1, 5_000),
            (nameof(HillsDb), HillsDb, 0, 30),
            (nameof(ValleyDb), ValleyDb, 0, 60),
            (nameof(TerrainMetres), TerrainMetres, 200, 20_000),
        })
        {
            if (!(value >= least && value <= most))
                yield return FormattableString.Invariant($"{name} is {value}: expected {least} to {most}");
        }
    }
}
