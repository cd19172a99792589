using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Emergency.Domain;

namespace Emergency.Web.Http;

/// <summary>Collects what is wrong with a request, field by field, so that one answer says all of it.</summary>
internal sealed class Checks
{
    private readonly SortedDictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public bool Failed => _errors.Count > 0;

    public Problem ToProblem() => new(
        Codes.Validation,
        $"{string.Join("; ", _errors.Select(error => $"{error.Key} {error.Value[0]}"))}.",
        _errors);

    public Checks Fail(string field, string message)
    {
        _errors[field] = _errors.TryGetValue(field, out var earlier) ? [.. earlier, message] : [message];
        return this;
    }

    public Checks Require([NotNull] object? value, string field)
    {
#pragma warning disable CS8777 // The caller stops when the checks failed, so the value is never used.
        return value is null ? Fail(field, "is required") : this;
#pragma warning restore CS8777
    }

    /// <summary>A text that must say something.</summary>
    public Checks RequireText([NotNull] string? value, int maxLength, string field)
    {
#pragma warning disable CS8777
        return string.IsNullOrWhiteSpace(value) ? Fail(field, "is required") : Text(value, maxLength, field);
#pragma warning restore CS8777
    }

    /// <summary>A text that may be missing.</summary>
    public Checks Text(string? value, int maxLength, string field)
    {
        if (value is null)
            return this;
        if (value.Length > maxLength)
            return Fail(field, $"must have at most {maxLength} characters");
        return value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            ? Fail(field, "must not have control characters")
            : this;
    }

    public Checks Within(double? value, double low, double high, string field) =>
        value is null || (double.IsFinite(value.Value) && value >= low && value <= high)
            ? this
            : Fail(field, FormattableString.Invariant($"must be a number from {low} to {high}"));

    /// <summary>A word that is an identifier.</summary>
    public Checks Word(string? value, string field) =>
        value is null || WordId.IsValid(value)
            ? this
            : Fail(field, $"must be 1 to {WordId.MaxLength} letters, digits, '-', '_' or '.'");

    /// <summary>A text that must be one of a few.</summary>
    public Checks OneOf(string? value, ReadOnlySpan<string> allowed, string field) =>
        value is null || allowed.Contains(value) ? this : Fail(field, $"must be one of {string.Join(", ", allowed)}");

    /// <summary>A list of texts, each of which must say something.</summary>
    public Checks Texts(ImmutableArray<string>? values, int most, int maxLength, string field)
    {
        if (values is not { IsDefault: false } list)
            return this;
        if (list.Length > most)
            return Fail(field, $"must have at most {most} entries");
        for (var i = 0; i < list.Length; i++)
            RequireText(list[i], maxLength, $"{field}[{i}]");
        return this;
    }
}
