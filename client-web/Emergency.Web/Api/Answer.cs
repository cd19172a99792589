using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>Turns what grains say into answers.</summary>
internal static class Answer
{
    /// <summary>200 with the value, or the refusal's problem.</summary>
    public static IResult Of<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Succeeded ? TypedResults.Ok(outcome.Value) : Problem.Of(outcome.Refusal);

    /// <summary>201 with the value and where it is, or the refusal's problem.</summary>
    public static IResult Created<T>(Outcome<T> outcome, string location)
        where T : class =>
        outcome.Succeeded ? TypedResults.Created(location, outcome.Value) : Problem.Of(outcome.Refusal);

    /// <summary>200 with the value, or 404 when there is none.</summary>
    public static IResult Found<T>(T? value, string code, string what)
        where T : class =>
        value is null ? Problem.NotFound(code, what) : TypedResults.Ok(value);
}

/// <summary>An identifier in a path. One that is no word names nothing, and no grain is woken for it.</summary>
internal static class PathId
{
    public static bool Is(string text, out CaseId id)
    {
        id = new CaseId(text);
        return WordId.IsValid(text);
    }

    public static bool Is(string text, out AssignmentId id)
    {
        id = new AssignmentId(text);
        return WordId.IsValid(text);
    }

    public static bool Is(string text, out AmbulanceId id)
    {
        id = new AmbulanceId(text);
        return WordId.IsValid(text);
    }

    public static bool Is(string text, out HospitalId id)
    {
        id = new HospitalId(text);
        return WordId.IsValid(text);
    }
}
