using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Orders.Safety;

/// <summary>What an amount of a drug is an amount of. Amounts of different dimensions are compared only over a drug's concentration.</summary>
public enum UnitDimension
{
    /// <summary>Mass; base unit mg.</summary>
    Mass = 0,

    /// <summary>Biological activity; base unit IU.</summary>
    Activity = 1,

    /// <summary>Amount of substance; base unit mmol.</summary>
    Substance = 2,

    /// <summary>Volume of the ready solution; base unit mL.</summary>
    Volume = 3,
}

/// <summary>
/// A unit of a dose or of a rate: an amount (ng, µg, mg, g, IU, µmol, mmol, mL, L), optionally for each kilogram of the patient (<c>/kg</c>),
/// optionally for each minute or hour (<c>/min</c>, <c>/h</c>), such as <c>µg/kg/min</c>. Conversion multiplies by exact decimals and never
/// divides, so that no comparison depends on rounding.
/// </summary>
[JsonConverter(typeof(MedicalUnitConverter))]
public readonly record struct MedicalUnit
{
    private const int Forms = 6;

    private static readonly (string Symbol, UnitDimension Dimension, decimal Scale)[] Amounts =
    [
        ("mg", UnitDimension.Mass, 1m), ("ng", UnitDimension.Mass, 0.000001m), ("µg", UnitDimension.Mass, 0.001m), ("g", UnitDimension.Mass, 1000m),
        ("IU", UnitDimension.Activity, 1m),
        ("mmol", UnitDimension.Substance, 1m), ("µmol", UnitDimension.Substance, 0.001m),
        ("mL", UnitDimension.Volume, 1m), ("L", UnitDimension.Volume, 1000m),
    ];

    private static readonly string[] Suffixes = ["", "/kg", "/min", "/kg/min", "/h", "/kg/h"];
    private static readonly string[] Bases = ["mg", "IU", "mmol", "mL"];

    private MedicalUnit(byte index) => Index = index;

    /// <summary>Every unit there is.</summary>
    public static ImmutableArray<MedicalUnit> All { get; } = [.. Enumerable.Range(0, Amounts.Length * Forms).Select(i => new MedicalUnit((byte)i))];

    /// <summary>Its place in <see cref="All"/>: one byte holds a unit.</summary>
    internal byte Index { get; }

    /// <summary>As people write it, such as <c>µg/kg/min</c>.</summary>
    public string Symbol => Amounts[Index / Forms].Symbol + Suffixes[Index % Forms];

    /// <summary>What it measures.</summary>
    public UnitDimension Dimension => Amounts[Index / Forms].Dimension;

    /// <summary>Whether it is for each kilogram of the patient.</summary>
    public bool IsPerKilogram => Index % 2 == 1;

    /// <summary>Whether it is an amount in a time: the unit of a rate.</summary>
    public bool IsRate => Index % Forms >= 2;

    /// <summary>How many base units (mg, IU, mmol, mL; a rate: of them an hour) one of it is; exact.</summary>
    public decimal Scale => Amounts[Index / Forms].Scale * (Index % Forms is 2 or 3 ? MinutesAnHour : 1);

    /// <summary>The base unit of its dimension, in an hour where it is a rate, without <c>/kg</c>.</summary>
    public string BaseSymbol => Bases[(int)Dimension] + (IsRate ? "/h" : "");

    private const decimal MinutesAnHour = 60m;

    /// <summary>The base unit of a dimension: mg, IU, mmol or mL.</summary>
    internal static MedicalUnit Base(UnitDimension dimension) => Parse(Bases[(int)dimension]);

    /// <summary>Reads a symbol. <c>mcg</c>, <c>ug</c> and the Greek letter stand for µg, <c>ml</c>, <c>l</c>, <c>iu</c> for their usual forms.</summary>
    public static bool TryParse(string? symbol, out MedicalUnit unit)
    {
        unit = default;
        if (symbol is null)
            return false;
        var slash = symbol.IndexOf('/', StringComparison.Ordinal);
        var amount = Usual(slash < 0 ? symbol : symbol[..slash]);
        var row = Array.FindIndex(Amounts, a => a.Symbol == amount);
        var form = Array.IndexOf(Suffixes, slash < 0 ? "" : symbol[slash..]);
        if (row < 0 || form < 0)
            return false;
        unit = new((byte)((row * Forms) + form));
        return true;
    }

    /// <summary>Reads a symbol that is known to be one.</summary>
    /// <exception cref="FormatException">It is not a unit.</exception>
    public static MedicalUnit Parse(string symbol) =>
        TryParse(symbol, out var unit) ? unit : throw new FormatException($"'{symbol}' is not a unit of a dose or rate");

    public override string ToString() => Symbol;

    private static string Usual(string amount) => amount switch
    {
        "mcg" or "ug" or "\u03BCg" => "µg",
        "umol" or "\u03BCmol" => "µmol",
        "ml" => "mL",
        "l" => "L",
        "iu" => "IU",
        _ => amount,
    };
}

/// <summary>An amount with its unit.</summary>
/// <param name="Value">More than 0 where it is ordered or a limit; at most <see cref="Most"/>, at most <see cref="Decimals"/> decimals.</param>
public readonly record struct Quantity(decimal Value, MedicalUnit Unit)
{
    /// <summary>The greatest value that is taken.</summary>
    public const decimal Most = 1_000_000m;

    /// <summary>The most decimals that are taken: with these bounds every comparison is exact in 28 digits.</summary>
    public const int Decimals = 6;

    /// <summary>Such as <c>new Quantity(0.5m, "mg/kg")</c>.</summary>
    /// <exception cref="FormatException">The symbol is not a unit.</exception>
    public Quantity(decimal value, string unit)
        : this(value, MedicalUnit.Parse(unit))
    {
    }

    /// <summary>Whether value and decimals are in bounds.</summary>
    [JsonIgnore]
    public bool IsInBounds => Value is > 0 and <= Most && decimal.Round(Value, Decimals) == Value;

    public override string ToString() => FormattableString.Invariant($"{Plain(Value)} {Unit.Symbol}");

    /// <summary>A number without needless noughts at its end.</summary>
    internal static string Plain(decimal value) => value.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Writes a unit as its symbol and refuses an unknown one.</summary>
public sealed class MedicalUnitConverter : JsonConverter<MedicalUnit>
{
    public override MedicalUnit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && MedicalUnit.TryParse(reader.GetString(), out var unit)
            ? unit
            : throw new JsonException("not a unit of a dose or rate");

    public override void Write(Utf8JsonWriter writer, MedicalUnit value, JsonSerializerOptions options) => writer.WriteStringValue(value.Symbol);
}
