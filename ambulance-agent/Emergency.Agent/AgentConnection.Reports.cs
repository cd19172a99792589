using System.Security.Cryptography;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Agent;

/// <content>What the vehicle reports: everything goes into the outbox first, under the case that the unit is on.</content>
public sealed partial class AgentConnection
{
    private readonly Wake _fixWake = new();
    private readonly Wake _milestoneWake = new();
    private readonly Wake _reportWake = new();
    private readonly Wake _vitalsWake = new();
    private readonly Wake _attachmentWake = new();
    private readonly Wake _ecgWake = new();
    private readonly EcgReducer _reducer = new();
    private readonly EcgRate _ecgRate;

    /// <summary>Reports a position.</summary>
    /// <returns>Its sequence.</returns>
    public async ValueTask<long> Report(FixReading reading)
    {
        var (at, position, speed, heading, accuracy) = reading;
        var sequence = await _outbox.Fixes.Add(
            sequence => new Fix(sequence, at, position.Longitude, position.Latitude, speed, heading, accuracy));
        _fixWake.Ring();
        return sequence;
    }

    /// <summary>Reports a milestone.</summary>
    /// <returns>Its sequence.</returns>
    /// <exception cref="OutboxFullException">The outbox has no room; nothing was kept.</exception>
    public async ValueTask<long> Report(MilestoneReport report)
    {
        var sequence = await _outbox.Milestones.Add(sequence => new AgentMilestone(
            sequence, report.CaseId, report.AssignmentId, report.Milestone, report.OccurredAt, report.Source, report.Reason, report.HospitalId));
        _milestoneWake.Ring();
        return sequence;
    }

    /// <summary>Reports a fact of the crew, such as the receipt of an order.</summary>
    /// <returns>Its sequence.</returns>
    /// <exception cref="OutboxFullException">The outbox has no room; nothing was kept.</exception>
    public async ValueTask<long> Report(CaseId caseId, AssignmentId assignmentId, DateTimeOffset occurredAt, CrewAct act)
    {
        var sequence = await _outbox.Reports.Add(sequence => new CrewReport(sequence, caseId, assignmentId, occurredAt, act));
        _reportWake.Ring();
        return sequence;
    }

    /// <summary>Reports vital signs of the patient on board.</summary>
    /// <returns>Their sequence.</returns>
    public async ValueTask<long> Report(VitalsReading reading)
    {
        var caseId = ActiveOrder?.CaseId;
        var sequence = await _outbox.Vitals.Add(sequence => reading.ToSample(sequence, caseId));
        _vitalsWake.Ring();
        return sequence;
    }

    /// <summary>
    /// Reports a stretch of the live ECG, as measured. When the link carries less, a lesser form goes first and this one follows when there
    /// is room again. For one caller at a time.
    /// </summary>
    public async ValueTask Report(EcgSegment segment)
    {
        var mode = _link.Phase == LinkPhase.Online ? _ecgRate.Mode : EcgMode.Full;
        var (order, live) = (ActiveOrder, _reducer.Reduce(segment, mode));
        await Keep(segment, order, deferred: mode != EcgMode.Full);
        if (mode != EcgMode.Full && live is not null)
            await Keep(live, order, deferred: false);
        _ecgMeasuredTo.Set(segment.StartedAt + segment.Duration, sent: mode != EcgMode.Off);
        _ecgWake.Ring();
    }

    /// <summary>Hands in a 12-lead recording.</summary>
    /// <returns>The attachment's name.</returns>
    /// <exception cref="OutboxFullException">The outbox has no room; nothing was kept.</exception>
    public ValueTask<string> Report(EcgSegment recording, AssignmentOrder order, string? statement = null) =>
        Report("ecg-12-lead", "application/x-emergency-ecg", EcgBlock.Encode(recording), recording.StartedAt, order, statement);

    /// <summary>Hands in an attachment.</summary>
    /// <param name="kind">As in <see cref="AttachmentOffer"/>.</param>
    /// <param name="mediaType">As in <see cref="AttachmentOffer"/>.</param>
    /// <param name="content">1 to <see cref="AttachmentOffer.MaxLength"/> bytes.</param>
    /// <param name="at">When it was recorded.</param>
    /// <param name="order">The assignment that it belongs to.</param>
    /// <param name="statement">What the monitor wrote on it.</param>
    /// <returns>The attachment's name.</returns>
    /// <exception cref="OutboxFullException">The outbox has no room; nothing was kept.</exception>
    public async ValueTask<string> Report(
        string kind, string mediaType, ReadOnlyMemory<byte> content, DateTimeOffset at, AssignmentOrder order, string? statement = null)
    {
        if (content.Length is 0 or > (int)AttachmentOffer.MaxLength)
            throw new ArgumentException($"an attachment of {content.Length} bytes: expected 1 to {AttachmentOffer.MaxLength}", nameof(content));
        var sum = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var sequence = await _outbox.Attachments.Add(
            sequence => new OutgoingAttachment(
                sequence, new AttachmentOffer(NameOf(sequence), kind, mediaType, content.Length, sum, at, order.CaseId, null, statement)),
            content);
        _attachmentWake.Ring();
        return NameOf(sequence);
    }

    /// <summary>The assignment that the unit is on; null when it is on none.</summary>
    public AssignmentOrder? ActiveOrder => Orders?.Orders.FirstOrDefault(order => order.Active);

    private string NameOf(long attachment) => $"{_outbox.DeviceId}-a{attachment}";

    private async ValueTask Keep(EcgSegment segment, AssignmentOrder? order, bool deferred)
    {
        var block = EcgBlock.Encode(segment);
        await _outbox.Ecg.Add(
            sequence => new EcgWaveBlock(sequence, segment.StartedAt, order?.CaseId, null, block), new ItemNote(order?.AssignmentId.Value, deferred));
    }
}
