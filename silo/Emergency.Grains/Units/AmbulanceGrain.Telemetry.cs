using System.Collections.Immutable;
using System.Text.Json;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Positions;
using Emergency.Journal;
using Fix = Emergency.Contracts.Fix;

namespace Emergency.Grains;

/// <summary>What a vehicle reports of itself: fixes, milestones, and that it is there at all.</summary>
public sealed partial class AmbulanceGrain
{
    /// <summary>The lane of the track store that holds fixes.</summary>
    private const string FixLane = "fix";

    private PositionTrack _track = PositionTrack.Empty;
    private string? _session;
    private DateTimeOffset? _heardAt;
    private LinkState _link = LinkState.None;
    private (TimeSpan Eta, DateTimeOffset At)? _arrival;

    public async Task<Outcome<AgentWelcome>> AgentConnected(string session, AgentHello hello)
    {
        if (!State.IsRegistered) return new Refusal(RejectionCodes.UnknownUnit, $"the county has no ambulance {Id}");
        _session = session;
        Heard();
        var through = await tracks.ReadThrough(Source(hello.DeviceId));
        await PublishView();
        return new AgentWelcome(
            Id, clock.GetUtcNow(), through, Orders(), State.Duty, LonLat.Of(geography.StationOf(Id) ?? geography.County.Stations[0].Position));
    }

    public async Task AgentDisconnected(string session)
    {
        if (_session != session) return;
        _session = null;
        if (NoticeLink()) await PublishView();
    }

    public async Task<Outcome<FixAck>> AcceptFixes(FixBatch batch)
    {
        if (batch.Fixes.Length > FixBatch.MaxFixes)
            return new Refusal(RejectionCodes.Validation, $"a batch holds at most {FixBatch.MaxFixes} fixes, not {batch.Fixes.Length}");
        var now = clock.GetUtcNow();
        var before = _track.Latest;
        var track = _track;
        var kept = new List<TrackPoint>();
        var refused = new List<RejectedItem>();
        foreach (var fix in batch.Fixes.OrderBy(f => f.At))
        {
            var answer = track.Offer(ToDomain(fix), now);
            track = answer.Track;
            if (answer.Rejection is { } no) refused.Add(new RejectedItem(fix.Sequence, no.Code, no.Detail));
            else kept.Add(new TrackPoint(fix.Sequence, answer.Fix.At, JsonSerializer.SerializeToUtf8Bytes(fix)));
        }

        if (kept.Count > 0) await tracks.Append(new TrackBatch(Source(batch.DeviceId), Id.Value, kept));
        _track = track;
        var linkChanged = Heard();
        if (_track.Latest != before) await PublishPosition();
        if (ReckonArrival(now) || linkChanged) await PublishView();
        await NoticeArrival();
        return new FixAck([.. kept.Select(p => p.Sequence)], [.. refused]);
    }

    public async Task<ImmutableArray<MilestoneAck>> AcceptMilestones(string deviceId, ImmutableArray<AgentMilestone> milestones)
    {
        Heard();
        var acks = ImmutableArray.CreateBuilder<MilestoneAck>(milestones.Length);
        foreach (var report in milestones.OrderBy(m => m.Sequence))
        {
            var command = new ReportMilestone(
                new ActorRef(Id.Value, report.Source is FactSource.Geofence ? FactSource.Geofence : FactSource.Vehicle), report.AssignmentId,
                report.Milestone, report.OccurredAt, report.Reason, $"{deviceId}:{report.Sequence}", report.HospitalId);
            acks.Add(new MilestoneAck(report.Sequence, (await Case(report.CaseId).ReportFromUnit(Id, command)).Refusal));
        }

        return acks.ToImmutable();
    }

    public async Task<ImmutableArray<UnitPosition>> GetTrack(DateTimeOffset from, DateTimeOffset to, int limit)
    {
        var positions = ImmutableArray.CreateBuilder<UnitPosition>();
        await foreach (var point in tracks.Read(Id.Value, FixLane, from, to, limit))
            positions.Add(ToPosition(JsonSerializer.Deserialize<Fix>(point.Payload.Span)!, point.At));
        return positions.ToImmutable();
    }

    private async Task LoadLatestFix(CancellationToken cancellationToken)
    {
        if (await tracks.ReadLatest(Id.Value, FixLane, cancellationToken) is not { } latest) return;
        _track = new PositionTrack(ToDomain(JsonSerializer.Deserialize<Fix>(latest.Payload.Span)!) with { At = latest.At });
        _heardAt = latest.At;
        _link = LinkState.Offline;
    }

    /// <summary>Notes that the vehicle spoke; true when that changes how its link looks.</summary>
    private bool Heard()
    {
        _heardAt = clock.GetUtcNow();
        return NoticeLink();
    }

    /// <summary>Looks at the link again; true when it looks different now.</summary>
    private bool NoticeLink()
    {
        var now = _session is null
            ? _heardAt is null ? LinkState.None : LinkState.Offline
            : clock.GetUtcNow() - _heardAt <= options.Value.LinkStaleAfter ? LinkState.Online : LinkState.Stale;
        if (now == _link) return false;
        _link = now;
        return true;
    }

    /// <summary>Reckons anew when the unit arrives where it drives to, if that is due; true when there is a new figure.</summary>
    private bool ReckonArrival(DateTimeOffset now)
    {
        if (_track.Latest is not { } here || Destination() is not { } there) return false;
        if (_arrival is { } last && now - last.At < options.Value.ArrivalInterval) return false;
        if (geography.DriveTime(here.Position, there) is not { } drive) return false;
        _arrival = (drive, here.At);
        return true;
    }

    /// <summary>Where the unit drives now; null when it stands, or nobody knows.</summary>
    private GeoPoint? Destination()
    {
        if (State.Active is not { } active || _orders.GetValueOrDefault(active.AssignmentId) is not { } order) return null;
        return order.Milestone switch
        {
            Milestone.EnRoute => order.Location.Point,
            Milestone.PatientLoaded or Milestone.LeftScene => order.HospitalPosition?.Point,
            _ => null,
        };
    }

    private void ForgetArrival()
    {
        if (Destination() is null) _arrival = null;
    }

    private Task PublishPosition() =>
        _track.Latest is { } latest ? _live.Publish(LiveStreams.Positions, ToPosition(latest)) : Task.CompletedTask;

    private static TrackSource Source(string deviceId) => new(deviceId, FixLane);

    private static Domain.Positions.Fix ToDomain(Fix fix) => new(
        new GeoPoint(fix.Lon, fix.Lat), fix.At, fix.SpeedKmh, fix.HeadingDegrees, fix.AccuracyMetres is { } radius ? new Metres(radius) : null);

    private UnitPosition ToPosition(Fix fix, DateTimeOffset at) => ToPosition(ToDomain(fix) with { At = at });

    private UnitPosition ToPosition(Domain.Positions.Fix fix) =>
        new(Id, LonLat.Of(fix.Position), fix.At, fix.SpeedKmh, fix.HeadingDegrees);
}
