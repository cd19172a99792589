using System.Globalization;
using System.Reflection;

namespace Emergency.Web.Http;

/// <summary>The query string, read strictly: what is there must be right, and be there once.</summary>
internal sealed class Query(IQueryCollection values) : IBindableFromHttpContext<Query>
{
    public static ValueTask<Query?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Query?>(new Query(context.Request.Query));

    public Checks Checks { get; } = new();

    public string? Word(string name, params ReadOnlySpan<string> allowed)
    {
        var text = Single(name);
        if (text is null || allowed.Contains(text))
            return text;
        Checks.Fail(name, $"must be one of {string.Join(", ", allowed)}");
        return null;
    }

    public DateTimeOffset? Instant(string name)
    {
        if (Single(name) is not { } text)
            return null;
        // A plus sign that was not escaped arrives as a blank.
        if (InstantConverter.TryParse(text.Replace(' ', '+'), out var instant))
            return instant;
        Checks.Fail(name, InstantConverter.Rule);
        return null;
    }

    public double? Number(string name, double low, double high)
    {
        if (Single(name) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            Checks.Within(number, low, high, name);
        else
            Checks.Fail(name, "must be a number");
        return number;
    }

    public double RequiredNumber(string name, double low, double high)
    {
        var number = Number(name, low, high);
        if (number is null && !values.ContainsKey(name))
            Checks.Fail(name, "is required");
        return number ?? 0;
    }

    /// <summary>A word that is an identifier.</summary>
    public string? Identifier(string name)
    {
        var text = Single(name);
        Checks.Word(text, name);
        return text;
    }

    /// <summary>Numbers with commas between them, each larger than the one before.</summary>
    public double[]? RisingNumbers(string name, double low, double high, int most)
    {
        if (Single(name) is not { } text)
            return null;
        var numbers = text.Split(',')
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)
            .ToArray();
        if (numbers.Length <= most && numbers.All(n => n >= low && n <= high) && numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second))
            return numbers;
        Checks.Fail(name, FormattableString.Invariant($"must be 1 to {most} rising numbers from {low} to {high}"));
        return null;
    }

    private string? Single(string name)
    {
        if (!values.TryGetValue(name, out var found) || found.Count == 0)
            return null;
        if (found.Count == 1)
            return found[0];
        Checks.Fail(name, "must be there once");
        return null;
    }
}
