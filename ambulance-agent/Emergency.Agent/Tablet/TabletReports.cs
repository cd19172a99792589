using Emergency.Contracts;

namespace Emergency.Agent.Tablet;

/// <summary>
/// The reports of the crew on their way: a milestone is held for the undo moment, then everything goes to the outbox and is watched
/// until the server has it or has refused it.
/// </summary>
/// <remarks>
/// A report is on disk before it is answered. When the agent dies between giving it to the outbox and noting its sequence, it is given
/// again after the restart; every such fact is one that the server takes a second time without any change.
/// </remarks>
internal sealed partial class TabletReports : IDisposable
{
    /// <summary>The most settled reports that are kept to be shown; the oldest go first.</summary>
    private const int MaxSettled = 1_000;

    /// <summary>The most refusals that come before their report's sequence was noted; there is hardly ever one.</summary>
    private const int MaxEarly = 64;

    private readonly ITabletAgent _agent;
    private readonly TabletStore _store;
    private readonly TabletClocks _clocks;
    private readonly TimeSpan _undo;
    private readonly Action _changed;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly List<TabletReport> _reports;
    private readonly Dictionary<string, (ITimer Timer, long Since)> _held = [];
    private readonly Dictionary<(ReportLane Lane, long Sequence), Refusal> _early = [];
    private readonly SemaphoreSlim _sending = new(1, 1);

    public TabletReports(ITabletAgent agent, TabletStore store, TabletClocks clocks, TimeSpan undo, Action changed, ILogger logger)
    {
        (_agent, _store, _clocks, _undo, _changed, _logger) = (agent, store, clocks, undo, changed, logger);
        lock (_gate)
        {
            _reports = [.. store.ReadReports().Select(Resume)];
        }
    }

