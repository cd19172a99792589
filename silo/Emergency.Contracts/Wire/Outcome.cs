using System.Diagnostics.CodeAnalysis;

namespace Emergency.Contracts;

/// <summary>A command that was understood and refused.</summary>
/// <param name="Code">A stable kebab-case word, such as <c>unit-not-free</c>; it ends the problem type of the answer.</param>
/// <param name="Detail">One sentence in English that names what was wrong.</param>
[GenerateSerializer, Immutable, Alias("Emergency.Refusal")]
public sealed record Refusal([property: Id(0)] string Code, [property: Id(1)] string Detail);

/// <summary>What a command led to: a value, or a refusal, never both.</summary>
[GenerateSerializer, Immutable, Alias("Emergency.Outcome`1")]
public sealed record Outcome<T>([property: Id(0)] T? Value, [property: Id(1)] Refusal? Refusal)
    where T : class
{
    /// <summary>Whether the command was carried out.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
