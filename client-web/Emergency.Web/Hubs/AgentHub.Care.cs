using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Silo;
using Emergency.Web.Http;
using Emergency.Web.Live;

namespace Emergency.Web.Hubs;

/// <content>
/// What a vehicle sends of its patient. A message that is wrong as a whole is refused whole; an item that is wrong by itself is refused
/// for good in the answer, so that it cannot hold up what stands behind it in the vehicle's outbox.
/// </content>
internal sealed partial class AgentHub
{
    /// <summary>Whose names the vehicle's attachments have in the store.</summary>
    private string Owner => $"vehicle:{Ambulance}";

    public async Task<ImmutableArray<CrewReportAck>> Reports(ImmutableArray<CrewReport> reports)
    {
        var device = Device();
        if (reports.IsDefault || reports.Any(report => report is null))
            throw Bad("there is no list of reports");
        if (reports.Length > IAgentHub.MaxReports)
            throw Bad($"a message may have at most {IAgentHub.MaxReports} reports");

        var problems = reports.Select(CrewChecks.ProblemOf).ToArray();
        ImmutableArray<CrewReport> sound = [.. reports.Where((_, index) => problems[index] is null)];
        var acks = reports.Zip(problems).Where(pair => pair.Second is not null)
            .Select(pair => new CrewReportAck(pair.First.Sequence, new Refusal(Codes.Validation, pair.Second!)));
        return [.. acks, .. sound.IsEmpty ? [] : await grains.Ambulance(Ambulance).AcceptReports(device, sound)];
    }

    public async Task<TelemetryAck> Vitals(VitalsBatch batch)
    {
        if (batch is null || batch.Samples.IsDefault || batch.Samples.Any(sample => sample is null))
            throw Bad("the batch has no list of samples");
        CheckDevice(batch.DeviceId);
        if (batch.Samples.Length > VitalsBatch.MaxSamples)
            throw Bad($"a batch may have at most {VitalsBatch.MaxSamples} samples");

        var (sound, rejected) = Sift(batch.Samples, TelemetryChecks.ProblemOf, sample => sample.Sequence);
        return await Answer(sound.IsEmpty, rejected, unit => unit.AcceptVitals(batch with { Samples = sound }));
    }

    public async Task<TelemetryAck> Ecg(EcgBatch batch)
    {
        if (batch is null || batch.Blocks.IsDefault || batch.Blocks.Any(block => block is null))
            throw Bad("the batch has no list of blocks");
        CheckDevice(batch.DeviceId);
        if (batch.Blocks.Length > EcgBatch.MaxBlocks)
            throw Bad($"a batch may have at most {EcgBatch.MaxBlocks} blocks");

        var (sound, rejected) = Sift(batch.Blocks, TelemetryChecks.ProblemOf, block => block.Sequence);
        return await Answer(sound.IsEmpty, rejected, unit => unit.AcceptEcg(batch with { Blocks = sound }));
    }

    public async Task<AttachmentState> OfferAttachment(AttachmentOffer offer)
    {
        Device();
        if (offer is null || !WordId.IsValid(offer.AttachmentId))
            throw Bad("the attachment must have a word for its id");
        if (AttachmentChecks.ProblemOf(offer) is { } problem)
            return Refused(offer.AttachmentId, new Refusal(Codes.Validation, problem));
        if (await WhyNotTo(offer.CaseId) is { } refusal)
            return Refused(offer.AttachmentId, refusal);
        return await Settle(await attachments.Offer(Owner, offer, Context.ConnectionAborted));
    }

