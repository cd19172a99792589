using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Grains.Care;

namespace Emergency.Grains;

/// <summary>Orders: checked, given, taken back, seen to be without an answer.</summary>
public sealed partial class CareGrain
{
    public async Task<Outcome<SafetyCheckView>> CheckOrder(PatientId patient, OrderBody body)
    {
        if (await FindCase() is null) return new Refusal(RejectionCodes.UnknownCase, "no such case was opened");
        var found = Check(patient, body.ToDomain());
        if (found.Rejection is { } no) return new Refusal(no.Code, no.Detail);
        var notice = rules.Set.Notice;
        return new SafetyCheckView(
            found.Blocks, [.. found.Findings.Select(f => f.ToView())], rules.Version, notice?.En ?? "", notice?.Zh ?? "");
    }

    public async Task<Outcome<OrderView>> Order(GiveOrder command)
    {
        if (await FindCase() is null) return new Refusal(RejectionCodes.UnknownCase, "no such case was opened");
        if (State.FindOrder(command.OrderId) is { } known) return ToView(known);
        if (CaseIsOver) return new Refusal(RejectionCodes.CaseClosed, $"case {_case!.Number} has ended: nobody is there to carry an order out");
        if (WhyNoHospital(command.Body.HospitalId) is { } unknown) return unknown;
        var content = command.Body.ToDomain();
        var found = Check(command.PatientId, content);
        if (found.Rejection is { } no) return new Refusal(no.Code, no.Detail);
        var place = new PlaceOrder(
            Author(command.By), command.OrderId, command.PatientId, content, found.Findings, content.Kind is OrderKind.Drug ? rules.Version : null,
            command.OverrideReason);
        if (await Carry(place) is { } refusal) return refusal;
        // A patient whom nobody has spoken of before has a vehicle as soon as it is known.
        await BindWaiting();
        return ToView(State.FindOrder(command.OrderId)!);
    }

    public async Task<Outcome<OrderView>> CancelOrder(CancelOrder command) =>
        await CarryOrder(command.OrderId, new WithdrawOrder(Author(command.By), command.OrderId, command.Reason));

    public async Task<Outcome<OrderView>> Progress(ProgressOrder command) => await CarryOrder(
        command.OrderId,
        new StepOrder(Author(command.By), command.OrderId, AssignmentId: null, command.State, command.Text)
        {
            Key = command.DedupeKey,
            OccurredAt = command.OccurredAt,
        });

    public async Task<Outcome<OrderView>> AcknowledgeEscalation(string orderId, ActorRef by) =>
        await CarryOrder(orderId, new SeeEscalation(Author(by), orderId));

    private async Task<Outcome<OrderView>> CarryOrder(string orderId, CareCommand command) =>
        await Carry(command) is { } refusal ? refusal : ToView(State.FindOrder(orderId)!);

    private CheckedOrder Check(PatientId patient, OrderContent content) =>
        OrderCheck.Run(rules, State, patient, content, NewestOf(patient), clock.GetUtcNow());

    private async Task BindWaiting()
    {
        if (_case is { } view && State.Patients.Exists(p => p.AssignmentId is null))
            await Carry(new FollowCase(Author(Self), view.ToCourse()));
    }

    private Refusal? WhyNoHospital(HospitalId? hospital) =>
        hospital is { } id && geography.HospitalOf(id) is null ? new Refusal(RejectionCodes.UnknownHospital, $"the county has no hospital {id}") : null;
}