    /// <summary>All that is known, in the order in which it was set.</summary>
    public IReadOnlyList<TabletReport> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _reports];
            }
        }
    }

    /// <summary>How long a held report can still be undone; null when it is not held.</summary>
    public double? UndoSecondsOf(string reportId)
    {
        lock (_gate)
        {
            return _held.TryGetValue(reportId, out var held)
                ? Math.Max(0, (_undo - _clocks.Network.GetElapsedTime(held.Since)).TotalSeconds)
                : null;
        }
    }

    /// <summary>Keeps a milestone for the undo moment; what the same assignment had held goes on its way.</summary>
    public async Task Hold(TabletReport report)
    {
        List<string> earlier;
        lock (_gate)
        {
            earlier = [.. _reports.Where(r => r.State is ReportState.Held && r.AssignmentId == report.AssignmentId).Select(r => r.ReportId)];
            Put(report with { State = ReportState.Held });
            var timer = _clocks.Network.CreateTimer(_ => Release(report.ReportId), null, _undo, Timeout.InfiniteTimeSpan);
            _held[report.ReportId] = (timer, _clocks.Network.GetTimestamp());
        }

        foreach (var id in earlier)
            Unhold(id);
        _changed();
        await SendWaiting();
    }

    /// <summary>Takes a held milestone back.</summary>
    /// <returns>False when it is not held any more.</returns>
    public bool Undo(string reportId)
    {
        lock (_gate)
        {
            if (!_held.Remove(reportId, out var held))
                return false;
            held.Timer.Dispose();
            _reports.RemoveAll(report => report.ReportId == reportId);
            _store.DeleteReport(reportId);
        }

        _changed();
        return true;
    }

    /// <summary>Keeps an act and sends it on its way.</summary>
    public async Task Add(TabletReport report)
    {
        lock (_gate)
        {
            Put(report with { State = ReportState.Waiting });
        }

        _changed();
        await SendWaiting();
    }

    /// <summary>The server will never take something.</summary>
    public void Refused(ReportLane lane, long sequence, Refusal refusal)
    {
        lock (_gate)
        {
            if (_reports.Find(report => report.Lane == lane && report.Sequence == sequence) is { } report)
                Put(report with { State = ReportState.Refused, Refusal = refusal });
            else if (_early.Count < MaxEarly)
                _early[(lane, sequence)] = refusal;
        }

        _changed();
    }

    /// <summary>Gives to the outbox what waits for it, and notes what the server has taken meanwhile.</summary>
    public async Task Look()
    {
        await SendWaiting();
        foreach (var lane in Enum.GetValues<ReportLane>())
        {
            if (Sent(lane).Count == 0)
                continue;
            var waiting = await _agent.Waiting(lane);
            lock (_gate)
            {
                foreach (var report in Sent(lane).Where(report => !waiting.Contains(report.Sequence!.Value)).ToList())
                    Put(report with { State = ReportState.Durable });
                Prune();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (timer, _) in _held.Values)
                timer.Dispose();
        }

        _sending.Dispose();
    }

    /// <summary>
    /// What was held when the agent went down can no longer be undone by the one who set it: it counts as said. What waited in an outbox
    /// that is lost is said again.
    /// </summary>
    private TabletReport Resume(TabletReport report) => report.State switch
    {
        ReportState.Held => report with { State = ReportState.Waiting },
        ReportState.Waiting when report.DeviceId != _agent.DeviceId => report with { Sequence = null },
        _ => report,
    };

    private List<TabletReport> Sent(ReportLane lane)
    {
        lock (_gate)
        {
            return [.. _reports.Where(report => report.Lane == lane && report is { State: ReportState.Waiting, Sequence: not null })];
        }
    }

    private void Release(string reportId)
    {
        Unhold(reportId);
        _changed();
        // The sending ends in the log; the beat tries again.
        _ = SendWaiting();
    }

    private void Unhold(string reportId)
    {
        lock (_gate)
        {
            if (!_held.Remove(reportId, out var held))
                return;
            held.Timer.Dispose();
            if (_reports.Find(report => report.ReportId == reportId) is { } report)
                Put(report with { State = ReportState.Waiting });
        }
    }

    /// <summary>One at a time and in order, so that the outbox has them in the order in which the crew set them.</summary>
    private async Task SendWaiting()
    {
        await _sending.WaitAsync();
        try
        {
            while (NextToSend() is { } report)
            {
                var sequence = await Send(report);
                lock (_gate)
                {
                    var sent = _reports.Find(known => known.ReportId == report.ReportId)! with { Sequence = sequence, DeviceId = _agent.DeviceId };
                    Put(_early.Remove((report.Lane, sequence), out var refusal)
                        ? sent with { State = ReportState.Refused, Refusal = refusal }
                        : sent);
                }
            }
        }
        // The report stays on this vehicle's disk, and the next beat tries again.
        catch (OutboxFullException full)
        {
            LogOutboxFull(_logger, full.Message);
        }
        finally
        {
            _sending.Release();
        }
    }

    private TabletReport? NextToSend()
    {
        lock (_gate)
        {
            return _reports.Find(report => report is { State: ReportState.Waiting, Sequence: null });
        }
    }

    private ValueTask<long> Send(TabletReport report) => report.Milestone is { } milestone
        ? _agent.Report(new MilestoneReport(
            report.CaseId, report.AssignmentId, milestone.Milestone, report.OccurredAt, milestone.Source, milestone.Reason, milestone.HospitalId))
        : _agent.Report(report.CaseId, report.AssignmentId, report.OccurredAt, report.Act!);

    /// <summary>Keeps a report, first on disk. The gate is held.</summary>
    private void Put(TabletReport report)
    {
        _store.Write(report);
        var place = _reports.FindIndex(known => known.ReportId == report.ReportId);
        if (place < 0)
            _reports.Add(report);
        else
            _reports[place] = report;
    }

    private void Prune()
    {
        var settled = _reports.Where(report => report.State is ReportState.Durable or ReportState.Refused).ToList();
        foreach (var report in settled.Take(Math.Max(0, settled.Count - MaxSettled)))
        {
            _reports.Remove(report);
            _store.DeleteReport(report.ReportId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox has no room for what the crew set; it is kept and tried again: {Reason}")]
    private static partial void LogOutboxFull(ILogger logger, string reason);
}

/// <summary>The clocks of a tablet.</summary>
/// <param name="Events">By which events are dated.</param>
/// <param name="Network">By which people wait: the system's.</param>
public sealed record TabletClocks(TimeProvider Events, TimeProvider Network);
