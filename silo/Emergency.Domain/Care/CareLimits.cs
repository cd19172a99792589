namespace Emergency.Domain.Care;

/// <summary>The bounds of one clinical record. Beyond them a command is refused with <see cref="RejectionCodes.LimitReached"/>.</summary>
public static class CareLimits
{
    /// <summary>The most patients of one case.</summary>
    public const int Patients = 500;

    /// <summary>The most people who take part from afar, those who left included.</summary>
    public const int Participants = 64;

    /// <summary>The most things said.</summary>
    public const int Guidance = 1000;

    /// <summary>The most lines of one checklist.</summary>
    public const int ChecklistLines = 40;

    /// <summary>The most orders, drugs given by standing orders included.</summary>
    public const int Orders = 500;

    /// <summary>The most 12-lead recordings and stills.</summary>
    public const int Attachments = 500;

    /// <summary>The most green channels.</summary>
    public const int Channels = 50;

    /// <summary>The most steps of one channel, corrections included.</summary>
    public const int ChannelSteps = 200;

    /// <summary>The most facts about vital alarms of one patient; beyond it alarms of that patient are still shown, not recorded.</summary>
    public const int AlarmFacts = 5000;

    /// <summary>The most reports of crews.</summary>
    public const int Reports = 20_000;

    /// <summary>The most allergies or conditions of one patient.</summary>
    public const int Words = 50;

    /// <summary>The longest text of a thing said, characters.</summary>
    public const int Text = 2000;

    /// <summary>The longest line of a checklist, word of an allergy or name of an ECG lead, characters.</summary>
    public const int Line = 200;

    /// <summary>The longest recording, milliseconds, in which a mark can lie.</summary>
    public const int EcgMilliseconds = 600_000;
}

/// <summary>By when an order must have come a step further, and how long it may wait for its vehicle.</summary>
/// <param name="Deliver">From given to delivered.</param>
/// <param name="ReadBack">From delivered to read back.</param>
/// <param name="Done">From read back to done or not done.</param>
/// <param name="ValidFor">An order that was not delivered by then is withdrawn: what it was given for has changed.</param>
public sealed record OrderTimes(TimeSpan Deliver, TimeSpan ReadBack, TimeSpan Done, TimeSpan ValidFor)
{
    /// <summary>30 s, 120 s, 10 min, 30 min.</summary>
    public static OrderTimes Default { get; } =
        new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(120), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));
}
