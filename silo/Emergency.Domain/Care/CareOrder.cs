using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Emergency.Domain.Care;

/// <summary>What an order asks for. What its kind does not need is null.</summary>
/// <param name="DrugCode">A code of the rule set.</param>
/// <param name="Dose">In <paramref name="DoseUnit"/>, above 0.</param>
/// <param name="Rate">For an infusion, in <paramref name="RateUnit"/>.</param>
/// <param name="Procedure">A word or a text.</param>
/// <param name="HospitalId">For a destination.</param>
public sealed record OrderContent(
    OrderKind Kind,
    string? DrugCode = null,
    double? Dose = null,
    string? DoseUnit = null,
    string? Route = null,
    double? Rate = null,
    string? RateUnit = null,
    string? Procedure = null,
    HospitalId? HospitalId = null,
    string? Text = null);

/// <summary>What the safety check found, as it is kept with the order.</summary>
/// <param name="Severity"><c>severe</c>, <c>warning</c> or <c>information</c>.</param>
public sealed record KeptFinding(string Severity, string RuleId, string Code, IReadOnlyDictionary<string, string> Values, string Detail)
{
    /// <summary>The word of findings against which an order is not given without a reason.</summary>
    public const string Severe = "severe";
}

/// <summary>A step of an order.</summary>
/// <param name="At">When it happened, placed between its neighbours.</param>
/// <param name="RecordedAt">When the server learnt it.</param>
/// <param name="ClaimedAt">The time that was said, where it had to be moved; else null.</param>
public sealed record OrderPlace(
    OrderState State, DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, string? Text = null, DateTimeOffset? ClaimedAt = null);

/// <summary>It was told that no answer came in time.</summary>
/// <param name="State">Where the order stood then.</param>
/// <param name="SeenBy">Who has seen it; null while nobody has.</param>
public sealed record OrderEscalation(OrderState State, DateTimeOffset At, string? SeenBy = null, DateTimeOffset? SeenAt = null);

/// <summary>An order and how far it has come. Immutable.</summary>
/// <param name="AssignmentId">Whose crew is to do it; null until a vehicle has the patient.</param>
/// <param name="IsStanding">The crew gave it by its own standing orders: it is done from the start.</param>
public sealed record CareOrder(string Id, PatientId PatientId, AssignmentId? AssignmentId, OrderContent Content, bool IsStanding = false)
{
    /// <summary>In the natural order of states, which is also the order of their times; a withdrawal comes where it happened.</summary>
    public ImmutableList<OrderPlace> Steps { get; init; } = [];

    public IReadOnlyList<KeptFinding> Findings { get; init; } = [];

    public string? OverrideReason { get; init; }

    /// <summary>The last time it was told that no answer came.</summary>
    public OrderEscalation? Escalation { get; init; }

    /// <summary>How far it has come. What was done stays done, whatever else was said.</summary>
    [JsonIgnore]
    public OrderState State =>
        Has(OrderState.Done) ? OrderState.Done
        : Has(OrderState.Cancelled) ? OrderState.Cancelled
        : Has(OrderState.NotDone) ? OrderState.NotDone
        : Has(OrderState.ReadBack) ? OrderState.ReadBack
        : Has(OrderState.Delivered) ? OrderState.Delivered
        : OrderState.Ordered;

    /// <summary>Whether nothing more is awaited.</summary>
    [JsonIgnore]
    public bool HasEnded => State is OrderState.Done or OrderState.NotDone or OrderState.Cancelled;

    /// <summary>That no answer came, while it is still so.</summary>
    [JsonIgnore]
    public OrderEscalation? OpenEscalation => Escalation is { } told && told.State == State ? told : null;

    /// <summary>What is known of one state; null when it was not reached, or nobody said.</summary>
    public OrderPlace? Find(OrderState state) => Steps.Find(s => s.State == state);

    /// <summary>
    /// When the next step should have come, counted from when the server learnt of the last one, so that what a dead zone held back is not
    /// held against the crew; null when none is awaited.
    /// </summary>
    public DateTimeOffset? DueAt(OrderTimes times) => Find(State)?.RecordedAt + State switch
    {
        OrderState.Ordered => times.Deliver,
        OrderState.Delivered => times.ReadBack,
        OrderState.ReadBack => times.Done,
        _ => (TimeSpan?)null,
    };

    /// <summary>When an order that is not on the vehicle yet is withdrawn; null when it is.</summary>
    public DateTimeOffset? ExpiresAt(OrderTimes times) =>
        State is OrderState.Ordered ? Find(OrderState.Ordered)?.RecordedAt + times.ValidFor : null;

    private bool Has(OrderState state) => Find(state) is not null;
}
