using System.Diagnostics.CodeAnalysis;

namespace Emergency.Domain;

/// <summary>
/// What an aggregate answers to a command: events to persist and then apply, in order, or one rejection.
/// Accepted without events means "this was so already"; a repeated command therefore gets the same yes as the first.
/// </summary>
/// <typeparam name="TEvent">The aggregate's event hierarchy.</typeparam>
public readonly record struct Decision<TEvent>
    where TEvent : class
{
    private readonly IReadOnlyList<TEvent>? _events;

    private Decision(IReadOnlyList<TEvent>? events, Rejection? rejection)
    {
        _events = events;
        Rejection = rejection;
    }

    /// <summary>Accepted, and nothing changes.</summary>
    public static Decision<TEvent> Unchanged => default;

    /// <summary>What happened, oldest first; empty when rejected or unchanged.</summary>
    public IReadOnlyList<TEvent> Events => _events ?? [];

    /// <summary>Why not; null when accepted.</summary>
    public Rejection? Rejection { get; }

    /// <summary>Whether the command was taken, with or without events.</summary>
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool IsAccepted => Rejection is null;

    /// <summary>Whether the command was taken and was so already.</summary>
    public bool IsUnchanged => IsAccepted && Events.Count == 0;

    public static implicit operator Decision<TEvent>(TEvent happened) => Accept(happened);

    public static implicit operator Decision<TEvent>(Rejection rejection) => Reject(rejection);

    /// <summary>Accepted with these events.</summary>
    public static Decision<TEvent> Accept(params IReadOnlyList<TEvent> events) => new(events, null);

    /// <summary>Refused for this reason.</summary>
    public static Decision<TEvent> Reject(Rejection rejection) => new(null, rejection);

    /// <summary>Refused with a code of <see cref="RejectionCodes"/> and a sentence.</summary>
    public static Decision<TEvent> Reject(string code, string detail) => new(null, new Rejection(code, detail));

    public override string ToString() =>
        Rejection is { } no ? $"rejected {no}" : IsUnchanged ? "unchanged" : $"accepted {string.Join(", ", Events.Select(e => e.GetType().Name))}";
}
