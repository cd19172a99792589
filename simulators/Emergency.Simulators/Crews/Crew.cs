using Emergency.Agent;
using Emergency.Contracts;
using Emergency.Domain;

namespace Emergency.Simulators;

/// <summary>A vehicle and its people as the simulation knows them.</summary>
/// <param name="Id">The vehicle.</param>
/// <param name="Station">Its base.</param>
/// <param name="CarriesPatients">Whether it takes patients along; a doctor's car does not.</param>
internal sealed record CrewPost(AmbulanceId Id, GeoPoint Station, bool CarriesPatients);

/// <summary>What all crews of a county share.</summary>
internal sealed record CrewWorld(CrewOptions Options, DrivePlanner Roads, Hospitals Hospitals, TimeZoneInfo Zone);

/// <summary>
/// One crew on its vehicle: does what its orders say, step by step at exact times, and reports each step. Every span is drawn from its
/// own random source, so the same orders at the same times give the same day. For one caller at a time.
/// </summary>
internal sealed partial class Crew(CrewPost post, CrewWorld world, GeoPoint position, Random random, Action<MilestoneReport> report)
{
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;
    private Drive? _drive;
    private GeoPoint _standing = position;
    private AssignmentOrder? _order;
    private Destination? _hospital;

    /// <summary>What it is doing.</summary>
    public CrewPhase Phase { get; private set; } = CrewPhase.AtStation;

    /// <summary>When it does something next; never, while it waits for orders.</summary>
    public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>The assignment it is on; null when none.</summary>
    public AssignmentId? Assignment => _order?.AssignmentId;

    /// <summary>What it was sent to, while the patient is in its care; null otherwise.</summary>
    public AssignmentOrder? Treats => Phase is CrewPhase.Caring or CrewPhase.Boarding or CrewPhase.ToHospital or CrewPhase.HandingOver ? _order : null;

    /// <summary>Says whether the patient died; without it chance does.</summary>
    public Func<bool>? IsPatientDead { get; set; }

    /// <summary>Where the vehicle is at a time that is not before its last step.</summary>
    public Moment At(DateTimeOffset time) => _drive?.At(time) ?? new Moment(_standing, 0, null);

    /// <summary>Does what is due; call it while <see cref="Due"/> is not in the future.</summary>
    public void Step()
    {
        var at = Due;
        switch (Phase)
        {
            case CrewPhase.Answering:
                Answer(at);
                break;
            case CrewPhase.TurningOut:
                Report(Milestone.EnRoute, at);
                Go(CrewPhase.ToScene, at, _order!.Location.Point, siren: _order.Priority < Priority.IV);
                break;
            case CrewPhase.ToScene:
                Report(Milestone.OnScene, at);
                Stay(CrewPhase.Approaching, at, world.Options.Approach);
                break;
            case CrewPhase.Approaching:
                Approach(at);
                break;
            case CrewPhase.Caring:
                EndCare(at);
                break;
            case CrewPhase.Boarding:
                LeaveScene(at);
                break;
            case CrewPhase.ToHospital:
                Report(Milestone.AtHospital, at, hospital: _hospital?.Id);
                Stay(CrewPhase.HandingOver, at, world.Options.Handover);
                break;
            case CrewPhase.HandingOver:
                Report(Milestone.HandedOver, at);
                Stay(CrewPhase.CleaningUp, at, world.Options.Cleanup);
                break;
            case CrewPhase.CleaningUp:
                End(Milestone.Cleared, null, at);
                break;
            default:
                ComeHome(at);
                break;
        }
    }

    private void Answer(DateTimeOffset at)
    {
        if (random.Chance(world.Options.DeclineShare))
        {
            End(Milestone.Declined, CrewReasons.Declined, at);
            return;
        }

        Report(Milestone.Acknowledged, at);
        TurnOut(at);
    }

    private void TurnOut(DateTimeOffset at)
    {
        var span = AtHome ? world.Options.Turnout : world.Options.TurnoutOnTheRoad;
        Wait(CrewPhase.TurningOut, at, random.Draw(span) * NightFactor(at));
    }

    private void Approach(DateTimeOffset at)
    {
        if (random.Chance(world.Options.NoPatientShare))
        {
            End(Milestone.NoPatientFound, CrewReasons.NoPatient, at);
            return;
        }

        Report(Milestone.AtPatient, at);
        Stay(CrewPhase.Caring, at, world.Options.Care);
    }

    private void EndCare(DateTimeOffset at)
    {
        var luck = random.NextDouble();
        if (IsPatientDead?.Invoke() ?? luck < world.Options.DeathShare)
            End(Milestone.DeadOnScene, CrewReasons.Died, at);
        else if (luck >= world.Options.DeathShare && luck < world.Options.DeathShare + world.Options.RefusalShare)
            End(Milestone.PatientRefused, CrewReasons.Refused, at);
        else if (!post.CarriesPatients || (_hospital = ChooseHospital()) is null)
            End(Milestone.Cleared, null, at);
        else
        {
            Report(Milestone.PatientLoaded, at);
            Stay(CrewPhase.Boarding, at, world.Options.Boarding);
        }
    }

    private void LeaveScene(DateTimeOffset at)
    {
        if (ChooseHospital() is not { } hospital)
        {
            End(Milestone.Cleared, CrewReasons.NoHospital, at);
            return;
        }

        _hospital = hospital;
        Report(Milestone.LeftScene, at, hospital: hospital.Id);
        Go(CrewPhase.ToHospital, at, hospital.Position, siren: _order!.Priority <= Priority.II);
    }

    /// <summary>The hospital that was ordered, else the nearest suitable one.</summary>
    private Destination? ChooseHospital() => _order switch
    {
        { HospitalId: { } id, HospitalPosition: { } position } => new Destination(id, position.Point),
        { HospitalId: { } id } when world.Hospitals.Find(id) is { } known => known,
        _ => world.Hospitals.NearestTo(_order!.Location.Point, _order.Priority),
    };

    private void Stay(CrewPhase phase, DateTimeOffset at, SpanDistribution span) => Wait(phase, at, random.Draw(span));

    /// <summary>Does something on the spot for a while.</summary>
    private void Wait(CrewPhase phase, DateTimeOffset at, TimeSpan span)
    {
        _standing = At(at).Position;
        _drive = null;
        (Phase, Due) = (phase, at + span);
    }

    private void Go(CrewPhase phase, DateTimeOffset at, GeoPoint to, bool siren)
    {
        _rolled = true;
        _drive = world.Roads.Plan(at, At(at).Position, to, siren, random);
        (Phase, Due) = (phase, _drive.End);
    }

    private bool AtHome => _drive is null && _standing.DistanceTo(_base) < HomeRadius;

    private double NightFactor(DateTimeOffset at)
    {
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, world.Zone).DateTime);
        return local.IsBetween(world.Options.NightStarts, world.Options.NightEnds) ? world.Options.NightFactor : 1;
    }

    /// <summary>Reports a step, unless the server knows it or a later one already.</summary>
    private void Report(Milestone milestone, DateTimeOffset at, string? reason = null, HospitalId? hospital = null)
    {
        var known = _order!.Milestone;
        if (milestone < Milestone.Declined && known < Milestone.Declined && known >= milestone)
            return;
        report(new MilestoneReport(_order.CaseId, _order.AssignmentId, milestone, at, FactSource.Vehicle, reason, hospital));
    }
}
