namespace Emergency.Domain;

/// <summary>The longest texts that are taken, in characters. Longer ones are refused, never cut.</summary>
public static class TextLimits
{
    public const int Actor = 64;
    public const int Name = 100;
    public const int Phone = 32;
    public const int Address = 200;
    public const int Complaint = 500;
    public const int Notes = 2000;
    public const int Reason = 200;
    public const int Key = 128;
}

/// <summary>Checks that every aggregate shares. Each returns null when all is well.</summary>
internal static class TextRules
{
    public static Rejection Invalid(string detail) => new(RejectionCodes.Validation, detail);

    /// <summary>Cuts blanks around a text; one that is nothing but blanks is no text.</summary>
    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static Rejection? Author(FactAuthor by) =>
        string.IsNullOrWhiteSpace(by.Actor) || by.Actor.Length > TextLimits.Actor
            ? Invalid($"the author must be named in 1 to {TextLimits.Actor} characters")
            : Defined(by.Source, "source");

    public static Rejection? Required(string? text, int limit, string what) =>
        Clean(text) is null ? Invalid($"{what} is missing") : Optional(text, limit, what);

    public static Rejection? Optional(string? text, int limit, string what) =>
        text?.Length > limit ? Invalid($"{what} is longer than {limit} characters") : null;

    public static Rejection? Reason(string? text, string what) =>
        Clean(text) is null ? new Rejection(RejectionCodes.ReasonRequired, $"{what} needs a reason") : Optional(text, TextLimits.Reason, "the reason");

    public static Rejection? Word(string? word, string what) =>
        WordId.IsValid(word) ? null : Invalid($"{what} must be 1 to {WordId.MaxLength} letters, digits, '-', '_' or '.'");

    public static Rejection? Defined<TEnum>(TEnum value, string what)
        where TEnum : struct, Enum =>
        Enum.IsDefined(value) ? null : Invalid($"{what} has no such value");

    public static Rejection? Place(GeoPoint point, string what) =>
        point.IsValid ? null : Invalid($"{what} is not a longitude and a latitude in degrees");

    public static Rejection? Within(int value, int low, int high, string what) =>
        value >= low && value <= high ? null : Invalid($"{what} must be {low} to {high}");
}
