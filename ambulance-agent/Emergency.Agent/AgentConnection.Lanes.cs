using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Agent;

/// <content>
/// The lanes of one connection, by priority: facts and receipts, vital signs, position, attachments, waveform. Each has one call under way at a
/// time; the last two have much to send and give way.
/// </content>
public sealed partial class AgentConnection
{
    private IEnumerable<Lane> Lanes(IUplinkSession session)
    {
        var gate = new LaneGate(_clocks.Network);
        var (pieces, blocks) = (new CallBudget(_options.PieceBytes, _clocks.Network), new CallBudget(_options.EcgBatchBytes, _clocks.Network));
        yield return LaneOf(_outbox.Milestones, _milestoneWake, () => new NextItems(_options.MilestoneBatchSize), async (items, cancellation) =>
        {
            var acks = await session.Send(items, cancellation);
            foreach (var item in items)
                TellRefusal(item, acks.FirstOrDefault(ack => ack.Sequence == item.Sequence)?.Refusal);
            return Answer.Of(acks, ack => ack.Sequence, ack => ack.Refusal);
        });
        yield return LaneOf(_outbox.Reports, _reportWake, () => new NextItems(_options.ReportBatchSize), async (items, cancellation) =>
        {
            var acks = await session.Send(items, cancellation);
            foreach (var item in items)
                TellRefusal(item, acks.FirstOrDefault(ack => ack.Sequence == item.Sequence)?.Refusal);
            return Answer.Of(acks, ack => ack.Sequence, ack => ack.Refusal);
        });
        yield return LaneOf(_outbox.Vitals, _vitalsWake, NewestFirst(_options.VitalsBatchSize), async (items, cancellation) =>
        {
            var ack = await session.Send(new VitalsBatch(_outbox.DeviceId, items), cancellation);
            return Answer.Of(ack.Accepted, ack.Rejected);
        }, _options.FixPacing);
        yield return LaneOf(_outbox.Fixes, _fixWake, NewestFirst(_options.FixBatchSize), async (items, cancellation) =>
        {
            var ack = await session.Send(new FixBatch(_outbox.DeviceId, items), cancellation);
            return Answer.Of(ack.Accepted, ack.Rejected);
        }, _options.FixPacing);
        Wake[] before = [_milestoneWake, _reportWake, _vitalsWake, _fixWake];
        var attachments = new AttachmentSender(_outbox.Attachments, session, pieces, TellRefusal);
        yield return new Lane(attachments.SendNext, _attachmentWake, Retry(), _clocks.Network, _logger) { GivesWay = gate.Behind(before) };
        yield return LaneOf(
            _outbox.Ecg, _ecgWake, () => new NextItems(EcgBatch.MaxBlocks, FreshOnly: _ecgRate.Mode != EcgMode.Full),
            (items, cancellation) => SendEcg(session, items, blocks, cancellation), givesWay: gate.Behind([.. before, _attachmentWake]));
    }

    /// <summary>The lane of a shelf.</summary>
    private Lane LaneOf<T>(
        IShelf<T> shelf,
        Wake wake,
        Func<NextItems> ask,
        Func<ImmutableArray<T>, CancellationToken, Task<Answer>> send,
        TimeSpan pacing = default,
        LaneGate.Place? givesWay = null)
    {
        return new Lane(SendNext, wake, Retry(), _clocks.Network, _logger) { Pacing = pacing, GivesWay = givesWay };

        async Task<LaneStep> SendNext(CancellationToken cancellation)
        {
            var items = await shelf.Next(ask());
            if (items.IsEmpty)
                return LaneStep.Idle;
            var answer = await send(items, cancellation);
            foreach (var code in answer.Rejected.GroupBy(item => item.Code))
                LogRejected(_logger, _options.AmbulanceId.Value, code.Count(), typeof(T).Name, code.Key, code.First().Detail);
            var left = await shelf.Settle(answer.Accepted, [.. answer.Rejected.Select(item => item.Sequence)]);
            return left > 0 ? LaneStep.Progressed : LaneStep.Stuck;
        }
    }

    /// <summary>Sends as many blocks as a call may carry, the first of them in any case.</summary>
    private async Task<Answer> SendEcg(
        IUplinkSession session, ImmutableArray<EcgWaveBlock> blocks, CallBudget budget, CancellationToken cancellation)
    {
        var (count, bytes) = (0, 0);
        while (count < blocks.Length && (count == 0 || bytes + blocks[count].Data.Length <= budget.Bytes))
            bytes += blocks[count++].Data.Length;
        var sent = blocks[..count];
        var ack = await budget.Time(() => session.Send(new EcgBatch(_outbox.DeviceId, sent), cancellation));
        foreach (var block in sent.Where(block => ack.Accepted.Contains(block.Sequence)))
            _ecgMeasuredTo.Delivered(EcgBlock.TryDecode(block.Data, out var segment, out _) ? segment.StartedAt + segment.Duration : block.At);
        return Answer.Of(ack.Accepted, ack.Rejected);
    }

    /// <summary>Lanes run side by side, and a random source serves one caller.</summary>
    private Backoff Retry() => new(_options.Backoff, new Random(_random.Next()));

    /// <summary>What the server said to a call: what may leave the outbox.</summary>
    private sealed record Answer(IReadOnlyCollection<long> Accepted, IReadOnlyCollection<RejectedItem> Rejected)
    {
        public static Answer Of(ImmutableArray<long> accepted, ImmutableArray<RejectedItem> rejected) => new(accepted, rejected);

        public static Answer Of<T>(ImmutableArray<T> acks, Func<T, long> sequence, Func<T, Refusal?> refusal) => new(
            [.. acks.Where(ack => refusal(ack) is null).Select(sequence)],
            [.. acks.Where(ack => refusal(ack) is not null).Select(ack => new RejectedItem(sequence(ack), refusal(ack)!.Code, refusal(ack)!.Detail))]);
    }

    /// <summary>The first call of a lane on a connection carries the newest alone, so that it is there before any backlog.</summary>
    private static Func<NextItems> NewestFirst(int batch)
    {
        var first = true;
        return () =>
        {
            var ask = new NextItems(first ? 1 : batch);
            first = false;
            return ask;
        };
    }
}
