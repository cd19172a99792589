using Emergency.Contracts;
using Emergency.Domain.Care;

namespace Emergency.Simulators;

/// <summary>What an order does to a simulated patient once it is done.</summary>
internal static class OrderTranslation
{
    private const double DefaultOxygen = 6;
    private const double DefaultJoules = 200;

    /// <summary>Drugs by their codes; and how much of the kind's unit one millilitre holds, where orders may be in millilitres.</summary>
    private static readonly Dictionary<string, (TreatmentKind Kind, double PerMillilitre)> Drugs = new(StringComparer.Ordinal)
    {
        ["aspirin"] = (TreatmentKind.Aspirin, 0),
        ["nitroglycerin"] = (TreatmentKind.Nitrate, 1),
        ["adrenaline"] = (TreatmentKind.Adrenaline, 1),
        ["amiodarone"] = (TreatmentKind.Amiodarone, 50),
        ["atropine"] = (TreatmentKind.Atropine, 0.5),
        ["morphine"] = (TreatmentKind.Morphine, 10),
        ["midazolam"] = (TreatmentKind.Midazolam, 5),
        ["glucose-50"] = (TreatmentKind.Glucose, 0.5),
        ["naloxone"] = (TreatmentKind.Naloxone, 0.4),
        ["salbutamol"] = (TreatmentKind.Salbutamol, 5),
        ["furosemide"] = (TreatmentKind.Furosemide, 10),
        ["tranexamic-acid"] = (TreatmentKind.TranexamicAcid, 100),
        ["labetalol"] = (TreatmentKind.Metoprolol, 5),
        ["metoprolol"] = (TreatmentKind.Metoprolol, 1),
        ["urapidil"] = (TreatmentKind.Urapidil, 5),
        ["saline"] = (TreatmentKind.Fluids, 1),
    };

    /// <summary>Words of procedures, in Chinese and English; the first that is found counts.</summary>
    private static readonly (string Word, TreatmentKind Kind, double Amount)[] Procedures =
    [
        ("defibrillation", TreatmentKind.Shock, DefaultJoules), ("cardioversion", TreatmentKind.Shock, DefaultJoules),
        ("除颤", TreatmentKind.Shock, DefaultJoules), ("电复律", TreatmentKind.Shock, DefaultJoules),
        ("cpr", TreatmentKind.Compressions, 1), ("compression", TreatmentKind.Compressions, 1), ("按压", TreatmentKind.Compressions, 1),
        ("intubation", TreatmentKind.Ventilation, 1), ("ventilation", TreatmentKind.Ventilation, 1), ("插管", TreatmentKind.Ventilation, 1),
        ("oxygen", TreatmentKind.Oxygen, DefaultOxygen), ("吸氧", TreatmentKind.Oxygen, DefaultOxygen),
    ];

    /// <summary>The treatment that an order means; null where it does nothing to the patient, such as a destination.</summary>
    /// <param name="weightKg">For doses by weight.</param>
    /// <param name="at">When it is done.</param>
    public static Treatment? Of(OrderBody body, double weightKg, DateTimeOffset at) => body.Kind switch
    {
        OrderKind.Drug => Drug(body, weightKg, at),
        OrderKind.Procedure => Procedure(body, at),
        _ => null,
    };

    private static Treatment? Drug(OrderBody body, double weightKg, DateTimeOffset at)
    {
        if (body is not { DrugCode: { } code, Dose: { } dose, DoseUnit: { } unit })
            return null;
        var (kind, perMillilitre) = Drugs.GetValueOrDefault(code, (TreatmentKind.Other, 0));
        var perKilogram = unit.EndsWith("/kg", StringComparison.Ordinal);
        var factor = Factor(perKilogram ? unit[..^3] : unit, kind, perMillilitre);
        return factor is { } one ? new Treatment(kind, dose * one * (perKilogram ? weightKg : 1), at, code) : null;
    }

    /// <summary>How many of the kind's own units are in one of the order's; null where that cannot be said.</summary>
    private static double? Factor(string unit, TreatmentKind kind, double perMillilitre) => (unit, kind) switch
    {
        ("mL", TreatmentKind.Fluids) => 1,
        ("L", TreatmentKind.Fluids) => 1000,
        ("g", TreatmentKind.Glucose) => 1,
        ("mg", TreatmentKind.Glucose) => 0.001,
        ("mL", _) when perMillilitre > 0 => perMillilitre,
        ("µg", _) => 0.001,
        ("mg", _) => 1,
        ("g", _) => 1000,
        (_, TreatmentKind.Other) => 1,
        _ => null,
    };

    private static Treatment? Procedure(OrderBody body, DateTimeOffset at)
    {
        var words = $"{body.Procedure} {body.Text}";
        var found = Procedures.FirstOrDefault(entry => words.Contains(entry.Word, StringComparison.OrdinalIgnoreCase));
        return found.Word is null ? null : new Treatment(found.Kind, body.Dose ?? found.Amount, at);
    }
}
