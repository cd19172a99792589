using Emergency.Domain.Vitals;

namespace Emergency.Domain.Tests.Vitals;

/// <summary>One patient's course, told second by second: the monitor says a value each second, or time passes and the book is asked.</summary>
public abstract class AlarmCourse
{
    protected static readonly DateTimeOffset Start = new(2026, 11, 27, 8, 40, 0, TimeSpan.Zero);
    protected static readonly FactAuthor Nurse = FactAuthor.Vehicle("A03");

    protected List<VitalAlarmEvent> Facts { get; } = [];

    protected VitalAlarmBook Book { get; set; } = new(VitalAlarmOptions.Default, new PatientAge(60));

    protected DateTimeOffset Now { get; set; } = Start;

    protected string Kinds() => string.Join(' ', Facts.Select(f => f.Kind.Replace("vital-alarm-", "", StringComparison.Ordinal)).Where(k => k != "escalated"));

    protected void Offer(VitalKind kind, double? value)
    {
        var answer = Book.Offer(new(kind, value, Now), Now);
        answer.IsAccepted.ShouldBeTrue();
        Facts.AddRange(answer.Events);
    }

    protected void Say(VitalKind kind, double? value, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            Now += TimeSpan.FromSeconds(1);
            Offer(kind, value);
        }
    }

    protected void Wait(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            Now += TimeSpan.FromSeconds(1);
            Facts.AddRange(Book.Tick(Now));
        }
    }
}
