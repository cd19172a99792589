using Emergency.Contracts;

namespace Emergency.Agent;

/// <summary>Sends attachments over one connection, one after the other, a piece at a time, from where the server has them.</summary>
internal sealed class AttachmentSender(
    IAttachmentShelf shelf, IUplinkSession session, CallBudget budget, Action<AttachmentOffer, Refusal> refused)
{
    private OutgoingAttachment? _current;
    private AttachmentState? _state;

    /// <summary>Announces the next attachment, or sends a piece of it, or asks again whether it is complete.</summary>
    public async Task<LaneStep> SendNext(CancellationToken cancellation)
    {
        if (_current is null)
        {
            var next = await shelf.Next(new NextItems(1));
            if (next.IsEmpty)
                return LaneStep.Idle;
            (_current, _state) = (next[0], null);
        }

        var (before, offer) = (_state, _current.Offer);
        // All bytes are there and it is not complete: the server has not told the case yet, and is asked again.
        _state = before is null || before.Held >= offer.Length
            ? await session.Send(offer, cancellation)
            : await SendPiece(offer, before.Held, cancellation);
        if (_state.Complete || _state.Refusal is not null)
            return await Finish(_current, _state);
        return before is null || _state.Held != before.Held ? LaneStep.Progressed : LaneStep.Stuck;
    }

    private async Task<AttachmentState> SendPiece(AttachmentOffer offer, long offset, CancellationToken cancellation)
    {
        var bytes = await shelf.Read(_current!.Sequence, offset, budget.Bytes);
        return await budget.Time(() => session.Send(new AttachmentPiece(offer.AttachmentId, offset, bytes), cancellation));
    }

    private async Task<LaneStep> Finish(OutgoingAttachment attachment, AttachmentState state)
    {
        long[] self = [attachment.Sequence];
        await shelf.Settle(state.Complete ? self : [], state.Complete ? [] : self);
        if (state.Refusal is { } refusal)
            refused(attachment.Offer, refusal);
        (_current, _state) = (null, null);
        return LaneStep.Progressed;
    }
}
