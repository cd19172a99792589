using System.ComponentModel.DataAnnotations;

namespace Emergency.Silo;

/// <summary>What the command line says to a silo: <c>--data DIR --county DIR --speed N</c>.</summary>
public sealed class SiloOptions
{
    /// <summary>Where the journal and the tracks live; made when missing. Default <c>./data</c>.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Data { get; set; } = "data";

    /// <summary>The county package; null for the built-in synthetic county.</summary>
    public string? County { get; set; }

    /// <summary>Seconds of the domain's clock per second, 1 to 3600; more than 1 for demonstrations only. Default 1.</summary>
    [Range(1, 3600)]
    public double Speed { get; set; } = 1;
}
