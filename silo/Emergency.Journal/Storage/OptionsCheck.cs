using System.ComponentModel.DataAnnotations;

namespace Emergency.Journal.Storage;

/// <summary>Checks options against the ranges that their declarations state.</summary>
internal static class OptionsCheck
{
    /// <summary>Checks every part.</summary>
    /// <exception cref="ValidationException">One is missing or out of range.</exception>
    public static void Validate(params object?[] parts)
    {
        foreach (var part in parts)
        {
            if (part is null) throw new ValidationException("a part of the options is missing");
            Validator.ValidateObject(part, new ValidationContext(part), validateAllProperties: true);
        }
    }
}
