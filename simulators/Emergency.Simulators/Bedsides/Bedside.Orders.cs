using System.Globalization;
using Emergency.Contracts;
using Emergency.Domain.Care;

namespace Emergency.Simulators;

/// <content>How a crew answers what physicians say, and what it does by itself when the heart stops.</content>
internal sealed partial class Bedside
{
    private static readonly string[] NotDoneReasons = ["病人拒绝", "静脉通路未建立", "车上暂无此药", "即将到院，由急诊科执行"];

    /// <summary>A crew gives adrenaline every so many looks at the rhythm.</summary>
    private const int AdrenalineEvery = 2;

    private const double AdrenalineMilligrams = 1;
    private const double ShockJoules = 200;

    private readonly HashSet<string> _taken = [];
    private bool _resuscitates;
    private int _rhythmChecks;

    /// <summary>Hears what the care of the case is now. What was taken up before is not taken up again.</summary>
    public void Take(CrewCare care, DateTimeOffset now)
    {
        foreach (var order in care.Orders.Where(order => order.AssignmentId is null || order.AssignmentId == _order.AssignmentId))
        {
            if (order.State is OrderState.Ordered or OrderState.Delivered && _taken.Add(order.OrderId))
                _agenda.Add(now + _random.Draw(_options.ReadBack), at => ReadBack(order, at));
            else if (order.State is OrderState.ReadBack && _taken.Add(order.OrderId))
                _agenda.Add(now + _random.Draw(_options.CarryOut), at => CarryOut(order, at));
            else if (order.State is OrderState.Cancelled)
                _taken.Add(order.OrderId + Withdrawn);
        }

        foreach (var said in care.Guidance.Where(said => !said.FromCrew && said.ReadAt is null && _taken.Add(said.GuidanceId)))
            _agenda.Add(now + _random.Draw(_options.ReadGuidance), at => Read(said, at));
        foreach (var alarm in care.Alarms.Where(alarm => alarm.AcknowledgedAt is null && alarm.EndedAt is null && _taken.Add(alarm.AlarmId)))
            _agenda.Add(now + _random.Draw(_options.SeeAlarm), at => Did(at, new AlarmSeen(alarm.AlarmId)));
    }

    private const string Withdrawn = "/withdrawn";

    private void ReadBack(OrderView order, DateTimeOffset at)
    {
        if (_taken.Contains(order.OrderId + Withdrawn))
            return;
        Did(at, new OrderProgress(order.OrderId, OrderState.ReadBack, InWords(order.Body)));
        _agenda.Add(at + _random.Draw(_options.CarryOut), later => CarryOut(order, later));
    }

    private void CarryOut(OrderView order, DateTimeOffset at)
    {
        if (_taken.Contains(order.OrderId + Withdrawn))
            return;
        if (_random.Chance(_options.NotDoneShare))
        {
            Did(at, new OrderProgress(order.OrderId, OrderState.NotDone, NotDoneReasons[_random.Next(NotDoneReasons.Length)]));
            return;
        }

        if (OrderTranslation.Of(order.Body, Patient.Profile.WeightKg, at) is { } treatment)
            Patient.Give(treatment);
        Did(at, new OrderProgress(order.OrderId, OrderState.Done));
    }

    private void Read(GuidanceView said, DateTimeOffset at)
    {
        Did(at, new GuidanceSeen(said.GuidanceId, Read: true));
        for (var item = 0; item < said.Checklist.Length; item++)
        {
            var place = item;
            _agenda.Add(at + (item + 1) * _random.Draw(_options.ReadGuidance), later => Did(later, new ChecklistTicked(said.GuidanceId, place)));
        }
    }

    private void WatchForArrest(DateTimeOffset at)
    {
        if (!Patient.Vitals.HasCirculation && !_resuscitates && !Patient.IsDead)
            _agenda.Add(at + _random.Draw(_options.Compress), Resuscitate);
        _resuscitates |= !Patient.Vitals.HasCirculation;
    }

    private void Resuscitate(DateTimeOffset at)
    {
        _resuscitates = true;
        if (Patient.Vitals.HasCirculation)
        {
            EndResuscitation(at);
            return;
        }

        if (Patient.IsDead)
            return;
        if (_rhythmChecks == 0)
        {
            Patient.Give(new Treatment(TreatmentKind.Compressions, 1, at));
            Patient.Give(new Treatment(TreatmentKind.Ventilation, 1, at));
            Did(at, new CrewSaid($"{_order.AssignmentId}-cpr", "心跳骤停，已开始心肺复苏"));
        }

        if (Patient.Rhythm == Rhythm.VentricularFibrillation)
            Patient.Give(new Treatment(TreatmentKind.Shock, ShockJoules, at));
        if (_rhythmChecks++ % AdrenalineEvery == 1)
            GiveAdrenaline(at);
        _agenda.Add(at + _options.RhythmCheck, Resuscitate);
    }

    private void GiveAdrenaline(DateTimeOffset at)
    {
        Patient.Give(new Treatment(TreatmentKind.Adrenaline, AdrenalineMilligrams, at, "adrenaline"));
        var body = new OrderBody(OrderKind.Drug, "adrenaline", AdrenalineMilligrams, "mg", "iv");
        Did(at, new DrugGiven($"{_order.AssignmentId}-adrenaline-{_rhythmChecks}", body));
    }

    private void EndResuscitation(DateTimeOffset at)
    {
        (_resuscitates, _rhythmChecks) = (false, 0);
        Patient.Give(new Treatment(TreatmentKind.Compressions, 0, at));
        Did(at, new CrewSaid($"{_order.AssignmentId}-rosc-{at.ToUnixTimeSeconds()}", "自主循环恢复"));
    }

    private static string InWords(OrderBody body) => body.Kind switch
    {
        OrderKind.Drug => string.Create(CultureInfo.InvariantCulture, $"复述：{body.DrugCode} {body.Dose} {body.DoseUnit} {body.Route}"),
        OrderKind.Procedure => $"复述：{body.Procedure ?? body.Text}",
        OrderKind.Destination => $"复述：送往 {body.HospitalId}",
        _ => $"复述：绕行急诊，直达导管室 {body.HospitalId}",
    };
}
