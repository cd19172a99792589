using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Grains.Care;

namespace Emergency.Grains;

/// <summary>Who is cared for, who takes part, what is said and what is read in ECGs.</summary>
public sealed partial class CareGrain
{
    public async Task<Outcome<CareView>> Describe(DescribePatient command) =>
        await Carry(new StateFacts(Author(command.By), command.PatientId, command.Facts.ToDomain())) is { } refusal ? refusal : View();

    public async Task<Outcome<GuidanceView>> Guide(GiveGuidance command) =>
        await Carry(new SayGuidance(
            Author(command.By), command.GuidanceId, command.PatientId, command.Text, command.Checklist, command.Mark.ToDomain())) is { } refusal
            ? refusal
            : State.FindGuidance(command.GuidanceId)!.ToView();

    public async Task<Outcome<CareView>> Participate(SetParticipant command) =>
        await Carry(new ChangeParticipant(Author(command.By), command.User, command.State, command.Affiliation)) is { } refusal ? refusal : View();

    public async Task<Outcome<EcgView>> ReadEcg(ReadEcg command) =>
        await Carry(new InterpretEcg(Author(command.By), command.EcgId, command.Statement, command.Text)) is { } refusal
            ? refusal
            : State.FindRecording(command.EcgId)!.ToView();

    public async Task<Outcome<EcgView>> NoteAttachment(NoteAttachment command)
    {
        var offer = command.Offer;
        if (await FindCase() is null) return new Refusal(RejectionCodes.UnknownCase, "no such case was opened");
        var patient = offer.PatientId
            ?? (command.AssignmentId is { } assignment ? await PatientOf(assignment) : State.Patients.IsEmpty ? State.NextPatient : State.Patients[0].Id);
        var note = new NoteRecording(
            Author(command.By), offer.AttachmentId, offer.Kind, patient, offer.MediaType, offer.Length, offer.Sha256, offer.Statement)
        {
            OccurredAt = offer.At,
        };
        return await Carry(note) is { } refusal ? refusal : State.FindRecording(offer.AttachmentId)!.ToView();
    }

    public async Task<PatientId> PatientOf(AssignmentId assignment)
    {
        if (State.PatientOf(assignment) is { } known) return known.Id;
        var refusal = await Carry(new BindPatient(Author(Self), assignment));
        return State.PatientOf(assignment)?.Id ?? throw new InvalidOperationException($"case {Id} has no patient for {assignment}: {refusal?.Code}");
    }
}
