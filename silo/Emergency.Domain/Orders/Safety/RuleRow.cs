namespace Emergency.Domain.Orders.Safety;

/// <summary>The kinds of rule of <c>order-rules</c> version 1.</summary>
internal enum RuleKind : byte
{
    DoseMaximum = 0,
    DoseUsual = 1,
    DoseCumulative = 2,
    RateMaximum = 3,
    RateMinimum = 4,
    Route = 5,
    Age = 6,
    Pregnancy = 7,
    Condition = 8,
    Vitals = 9,
    Interaction = 10,
    Duplicate = 11,
    AllergyCross = 12,
}

/// <summary>
/// One rule in 32 bytes: indices into the pools of its rule set, so that 800,000 rules are one array and no objects. What
/// <see cref="Low"/>, <see cref="High"/> and <see cref="Code"/> point to depends on the kind; −1 is nothing.
/// </summary>
/// <param name="Unit">Index of a <see cref="MedicalUnit"/>.</param>
/// <param name="IdStart">Where the id begins in the set's bytes.</param>
/// <param name="Scope">Index of a <see cref="RuleScope"/>.</param>
/// <param name="Low">A figure: the least usual dose, minimum rate, <c>below</c> of a vital sign; months for <see cref="RuleKind.Age"/>.</param>
/// <param name="High">A figure: a maximum, <c>above</c> of a vital sign; months for <see cref="RuleKind.Age"/>.</param>
/// <param name="Code">A condition, a vital sign, a set of routes, an allergen's term or the other term of an interaction.</param>
/// <param name="Window">Minutes; 0 is without end.</param>
internal readonly record struct RuleRow(
    RuleKind Kind, byte Severities, byte Unit, byte IdLength, int IdStart, int Scope, int Low, int High, int Code, int Window, int Note)
{
    private const int Nibble = 4;
    private const int NibbleMask = 0xF;

    /// <summary>How grave its finding is.</summary>
    public SafetySeverity Severity => (SafetySeverity)(Severities & NibbleMask);

    /// <summary>How grave it is that it cannot be checked.</summary>
    public SafetySeverity IfUnknown => (SafetySeverity)(Severities >> Nibble);

    /// <summary>Both in one byte.</summary>
    public static byte Pack(SafetySeverity severity, SafetySeverity ifUnknown) => (byte)((int)severity | ((int)ifUnknown << Nibble));
}

/// <summary>For whom a rule holds. Bounds: from inclusive, to exclusive.</summary>
/// <param name="Routes">One bit for each route; 0 is any.</param>
/// <param name="ToMonths">Completed months; <see cref="short.MaxValue"/> is without end.</param>
/// <param name="ToGrams">Grams; <see cref="int.MaxValue"/> is without end.</param>
internal readonly record struct RuleScope(ulong Routes, short FromMonths, short ToMonths, int FromGrams, int ToGrams)
{
    /// <summary>Everybody, any route.</summary>
    public static RuleScope Anybody { get; } = new(0, 0, short.MaxValue, 0, int.MaxValue);

    /// <summary>Whether age matters.</summary>
    public bool HasAge => FromMonths > 0 || ToMonths < short.MaxValue;

    /// <summary>Whether weight matters.</summary>
    public bool HasWeight => FromGrams > 0 || ToGrams < int.MaxValue;
}
