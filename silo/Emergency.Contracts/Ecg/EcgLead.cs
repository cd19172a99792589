using System.Buffers;

namespace Emergency.Contracts;

/// <summary>An ECG lead. The number is its code in a block and is never given to another.</summary>
public enum EcgLead : byte
{
    I = 1,
    II = 2,
    III = 3,

    /// <summary>aVR.</summary>
    AVR = 4,

    /// <summary>aVL.</summary>
    AVL = 5,

    /// <summary>aVF.</summary>
    AVF = 6,
    V1 = 7,
    V2 = 8,
    V3 = 9,
    V4 = 10,
    V5 = 11,
    V6 = 12,
    V7 = 13,
    V8 = 14,
    V9 = 15,

    /// <summary>V3R, on the right of the chest.</summary>
    V3R = 16,

    /// <summary>V4R, on the right of the chest.</summary>
    V4R = 17,

    /// <summary>V5R, on the right of the chest.</summary>
    V5R = 18,
}

/// <summary>The names of leads.</summary>
public static class EcgLeads
{
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("IVRLFAivrlfa123456789");

    /// <summary>The twelve leads of a standard ECG, in the order of paper.</summary>
    public static IReadOnlyList<EcgLead> Standard { get; } =
    [
        EcgLead.I, EcgLead.II, EcgLead.III, EcgLead.AVR, EcgLead.AVL, EcgLead.AVF,
        EcgLead.V1, EcgLead.V2, EcgLead.V3, EcgLead.V4, EcgLead.V5, EcgLead.V6,
    ];

    /// <summary>The four leads that are kept when a link carries no more: rhythm, and the front and side of the heart.</summary>
    public static IReadOnlyList<EcgLead> Monitoring { get; } = [EcgLead.I, EcgLead.II, EcgLead.V2, EcgLead.V5];

    /// <summary>The lead of a name such as <c>aVR</c> or <c>v3r</c>, whatever its case; false when there is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out EcgLead lead)
    {
        lead = default;
        var trimmed = name.Trim();
        // Enum.TryParse alone would take numbers, and lists as sums of their members.
        var isWord = !trimmed.IsEmpty && char.IsAsciiLetter(trimmed[0]) && !trimmed.ContainsAnyExcept(WordCharacters);
        return isWord && Enum.TryParse(trimmed, ignoreCase: true, out lead) && Enum.IsDefined(lead);
    }

    /// <summary>The name that is written on paper, such as <c>aVR</c>.</summary>
    public static string NameOf(EcgLead lead) => lead switch
    {
        EcgLead.AVR => "aVR",
        EcgLead.AVL => "aVL",
        EcgLead.AVF => "aVF",
        _ => lead.ToString(),
    };
}
