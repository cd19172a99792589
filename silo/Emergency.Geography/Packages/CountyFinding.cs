namespace Emergency.Geography;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Note = 0,

    /// <summary>The county works, but not as somebody may expect.</summary>
    Warning = 1,

    /// <summary>The county cannot be used.</summary>
    Error = 2,
}

/// <summary>Something that was found in county data.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="File">The file, by name.</param>
/// <param name="Where">The line or the id, empty where it is the file as a whole.</param>
/// <param name="Message">What is wrong, in words.</param>
public sealed record CountyFinding(FindingSeverity Severity, string File, string Where, string Message)
{
    public override string ToString() =>
        $"{Severity.ToString().ToLowerInvariant()}: {File}{(Where.Length > 0 ? $": {Where}" : "")}: {Message}";
}

/// <summary>
/// Collects findings. Of one kind of trouble in one file at most <see cref="MostPerFile"/> are kept in full; the rest are counted, so
/// that a file that is wrong on every line does not drown everything else.
/// </summary>
public sealed class CountyFindings
{
    /// <summary>How many findings of a severity are kept for a file.</summary>
    public const int MostPerFile = 50;

    private readonly List<CountyFinding> _kept = [];
    private readonly Dictionary<(string File, FindingSeverity Severity), int> _counts = [];

    /// <summary>Whether there is an error.</summary>
    public bool HasErrors => _counts.Any(c => c.Key.Severity == FindingSeverity.Error && c.Value > 0);

    /// <summary>The findings in the order in which they were made, and at the end how many were left out.</summary>
    public IReadOnlyList<CountyFinding> All =>
    [
        .. _kept,
        .. _counts.Where(c => c.Value > MostPerFile)
            .OrderBy(c => c.Key.File, StringComparer.Ordinal).ThenBy(c => c.Key.Severity)
            .Select(c => new CountyFinding(c.Key.Severity, c.Key.File, "", $"and {c.Value - MostPerFile} more of this severity")),
    ];

    /// <summary>Adds an error.</summary>
    public void Error(string file, string where, string message) => Add(FindingSeverity.Error, file, where, message);

    /// <summary>Adds a warning.</summary>
    public void Warning(string file, string where, string message) => Add(FindingSeverity.Warning, file, where, message);

    /// <summary>Adds a note.</summary>
    public void Note(string file, string where, string message) => Add(FindingSeverity.Note, file, where, message);

    /// <summary>Adds a finding that was made elsewhere.</summary>
    public void Add(FindingSeverity severity, string file, string where, string message)
    {
        var count = _counts.GetValueOrDefault((file, severity)) + 1;
        _counts[(file, severity)] = count;
        if (count <= MostPerFile)
        {
            _kept.Add(new CountyFinding(severity, file, where, message));
        }
    }

    internal static string Line(long line) => FormattableString.Invariant($"line {line}");
}

/// <summary>County data that cannot be used; the findings say why.</summary>
public sealed class CountyDataException : Exception
{
    public CountyDataException()
    {
    }

    public CountyDataException(string message)
        : base(message)
    {
    }

    public CountyDataException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Says that data at a place cannot be used, with everything that was found.</summary>
    public CountyDataException(string place, IReadOnlyList<CountyFinding> findings)
        : base($"{place}: {findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error)}")
    {
        Findings = findings;
    }

    /// <summary>Everything that was found.</summary>
    public IReadOnlyList<CountyFinding> Findings { get; } = [];
}
