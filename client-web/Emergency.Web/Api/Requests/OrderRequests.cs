using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>An order as a physician writes it; what its kind does not need is left out.</summary>
internal sealed record OrderBodyRequest(
    OrderKind? Kind,
    string? DrugCode = null,
    double? Dose = null,
    string? DoseUnit = null,
    string? Route = null,
    double? Rate = null,
    string? RateUnit = null,
    string? Procedure = null,
    HospitalId? HospitalId = null,
    string? Text = null)
{
    /// <summary>More than any dose or rate in any unit.</summary>
    private const double MostAmount = 1_000_000;

    public void Check(Checks checks, string field)
    {
        checks.Require(Kind, $"{field}.kind")
            .Text(DrugCode, TextLimits.Name, $"{field}.drugCode")
            .Within(Dose, 0, MostAmount, $"{field}.dose")
            .Text(DoseUnit, TextLimits.Name, $"{field}.doseUnit")
            .Text(Route, TextLimits.Name, $"{field}.route")
            .Within(Rate, 0, MostAmount, $"{field}.rate")
            .Text(RateUnit, TextLimits.Name, $"{field}.rateUnit")
            .Text(Procedure, TextLimits.Name, $"{field}.procedure")
            .Text(Text, CareLimits.Text, $"{field}.text");
        if (Kind == OrderKind.Drug)
            CheckDrug(checks, field);
        if (Kind == OrderKind.Procedure && string.IsNullOrWhiteSpace(Procedure) && string.IsNullOrWhiteSpace(Text))
            checks.Fail($"{field}.procedure", "or a text is required");
        if (Kind is OrderKind.Destination or OrderKind.CathLabDirect)
            checks.Require(HospitalId, $"{field}.hospitalId");
    }

    public OrderBody ToBody() => new(
        Kind!.Value, DrugCode?.Trim(), Dose, DoseUnit?.Trim(), Route?.Trim(), Rate, RateUnit?.Trim(), Procedure?.Trim(), HospitalId, Text?.Trim());

    private void CheckDrug(Checks checks, string field)
    {
        checks.RequireText(DrugCode, TextLimits.Name, $"{field}.drugCode");
        if (Dose is null && Rate is null)
            checks.Fail($"{field}.dose", "or a rate is required");
        if (Dose is <= 0)
            checks.Fail($"{field}.dose", "must be above 0");
        if (Rate is <= 0)
            checks.Fail($"{field}.rate", "must be above 0");
        if (Dose is not null)
            checks.RequireText(DoseUnit, TextLimits.Name, $"{field}.doseUnit");
        if (Rate is not null)
            checks.RequireText(RateUnit, TextLimits.Name, $"{field}.rateUnit");
    }
}

/// <summary>Asks what the safety check says of an order.</summary>
internal sealed record CheckOrderRequest(PatientId? PatientId, OrderBodyRequest? Order) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(PatientId, "patientId").Require(Order, "order");
        Order?.Check(checks, "order");
    }
}

/// <summary>Gives an order.</summary>
internal sealed record OrderRequest(PatientId? PatientId, OrderBodyRequest? Order, string? OverrideReason = null) : IRequestBody
{
    public void Check(Checks checks)
    {
        checks.Require(PatientId, "patientId").Require(Order, "order").Text(OverrideReason, TextLimits.Reason, "overrideReason");
        Order?.Check(checks, "order");
    }

    public GiveOrder ToCommand(ActorRef by, string id) => new(by, id, PatientId!.Value, Order!.ToBody(), OverrideReason?.Trim());
}

/// <summary>Says how far an order has come.</summary>
internal sealed record ProgressRequest(OrderState? State, DateTimeOffset? OccurredAt, string? Text = null) : IRequestBody
{
    public void Check(Checks checks) => checks
        .Require(State, "state")
        .Require(OccurredAt, "occurredAt")
        .Text(Text, CareLimits.Text, "text");

    public ProgressOrder ToCommand(ActorRef by, string id, string? dedupeKey) => new(by, id, State!.Value, Text?.Trim(), OccurredAt!.Value, dedupeKey);
}

/// <summary>Gives a reason for taking something back.</summary>
internal sealed record ReasonRequest(string? Reason) : IRequestBody
{
    public void Check(Checks checks) => checks.RequireText(Reason, TextLimits.Reason, "reason");
}
