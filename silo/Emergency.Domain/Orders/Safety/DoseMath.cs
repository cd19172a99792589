namespace Emergency.Domain.Orders.Safety;

/// <summary>What a rule needs and nobody knows.</summary>
[Flags]
internal enum Missing
{
    None = 0,
    Age = 1 << 0,
    Weight = 1 << 1,
    Route = 1 << 2,
    Dose = 1 << 3,
    Unit = 1 << 4,
    Concentration = 1 << 5,
    Pregnancy = 1 << 6,
    Conditions = 1 << 7,
    Allergies = 1 << 8,
    GivenDose = 1 << 9,

    /// <summary>The first of as many bits as there are vital signs.</summary>
    FirstVital = 1 << 10,
}

/// <summary>Whether something is so, when it may be unknown.</summary>
internal enum Answer
{
    No = 0,
    Unknown = 1,
    Yes = 2,
}

/// <summary>An amount and a limit in one unit, or what stands in the way.</summary>
/// <param name="Symbol">The unit of both.</param>
internal readonly record struct Aligned(decimal Amount, decimal Limit, string Symbol, bool UsedWeight, Missing Missing);

/// <summary>
/// Brings amounts to one unit by multiplication alone: in decimal arithmetic of 28 digits that is exact for every figure that
/// <see cref="Quantity"/> and <see cref="PatientWeight"/> take, so that a dose of exactly the maximum is never over it.
/// </summary>
internal static class DoseMath
{
    /// <summary>An amount beside a limit: each is multiplied by what the other one's unit lacks.</summary>
    public static Aligned Align(Quantity amount, decimal limit, MedicalUnit limitUnit, Concentration? concentration, decimal? kilograms)
    {
        var left = amount.Value * amount.Unit.Scale;
        var right = limit * limitUnit.Scale;
        var needed = amount.Unit.IsPerKilogram != limitUnit.IsPerKilogram;
        var missing = needed && kilograms is null ? Missing.Weight : Missing.None;
        var kg = kilograms ?? 1;
        if (amount.Unit.IsPerKilogram && needed) left *= kg;
        if (limitUnit.IsPerKilogram && needed) right *= kg;

        var (from, to) = (amount.Unit.Dimension, limitUnit.Dimension);
        if (from == to) return new(left, right, Symbol(limitUnit, to, needed), needed, missing);
        if (from is not UnitDimension.Volume && to is not UnitDimension.Volume) return Cannot(missing | Missing.Unit, needed);
        if (concentration is not { } c) return Cannot(missing | Missing.Concentration, needed);
        var solid = from is UnitDimension.Volume ? to : from;
        if (c.Unit.Dimension != solid) return Cannot(missing | Missing.Unit, needed);
        var perMillilitre = c.Value * c.Unit.Scale;
        if (from is UnitDimension.Volume) left *= perMillilitre;
        else right *= perMillilitre;
        return new(left, right, Symbol(limitUnit, solid, needed), needed, missing);
    }

    private static Aligned Cannot(Missing missing, bool usedWeight) => new(0, 0, "", usedWeight, missing);

    private static string Symbol(MedicalUnit limitUnit, UnitDimension dimension, bool isWhole)
    {
        var amount = dimension switch
        {
            UnitDimension.Mass => "mg",
            UnitDimension.Activity => "IU",
            UnitDimension.Substance => "mmol",
            _ => "mL",
        };
        return amount + (limitUnit.IsPerKilogram && !isWhole ? "/kg" : "") + (limitUnit.IsRate ? "/h" : "");
    }
}
