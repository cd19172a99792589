using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.TestKit;

namespace Emergency.Agent.Tests;

/// <summary>Random histories of reports, deliveries, lost answers and refusals against a centre that remembers.</summary>
public sealed class OutboxPropertyTests
{
    [Fact]
    public async Task MemoryOutbox_AnyHistory_LosesNothingAndRepeatsNothingThatWasSettled()
    {
        for (var seed = 1; seed <= 300; seed++)
            await Run(seed, 400, new MemoryOutbox("d", new MemoryOutboxOptions { MaxFixes = 40, MaxMilestones = 1000 }));
    }

    [Fact]
    public async Task SqliteOutbox_AnyHistory_LosesNothingAndRepeatsNothingThatWasSettled()
    {
        using var folder = new TemporaryDirectory();
        for (var seed = 1; seed <= 5; seed++)
        {
            await using var outbox = await OutboxFiles.Open(folder, $"{seed}.db", new SqliteOutboxOptions { MaxFixes = 40, MaxMilestones = 1000 });
            await Run(seed, 150, outbox);
        }
    }

    private static async Task Run(int seed, int steps, IOutbox outbox)
    {
        try
        {
            await new History(seed, outbox).Run(steps);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"seed {seed}", fault);
        }
    }

    private sealed class History(int seed, IOutbox outbox)
    {
        private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
        private static readonly MilestoneReport Report = new(new CaseId("c"), new AssignmentId("a"), Milestone.EnRoute, Start);
        private readonly Random _random = new(seed);
        private readonly IOutbox _outbox = outbox;
        private readonly HashSet<long> _reported = [];
        private readonly HashSet<long> _durable = [];
        private readonly HashSet<long> _settled = [];
        private readonly List<long> _milestonesDurable = [];
        private readonly HashSet<long> _milestonesSettled = [];
        private int _milestonesReported;

        public async Task Run(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                await Step(_random.Next(10));
                _outbox.Status.WaitingFixes.ShouldBeLessThanOrEqualTo(40);
            }

            while (_outbox.Status is not { WaitingFixes: 0, WaitingMilestones: 0 })
            {
                await Deliver(lost: false);
                await DeliverMilestones(lost: false);
            }

            var status = _outbox.Status;
            (status.AcknowledgedFixes + status.RejectedFixes + status.ThinnedFixes).ShouldBe(_reported.Count);
            (_reported.Count - _durable.Count).ShouldBeLessThanOrEqualTo((int)(status.ThinnedFixes + status.RejectedFixes));
            _milestonesDurable.Distinct().ShouldBe(Enumerable.Range(1, _milestonesReported).Select(i => (long)i));
        }

        private async Task Step(int choice)
        {
            if (choice < 6)
                _reported.Add(await _outbox.Add(new FixReading(Start, new GeoPoint(113, 29)))).ShouldBeTrue();
            else if (choice == 6)
                (await _outbox.Add(Report)).ShouldBe(++_milestonesReported);
            else if (choice == 7)
                await Deliver(lost: _random.Next(3) == 0);
            else if (choice == 8)
                await DeliverMilestones(lost: _random.Next(3) == 0);
            else
                await _outbox.Fixes.ContinueAfter(_durable.Count == 0 ? 0 : _durable.Max());
        }

        private async Task Deliver(bool lost)
        {
            var fixes = await _outbox.Fixes.Next(new NextItems(_random.Next(1, 20)));
            fixes.Select(fix => fix.Sequence).ShouldBeUnique();
            fixes.Any(fix => _settled.Contains(fix.Sequence)).ShouldBeFalse();
            fixes.Skip(1).Select(fix => fix.Sequence).ShouldBeInOrder();
            var accepted = fixes.Where(_ => _random.Next(5) > 0).Select(fix => fix.Sequence).ToImmutableArray();
            var rejected = fixes.Where(fix => !accepted.Contains(fix.Sequence) && _random.Next(2) == 0);
            _durable.UnionWith(accepted);
            if (lost)
                return;
            var ack = new FixAck(accepted, [.. rejected.Select(fix => new RejectedItem(fix.Sequence, "test", ""))]);
            await _outbox.Fixes.Settle(ack.Accepted, [.. ack.Rejected.Select(item => item.Sequence)]);
            _settled.UnionWith(accepted);
            _settled.UnionWith(ack.Rejected.Select(item => item.Sequence));
        }

        private async Task DeliverMilestones(bool lost)
        {
            var milestones = await _outbox.Milestones.Next(new NextItems(_random.Next(1, 5)));
            milestones.Any(item => _milestonesSettled.Contains(item.Sequence)).ShouldBeFalse();
            _milestonesDurable.AddRange(milestones.Select(item => item.Sequence));
            if (lost)
                return;
            await _outbox.Milestones.Settle([.. milestones.Select(item => item.Sequence)], []);
            _milestonesSettled.UnionWith(milestones.Select(item => item.Sequence));
        }
    }
}