    public async Task<AttachmentState> SendPiece(AttachmentPiece piece)
    {
        Device();
        if (piece is null || !WordId.IsValid(piece.AttachmentId))
            throw Bad("the piece must name its attachment");
        if (piece.Data is not { Length: > 0 and <= AttachmentOffer.MaxPieceBytes } || piece.Offset is < 0 or > AttachmentOffer.MaxLength)
            throw Bad($"a piece has 1 to {AttachmentOffer.MaxPieceBytes} bytes and begins within the attachment");
        return await attachments.Add(Owner, piece, Context.ConnectionAborted) is { } progress
            ? await Settle(progress)
            : throw HubProblem.Of(Codes.UnknownAttachment, "nothing was offered under this id, or it was forgotten: offer it again");
    }

    public async Task<DateTimeOffset> ReportLink(LinkReport report)
    {
        Device();
        if (TelemetryChecks.ProblemOf(report) is { } problem)
            throw Bad(problem);
        await grains.Ambulance(Ambulance).ReportLink(report);
        return clock.GetUtcNow();
    }

    public async Task<ImmutableArray<CrewCare>> GetCare()
    {
        var feed = Feed();
        var care = await grains.Ambulance(Ambulance).GetCare();
        foreach (var one in care)
            feed.Told(one);
        return care;
    }

    public async Task Signal(CallSignal signal)
    {
        var feed = Feed();
        if (CallSignals.ProblemOf(signal) is { } problem)
            throw Bad(problem);
        if (!signals.IsOn(Ambulance, signal.CaseId))
            throw HubProblem.Of(Codes.Forbidden, "the vehicle is not on this case");
        if (!feed.Gate.TryPass())
            throw HubProblem.Of(Codes.TooFast, "too many signals at once");
        await signals.Publish(signal with { From = CallNames.With(CallNames.OfVehicle(Ambulance), signal.From, Context.ConnectionId) });
    }

    public Task<ImmutableArray<IceServer>> GetIceServers()
    {
        Device();
        return Task.FromResult(ice.For(Ambulance.Value));
    }

    /// <summary>Why the vehicle may hand nothing in to a case; null when it may: it has, or had, a part in it.</summary>
    private async Task<Refusal?> WhyNotTo(CaseId id)
    {
        if (await grains.Case(id).Get() is not { } view)
            return new Refusal(Codes.UnknownCase, "there is no such case");
        return view.Assignments.Any(part => part.AmbulanceId == Ambulance)
            ? null
            : new Refusal(Codes.UnknownAssignment, "the vehicle has no part in this case");
    }

    /// <summary>Once all bytes are durable the case is told, each time it is asked for, until the sender knows that it knows.</summary>
    private async Task<AttachmentState> Settle(AttachmentProgress progress)
    {
        if (progress.Complete is not { } offer)
            return progress.State;
        var refusal = await grains.Ambulance(Ambulance).AttachmentComplete(offer);
        meters.Attachment(refusal is null ? "complete" : "refused");
        return progress.State with { Complete = refusal is null, Refusal = refusal };
    }

    private async Task<TelemetryAck> Answer(
        bool isEmpty, ImmutableArray<RejectedItem> rejected, Func<IAmbulanceGrain, Task<Outcome<TelemetryAck>>> accept)
    {
        if (isEmpty)
            return new TelemetryAck([], rejected);
        var ack = Value(await accept(grains.Ambulance(Ambulance)));
        return ack with { Rejected = [.. rejected, .. ack.Rejected] };
    }

    private static (ImmutableArray<T> Sound, ImmutableArray<RejectedItem> Rejected) Sift<T>(
        ImmutableArray<T> items, Func<T, string?> problemOf, Func<T, long> sequenceOf)
    {
        var sound = ImmutableArray.CreateBuilder<T>(items.Length);
        var rejected = ImmutableArray.CreateBuilder<RejectedItem>();
        foreach (var item in items)
        {
            if (problemOf(item) is { } problem)
                rejected.Add(new RejectedItem(sequenceOf(item), Codes.Validation, problem));
            else
                sound.Add(item);
        }

        return (sound.DrainToImmutable(), rejected.DrainToImmutable());
    }

    private static AttachmentState Refused(string id, Refusal refusal) => new(id, 0, false, refusal);
}
